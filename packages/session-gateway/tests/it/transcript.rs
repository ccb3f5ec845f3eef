//! The program's other job: folding a recording and printing what it amounts to.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use session_gateway::transcript::Recording;
use tempfile::TempDir;

fn recordings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/transcripts")
}

fn transcript(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_session-gateway"));
    command.arg("transcript").args(arguments).output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = transcript(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What the library makes of a recording, the program prints.
fn check(recording: &str, session: Option<&str>, format: &str) {
    let file = recordings().join(recording);
    let text = std::fs::read_to_string(&file).unwrap();
    let folded = Recording::read(&text, session).unwrap();
    let mut arguments = vec![file.to_str().unwrap(), "--format", format];
    arguments.extend(session.iter().flat_map(|session| ["--session", session]));
    assert_eq!(printed(&arguments), folded.render(format.parse().unwrap()));
}

#[test]
fn recordings_are_printed() {
    for recording in ["v1/followup.jsonl", "v2/question.jsonl"] {
        for format in ["json", "markdown", "text"] {
            check(recording, None, format);
        }
    }
    let children = recordings().join("v2/subagent.child.1.messages.json");
    let children = std::fs::read_to_string(children).unwrap();
    let children: Value = serde_json::from_str(&children).unwrap();
    let child = children[0]["info"]["sessionID"].as_str().unwrap();
    check("v2/subagent.jsonl", Some(child), "json");
    let root = printed(&[recordings().join("v2/subagent.jsonl").to_str().unwrap()]);
    assert!(!root.contains(&format!(r#""sessionID": "{child}""#)));
}

#[test]
fn people_read_it_as_text_or_markdown() {
    let file = recordings().join("v2/permission.jsonl");
    let file = file.to_str().unwrap();
    let text = printed(&[file, "--format", "text"]);
    assert!(
        text.starts_with("User\n  Please remove the build folder.\nAssistant\n"),
        "{text}"
    );
    let markdown = printed(&[file, "--format", "markdown"]);
    assert!(
        markdown.contains("### Tool bash (completed)\n\n```\n"),
        "{markdown}"
    );
}

#[test]
fn what_is_taken_back_is_left_out_and_what_nobody_knows_is_counted() {
    let folder = TempDir::new().unwrap();
    let check = |lines: &str, stdout: &str, stderr: &str| {
        let file = folder.path().join("recording.jsonl");
        std::fs::write(&file, lines).unwrap();
        let output = transcript(&[file.to_str().unwrap(), "--format", "text"]);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), stdout);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), stderr);
    };
    check(
        concat!(
            r#"{"n":0,"kind":"state","length":2,"changed":[{"index":0,"message":{"ts":1,"type":"say","say":"text","text":"Task"}},{"index":1,"message":{"ts":2,"type":"ask","ask":"resume_task","text":""}}]}"#,
            "\n",
            r#"{"n":1,"kind":"state","length":1,"changed":[]}"#,
            "\n",
        ),
        "User\n  Task\n",
        "",
    );
    check(
        concat!(
            r#"{"n":0,"kind":"messageUpdated","message":{"ts":1,"type":"say","say":"text","text":"Task"}}"#,
            "\n",
            r#"{"n":1,"kind":"holo"}"#,
            "\n",
        ),
        "User\n  Task\n",
        "session-gateway: 1 × holo: no meaning here\n",
    );
    check(
        concat!(
            r#"{"eventId":1,"sessionId":"a","streamEventType":"holo","timestamp":"t","data":{}}"#,
            "\n",
            r#"{"eventId":2,"sessionId":"a","streamEventType":"kilocode","timestamp":"t","data":{"type":"nobody.knows","properties":{}}}"#,
            "\n",
            r#"{"eventId":3,"sessionId":"a","streamEventType":"kilocode","timestamp":"t","data":{"type":"session.idle","properties":{}}}"#,
            "\n",
        ),
        "",
        concat!(
            "session-gateway: 1 × holo: no meaning here\n",
            "session-gateway: 1 × nobody.knows: no meaning here\n",
            "session-gateway: 1 × no frame that can be read: `session.idle` cannot be read: `sessionID` is missing or wrong\n",
        ),
    );
}

#[test]
fn a_file_that_is_no_recording_is_refused_with_its_line() {
    let folder = TempDir::new().unwrap();
    let check = |lines: &str, more: &[&str], reason: &str| {
        let file = folder.path().join("file");
        std::fs::write(&file, lines).unwrap();
        let output = transcript(&[&[file.to_str().unwrap()], more].concat());
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(reason) && told.lines().count() == 1, "{told}");
    };
    let idle = r#"{"type":"session.idle","properties":{"sessionID":"ses_1"}}"#;
    check("", &[], "line 1: the file holds no event");
    check("[package]\n", &[], "line 1: it is no JSON");
    check(&format!("{idle}\n}}\n"), &[], "line 2: it is no JSON");
    check(
        &format!("{idle}\n\n{{}}\n"),
        &[],
        "line 3: it is no event of any known form",
    );
    check(
        &format!("{idle}\n{}", r#"{"ts":1,"type":"say","say":"text"}"#),
        &[],
        "line 2: it is of generation v1",
    );
    check(
        idle,
        &["--session", "ses_2"],
        "has no session ses_2; it has ses_1",
    );
    check(
        &format!("{idle}\n{}", &idle[..9]),
        &[],
        "line 2: it ends in the middle of its JSON",
    );
    let file = folder.path().join("file");
    std::fs::write(&file, [idle.as_bytes(), b"\r\n\xff\n"].concat()).unwrap();
    refused(&file, "line 2: it is no text in UTF-8");
    refused(folder.path(), "cannot be read");
    refused(Path::new("/no/such/file"), "cannot be read");
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        let name = std::ffi::OsStr::from_bytes(b"no-\xff-text");
        refused(&folder.path().join(name), "cannot be read");
    }
}

fn refused(file: &Path, reason: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_session-gateway"));
    let output = command.arg("transcript").arg(file).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains(reason) && told.lines().count() == 1, "{told}");
}

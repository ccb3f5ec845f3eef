//! The program's other job: folding a recording and printing what it amounts to.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
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

fn plain_numbers(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64()),
        Value::Array(items) => items.iter().map(plain_numbers).collect(),
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.clone(), plain_numbers(value)));
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}

fn check_v2(name: &str, session: Option<usize>) {
    let file = recordings().join(format!("v2/{name}.jsonl"));
    let expected = session.map_or_else(
        || format!("v2/{name}.messages.json"),
        |child| format!("v2/{name}.child.{child}.messages.json"),
    );
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(recordings().join(expected)).unwrap())
            .unwrap();
    let id = expected[0]["info"]["sessionID"]
        .as_str()
        .unwrap()
        .to_owned();
    let told = printed(&[file.to_str().unwrap(), "--session", &id]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(plain_numbers(&told), plain_numbers(&expected), "{name}");
}

#[test]
fn recordings_print_their_messages() {
    for name in [
        "chat",
        "reasoning",
        "question",
        "error",
        "abort",
        "subagent",
    ] {
        check_v2(name, None);
    }
    check_v2("subagent", Some(1));
    check_v2("subagent", Some(2));
    let v1 = printed(&[recordings().join("v1/followup.jsonl").to_str().unwrap()]);
    let v1: Value = serde_json::from_str(&v1).unwrap();
    assert_eq!(
        v1[0]["text"],
        "Please add a license file, ask me which license."
    );
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
    check(&format!("{idle}\n{{\n"), &[], "line 2: it is no JSON");
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
    let missing = transcript(&["/no/such/file"]);
    assert_eq!(missing.status.code(), Some(2));
}

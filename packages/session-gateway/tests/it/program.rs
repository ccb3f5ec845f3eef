//! The program: what it prints, and how it ends.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::client::WORD_COUNTER;

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_session-gateway"));
    command.arg("--data-dir").arg(folder.join("data"));
    command
}

/// A program that does not outlive its test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(folder: &Path, speed: &str) -> (Program, String) {
    let mut child = command(folder)
        .args(["--port", "0", "--speed", speed])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    (Program(child), line)
}

fn signal(program: &Program, signal: &str) {
    let sent = Command::new("kill")
        .args([signal, &program.0.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

#[test]
fn it_says_where_it_listens_and_stops_when_it_is_told() {
    for name in ["-TERM", "-INT"] {
        let folder = TempDir::new().unwrap();
        let (mut program, line) = start(folder.path(), "1");
        let port = line
            .trim_end()
            .strip_prefix("listening on http://127.0.0.1:");
        assert!(
            port.is_some_and(|port| port.parse::<u16>().is_ok()),
            "{line:?}"
        );
        signal(&program, name);
        assert_eq!(program.0.wait().unwrap().code(), Some(0));
        let mut rest = String::new();
        program
            .0
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut rest)
            .unwrap();
        assert_eq!(rest, "");
    }
}

#[test]
fn mistakes_end_it_with_one_line() {
    let folder = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let file = folder.path().join("file").join("data");
    let check = |arguments: &[&str], advice: &str| {
        let Output {
            status,
            stdout,
            stderr,
        } = command(folder.path())
            .args(["--port", "0"])
            .args(arguments)
            .output()
            .unwrap();
        let told = String::from_utf8(stderr).unwrap();
        assert_eq!(status.code(), Some(2), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.contains(advice), "{told}");
        assert!(stdout.is_empty());
    };
    check(&["--colour"], "--help");
    check(&["--port", "many"], "--help");
    check(&["--port", &port], "choose another --port");
    check(
        &["--data-dir", file.to_str().unwrap()],
        "choose another one",
    );
    check(
        &["--web-root", folder.path().to_str().unwrap()],
        "index.html",
    );
    check(&["--recording", "missing.jsonl"], "cannot be read");
    check(
        &[
            "--recording",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ],
        "line 1",
    );
    check(&["--allow-origin", "everybody"], "http://HOST:PORT");
    // An address that is kept for documentation, so no machine has it.
    check(&["--host", "192.0.2.1"], "--host");
}

/// Waits until a question to the log is answered as it should be.
fn wait_for(folder: &Path, question: &str, expected: impl Fn(i64) -> bool) -> i64 {
    let log = rusqlite::Connection::open(folder.join("data/gateway.sqlite")).unwrap();
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let answer = log.query_row(question, [], |row| row.get(0)).unwrap();
        if expected(answer) {
            return answer;
        }
        assert!(Instant::now() < deadline, "{question}: {answer}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[tokio::test]
async fn a_killed_program_goes_on_where_it_was() {
    let folder = TempDir::new().unwrap();
    let (program, line) = start(folder.path(), "1");
    let address = line.trim_end().strip_prefix("listening on ").unwrap();
    let sent = reqwest::Client::new()
        .post(format!("{address}/api/trpc/appBuilder.sendMessage"))
        .body(format!(
            r#"{{"projectId":"{WORD_COUNTER}","message":"long"}}"#
        ))
        .send()
        .await;
    assert!(sent.unwrap().status().is_success());
    let of_run = "execution_id = (SELECT id FROM runs ORDER BY number DESC LIMIT 1)";
    let count = format!("SELECT COUNT(*) FROM events WHERE {of_run}");
    wait_for(folder.path(), &count, |count| count > 200);
    drop(program);
    let complete = format!("{count} AND kind = 'complete'");
    assert_eq!(wait_for(folder.path(), &complete, |_| true), 0);
    let (_program, _) = start(folder.path(), "max");
    wait_for(folder.path(), &complete, |count| count == 1);
    // Around the recorded events but the making of the session: started, complete.
    let recorded = include_str!("../../../../tests/transcripts/v2/long.jsonl");
    let all = i64::try_from(recorded.lines().count()).unwrap() - 1 + 2;
    assert_eq!(wait_for(folder.path(), &count, |_| true), all);
    let distinct = format!("SELECT COUNT(DISTINCT data) FROM events WHERE {of_run}");
    assert_eq!(wait_for(folder.path(), &distinct, |_| true), all);
}

#[test]
fn it_explains_itself() {
    let folder = TempDir::new().unwrap();
    let check = |argument: &str, part: &str| {
        let output = command(folder.path()).arg(argument).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains(part));
    };
    check("--help", "--allow-origin");
    check("--version", env!("CARGO_PKG_VERSION"));
}

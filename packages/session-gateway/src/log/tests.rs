//! The log on its own.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::json;
use session_wire::call::WorkerVersion;
use session_wire::{CloudSessionId, ExecutionId, Timestamp};
use tempfile::TempDir;

use super::projects::ProjectRecord;
use super::runs::{NewRun, RunState};
use super::sessions::NewSession;
use super::*;

const NOW: Timestamp = Timestamp::from_millis(1);

fn session() -> CloudSessionId {
    "agent_1".into()
}

fn event(text: &str) -> NewEvent {
    NewEvent::stream("status", &json!({ "message": text }))
}

fn open(folder: &TempDir) -> Log {
    Log::open(folder.path()).unwrap()
}

/// A log with one session in it.
async fn log(folder: &TempDir) -> Log {
    let log = open(folder);
    log.write(|write| {
        write.insert_project(&ProjectRecord {
            id: "p".into(),
            title: String::new(),
            model_id: None,
            session_id: Some(session()),
            created_at: NOW,
            last_message_at: NOW,
        })?;
        write.insert_session(&NewSession {
            id: session(),
            row_id: "1".to_owned(),
            project: "p".into(),
            version: WorkerVersion::V2,
            agent_session: "ses_1".into(),
            created_at: NOW,
            reason: "initial",
            title: None,
            prompt: None,
        })
    })
    .await
    .unwrap();
    log
}

async fn append(log: &Log, texts: &[&str]) -> Result<()> {
    let events: Vec<_> = texts.iter().map(|text| event(text)).collect();
    log.write(move |write| write.append(&session(), &"exc_1".into(), NOW, &events))
        .await
}

async fn ids(log: &Log, after: u64) -> Vec<u64> {
    let page = log.read(move |db| events::page(db, &session(), after));
    page.await.unwrap().iter().map(|event| event.id).collect()
}

#[tokio::test]
async fn ids_go_up_by_one_whoever_writes() {
    let folder = TempDir::new().unwrap();
    let log = log(&folder).await;
    let writers: Vec<_> = (0..20)
        .map(|_| {
            let log = log.clone();
            tokio::spawn(async move { append(&log, &["a", "b"]).await.unwrap() })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(ids(&log, 0).await, (1..=40).collect::<Vec<_>>());
    assert_eq!(ids(&log, 38).await, [39, 40]);
    assert_eq!(ids(&log, 99).await, Vec::<u64>::new());
}

#[tokio::test]
async fn a_change_that_fails_leaves_no_trace() {
    let folder = TempDir::new().unwrap();
    let log = log(&folder).await;
    let mut tail = log.follow(&session());
    append(&log, &["kept"]).await.unwrap();
    assert_eq!(*tail.borrow_and_update(), 1);
    let failed = log.write(|write| {
        write.append(&session(), &"exc_1".into(), NOW, &[event("lost")])?;
        write.finish_run(&"exc_0".into(), RunState::Complete)
    });
    assert!(matches!(failed.await, Err(LogError::Damaged(_))));
    assert_eq!(ids(&log, 0).await, [1]);
    assert!(!tail.has_changed().unwrap());
    append(&log, &["kept too"]).await.unwrap();
    assert_eq!(*tail.borrow_and_update(), 2);
}

#[tokio::test]
async fn big_events_come_in_small_pages() {
    let folder = TempDir::new().unwrap();
    let log = log(&folder).await;
    let big = "x".repeat(400_000);
    append(&log, &[big.as_str(); 5]).await.unwrap();
    assert_eq!(ids(&log, 0).await, [1, 2, 3]);
    assert_eq!(ids(&log, 3).await, [4, 5]);
}

#[tokio::test]
async fn runs_wait_in_the_order_of_their_coming() {
    let folder = TempDir::new().unwrap();
    let log = log(&folder).await;
    let next = async || {
        let run = log.read(|db| runs::next(db, &session())).await.unwrap();
        run.map(|run| (run.id.as_str().to_owned(), run.progress.is_some()))
    };
    let change = async |state: fn(&Write<'_>) -> Result<()>| log.write(state).await.unwrap();
    for id in ["exc_1", "exc_2"] {
        let run = NewRun {
            id: ExecutionId::from(id),
            session: session(),
            prompt: String::new(),
        };
        log.write(move |write| write.enqueue(&run)).await.unwrap();
    }
    assert_eq!(next().await, Some(("exc_1".to_owned(), false)));
    for begins in [true, false] {
        let begun = log.write(|write| write.begin_run(&"exc_1".into(), "{}", NOW));
        assert_eq!(begun.await.unwrap(), begins);
    }
    assert_eq!(next().await, Some(("exc_1".to_owned(), true)));
    change(|write| write.hold_session(&session(), true)).await;
    assert_eq!(next().await, Some(("exc_1".to_owned(), true)));
    change(|write| write.finish_run(&"exc_1".into(), RunState::Interrupted)).await;
    assert_eq!(next().await, None);
    change(|write| write.hold_session(&session(), false)).await;
    assert_eq!(next().await, Some(("exc_2".to_owned(), false)));
}

#[tokio::test]
async fn a_closed_log_takes_nothing_and_can_be_opened_again() {
    let folder = TempDir::new().unwrap();
    let log = log(&folder).await;
    append(&log, &["kept"]).await.unwrap();
    assert!(matches!(Log::open(folder.path()), Err(LogError::InUse(_))));
    log.close();
    assert!(matches!(
        append(&log, &["lost"]).await,
        Err(LogError::Closed)
    ));
    assert_eq!(ids(&open(&folder), 0).await, [1]);
}

#[test]
fn a_newer_log_is_left_alone() {
    let folder = TempDir::new().unwrap();
    open(&folder).close();
    let connection = Connection::open(folder.path().join("gateway.sqlite")).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    let opened = Log::open(folder.path());
    assert!(matches!(opened, Err(LogError::TooNew(99))), "{opened:?}");
}

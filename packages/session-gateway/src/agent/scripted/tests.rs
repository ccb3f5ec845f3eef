//! Every recording, played and folded.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::{Value, json};
use session_wire::call::WorkerVersion;
use session_wire::v2::{Info, MessageError, PartBody, StoredMessage, ToolState, ToolStatus};
use session_wire::{CloudSessionId, RequestId, Timestamp};

use super::*;
use crate::agent::Step;
use crate::fold::Fold;
use crate::log::events::StoredEvent;
use crate::log::{NewEvent, SessionRecord};

/// Reading all recordings takes a while.
static SCRIPTED: LazyLock<Scripted> = LazyLock::new(|| Scripted::new(Speed::MAX).unwrap());

const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

fn session(version: WorkerVersion) -> SessionRecord {
    SessionRecord {
        id: "agent_1".into(),
        row_id: "1".to_owned(),
        project: "p".into(),
        version,
        agent_session: "ses_000000000000AAAAAAAAAAAAAA".into(),
        created_at: NOW,
        ended_at: None,
        reason: "initial".to_owned(),
        title: None,
        prompt: None,
    }
}

/// A recording with the words that were said in it, ready to be played from its start.
fn playback(version: &WorkerVersion, script: &str, past: Past) -> Playback {
    let session = session(version.clone());
    let prompt = recorded_prompt(version, script);
    let execution = "exc_1".into();
    let task = Task {
        session: &session,
        execution: &execution,
        prompt: &prompt,
    };
    SCRIPTED.rehearse(script, task, past, NOW).unwrap().1
}

fn transcript(version: &WorkerVersion, file: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../../tests/transcripts").join(version.as_str());
    fs::read_to_string(folder.join(file)).unwrap()
}

fn stored(version: &WorkerVersion, script: &str) -> Value {
    serde_json::from_str(&transcript(version, &format!("{script}.messages.json"))).unwrap()
}

fn recorded_prompt(version: &WorkerVersion, script: &str) -> String {
    let stored = stored(version, script);
    let prompt = match version {
        WorkerVersion::V1 => &stored[0]["content"],
        _ => &stored[0]["parts"][0]["text"],
    };
    prompt.as_str().unwrap().to_owned()
}

fn fold(version: &WorkerVersion, events: impl IntoIterator<Item = NewEvent>) -> Fold {
    let mut fold = Fold::new(&CloudSessionId::from("agent_1"), version);
    for (event, id) in events.into_iter().zip(1..) {
        fold.take(StoredEvent {
            id,
            execution: None,
            kind: event.kind.to_string(),
            timestamp: NOW,
            data: event.data,
        });
    }
    fold
}

fn all(playback: &Playback) -> Vec<NewEvent> {
    playback.all().into_iter().map(|(_, event)| event).collect()
}

/// What is played folds to what the agent itself had stored, with the same ids and times.
#[test]
fn v2_recordings_fold_to_what_was_stored() {
    for script in scripts::table(&WorkerVersion::V2) {
        let playback = playback(&WorkerVersion::V2, script.name, Past::NONE);
        let mut expected = stored(&WorkerVersion::V2, script.name);
        playback.restamp_value(&mut expected);
        let expected: Vec<StoredMessage> = serde_json::from_value(expected).unwrap();
        let folded = fold(&WorkerVersion::V2, all(&playback)).v2().unwrap();
        assert_eq!(folded, expected, "{}", script.name);
    }
}

#[test]
fn v1_recordings_fold_to_what_was_stored() {
    for script in scripts::table(&WorkerVersion::V1) {
        let playback = playback(&WorkerVersion::V1, script.name, Past::NONE);
        let mut expected = stored(&WorkerVersion::V1, script.name);
        playback.restamp_value(&mut expected);
        let expected: Vec<_> = expected
            .as_array()
            .unwrap()
            .iter()
            .map(|line| json!([line["timestamp"], line["content"], line["metadata"]]))
            .collect();
        let folded = fold(&WorkerVersion::V1, all(&playback)).v1().unwrap();
        let folded: Vec<_> = folded
            .iter()
            .map(|message| json!([message.ts, message.text, message.metadata]))
            .collect();
        assert_eq!(folded, expected, "{}", script.name);
    }
}

#[test]
fn nothing_recorded_shines_through() {
    for version in [WorkerVersion::V1, WorkerVersion::V2] {
        for script in scripts::table(&version) {
            let recorded = transcript(&version, &format!("{}.jsonl", script.name));
            let is_id = |word: &&str| {
                let tail = word.split_once('_').map_or("", |(_, tail)| tail);
                ["ses_", "msg_", "prt_", "evt_", "per_", "que_", "call_"]
                    .iter()
                    .any(|prefix| word.starts_with(prefix))
                    && (tail.len() == 16 || tail.len() == 26)
            };
            let ids = |text: &str| -> std::collections::BTreeSet<String> {
                text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                    .filter(is_id)
                    .map(str::to_owned)
                    .collect()
            };
            let played: String = all(&playback(&version, script.name, Past::NONE))
                .iter()
                .map(|event| event.data.get())
                .collect();
            let (before, after) = (ids(&recorded), ids(&played));
            assert_eq!(before.len(), after.len(), "{}", script.name);
            assert!(before.is_disjoint(&after), "{}", script.name);
            // Every recorded moment begins with these digits.
            assert!(!played.contains(":17953"), "{}", script.name);
        }
    }
}

#[test]
fn the_order_of_ids_stays() {
    let playback = playback(&WorkerVersion::V2, "edit", Past::NONE);
    let id = |event: &Value, pointer: &str| event.pointer(pointer)?.as_str().map(str::to_owned);
    let parts = |events: &mut dyn Iterator<Item = Value>| -> Vec<String> {
        events
            .filter_map(|event| id(&event, "/properties/part/id"))
            .collect()
    };
    let recorded_text = transcript(&WorkerVersion::V2, "edit.jsonl");
    let mut recorded = recorded_text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["event"].clone());
    let mut played = all(&playback)
        .into_iter()
        .map(|event| serde_json::from_str(event.data.get()).unwrap());
    let ranks = |ids: Vec<String>| -> Vec<usize> {
        let mut sorted = ids.clone();
        sorted.sort();
        sorted.dedup();
        ids.iter()
            .map(|id| sorted.iter().position(|other| other == id).unwrap())
            .collect()
    };
    assert_eq!(ranks(parts(&mut recorded)), ranks(parts(&mut played)));
}

#[test]
fn the_person_says_what_was_typed() {
    for version in [WorkerVersion::V1, WorkerVersion::V2] {
        let session = session(version.clone());
        let execution = "exc_1".into();
        let task = Task {
            session: &session,
            execution: &execution,
            prompt: "Hello \"there\" ses_\nyou",
        };
        let plan = SCRIPTED.plan(task, Past::NONE, NOW).unwrap();
        let progress = Progress {
            plan: plan.note,
            position: 0,
        };
        let fold = fold(&version, all(&SCRIPTED.turn(task, &progress).unwrap()));
        let said = match version {
            WorkerVersion::V1 => fold.v1().unwrap()[0].words().to_owned(),
            _ => match &fold.v2().unwrap()[0].parts[0].body {
                PartBody::Text(text) => text.text.clone(),
                other => panic!("{other:?}"),
            },
        };
        assert_eq!(said, task.prompt);
    }
}

#[test]
fn a_later_run_does_not_make_the_session_again() {
    let past = Past {
        runs: 1,
        until: NOW + std::time::Duration::from_secs(5),
    };
    let first = playback(&WorkerVersion::V2, "subagent", Past::NONE);
    let later = playback(&WorkerVersion::V2, "subagent", past);
    let made = |playback: &Playback| {
        let events = all(playback);
        let made = |event: &&NewEvent| event.data.get().contains("session.created");
        events.iter().filter(made).count()
    };
    assert_eq!(made(&first), 3);
    assert_eq!(made(&later), 2);
    let begins = |playback: &Playback| fold(&WorkerVersion::V2, all(playback)).v2().unwrap();
    let created = |messages: Vec<StoredMessage>| messages[0].info.created().unwrap();
    assert_eq!(created(begins(&first)), NOW);
    assert_eq!(created(begins(&later)).since(NOW).as_millis(), 5001);
}

#[test]
fn the_listing_names_every_script() {
    for version in [WorkerVersion::V1, WorkerVersion::V2] {
        let session = session(version.clone());
        let task = Task {
            session: &session,
            execution: &"exc_1".into(),
            prompt: scripts::LISTING,
        };
        let rehearsed = SCRIPTED.rehearse(scripts::LISTING, task, Past::NONE, NOW);
        let playback = rehearsed.unwrap().1;
        let fold = fold(&version, all(&playback));
        let text = if version == WorkerVersion::V1 {
            let messages = fold.v1().unwrap();
            assert_eq!(messages[0].words(), "/scripts");
            messages[1].words().to_owned()
        } else {
            let messages = fold.v2().unwrap();
            assert_eq!(messages.len(), 2);
            assert_is_settled(&messages, "listing");
            let text = messages[1].parts.iter().find_map(|part| match &part.body {
                PartBody::Text(text) => Some(text.text.clone()),
                _ => None,
            });
            text.unwrap()
        };
        for script in scripts::table(&version) {
            assert!(text.contains(&format!("**{}**", script.name)), "{text}");
        }
    }
}

fn assert_is_settled(messages: &[StoredMessage], what: &str) {
    for message in messages {
        let Info::Assistant(assistant) = &message.info else {
            continue;
        };
        assert!(assistant.time.completed.is_some(), "{what}");
        for part in &message.parts {
            let is_settled = match &part.body {
                PartBody::Text(text) => text.time.is_none_or(|time| time.end.is_some()),
                PartBody::Reasoning(text) => text.time.is_none_or(|time| time.end.is_some()),
                PartBody::Tool(tool) => tool.state.status.is_settled(),
                _ => true,
            };
            assert!(is_settled, "{what}: {part:?}");
        }
    }
}

/// Plays until the agent waits, and gives what was said and the name of what was asked.
async fn asked(playback: &mut Playback) -> (Vec<NewEvent>, RequestId) {
    let mut said = Vec::new();
    let waiting = std::time::Duration::from_millis(20);
    while let Ok(step) = tokio::time::timeout(waiting, playback.next()).await {
        said.extend(step.expect("it waits").events);
    }
    let id = said.iter().find_map(|event| {
        let event: Value = serde_json::from_str(event.data.get()).unwrap();
        let is_ask = matches!(
            event["type"].as_str(),
            Some("question.asked" | "permission.asked")
        );
        is_ask.then(|| event["properties"]["id"].as_str().unwrap().into())
    });
    (said, id.unwrap())
}

/// What is said in all when the person answers, and the messages that it folds to.
async fn answered(script: &str, answer: Answer) -> (Vec<NewEvent>, Vec<StoredMessage>) {
    let mut playback = playback(&WorkerVersion::V2, script, Past::NONE);
    let (mut said, request) = asked(&mut playback).await;
    assert!(playback.answer(&"que_1".into(), answer.clone()).is_none());
    let step = playback.answer(&request, answer.clone()).unwrap().step;
    assert!(playback.answer(&request, answer).is_none(), "twice");
    said.extend(step.events);
    while let Some(step) = playback.next().await {
        said.extend(step.events);
    }
    let messages = fold(&WorkerVersion::V2, said.clone()).v2().unwrap();
    assert_is_settled(&messages, script);
    (said, messages)
}

fn the_tool(messages: &[StoredMessage]) -> &ToolState {
    let mut parts = messages.iter().flat_map(|message| &message.parts);
    let state = parts.find_map(|part| match &part.body {
        PartBody::Tool(tool) => Some(&tool.state),
        _ => None,
    });
    state.unwrap()
}

#[tokio::test]
async fn a_question_waits_for_its_answer_and_goes_on_with_it() {
    let chosen = vec![vec!["GPL-3.0".to_owned()], Vec::new()];
    let (said, messages) = answered("question", Answer::Question(chosen.clone())).await;
    let replied = said
        .iter()
        .find(|event| event.data.get().contains("question.replied"));
    assert!(replied.unwrap().data.get().contains(r#"[["GPL-3.0"],[]]"#));
    let tool = the_tool(&messages);
    assert_eq!(tool.metadata.as_ref().unwrap()["answers"], json!(chosen));
    assert_eq!(
        tool.output.as_deref().unwrap(),
        "User has answered your questions: \"Which license should the project have?\"=\"GPL-3.0\", \
         \"Where should it be written?\"=\"Unanswered\". You can now continue with the user's \
         answers in mind."
    );
    let recorded = stored(&WorkerVersion::V2, "question");
    assert_eq!(messages.len(), recorded.as_array().unwrap().len());
}

#[tokio::test]
async fn what_was_allowed_goes_on_as_recorded() {
    for (answer, reply) in [(Answer::Once, "once"), (Answer::Always, "always")] {
        let (said, messages) = answered("permission", answer).await;
        let said: String = said.iter().map(|event| event.data.get()).collect();
        assert!(said.contains(&format!("\"reply\":\"{reply}\"")), "{reply}");
        assert_eq!(the_tool(&messages).status, ToolStatus::Completed);
    }
}

#[tokio::test]
async fn what_is_refused_fails_and_ends_the_turn() {
    let rejected = "The user rejected permission to use this specific tool call";
    let instead = Some("Keep the folder.".to_owned());
    for (script, answer, error, messages_in_all) in [
        (
            "question",
            Answer::Dismiss,
            "The user dismissed this question".to_owned(),
            2,
        ),
        (
            "permission",
            Answer::Refuse(None),
            format!("{rejected}."),
            2,
        ),
        (
            "permission",
            Answer::Refuse(instead),
            format!("{rejected} with the following feedback: Keep the folder."),
            3,
        ),
    ] {
        let (said, messages) = answered(script, answer).await;
        let last = said.last().unwrap().data.get();
        assert!(last.contains("\"session.idle\""), "{script}: {last}");
        let tool = the_tool(&messages);
        assert_eq!(tool.status, ToolStatus::Error, "{script}");
        assert_eq!(tool.error.as_ref(), Some(&error), "{script}");
        assert_eq!(messages.len(), messages_in_all, "{script}");
    }
}

/// Plays a number of lines, then stops; gives all that was said.
async fn stopped_after(mut playback: Playback, lines: u64) -> Vec<NewEvent> {
    let mut said = Vec::new();
    let mut position = 0;
    while position < lines {
        let Some(step) = playback.next_line() else {
            break;
        };
        said.extend(step.events);
        position = step.position;
    }
    said.extend(playback.interrupt().await);
    said
}

#[tokio::test]
async fn a_stopped_v2_run_leaves_nothing_open() {
    for (script, every) in [
        ("edit", 5),
        ("subagent", 5),
        ("permission", 1),
        ("chat", 40),
    ] {
        for lines in (0..240).step_by(every) {
            let what = format!("{script} after {lines}");
            let playback = playback(&WorkerVersion::V2, script, Past::NONE);
            let said = stopped_after(playback, lines).await;
            let last = said.last().unwrap().data.get();
            assert!(last.contains("\"session.idle\""), "{what}: {last}");
            let messages = fold(&WorkerVersion::V2, said).v2().unwrap();
            assert!(!messages.is_empty(), "{what}");
            assert_is_settled(&messages, &what);
        }
    }
}

#[tokio::test]
async fn a_stopped_v2_text_keeps_what_was_said() {
    let playback = playback(&WorkerVersion::V2, "chat", Past::NONE);
    let messages = fold(&WorkerVersion::V2, stopped_after(playback, 100).await)
        .v2()
        .unwrap();
    let StoredMessage { info, parts } = messages.last().unwrap();
    let Info::Assistant(assistant) = info else {
        panic!("{info:?}");
    };
    assert!(
        assistant
            .error
            .as_ref()
            .is_some_and(MessageError::is_aborted)
    );
    let PartBody::Text(text) = &parts.last().unwrap().body else {
        panic!("{parts:?}");
    };
    assert!(text.text.len() > 100, "{}", text.text);
}

#[tokio::test]
async fn a_stopped_v1_run_leaves_nothing_open() {
    for lines in (0..300).step_by(20) {
        let playback = playback(&WorkerVersion::V1, "tools", Past::NONE);
        let said = stopped_after(playback, lines).await;
        let messages = fold(&WorkerVersion::V1, said).v1().unwrap();
        assert!(!messages.is_empty(), "after {lines}");
        let open = messages.iter().find(|message| message.is_partial());
        assert!(open.is_none(), "after {lines}: {open:?}");
    }
}

/// A run that is taken up again says the rest, word for word.
#[tokio::test]
async fn a_cut_run_goes_on_where_it_was() {
    let session = session(WorkerVersion::V2);
    let execution = "exc_1".into();
    let task = Task {
        session: &session,
        execution: &execution,
        prompt: "todo",
    };
    let plan = SCRIPTED.plan(task, Past::NONE, NOW).unwrap();
    let from = |position| {
        let plan = plan.note.clone();
        SCRIPTED.turn(task, &Progress { plan, position }).unwrap()
    };
    let texts = |events: &[NewEvent]| -> Vec<String> {
        events
            .iter()
            .map(|event| event.data.get().to_owned())
            .collect()
    };
    let whole = texts(&all(&from(0)));
    for position in [0, 1, 50, 135, 136] {
        let mut rest = from(position);
        let mut said = Vec::new();
        while let Some(Step { events, .. }) = rest.next().await {
            said.extend(events);
        }
        let skipped = usize::try_from(position).unwrap();
        assert_eq!(texts(&said), whole[skipped..], "from {position}");
    }
    let beyond = Progress {
        plan: plan.note.clone(),
        position: 137,
    };
    assert!(SCRIPTED.turn(task, &beyond).is_err());
}

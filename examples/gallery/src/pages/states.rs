//! What the whole chat looks like before, between and after conversations.

use dioxus::prelude::*;
use session_model::{CallError, CallErrorKind, Input};

use super::specimen::{Show, Specimen};
use crate::fixtures::{Generation, Recording, Stage, recent};

/// A state by its name.
type State = (&'static str, fn() -> Stage);

const STATES: [State; 17] = [
    ("Loading", Stage::loading),
    ("Could not be loaded", || {
        Stage::loading().then(Input::Loaded(Err(failure(
            CallErrorKind::Network,
            "connection refused",
        ))))
    }),
    ("Empty", Stage::empty),
    ("Connecting", || Stage::opening(Generation::V2)),
    ("A message on its way", || {
        quiet().saying("Please count the words, too.")
    }),
    ("Answering", || Stage::streaming(&Recording::CHAT, 120)),
    ("A tool at work", || Stage::streaming(&Recording::EDIT, 60)),
    ("A to-do list that is worked off", || {
        Stage::until(&Recording::TODO, "todo.updated")
    }),
    ("Answers that are suggested", || {
        Stage::of(&Recording::V1_KINDS)
    }),
    ("An answer that was taken back", || {
        Stage::until(&Recording::REVERT, r#""revert":{"#).hearing("complete", "{}")
    }),
    ("A permission that is waited for", || {
        Stage::until(&Recording::PERMISSION, "permission.asked")
    }),
    ("A question that is waited for", || {
        Stage::until(&Recording::QUESTION, "question.asked")
    }),
    ("Stopping", || {
        Stage::streaming(&Recording::CHAT, 120).then(Input::Interrupt)
    }),
    ("Connection lost, tried again", || {
        Stage::streaming(&Recording::CHAT, 120).closing(1006, "")
    }),
    ("Session gone", || {
        quiet()
            .hearing_error("WS_SESSION_NOT_FOUND", "there is no such session")
            .closing(1008, "no such session")
    }),
    ("A message that could not be sent", || {
        Stage::empty()
            .saying("Please count the words, too.")
            .failing(failure(CallErrorKind::PaymentRequired, "no credits left"))
    }),
    ("After a session that ended", || {
        Stage::after_ended(Generation::V1)
            .playing(recent(Recording::CHAT.events()))
            .hearing("complete", "{}")
    }),
];

/// The page.
#[component]
pub(crate) fn States() -> Element {
    rsx! {
        for (title , stage) in STATES {
            Specimen { key: "{title}", title, show: Show::Chat, stage: move |()| stage() }
        }
    }
}

/// A conversation in which nothing goes on.
fn quiet() -> Stage {
    Stage::of(&Recording::REASONING).hearing("complete", "{}")
}

fn failure(kind: CallErrorKind, message: &str) -> CallError {
    CallError {
        kind,
        message: message.to_owned(),
    }
}

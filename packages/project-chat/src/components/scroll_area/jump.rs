//! Draws the buttons that take the reader from one place to another.

use dioxus::prelude::*;
use session_model::{Change, SessionKey, ThreadId, TurnId};

use super::area::Step;
use super::handle::ScrollHandle;
use super::transcript;
use crate::components::icon::{Glyph, icon};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// The place of the buttons; `data-following` says whether the end is kept in view.
#[component]
pub(crate) fn Jump(project: ProjectHandle, scroll: ScrollHandle) -> Element {
    rsx! {
        div { class: "pc-jump-place", "data-following": scroll.is_following(),
            Buttons { project, scroll }
        }
    }
}

/// The buttons to the turn before, to the end and to the turn after; nothing while the end is seen.
///
/// `data-new` is how many rows have come since the reader left the end.
#[component]
fn Buttons(project: ProjectHandle, scroll: ScrollHandle) -> Element {
    let labels = use_labels();
    let mut seen = use_hook(|| CopyValue::new(None::<Seen>));
    if scroll.sees_end() {
        seen.set(None);
        return VNode::empty();
    }
    let known = *seen.peek();
    let (end, new) = count(project, known);
    if known.is_none() {
        seen.set(end);
    }
    let text = match new {
        0 => labels.chat.jump_to_latest.to_string(),
        new => (labels.chat.jump_to_new)(new),
    };
    rsx! {
        div { class: "pc-jump", "data-new": "{new}",
            button {
                class: "pc-jump-step",
                r#type: "button",
                aria_label: "{labels.chat.previous_turn}",
                title: "{labels.chat.previous_turn}",
                onclick: move |_| scroll.step(Step::Previous),
                {icon(Glyph::ChevronUp)}
            }
            button {
                class: "pc-jump-latest",
                r#type: "button",
                onclick: move |_| scroll.go_to_end(),
                {icon(Glyph::Down)}
                span { "{text}" }
            }
            button {
                class: "pc-jump-step",
                r#type: "button",
                aria_label: "{labels.chat.next_turn}",
                title: "{labels.chat.next_turn}",
                onclick: move |_| scroll.step(Step::Next),
                {icon(Glyph::ChevronDown)}
            }
        }
    }
}

/// Where the conversation ended when the reader left its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    session: SessionKey,
    turn: TurnId,
    rows: usize,
}

/// Where the conversation ends now, and how many rows are behind `seen`. Subscribes to the turns
/// that are counted, never to what a row shows.
fn count(project: ProjectHandle, seen: Option<Seen>) -> (Option<Seen>, u64) {
    let Some(session) = project.sessions().last().copied() else {
        return (None, 0);
    };
    let turns = project.read(&[Change::Turns(session, ThreadId::ROOT)], |project| {
        project
            .session(session)
            .map(transcript::turns)
            .unwrap_or_default()
    });
    let rows = |turn: TurnId| {
        project.read(&[Change::Turn(session, turn)], |project| {
            let known = project.session(session);
            known.map_or(0, |known| transcript::rows(known, turn).len())
        })
    };
    let end = turns.last().map(|turn| Seen {
        session,
        turn: *turn,
        rows: rows(*turn),
    });
    let begin = seen.and_then(|seen| {
        if seen.session != session {
            return Some((0, 0));
        }
        let at = turns.iter().rposition(|turn| *turn == seen.turn)?;
        Some((at, seen.rows))
    });
    let new = begin.map_or(0, |(at, before)| {
        let all: usize = turns[at..].iter().map(|turn| rows(*turn)).sum();
        all.saturating_sub(before)
    });
    (end, u64::try_from(new).unwrap_or(u64::MAX))
}

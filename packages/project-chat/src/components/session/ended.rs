//! The line of a session that has ended, and what it says while its messages are not there.

use dioxus::prelude::*;
use session_model::{AnySession, HistoryState, SessionInfo, SessionKey, ThreadId};

use crate::components::icon::{Glyph, icon};
use crate::components::notice::{self, Notice, Tone};
use crate::components::placeholder::Bones;
use crate::handle::ProjectHandle;
use crate::labels::{Age, Day, use_labels};

/// The line: generation, title, when it ended.
#[component]
pub(super) fn EndedLine(
    project: ProjectHandle,
    session: SessionKey,
    is_open: bool,
    on_toggle: EventHandler<()>,
) -> Element {
    let labels = use_labels();
    let known = project.session(session, |known| {
        (
            known.version().as_str().to_ascii_uppercase(),
            known.info().clone(),
            cost(known),
        )
    });
    let Some((version, info, cost)) = known else {
        return VNode::empty();
    };
    let SessionInfo {
        title,
        created_at,
        ended_at,
        ..
    } = info;
    let title = title.filter(|title| !title.trim().is_empty());
    let title = title.as_deref().unwrap_or(&labels.sessions.untitled);
    let when = match ended_at.or(created_at) {
        Some(moment) => (labels.sessions.ended)(Age::from(project.now().since(moment))),
        None => labels.sessions.ended_sometime.to_string(),
    };
    let day = |moment| (labels.transcript.day)(Day::of(moment, project.now(), 0));
    let dates = match (created_at, ended_at) {
        (Some(from), Some(to)) => Some(format!("{} – {}", day(from), day(to))),
        (from, to) => from.or(to).map(day),
    };
    rsx! {
        button {
            class: "pc-session-line",
            r#type: "button",
            aria_expanded: is_open,
            onclick: move |_| on_toggle.call(()),
            span { class: "pc-badge", "{version}" }
            span { class: "pc-session-title", dir: "auto", "{title}" }
            span { class: "pc-session-when", title: dates, "{when}" }
            if cost > 0.0 {
                span { class: "pc-session-cost", {(labels.sessions.cost)(cost)} }
            }
            span { class: "pc-chevron", {icon(Glyph::Chevron)} }
        }
    }
}

/// What a session has cost, in US dollars; 0 where nothing is known.
fn cost(session: &AnySession) -> f64 {
    match session {
        AnySession::V1(_) => 0.0,
        AnySession::V2(session) => session.transcript().totals(ThreadId::ROOT).cost,
    }
}

/// What an unfolded session says while its messages are not there.
#[component]
pub(super) fn EndedState(
    project: ProjectHandle,
    session: SessionKey,
    history: HistoryState,
) -> Element {
    let labels = use_labels();
    let is_empty = project
        .session(session, AnySession::is_empty)
        .unwrap_or(true);
    match history {
        HistoryState::Loading => rsx! {
            div { class: "pc-session-state", role: "status",
                span { class: "pc-spinner", "aria-hidden": "true" }
                "{labels.sessions.loading}"
            }
            Bones {}
        },
        HistoryState::Failed(error) => {
            let text = format!(
                "{} {}",
                labels.sessions.failed,
                labels.errors.of_call(&error)
            );
            let notice = Notice {
                about: "error",
                tone: Tone::Danger,
                text: text.into(),
                details: &error.message,
            };
            let retry = rsx! {
                button {
                    class: "pc-button",
                    r#type: "button",
                    onclick: move |_| project.expand(session),
                    "{labels.chat.retry}"
                }
            };
            notice::draw(&notice, Some(retry), &labels)
        }
        HistoryState::Loaded if is_empty => rsx! {
            div { class: "pc-session-state", "{labels.sessions.empty}" }
        },
        HistoryState::Loaded | HistoryState::Unloaded => VNode::empty(),
    }
}

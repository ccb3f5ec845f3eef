//! Says boundaries to screen readers.

use dioxus::prelude::*;
use session_model::{Activity, AnySession, ReturnReason, TooBig};
use session_wire::RequestId;

use crate::components::connection::{Link, link, too_big};
use crate::components::prompt::title;
use crate::handle::ProjectHandle;
use crate::labels::{Labels, use_labels};

/// The status region. What it says is what changed last.
#[component]
pub(crate) fn Announcer(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let mut last = use_hook(|| CopyValue::new((Scene::default(), String::new())));
    let scene = Scene {
        is_streaming: project.is_streaming(),
        connection: link(project).as_ref().map(Link::name),
        activity: activity(project),
        failure: failure(project, &labels),
        asked: asked(project, &labels),
        left_out: too_big(project)
            .map(|(_, left_out)| left_out)
            .unwrap_or_default(),
    };
    let (before, mut text) = last.peek().clone();
    if let Some(said) = said(&before, &scene, &labels) {
        text = said;
    }
    last.set((scene, text.clone()));
    rsx! {
        div { class: "pc-announcer pc-hidden", role: "status", "aria-live": "polite", "{text}" }
    }
}

/// What failed last: a message that was not sent, or anything else.
fn failure(project: ProjectHandle, labels: &Labels) -> Option<String> {
    if let Some(ReturnReason::NotSent(error)) = project.returned().map(|returned| returned.reason) {
        let why = labels.errors.of_call(&error);
        return Some(format!("{} {why}", labels.composer.returned));
    }
    let error = project.failure()?;
    Some(labels.errors.of_call(&error).to_owned())
}

/// What is worth saying when it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Scene {
    is_streaming: bool,
    connection: Option<&'static str>,
    activity: Activity,
    failure: Option<String>,
    /// What an agent waits for: which request, and what it is in a few words.
    asked: Option<(RequestId, String)>,
    left_out: TooBig,
}

/// What the agent of the live session does.
fn activity(project: ProjectHandle) -> Activity {
    let activity = project
        .active()
        .and_then(|session| project.session(session, AnySession::activity));
    activity.unwrap_or_default()
}

/// Whether an activity is worth saying when it begins: what is seen to work is not.
const fn is_boundary(activity: Activity) -> bool {
    matches!(
        activity,
        Activity::Preparing | Activity::Retrying | Activity::Compacting | Activity::Committing
    )
}

/// The request that the agents of the live session made last, of those that wait.
fn asked(project: ProjectHandle, labels: &Labels) -> Option<(RequestId, String)> {
    let session = project.active()?;
    let asked = project.session(session, |session| {
        let ask = &session.prompts().last()?.ask;
        Some((ask.id().clone(), title(ask, labels)))
    });
    asked.flatten()
}

/// What to say about a change; none where nothing that matters has changed.
fn said(before: &Scene, now: &Scene, labels: &Labels) -> Option<String> {
    if now.failure.is_some() && now.failure != before.failure {
        return now.failure.clone();
    }
    if let Some((request, title)) = &now.asked
        && before
            .asked
            .as_ref()
            .is_none_or(|(known, _)| known != request)
    {
        return Some(format!("{}: {title}", labels.prompts.waiting));
    }
    let TooBig { count, bytes } = now.left_out;
    if count > before.left_out.count {
        return Some((labels.connection.left_out)(count, bytes));
    }
    let (was, is) = (before.connection, now.connection);
    let is_broken = |state: Option<&str>| matches!(state, Some("waiting" | "lost"));
    if is != was && is_broken(is) && !is_broken(was) {
        return Some(labels.connection.waiting_short.to_string());
    }
    if is != was && is == Some("lost") {
        return Some(labels.connection.lost_short.to_string());
    }
    if is != was && is == Some("open") && was.is_some_and(|was| was != "closed") {
        return Some(labels.connection.open.to_string());
    }
    if now.activity != before.activity && is_boundary(now.activity) {
        return Some((labels.transcript.activity)(now.activity).into_owned());
    }
    match (before.is_streaming, now.is_streaming) {
        (false, true) => Some(labels.chat.answer_started.to_string()),
        (true, false) => Some(labels.chat.answer_finished.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(is_streaming: bool, connection: &'static str) -> Scene {
        Scene {
            is_streaming,
            connection: Some(connection),
            activity: Activity::Idle,
            failure: None,
            asked: None,
            left_out: TooBig::default(),
        }
    }

    fn check(before: &Scene, now: &Scene, expected: Option<&str>) {
        let labels = Labels::default();
        assert_eq!(said(before, now, &labels).as_deref(), expected);
    }

    #[test]
    fn boundaries_are_said_and_nothing_else() {
        let idle = scene(false, "open");
        let busy = scene(true, "open");
        check(&idle, &idle, None);
        check(&idle, &busy, Some("The agent is answering."));
        check(&busy, &busy, None);
        check(&busy, &idle, Some("The agent has finished."));
        check(&scene(false, "closed"), &scene(false, "opening"), None);
    }

    #[test]
    fn what_the_agent_turns_to_is_said_once() {
        let does = |activity| Scene {
            activity,
            ..scene(true, "open")
        };
        let (working, retrying) = (does(Activity::Working), does(Activity::Retrying));
        check(&working, &retrying, Some("Waiting to try again…"));
        check(&retrying, &retrying, None);
        check(&retrying, &working, None);
        check(
            &working,
            &does(Activity::Committing),
            Some("Committing the changes…"),
        );
    }

    #[test]
    fn what_is_asked_is_said_once() {
        let asks = |request: &str| Scene {
            asked: Some((request.into(), "Allow this command?".to_owned())),
            ..scene(true, "open")
        };
        let busy = scene(true, "open");
        let said = Some("Waiting for your answer: Allow this command?");
        check(&busy, &asks("per_1"), said);
        check(&asks("per_1"), &asks("per_1"), None);
        check(&asks("per_1"), &asks("per_2"), said);
        check(&asks("per_1"), &busy, None);
    }

    #[test]
    fn what_was_left_out_is_said_once() {
        let misses = |count| Scene {
            left_out: TooBig {
                count,
                bytes: 70_000_000,
            },
            ..scene(true, "open")
        };
        let one = "Something of 70 MB that the agent has sent is too big to be shown here and was \
                   left out. Ask the agent for the part that matters.";
        check(&misses(0), &misses(1), Some(one));
        check(&misses(1), &misses(1), None);
        let two = "2 things that the agent has sent, the last one of 70 MB, are too big to be shown \
                   here and were left out. Ask the agent for the part that matters.";
        check(&misses(1), &misses(2), Some(two));
    }

    #[test]
    fn a_lost_connection_is_said_once_and_so_is_its_return() {
        let open = scene(true, "open");
        let waiting = scene(true, "waiting");
        let opening = scene(true, "opening");
        check(&open, &waiting, Some("Reconnecting…"));
        check(&waiting, &opening, None);
        check(&opening, &open, Some("Connected"));
        check(&waiting, &scene(true, "lost"), Some("Disconnected"));
    }
}

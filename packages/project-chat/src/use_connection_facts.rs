//! The hook that tells a host how its connection is.

use session_model::{AnySession, ConnectionFacts};

use crate::clock::use_now;
use crate::handle::ProjectHandle;

/// The live session's connection in numbers: its state and attempts, when it is tried next, its
/// cursor, what has come and what of it could not be used. None where no session is live.
///
/// No ticket and no word that was said is in it, so it can be logged. The component that runs is
/// rerun when the connection changes, and every second for what only counts up. With the feature
/// `tracing` the same is told as `tracing` events at every change.
///
/// ```no_run
/// use dioxus::prelude::*;
/// use project_chat::{ProjectHandle, use_connection_facts};
///
/// #[component]
/// fn Status(project: ProjectHandle) -> Element {
///     let facts = use_connection_facts(project);
///     rsx! {
///         if let Some(facts) = facts {
///             "{facts.frames} frames, {facts.dropped} dropped"
///         }
///     }
/// }
/// ```
pub fn use_connection_facts(project: ProjectHandle) -> Option<ConnectionFacts> {
    let active = project.active();
    use_now(project, active.is_some());
    project.session(active?, AnySession::facts)?
}

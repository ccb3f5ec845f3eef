//! The turns of a thread.

use dioxus::prelude::*;
use session_model::ThreadId;

use super::turn::TurnView;
use crate::handle::{Generation, SessionHandle};

/// The turns of a thread, in order. Rerun when a turn comes or goes, never for what is in one.
#[component]
pub(crate) fn Thread<G: Generation>(session: SessionHandle<G>, thread: ThreadId) -> Element {
    crate::rendered!("thread");
    let turns = session.turns(thread);
    let place = format!("{}.{:?}", session.project.serial(), session.key);
    rsx! {
        for turn in turns {
            TurnView::<G> { key: "{place}.{turn.first_row().number()}", session, turn }
        }
    }
}

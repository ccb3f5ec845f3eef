//! The turns of a thread.

use dioxus::prelude::*;
use session_model::ThreadId;

use super::turn::TurnView;
use super::window::Window;
use crate::components::scroll_area::ScrollHandle;
use crate::handle::{Generation, SessionHandle};

/// The turns of a thread, in order. In the chat, those of a session's own thread are drawn where
/// they are read; without its scroll area, and for child agents, all of them are drawn.
#[component]
pub(crate) fn Thread<G: Generation>(session: SessionHandle<G>, thread: ThreadId) -> Element {
    let scroll = use_hook(try_consume_context::<ScrollHandle>);
    let place = format!("{}.{:?}", session.project.serial(), session.key);
    // Another session is another list: nothing of the old one stays.
    rsx! {
        match scroll {
            Some(scroll) if thread == ThreadId::ROOT => rsx! {
                Window::<G> { key: "{place}", session, scroll }
            },
            _ => rsx! {
                Whole::<G> { key: "{place}", session, thread }
            },
        }
    }
}

/// All turns of a thread. Rerun when a turn comes or goes, never for what is in one.
#[component]
fn Whole<G: Generation>(session: SessionHandle<G>, thread: ThreadId) -> Element {
    crate::rendered!("thread");
    let turns = session.turns(thread);
    rsx! {
        div { class: "pc-turns",
            for turn in turns {
                article {
                    key: "{turn.first_row().number()}",
                    class: "pc-turn",
                    "data-turn": turn.first_row().number(),
                    TurnView::<G> { session, turn, has_footer: thread == ThreadId::ROOT }
                }
            }
        }
    }
}

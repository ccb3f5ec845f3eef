//! The turns of a conversation of which only those around what is read are drawn.

use dioxus::prelude::*;
use session_model::ThreadId;

use super::turn::TurnView;
use crate::components::scroll_area::{Item, ScrollHandle};
use crate::handle::{Generation, SessionHandle};

/// The turns of a session's own thread. Rerun when a turn comes or goes, or when the reader comes
/// to turns that are not drawn; never for what is in one.
///
/// What is not drawn is a gap of its height (`data-gap`). Turns say which they are of how many.
#[component]
pub(super) fn Window<G: Generation>(session: SessionHandle<G>, scroll: ScrollHandle) -> Element {
    crate::rendered!("thread");
    let drawer = use_signal(|| 0_u32);
    use_hook(|| scroll.enter(session.key, drawer));
    use_drop(move || scroll.leave(session.key));
    drawer.read();
    let turns = session.turns(ThreadId::ROOT);
    use_effect(move || scroll.restore(session.key, &session.turns(ThreadId::ROOT)));
    let items = scroll.items(session.key, &turns);
    if items.is_empty() {
        return VNode::empty();
    }
    let count = turns.len();
    rsx! {
        div { class: "pc-turns", "data-window": session.key.number(),
            for item in items {
                match item {
                    Item::Gap { before, height } => rsx! {
                        div {
                            key: "before {before:?}",
                            class: "pc-gap",
                            "data-gap": "",
                            "aria-hidden": "true",
                            height: "{height}px",
                        }
                    },
                    Item::Turn(place) => rsx! {
                        article {
                            key: "{turns[place].first_row().number()}",
                            class: "pc-turn",
                            "data-turn": turns[place].first_row().number(),
                            "aria-posinset": place + 1,
                            "aria-setsize": count,
                            TurnView::<G> { session, turn: turns[place] }
                        }
                    },
                }
            }
        }
    }
}

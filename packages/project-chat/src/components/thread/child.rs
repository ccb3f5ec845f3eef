//! The conversation of a child agent, inside of the card that started it.

use dioxus::prelude::*;
use session_model::ThreadId;

use super::component::Thread;
use crate::handle::{Generation, SessionHandle};
use crate::labels::use_labels;

/// How many conversations are drawn inside of each other at most.
pub(crate) const MAX_DEPTH: u8 = 5;

/// How many child conversations are around a component.
#[derive(Clone, Copy)]
struct Depth(u8);

/// The conversation of a child agent. Deeper than five, only a line says that there is more.
#[component]
pub(crate) fn Child<G: Generation>(session: SessionHandle<G>, thread: ThreadId) -> Element {
    let labels = use_labels();
    let depth = use_hook(|| {
        let around = try_consume_context::<Depth>().map_or(0, |depth| depth.0);
        provide_context(Depth(around.saturating_add(1))).0
    });
    rsx! {
        div { class: "pc-child",
            if depth > MAX_DEPTH {
                p { class: "pc-muted", "{labels.tools.too_deep}" }
            } else {
                Thread::<G> { session, thread }
            }
        }
    }
}

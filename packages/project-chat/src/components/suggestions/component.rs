//! Draws suggestions.

use dioxus::prelude::*;
use session_model::{Draft, SessionKey};

use super::Offer;
use crate::components::icon::{Glyph, icon};
use crate::components::scroll_area::ScrollHandle;
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// What the agent of `session` suggests. A click sends it while the session is live and its agent
/// does not work on anything else.
#[component]
pub(crate) fn Suggestions(
    project: ProjectHandle,
    session: SessionKey,
    offers: Vec<Offer>,
    /// The words of the one that was chosen, where that is known.
    #[props(default)]
    chosen: Option<String>,
    /// Whether the conversation waits for one to be chosen.
    is_open: bool,
) -> Element {
    let labels = use_labels();
    let scroll = use_hook(try_consume_context::<ScrollHandle>);
    if offers.is_empty() {
        return VNode::empty();
    }
    let is_open = is_open && project.active() == Some(session);
    let is_chosen = |offer: &Offer| chosen.as_deref() == Some(&offer.prompt);
    let send = use_callback(move |text: String| {
        project.send(Draft {
            text,
            ..Draft::default()
        });
        if let Some(scroll) = scroll {
            scroll.go_to_end();
        }
    });
    rsx! {
        ul {
            class: "pc-suggestions",
            aria_label: "{labels.transcript.choices}",
            "data-state": if is_open { "open" } else { "over" },
            for offer in offers {
                li {
                    class: "pc-suggestion",
                    dir: "auto",
                    "data-chosen": is_chosen(&offer).then_some("true"),
                    if is_open {
                        {button(&offer, send)}
                    } else {
                        if is_chosen(&offer) {
                            {icon(Glyph::Check)}
                        }
                        {words(&offer)}
                    }
                }
            }
        }
    }
}

fn button(offer: &Offer, send: Callback<String>) -> Element {
    let prompt = offer.prompt.clone();
    rsx! {
        button {
            class: "pc-suggestion-button",
            r#type: "button",
            onclick: move |_| send.call(prompt.clone()),
            {words(offer)}
        }
    }
}

fn words(offer: &Offer) -> Element {
    rsx! {
        span { class: "pc-suggestion-label", "{offer.label}" }
        if !offer.description.is_empty() {
            span { class: "pc-suggestion-more", "{offer.description}" }
        }
    }
}

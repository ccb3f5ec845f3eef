//! Draws tools that look around, one after the other, as one card.

use dioxus::prelude::*;
use session_model::ContextRow;

use super::members::Members;
use crate::components::drawing::Drawing;
use crate::components::icon::{Glyph, icon};
use crate::components::tool_card::ToolState;
use crate::handle::{Generation, SessionHandle};

/// Draws the group; its tools are drawn while it is unfolded. A tool alone is drawn as itself.
/// `data-row` is `context`, `data-state` how far the tools are.
pub(crate) fn draw<G: Generation>(
    group: &ContextRow<'_>,
    session: SessionHandle<G>,
    drawing: Drawing<'_>,
) -> Element {
    if let [alone] = group.members {
        return G::draw(session, *alone);
    }
    let fold = drawing.fold;
    let is_open = fold.is_open(false);
    let labels = &drawing.labels.tools;
    let state = ToolState::from(group.stage);
    let name = if state.is_running() {
        &labels.exploring
    } else {
        &labels.explored
    };
    let status = match state {
        ToolState::Lost => Some(&labels.lost),
        ToolState::Interrupted => Some(&labels.interrupted),
        _ if group.failures > 0 => Some(&labels.error),
        _ => None,
    };
    let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
    let looked = (labels.looked)(
        number(group.reads),
        number(group.searches),
        number(group.lists),
    );
    let members = group.members.to_vec();
    rsx! {
        div {
            class: "pc-tool",
            "data-row": "context",
            "data-state": state.as_str(),
            "data-quiet": "true",
            "data-open": is_open,
            button {
                class: "pc-tool-line",
                r#type: "button",
                aria_expanded: is_open,
                onclick: move |_| fold.toggle(false),
                span { class: "pc-tool-glyph", {icon(Glyph::Search)} }
                span { class: "pc-tool-name", "{name}" }
                span { class: "pc-tool-subject", dir: "auto", title: "{looked}", "{looked}" }
                if let Some(status) = status {
                    span { class: "pc-tool-stat", "{status}" }
                }
                span { class: "pc-chevron", {icon(Glyph::Chevron)} }
            }
            if is_open {
                div { class: "pc-tool-body",
                    Members::<G> { session, members }
                }
            }
        }
    }
}

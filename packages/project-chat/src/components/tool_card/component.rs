//! Draws a card: its line, and its sections while it is unfolded.

use dioxus::prelude::*;

use super::card::{CardState, Head, Section, Stat};
use super::sections;
use crate::components::fold::Fold;
use crate::components::icon::{Glyph, icon};
use crate::labels::{Labels, ToolLabels};

/// Draws a card. `body` is asked for while the card is unfolded; `below` is drawn under its
/// sections. A card that has nothing to unfold is a line and no button.
pub(crate) fn draw<'a>(
    head: &Head,
    has_body: bool,
    body: impl FnOnce() -> Vec<Section<'a>>,
    below: impl FnOnce() -> Option<Element>,
    fold: Fold,
    labels: &Labels,
) -> Element {
    let by_default = head.is_open;
    let is_open = has_body && fold.is_open(by_default);
    let line = line(head, has_body, &labels.tools);
    rsx! {
        div {
            class: "pc-tool",
            "data-row": "tool",
            "data-tool": "{head.tool}",
            "data-state": head.state.as_str(),
            "data-open": is_open,
            if has_body {
                button {
                    class: "pc-tool-line",
                    r#type: "button",
                    aria_expanded: is_open,
                    onclick: move |_| fold.toggle(by_default),
                    {line}
                }
            } else {
                div { class: "pc-tool-line", {line} }
            }
            if is_open {
                div { class: "pc-tool-body",
                    for section in body() {
                        {sections::draw(&section, fold, labels)}
                    }
                    {below().unwrap_or_else(VNode::empty)}
                }
            }
        }
    }
}

fn line(head: &Head, has_body: bool, labels: &ToolLabels) -> Element {
    let state = match head.state {
        CardState::Pending => &labels.pending,
        CardState::Running => &labels.running,
        CardState::Completed => &labels.completed,
        CardState::Error => &labels.error,
    };
    rsx! {
        span { class: "pc-tool-glyph",
            if head.state == CardState::Error {
                {icon(Glyph::Alert)}
            } else {
                {icon(head.glyph)}
            }
        }
        span { class: "pc-tool-name", "{head.name}" }
        span { class: "pc-tool-summary", dir: "auto", title: "{head.summary}", "{head.summary}" }
        {stat(head.stat.as_ref())}
        match head.state {
            CardState::Pending | CardState::Running => rsx! {
                span { class: "pc-tool-state",
                    span { class: "pc-spinner", "aria-hidden": "true" }
                    span { class: "pc-hidden", "{state}" }
                }
            },
            CardState::Completed => rsx! {
                span { class: "pc-hidden", "{state}" }
            },
            CardState::Error => rsx! {
                span { class: "pc-tool-state", "{state}" }
            },
        }
        if has_body {
            span { class: "pc-chevron", {icon(Glyph::Chevron)} }
        }
    }
}

fn stat(stat: Option<&Stat>) -> Element {
    match stat {
        Some(Stat::Lines { added, removed }) => rsx! {
            span { class: "pc-tool-stat", dir: "ltr",
                if *added > 0 {
                    span { class: "pc-added", "+{added}" }
                }
                if *removed > 0 {
                    span { class: "pc-removed", "−{removed}" }
                }
            }
        },
        Some(Stat::Words(words)) => rsx! {
            span { class: "pc-tool-stat", "{words}" }
        },
        None => VNode::empty(),
    }
}

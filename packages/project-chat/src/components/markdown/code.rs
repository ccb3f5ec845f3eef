//! Draws code blocks: a header with what can be done, and the lines.

#![allow(unused_qualifications, reason = "it is how rsx! names event handlers")]

mod chunks;
mod copy;
mod diff;
mod lines;
mod overflow;
mod paint;

use std::rc::Rc;

use dioxus::prelude::*;

use self::{
    chunks::{Look, chunks},
    copy::CopyButton,
    overflow::use_overflow,
};
use super::asked::{Place, Wish, use_asked};
use super::{fences::use_fences, labels::MarkdownLabels};
use crate::markdown::{Code, CodeText, Seq};

/// The chunks of lines that are shown before the person asks for all of them.
const SHOWN_CHUNKS: usize = 12;

/// A code block, or what the host draws in its place.
#[component]
pub(super) fn CodeView(code: Code, place: Place, labels: Rc<MarkdownLabels>) -> Element {
    let fences = use_fences();
    if let Some(drawn) = fences.and_then(|fences| fences.draw(&code)) {
        return drawn;
    }
    rsx! { Lines { code, place, labels } }
}

/// The first `shown` chunks of `text`, without colours.
pub(super) fn plain(text: &CodeText, shown: usize) -> Element {
    chunks(text, shown, &Seq::new(), Look::Words)
}

#[component]
fn Lines(code: Code, place: Place, labels: Rc<MarkdownLabels>) -> Element {
    let wraps = use_asked(&place, Wish::Wrap);
    let whole = use_asked(&place, Wish::Whole);
    let is_wrapped = if wraps.is_on() { "true" } else { "false" };
    let overflow = use_overflow();
    let is_long = code.text.chunks().len() > SHOWN_CHUNKS;
    let is_cut = is_long && !whole.is_on();
    let shown = if is_cut { SHOWN_CHUNKS } else { usize::MAX };
    let painted = paint::use_paint(&code, shown);

    let name = code
        .language
        .clone()
        .unwrap_or_else(|| labels.code.to_string());
    let is_diff = matches!(code.language.as_deref(), Some("diff" | "patch" | "udiff"));
    let look = if is_diff { Look::Diff } else { Look::Words };
    let lines = chunks(&code.text, shown, &painted, look);
    let focus = overflow.is_wide().then_some("0");
    rsx! {
        div {
            class: "pc-md-code",
            dir: "ltr",
            "data-language": code.language,
            "data-wrap": is_wrapped,
            "data-cut": if is_cut { "true" } else { "false" },
            div { class: "pc-md-code-header",
                span { class: "pc-md-code-language", "{name}" }
                button {
                    class: "pc-md-code-button",
                    r#type: "button",
                    aria_pressed: is_wrapped,
                    onclick: move |_| wraps.toggle(),
                    "{labels.wrap}"
                }
                CopyButton { text: code.text.clone(), labels: labels.clone() }
            }
            pre {
                class: "pc-md-code-scroll",
                role: "group",
                aria_label: "{name}",
                tabindex: focus,
                onmounted: move |event| overflow.mounted(event),
                code { class: "pc-md-code-lines", onresize: move |_| overflow.measure(), {lines} }
            }
            if is_long {
                button {
                    class: "pc-md-code-button pc-md-code-more",
                    r#type: "button",
                    aria_expanded: if is_cut { "false" } else { "true" },
                    onclick: move |_| whole.toggle(),
                    if is_cut {
                        {labels.show_all(line_count(&code.text))}
                    } else {
                        "{labels.show_less}"
                    }
                }
            }
        }
    }
}

fn line_count(text: &CodeText) -> usize {
    let count = |at: usize| {
        text.chunks()
            .get(at)
            .map_or(0, |chunk| chunk.split('\n').count())
    };
    let Some(last) = text.chunks().len().checked_sub(1) else {
        return 0;
    };
    // Every chunk but the last holds as many lines as the first.
    last * count(0) + count(last)
}

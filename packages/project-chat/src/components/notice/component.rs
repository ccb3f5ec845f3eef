//! Draws a notice.

use dioxus::prelude::*;

use crate::components::extent::{Extent, Shown, Side, View};
use crate::components::fold::{Spot, use_fold_around};
use crate::components::icon::{Glyph, icon};
use crate::labels::Labels;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Danger,
    Warning,
}

impl Tone {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::Warning => "warning",
        }
    }
}

/// Something that the person should know.
#[derive(Clone, Debug)]
pub(crate) struct Notice<'a> {
    /// What it is about, for `data-row`.
    pub(crate) about: &'static str,
    pub(crate) tone: Tone,
    /// What happened and what to do next.
    pub(crate) text: &'a str,
    /// The same in the words of the program that it happened in; empty where there are none.
    pub(crate) details: &'a str,
}

/// Draws a notice, with `actions` at its end.
pub(crate) fn draw(notice: &Notice<'_>, actions: Option<Element>, labels: &Labels) -> Element {
    let details = Shown::of(notice.details.trim(), View::Brief, Side::Start);
    let is_cut = details.extent != Extent::All;
    let details = details.text;
    let has_details = !details.is_empty() && details != notice.text;
    rsx! {
        div {
            class: "pc-notice",
            "data-row": notice.about,
            "data-tone": notice.tone.as_str(),
            role: "note",
            span { class: "pc-notice-glyph", {icon(Glyph::Alert)} }
            div { class: "pc-notice-text",
                p { dir: "auto", "{notice.text}" }
                if has_details {
                    Details {
                        summary: "{labels.errors.details}",
                        text: if is_cut { format!("{details}…") } else { details.to_owned() },
                    }
                }
            }
            if let Some(actions) = actions {
                div { class: "pc-notice-actions", {actions} }
            }
        }
    }
}

/// What a program has said, folded at first.
#[component]
fn Details(summary: String, text: String) -> Element {
    let fold = use_fold_around();
    rsx! {
        details { open: fold.is_spot_open(Spot::DETAILS, false),
            {fold.summary(&summary)}
            pre { class: "pc-pre", dir: "auto", tabindex: "0", "{text}" }
        }
    }
}

//! Draws a notice.

use std::borrow::Cow;

use dioxus::prelude::*;

use crate::components::extent::{Extent, Shown, Side, View};
use crate::components::fold::{Spot, use_fold_around};
use crate::components::icon::{Glyph, icon};
use crate::handle::{Part, Text};
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
    pub(crate) text: Cow<'a, str>,
    /// The same in the words of the program that it happened in; empty where there are none.
    pub(crate) details: &'a str,
}

/// Draws a notice, with `actions` at its end.
pub(crate) fn draw(notice: &Notice<'_>, actions: Option<Element>, labels: &Labels) -> Element {
    rsx! {
        div {
            class: "pc-notice",
            "data-row": notice.about,
            "data-tone": notice.tone.as_str(),
            role: "note",
            span { class: "pc-notice-glyph", {icon(Glyph::Alert)} }
            div { class: "pc-notice-text",
                p { dir: "auto", "{notice.text}" }
                if let Some(details) = details_of(notice) {
                    Details { summary: "{labels.errors.details}", text: details.into_owned() }
                }
            }
            if let Some(actions) = actions {
                div { class: "pc-notice-actions", {actions} }
            }
        }
    }
}

/// Gives what a notice says, and what it unfolds.
pub(crate) fn texts(notice: &Notice<'_>, give: &mut dyn FnMut(Part, Text<'_>)) {
    give(Part::Line, Text::Plain(notice.text.as_ref().into()));
    if let Some(details) = details_of(notice) {
        give(Part::Details, Text::Plain(details));
    }
}

/// What a notice unfolds; none where it says the same already.
fn details_of<'a>(notice: &Notice<'a>) -> Option<Cow<'a, str>> {
    let details = Shown::of(notice.details.trim(), View::Brief, Side::Start);
    let is_told = details.text.is_empty() || details.text == notice.text;
    (!is_told).then(|| match details.extent {
        Extent::All => Cow::Borrowed(details.text),
        _ => Cow::Owned(format!("{}…", details.text)),
    })
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

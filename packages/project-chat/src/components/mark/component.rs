//! Draws a mark.

use std::borrow::Cow;

use dioxus::prelude::*;
use session_model::Timestamp;

use crate::components::divider::DividerView;
use crate::components::drawing::Drawing;
use crate::components::fold::Spot;
use crate::components::icon::{Glyph, icon};
use crate::components::local_time::use_local_time;
use crate::components::more::text_and_more;
use crate::handle::{Part, Text};
use crate::labels::{Labels, use_labels};

/// How many letters of a checkpoint's name are shown where it is a hash.
const SHORT_NAME: usize = 8;

/// What a mark says.
#[derive(Clone, Debug)]
pub(crate) struct Mark<'a> {
    /// What it is about, its element's `data-row`.
    about: &'static str,
    glyph: Glyph,
    words: Cow<'a, str>,
    /// What is named beside the words; empty where nothing is.
    name: &'a str,
    /// The same whole.
    whole: &'a str,
    /// When it was made, where that is told.
    made: Option<Timestamp>,
    /// What it unfolds to, a line each; nothing where it says all.
    list: &'a [&'a str],
}

/// The mark of a state of the files, and when it was saved, where that is known.
pub(crate) fn checkpoint<'a>(
    name: &'a str,
    saved: Option<Timestamp>,
    labels: &'a Labels,
) -> Mark<'a> {
    let is_hash = name.len() > SHORT_NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    Mark {
        about: "checkpoint",
        glyph: Glyph::Flag,
        words: labels.transcript.checkpoint.as_ref().into(),
        name: if is_hash { &name[..SHORT_NAME] } else { name },
        whole: name,
        made: saved,
        list: &[],
    }
}

/// The mark of files that were found changed.
pub(crate) fn patch<'a>(files: &'a [&'a str], labels: &Labels) -> Mark<'a> {
    let count = u64::try_from(files.len()).unwrap_or(u64::MAX);
    let words = (labels.transcript.patched)(count);
    let only = match files {
        [only] => *only,
        _ => "",
    };
    Mark {
        about: "patch",
        glyph: Glyph::Pencil,
        words: words.into(),
        name: only,
        whole: only,
        made: None,
        list: if only.is_empty() { files } else { &[] },
    }
}

/// Gives what a mark says, and what it unfolds to.
pub(crate) fn texts(mark: &Mark<'_>, give: &mut dyn FnMut(Part, Text<'_>)) {
    give(
        Part::Line,
        Text::Plain([&mark.words, mark.name].join("\n").into()),
    );
    if !mark.list.is_empty() {
        give(Part::Section(Spot(0)), Text::folding(mark.list.join("\n")));
    }
}

/// Draws a mark.
pub(crate) fn draw(mark: &Mark<'_>, drawing: Drawing<'_>) -> Element {
    let (about, text) = (mark.about, mark.words.as_ref());
    if let Some(own) = drawing.renderers.draw_divider(&DividerView { about, text }) {
        return own;
    }
    let fold = drawing.fold;
    let has_list = !mark.list.is_empty();
    let is_open = has_list && fold.is_open(false);
    let line = rsx! {
        {icon(mark.glyph)}
        span { dir: "auto", "{mark.words}" }
        if !mark.name.is_empty() {
            span { class: "pc-mark-name pc-code", dir: "ltr", title: "{mark.whole}", "{mark.name}" }
        }
        if let Some(made) = mark.made {
            Made { made }
        }
    };
    rsx! {
        div { class: "pc-mark", "data-row": about, "data-open": has_list.then_some(is_open),
            if has_list {
                button {
                    class: "pc-mark-line",
                    r#type: "button",
                    aria_expanded: is_open,
                    onclick: move |_| fold.toggle(false),
                    {line}
                    span { class: "pc-chevron", {icon(Glyph::Chevron)} }
                }
            } else {
                p { class: "pc-mark-line", {line} }
            }
            if is_open {
                {list(mark.list, drawing)}
            }
        }
    }
}

/// The time of day at which something was made.
#[component]
fn Made(made: Timestamp) -> Element {
    let labels = use_labels();
    let time = use_local_time().of_day(made, &labels);
    rsx! {
        time { class: "pc-mark-time", "{time}" }
    }
}

fn list(lines: &[&str], drawing: Drawing<'_>) -> Element {
    rsx! {
        div { class: "pc-mark-list",
            {text_and_more(&lines.join("\n"), "ltr", Spot(0), drawing)}
        }
    }
}

//! Draws source that looks like HTML, as text.

use std::rc::Rc;

use dioxus::prelude::*;

use super::inline::shown;
use crate::markdown::CodeText;

/// The source, in chunks of lines of which a new line touches one.
#[component]
pub(super) fn HtmlView(source: CodeText) -> Element {
    let last = source.chunks().len().saturating_sub(1);
    rsx! {
        pre { class: "pc-md-html", dir: "auto",
            for (position, lines) in source.chunks().iter().enumerate() {
                ChunkView { key: "{position}", lines: lines.clone(), last: position == last }
            }
        }
    }
}

/// Some lines; there is a newline behind them unless they are the last ones.
#[component]
fn ChunkView(lines: Rc<str>, last: bool) -> Element {
    let end = if last { "" } else { "\n" };
    rsx! {
        {shown(&lines)}
        "{end}"
    }
}

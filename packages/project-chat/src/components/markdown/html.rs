//! Draws source that looks like HTML, as text.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{asked::Place, code::plain, labels::MarkdownLabels, parts::use_cap};
use crate::markdown::CodeText;

/// Source is drawn up to this many chunks of lines until the reader asks for more.
const CHUNKS: usize = 12;

/// The source, in chunks of lines of which a new line touches one.
#[component]
pub(super) fn HtmlView(source: CodeText, place: Place, labels: Rc<MarkdownLabels>) -> Element {
    let cap = use_cap(CHUNKS, &place);
    rsx! {
        pre { class: "pc-md-html", dir: "auto", {plain(&source, cap.limit())} }
        {cap.button_for(source.chunks().len(), &labels.show_text)}
    }
}

//! The component that draws a whole document.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{asked::Holder, drawing::Drawing, labels::MarkdownLabels, parts::parts};
use crate::components::fold::use_fold_around;
use crate::markdown::Blocks;

/// Draws the blocks of a document one below the other.
///
/// Its element has the class `pc-md`, beside `class` where it is given.
#[component]
pub fn Markdown(
    /// What to draw.
    blocks: Blocks,
    /// What the components say.
    #[props(into, default)]
    labels: Rc<MarkdownLabels>,
    /// More classes for the element around the blocks.
    class: Option<String>,
    /// Its place among the documents of a row: what the reader asks of its blocks is kept by it.
    #[props(default)]
    place: u16,
) -> Element {
    let holder = Holder::document(use_fold_around(), place);
    let class = class.map_or_else(|| "pc-md".to_owned(), |class| format!("pc-md {class}"));
    rsx! {
        div { class, {parts(&blocks, None, &Drawing::new(labels, holder))} }
    }
}

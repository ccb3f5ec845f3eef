//! The component that draws a whole document.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{drawing::Drawing, labels::MarkdownLabels, parts::parts};
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
) -> Element {
    let class = class.map_or_else(|| "pc-md".to_owned(), |class| format!("pc-md {class}"));
    rsx! {
        div { class, {parts(&blocks, None, &Drawing::new(labels))} }
    }
}

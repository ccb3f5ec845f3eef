//! The component that draws a whole document.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{block::BlockView, labels::MarkdownLabels, shared::Shared};
use crate::markdown::{Blocks, Section};

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
        div { class,
            for (position, section) in blocks.sections().iter().enumerate() {
                SectionView { key: "{position}", section: section.clone(), labels: labels.clone() }
            }
        }
    }
}

/// Draws a section, so that one changed block does not make the others of a long text be compared.
#[component]
fn SectionView(section: Section, labels: Rc<MarkdownLabels>) -> Element {
    rsx! {
        for block in section.blocks() {
            BlockView {
                key: "{block.id.get()}",
                block: Shared::from(block),
                tight: false,
                labels: labels.clone(),
            }
        }
    }
}

//! Draws one block of any kind.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{
    code::CodeView, inline::runs, labels::MarkdownLabels, list::ListView, shared::Shared,
    table::TableView,
};
use crate::markdown::{AlertKind, Block, BlockKind, Inline};

/// A block. Where it is `tight`, a paragraph's words stand without an element of their own.
#[component]
pub(super) fn BlockView(block: Shared<Block>, tight: bool, labels: Rc<MarkdownLabels>) -> Element {
    match &block.kind {
        BlockKind::Paragraph(content) if tight => runs(content, &labels),
        BlockKind::Paragraph(content) => rsx! {
            p { class: "pc-md-p", dir: "auto", {runs(content, &labels)} }
        },
        BlockKind::Heading { level, content } => heading(*level, content, &labels),
        BlockKind::Code(code) => rsx! {
            CodeView { code: code.clone(), labels }
        },
        BlockKind::List(list) => rsx! {
            ListView { list: list.clone(), labels }
        },
        BlockKind::Quote(children) => rsx! {
            blockquote { class: "pc-md-quote", dir: "auto",
                BlockList { blocks: children.clone(), tight: false, labels }
            }
        },
        BlockKind::Alert { kind, children } => alert(*kind, children, &labels),
        BlockKind::Table(table) => rsx! {
            TableView { table: table.clone(), labels }
        },
        BlockKind::Rule => rsx! {
            hr { class: "pc-md-rule" }
        },
        BlockKind::Html(source) => rsx! {
            pre { class: "pc-md-html", dir: "auto", "{source}" }
        },
        BlockKind::Footnote { label, children } => rsx! {
            div {
                class: "pc-md-footnote",
                dir: "auto",
                role: "note",
                "data-label": "{label}",
                aria_label: "{labels.footnote} {label}",
                sup { class: "pc-md-footnote-label", aria_hidden: "true", "{label}" }
                div { class: "pc-md-footnote-text",
                    BlockList { blocks: children.clone(), tight: false, labels: labels.clone() }
                }
            }
        },
    }
}

/// The blocks inside another one.
#[component]
pub(super) fn BlockList(
    blocks: Vec<Rc<Block>>,
    tight: bool,
    labels: Rc<MarkdownLabels>,
) -> Element {
    rsx! {
        for block in &blocks {
            BlockView {
                key: "{block.id.get()}",
                block: Shared::from(block),
                tight,
                labels: labels.clone(),
            }
        }
    }
}

fn heading(level: u8, content: &[Inline], labels: &Rc<MarkdownLabels>) -> Element {
    let words = runs(content, labels);
    match level {
        1 => rsx! { h1 { class: "pc-md-h", dir: "auto", {words} } },
        2 => rsx! { h2 { class: "pc-md-h", dir: "auto", {words} } },
        3 => rsx! { h3 { class: "pc-md-h", dir: "auto", {words} } },
        4 => rsx! { h4 { class: "pc-md-h", dir: "auto", {words} } },
        5 => rsx! { h5 { class: "pc-md-h", dir: "auto", {words} } },
        _ => rsx! { h6 { class: "pc-md-h", dir: "auto", {words} } },
    }
}

fn alert(kind: AlertKind, children: &[Rc<Block>], labels: &Rc<MarkdownLabels>) -> Element {
    let (kind, label) = match kind {
        AlertKind::Note => ("note", &labels.note),
        AlertKind::Tip => ("tip", &labels.tip),
        AlertKind::Important => ("important", &labels.important),
        AlertKind::Warning => ("warning", &labels.warning),
        AlertKind::Caution => ("caution", &labels.caution),
    };
    rsx! {
        div {
            class: "pc-md-alert",
            dir: "auto",
            role: "note",
            "data-kind": kind,
            p { class: "pc-md-alert-label", dir: "auto", "{label}" }
            BlockList { blocks: children.to_vec(), tight: false, labels: labels.clone() }
        }
    }
}

//! Draws one block of any kind.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{
    asked::Place,
    code::CodeView,
    drawing::Drawing,
    html::HtmlView,
    inline::runs,
    list::ListView,
    parts::{Part, parts, use_cap},
    shared::Shared,
    table::TableView,
};
use crate::markdown::{AlertKind, Block, BlockKind, Blocks, Inline};

/// A paragraph is drawn up to this many pieces, which have some hundred letters each where it is long.
const PIECES: usize = 400;

impl Part for Block {
    fn draw(block: &Rc<Self>, position: usize, drawing: &Drawing) -> Element {
        rsx! {
            BlockView {
                key: "{position}",
                block: Shared::from(block),
                place: drawing.holder.at(position),
                lead: position == 0 && drawing.depth > 0,
                drawing: drawing.clone(),
            }
        }
    }

    /// A long document is laid out by the browser in stretches, of which it skips those that cannot
    /// be seen.
    fn section(parts: Element, drawing: &Drawing) -> Element {
        if drawing.depth > 0 {
            return parts;
        }
        rsx! {
            div { class: "pc-md-stretch", {parts} }
        }
    }
}

impl Part for Vec<Inline> {
    fn draw(piece: &Rc<Self>, position: usize, drawing: &Drawing) -> Element {
        if position == 0 {
            return runs(piece, drawing);
        }
        rsx! {
            PieceView { key: "{position}", piece: Shared::from(piece), drawing: drawing.clone() }
        }
    }
}

/// A block. The paragraph that `lead`s a container gives its direction to the whole of it, and
/// therefore has none of its own.
#[component]
fn BlockView(block: Shared<Block>, place: Place, lead: bool, drawing: Drawing) -> Element {
    rendered!("block");
    let cap = use_cap(PIECES, &place);
    let is_deep = drawing.depth >= drawing.deepest;
    let drawing = if is_deep && cap.is_lifted() {
        drawing.deeper()
    } else {
        drawing
    };
    match &block.kind {
        BlockKind::Paragraph(pieces) => rsx! {
            p { class: "pc-md-p", dir: (!lead).then_some("auto"),
                {parts(pieces, Some(&cap), &drawing)}
                {cap.button_for(pieces.len(), &drawing.labels.show_text)}
            }
        },
        BlockKind::Heading { level, content } => heading(*level, content, &drawing),
        BlockKind::Code(code) => rsx! {
            CodeView { code: code.clone(), place, labels: drawing.labels }
        },
        BlockKind::Table(table) => rsx! {
            TableView { table: table.clone(), place, drawing }
        },
        BlockKind::Rule => rsx! {
            hr { class: "pc-md-rule" }
        },
        BlockKind::Html(source) => rsx! {
            HtmlView { source: source.clone(), place, labels: drawing.labels }
        },
        _ if drawing.depth >= drawing.deepest => {
            cap.button(drawing.depth, &drawing.labels.show_deeper)
        }
        BlockKind::List(list) => rsx! {
            ListView { list: list.clone(), drawing: drawing.inside(&place), place }
        },
        BlockKind::Quote(children) => rsx! {
            blockquote { class: "pc-md-quote", dir: "auto", {inside(children, &drawing, &place)} }
        },
        BlockKind::Alert { kind, children } => alert(*kind, children, &drawing, &place),
        BlockKind::Footnote { label, children } => rsx! {
            div {
                class: "pc-md-footnote",
                dir: "auto",
                role: "note",
                "data-label": "{label}",
                aria_label: "{drawing.labels.footnote} {label}",
                sup { class: "pc-md-footnote-label", aria_hidden: "true", "{label}" }
                div { class: "pc-md-footnote-text", {inside(children, &drawing, &place)} }
            }
        },
    }
}

#[component]
fn PieceView(piece: Shared<Vec<Inline>>, drawing: Drawing) -> Element {
    rendered!("piece");
    runs(&piece, &drawing)
}

fn inside(children: &Blocks, drawing: &Drawing, place: &Place) -> Element {
    parts(children, None, &drawing.inside(place))
}

fn heading(level: u8, content: &[Inline], drawing: &Drawing) -> Element {
    let words = runs(content, drawing);
    match level {
        1 => rsx! { h1 { class: "pc-md-h", dir: "auto", {words} } },
        2 => rsx! { h2 { class: "pc-md-h", dir: "auto", {words} } },
        3 => rsx! { h3 { class: "pc-md-h", dir: "auto", {words} } },
        4 => rsx! { h4 { class: "pc-md-h", dir: "auto", {words} } },
        5 => rsx! { h5 { class: "pc-md-h", dir: "auto", {words} } },
        _ => rsx! { h6 { class: "pc-md-h", dir: "auto", {words} } },
    }
}

fn alert(kind: AlertKind, children: &Blocks, drawing: &Drawing, place: &Place) -> Element {
    let labels = &drawing.labels;
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
            {inside(children, drawing, place)}
        }
    }
}

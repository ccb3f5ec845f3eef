//! Draws tables, a component per row.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{inline::runs, labels::MarkdownLabels, shared::Shared};
use crate::markdown::{Alignment, Row, Table};

/// A table that scrolls sideways where it is too wide.
#[component]
pub(super) fn TableView(table: Table, labels: Rc<MarkdownLabels>) -> Element {
    rsx! {
        div {
            class: "pc-md-table-scroll",
            role: "group",
            tabindex: "0",
            aria_label: "{labels.table}",
            table { class: "pc-md-table",
                thead {
                    RowView {
                        row: Shared::from(&table.header),
                        alignments: table.alignments.clone(),
                        header: true,
                        labels: labels.clone(),
                    }
                }
                tbody {
                    for (position, row) in table.rows.iter().enumerate() {
                        RowView {
                            key: "{position}",
                            row: Shared::from(row),
                            alignments: table.alignments.clone(),
                            header: false,
                            labels: labels.clone(),
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn RowView(
    row: Shared<Row>,
    alignments: Vec<Alignment>,
    header: bool,
    labels: Rc<MarkdownLabels>,
) -> Element {
    let cells = row.cells.iter().enumerate().map(|(column, content)| {
        let align = alignments.get(column).copied().and_then(name);
        let words = runs(content, &labels);
        if header {
            return rsx! {
                th { class: "pc-md-cell", dir: "auto", scope: "col", "data-align": align, {words} }
            };
        }
        rsx! {
            td { class: "pc-md-cell", dir: "auto", "data-align": align, {words} }
        }
    });
    rsx! {
        tr { {cells} }
    }
}

fn name(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Unset => None,
        Alignment::Start => Some("start"),
        Alignment::Center => Some("center"),
        Alignment::End => Some("end"),
    }
}

//! Draws tables, a component per row.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{
    asked::{Place, Wish},
    drawing::{Columns, Drawing},
    inline::runs,
    parts::{Part, parts, use_cap, use_cap_for},
    shared::Shared,
};
use crate::markdown::{Alignment, Row, Table};

/// A table is drawn up to this many rows until the reader asks for more.
const ROWS: usize = 2_000;

/// A table is drawn up to this many columns until the reader asks for more.
const COLUMNS: usize = 64;

/// A table that scrolls sideways where it is too wide.
#[component]
pub(super) fn TableView(table: Table, place: Place, drawing: Drawing) -> Element {
    let rows = use_cap(ROWS, &place);
    let columns = use_cap_for(COLUMNS, &place, Wish::Columns);
    let count = table.alignments.len();
    let drawing = drawing.with_columns(Columns {
        alignments: Rc::from(table.alignments),
        shown: columns.limit(),
    });
    let labels = Rc::clone(&drawing.labels);
    rsx! {
        div {
            class: "pc-md-table-scroll",
            role: "group",
            tabindex: "0",
            aria_label: "{labels.table}",
            table { class: "pc-md-table", dir: "auto",
                thead {
                    RowView { row: Shared::from(&table.header), header: true, drawing: drawing.clone() }
                }
                tbody { {parts(&table.rows, Some(&rows), &drawing)} }
            }
        }
        {columns.button_for(count, &labels.show_columns)}
        {rows.button_for(table.rows.len(), &labels.show_rows)}
    }
}

impl Part for Row {
    fn draw(row: &Rc<Self>, position: usize, drawing: &Drawing) -> Element {
        rsx! {
            RowView {
                key: "{position}",
                row: Shared::from(row),
                header: false,
                drawing: drawing.clone(),
            }
        }
    }
}

/// A row. The first title gives its direction to the table, and therefore has none of its own.
#[component]
fn RowView(row: Shared<Row>, header: bool, drawing: Drawing) -> Element {
    rendered!("table row");
    let columns = &drawing.columns;
    let cells = row.cells.iter().take(columns.shown).enumerate();
    let cells = cells.map(|(column, content)| {
        let align = columns.alignments.get(column).copied().and_then(name);
        let words = runs(content, &drawing);
        if header {
            let dir = (column > 0).then_some("auto");
            return rsx! {
                th { class: "pc-md-cell", dir, scope: "col", "data-align": align, {words} }
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

//! Draws lists and their items.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{
    asked::Place,
    drawing::Drawing,
    parts::{Part, parts, use_cap},
    shared::Shared,
};
use crate::markdown::{Item, List};

/// A list is drawn up to this many items until the reader asks for more.
const ITEMS: usize = 2_000;

/// A list.
#[component]
pub(super) fn ListView(list: List, place: Place, drawing: Drawing) -> Element {
    let cap = use_cap(ITEMS, &place);
    let items = parts(&list.items, Some(&cap), &drawing);
    let more = cap.button_for(list.items.len(), &drawing.labels.show_items);
    let tight = if list.tight { "true" } else { "false" };
    match list.start {
        Some(start) => rsx! {
            ol { class: "pc-md-list", dir: "auto", start: "{start}", "data-tight": tight, {items} }
            {more}
        },
        None => rsx! {
            ul { class: "pc-md-list", dir: "auto", "data-tight": tight, {items} }
            {more}
        },
    }
}

impl Part for Item {
    fn draw(item: &Rc<Self>, position: usize, drawing: &Drawing) -> Element {
        rsx! {
            ItemView {
                key: "{position}",
                item: Shared::from(item),
                place: drawing.holder.at(position),
                drawing: drawing.clone(),
            }
        }
    }
}

/// An item. The direction is the list's, on whose side the marks stand.
#[component]
fn ItemView(item: Shared<Item>, place: Place, drawing: Drawing) -> Element {
    rendered!("item");
    let task = item.task.map(|done| if done { "done" } else { "open" });
    let label = if item.task == Some(true) {
        &drawing.labels.task_done
    } else {
        &drawing.labels.task_open
    };
    rsx! {
        li { class: "pc-md-item", "data-task": task,
            if let Some(done) = item.task {
                input {
                    class: "pc-md-task",
                    r#type: "checkbox",
                    disabled: true,
                    checked: done,
                    aria_label: "{label}",
                }
            }
            {parts(&item.children, None, &drawing.of(&place))}
        }
    }
}

//! Draws lists and their items.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{block::BlockList, labels::MarkdownLabels, shared::Shared};
use crate::markdown::{Item, List};

/// A list.
#[component]
pub(super) fn ListView(list: List, labels: Rc<MarkdownLabels>) -> Element {
    let items = rsx! {
        for (position, item) in list.items.iter().enumerate() {
            ItemView {
                key: "{position}",
                item: Shared::from(item),
                tight: list.tight,
                labels: labels.clone(),
            }
        }
    };
    let tight = if list.tight { "true" } else { "false" };
    match list.start {
        Some(start) => rsx! {
            ol { class: "pc-md-list", dir: "auto", start: "{start}", "data-tight": tight, {items} }
        },
        None => rsx! {
            ul { class: "pc-md-list", dir: "auto", "data-tight": tight, {items} }
        },
    }
}

#[component]
fn ItemView(item: Shared<Item>, tight: bool, labels: Rc<MarkdownLabels>) -> Element {
    let task = item.task.map(|done| if done { "done" } else { "open" });
    let label = if item.task == Some(true) {
        &labels.task_done
    } else {
        &labels.task_open
    };
    rsx! {
        li { class: "pc-md-item", dir: "auto", "data-task": task,
            if let Some(done) = item.task {
                input {
                    class: "pc-md-task",
                    r#type: "checkbox",
                    disabled: true,
                    checked: done,
                    aria_label: "{label}",
                }
            }
            BlockList { blocks: item.children.clone(), tight, labels: labels.clone() }
        }
    }
}

//! Draws the dock.

use dioxus::prelude::*;

use super::list::TodoList;
use crate::components::icon::{Glyph, icon};
use crate::components::tool_card::{TodoLine, todo_list};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// The to-do list of the live session; nothing where there is none, or all of it is done and the
/// agent rests. Rerun when the session around its transcript changes.
#[component]
pub(crate) fn TodoDock(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let mut is_open = use_signal(|| false);
    let session = project.active();
    let list = session.and_then(|session| project.session(session, TodoList::of));
    let list = list.unwrap_or_default();
    if !list.is_shown(project.is_streaming()) {
        return VNode::empty();
    }
    let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
    let (done, all) = (number(list.done()), number(list.entries.len()));
    let lines = list.entries.iter().map(|entry| TodoLine {
        content: &entry.content,
        status: &entry.status,
        priority: &entry.priority,
    });
    let lines: Vec<TodoLine<'_>> = lines.collect();
    let words = (labels.tools.done_of)(done, all);
    rsx! {
        section {
            class: "pc-todo-dock",
            "data-row": "todos",
            "data-open": is_open(),
            "data-done": done,
            "data-all": all,
            aria_label: "{labels.tools.names.todo}",
            button {
                class: "pc-todo-dock-line",
                r#type: "button",
                aria_expanded: is_open(),
                onclick: move |_| is_open.toggle(),
                span { class: "pc-tool-glyph", {icon(Glyph::List)} }
                span { class: "pc-tool-name", "{labels.tools.names.todo}" }
                if let Some(current) = list.current() {
                    span { class: "pc-todo-current", dir: "auto", "{current.content}" }
                }
                span { class: "pc-tool-stat", "{words}" }
                span { class: "pc-chevron", {icon(Glyph::Chevron)} }
            }
            progress { class: "pc-todo-progress", max: all, value: done, "aria-hidden": "true" }
            if is_open() {
                div { class: "pc-todo-dock-list", tabindex: "0", {todo_list(&lines, &labels.tools.todo_states)} }
            }
        }
    }
}

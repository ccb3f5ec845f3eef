//! Draws what a card shows when it is unfolded.

use dioxus::prelude::*;

use super::card::{Asked, Section, TodoLine};
use super::diff;
use crate::components::cap::{Capped, cap};
use crate::components::fold::Fold;
use crate::labels::{Labels, TodoStates};

/// Draws a section; its long texts follow `fold`.
pub(super) fn draw(section: &Section<'_>, fold: Fold, labels: &Labels) -> Element {
    let is_whole = fold.is_whole();
    match section {
        Section::Text { heading, text } => {
            let capped = cap(text, is_whole);
            rsx! {
                div { class: "pc-tool-section", "data-section": "text",
                    if let Some(heading) = heading {
                        div { class: "pc-tool-heading", "{heading}" }
                    }
                    pre { class: "pc-pre", dir: "ltr", tabindex: "0", "{capped.shown}" }
                    {more(capped, fold, labels)}
                }
            }
        }
        Section::Diff(text) => {
            let capped = cap(text, is_whole);
            rsx! {
                div { class: "pc-tool-section", "data-section": "diff",
                    div { class: "pc-diff", dir: "ltr", tabindex: "0",
                        for (kind, line) in diff::lines(capped.shown) {
                            div { class: "pc-diff-line", "data-kind": kind.as_str(), "{line}" }
                        }
                    }
                    {more(capped, fold, labels)}
                }
            }
        }
        Section::Todos(todos) => rsx! {
            ul { class: "pc-tool-section pc-todos", "data-section": "todos",
                for todo in todos.iter() {
                    {todo_line(*todo, &labels.tools.todo_states)}
                }
            }
        },
        Section::Questions(questions) => rsx! {
            dl { class: "pc-tool-section pc-questions", "data-section": "questions",
                for asked in questions.iter() {
                    {question(asked, labels)}
                }
            }
        },
        Section::Failure(message) => {
            let capped = cap(message, is_whole);
            rsx! {
                div { class: "pc-tool-section", "data-section": "failure",
                    pre { class: "pc-pre", dir: "auto", tabindex: "0", "{capped.shown}" }
                    {more(capped, fold, labels)}
                }
            }
        }
    }
}

/// The button below a text that is not, or need not be, shown whole.
pub(crate) fn more(capped: Capped<'_>, fold: Fold, labels: &Labels) -> Element {
    let is_whole = fold.is_whole();
    let text = if is_whole && cap(capped.shown, false).is_cut {
        labels.tools.show_less.to_string()
    } else if capped.is_cut {
        (labels.tools.show_all)(capped.lines)
    } else {
        return VNode::empty();
    };
    rsx! {
        button {
            class: "pc-button pc-more",
            r#type: "button",
            onclick: move |_| fold.set_whole(!is_whole),
            "{text}"
        }
    }
}

fn todo_line(todo: TodoLine<'_>, states: &TodoStates) -> Element {
    let (glyph, words) = match todo.status {
        "completed" => ("✓", states.completed.as_ref()),
        "in_progress" => ("→", states.in_progress.as_ref()),
        "cancelled" => ("✗", states.cancelled.as_ref()),
        "pending" => ("○", states.pending.as_ref()),
        other => ("○", other),
    };
    rsx! {
        li { class: "pc-todo", "data-state": todo.status, "data-priority": todo.priority,
            span { class: "pc-todo-glyph", "aria-hidden": "true", "{glyph}" }
            span { class: "pc-hidden", "{words}: " }
            span { class: "pc-todo-text", dir: "auto", "{todo.content}" }
        }
    }
}

fn question(asked: &Asked<'_>, labels: &Labels) -> Element {
    rsx! {
        dt { dir: "auto", "{asked.question}" }
        match &asked.answers {
            Some(answers) if !answers.is_empty() => rsx! {
                for answer in answers.iter() {
                    dd { class: "pc-answer-given", dir: "auto", "{answer}" }
                }
            },
            Some(_) => rsx! {
                dd { class: "pc-answer-open", "{labels.tools.unanswered}" }
            },
            None => rsx! {
                for choice in asked.choices.iter() {
                    dd { class: "pc-answer-offered", dir: "auto", "{choice}" }
                }
            },
        }
    }
}

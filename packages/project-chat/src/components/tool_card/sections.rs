//! Draws what a card shows when it is unfolded.

mod diff;
mod text;

pub(crate) use diff::{spot_of_file, view_of};

use dioxus::prelude::*;

use super::body::{Asked, Section, TodoLine};
use super::call::ToolCall;
use crate::components::drawing::Drawing;
use crate::components::file;
use crate::components::fold::Spot;
use crate::labels::{TodoStates, ToolLabels};

/// What sections need to know of the tool's use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About<'a> {
    /// The folder that the agent works in.
    pub(crate) workspace: Option<&'a str>,
    /// Whether more is to come.
    pub(crate) is_running: bool,
}

impl<'a> About<'a> {
    pub(super) fn of(call: &ToolCall<'a>) -> Self {
        Self {
            workspace: call.workspace,
            is_running: call.state.is_running(),
        }
    }
}

/// Draws a section, whose place in its card is `spot`.
pub(crate) fn draw(
    section: &Section<'_>,
    spot: Spot,
    about: About<'_>,
    drawing: Drawing<'_>,
) -> Element {
    let labels = &drawing.labels.tools;
    match section {
        Section::Text {
            heading,
            form,
            text,
        } => text::draw(heading.as_deref(), *form, text, spot, about, drawing),
        Section::Diff(files) => rsx! {
            div { class: "pc-tool-section", "data-section": "diff",
                {diff::draw(files, spot, about.workspace, drawing)}
            }
        },
        Section::Todos(todos) => rsx! {
            div { class: "pc-tool-section", "data-section": "todos",
                {todo_list(todos, &labels.todo_states)}
            }
        },
        Section::Questions(questions) => rsx! {
            dl { class: "pc-tool-section pc-questions", "data-section": "questions",
                for asked in questions.iter() {
                    {question(asked, labels)}
                }
            }
        },
        Section::Files(files) => rsx! {
            div { class: "pc-tool-section pc-files", "data-section": "files",
                for view in files.iter() {
                    {file::draw(view, drawing.labels)}
                }
            }
        },
        Section::Failure(message) => rsx! {
            div { class: "pc-tool-section", "data-section": "failure",
                {text::failure(message, spot, drawing)}
            }
        },
    }
}

/// Draws a to-do list.
pub(crate) fn todo_list(todos: &[TodoLine<'_>], states: &TodoStates) -> Element {
    rsx! {
        ul { class: "pc-todos",
            for todo in todos {
                {todo_line(*todo, states)}
            }
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
            if todo.priority == "high" {
                span { class: "pc-todo-priority", "{states.high}" }
            }
        }
    }
}

fn question(asked: &Asked<'_>, labels: &ToolLabels) -> Element {
    rsx! {
        dt { dir: "auto", "{asked.question}" }
        match &asked.answers {
            Some(answers) if !answers.is_empty() => rsx! {
                for answer in answers.iter() {
                    dd { class: "pc-answer-given", dir: "auto", "{answer}" }
                }
            },
            Some(_) => rsx! {
                dd { class: "pc-answer-open", "{labels.unanswered}" }
            },
            None => rsx! {
                for choice in asked.choices.iter() {
                    dd { class: "pc-answer-offered", dir: "auto", "{choice}" }
                }
            },
        }
    }
}

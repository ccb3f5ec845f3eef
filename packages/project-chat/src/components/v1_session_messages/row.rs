//! A row of a V1 session.

use dioxus::prelude::*;
use session_model::RowId;
use session_model::v1::{self, Row, UserRow};

use super::generation::V1;
use super::tools::{self, Use};
use crate::components::fold::{Fold, use_fold};
use crate::components::icon::{Glyph, icon};
use crate::components::message::{self, Said};
use crate::components::notice::{self, Notice, Tone};
use crate::components::reasoning::{self, Thinking};
use crate::components::tool_card::{CardState, Head, Section};
use crate::components::words::{self, Words, use_reader};
use crate::components::{divider, record, tool_card};
use crate::handle::SessionHandle;
use crate::labels::{Labels, use_labels};

/// A row. Rerun when what it shows changes.
#[component]
pub(super) fn V1Row(session: SessionHandle<V1>, row: RowId) -> Element {
    crate::rendered!("row");
    let labels = use_labels();
    let fold = use_fold();
    let reader = use_reader();
    let drawn = session.read_row(row, |known| {
        Some(match known.transcript().row(row)? {
            Row::User(said) => user(&said, fold, &labels),
            Row::Text(words) => {
                let drawn = words::draw(reader, own(words), &labels);
                text("text", words.is_streaming, drawn)
            }
            Row::Completion(words) => {
                let drawn = words::draw(reader, own(words), &labels);
                completion(words.is_streaming, drawn, &labels)
            }
            Row::Reasoning(words) => {
                let thinking = Thinking {
                    words: own(words),
                    duration: None,
                };
                reasoning::draw(&thinking, reader, fold, &labels)
            }
            Row::Tool {
                name,
                fields,
                is_streaming,
            } => {
                let used = Use {
                    name,
                    fields,
                    is_streaming,
                };
                let head = tools::head(used, &labels.tools);
                let body = || tools::sections(used, &labels.tools);
                tool_card::draw(&head, !fields.is_empty(), body, || None, fold, &labels)
            }
            Row::Command {
                command,
                is_streaming,
            } => {
                let head = tools::command_head(command, is_streaming, &labels.tools);
                output(&head, format!("$ {command}"), fold, &labels)
            }
            Row::CommandOutput {
                output: printed,
                is_streaming,
            } => command_output(printed, is_streaming, fold, &labels),
            Row::Followup {
                question,
                suggestions,
            } => asked(question, &suggestions, &labels),
            Row::Failed { message } => failed(message, &labels),
            Row::Interrupted { .. } => divider::draw("interrupted", &labels.transcript.interrupted),
            Row::Status { text } => rsx! {
                p { class: "pc-muted", "data-row": "status", dir: "auto", "{text}" }
            },
            Row::Unknown {
                kind,
                text,
                metadata,
            } => {
                let body = || {
                    let fields =
                        metadata.and_then(|fields| serde_json::to_string_pretty(fields).ok());
                    [text.to_owned()]
                        .into_iter()
                        .chain(fields)
                        .collect::<Vec<_>>()
                        .join("\n")
                };
                record::draw(kind, body, fold, &labels)
            }
        })
    });
    drawn.flatten().unwrap_or_else(VNode::empty)
}

fn own(words: v1::Words<'_>) -> Words<'_> {
    Words {
        text: words.text,
        rewrites: words.rewrites,
        is_streaming: words.is_streaming,
    }
}

fn user(said: &UserRow<'_>, fold: Fold, labels: &Labels) -> Element {
    let said = Said {
        texts: vec![said.text],
        delivery: said.delivery,
    };
    message::draw(&said, Vec::new(), fold, labels)
}

fn text(about: &'static str, is_streaming: bool, drawn: Element) -> Element {
    rsx! {
        div {
            class: "pc-text",
            "data-row": about,
            "data-streaming": is_streaming.then_some("true"),
            {drawn}
        }
    }
}

fn completion(is_streaming: bool, drawn: Element, labels: &Labels) -> Element {
    rsx! {
        div {
            class: "pc-completion",
            "data-row": "completion",
            "data-streaming": is_streaming.then_some("true"),
            div { class: "pc-completion-line",
                {icon(Glyph::Check)}
                "{labels.transcript.completion}"
            }
            {drawn}
        }
    }
}

fn output(head: &Head, printed: String, fold: Fold, labels: &Labels) -> Element {
    let body = || {
        vec![Section::Text {
            heading: None,
            text: printed.into(),
        }]
    };
    tool_card::draw(head, true, body, || None, fold, labels)
}

fn command_output(printed: &str, is_streaming: bool, fold: Fold, labels: &Labels) -> Element {
    let lines = u64::try_from(printed.trim_end().lines().count()).unwrap_or(u64::MAX);
    let head = Head {
        tool: "command_output".to_owned(),
        glyph: Glyph::Terminal,
        name: labels.tools.output.to_string(),
        summary: (labels.tools.lines)(lines),
        stat: None,
        state: if is_streaming {
            CardState::Running
        } else {
            CardState::Completed
        },
        is_open: true,
    };
    output(&head, printed.to_owned(), fold, labels)
}

fn asked(question: &str, suggestions: &[&str], labels: &Labels) -> Element {
    rsx! {
        section { class: "pc-notice pc-prompt", "data-row": "question", "data-tone": "info",
            span { class: "pc-notice-glyph", {icon(Glyph::Question)} }
            div { class: "pc-notice-text",
                p { dir: "auto", "{question}" }
                if !suggestions.is_empty() {
                    ul { class: "pc-choices", aria_label: "{labels.transcript.choices}",
                        for suggestion in suggestions.iter() {
                            li { dir: "auto", "{suggestion}" }
                        }
                    }
                }
            }
        }
    }
}

/// A failure in the program's words; the words alone tell what kind it is.
fn failed(message: &str, labels: &Labels) -> Element {
    let status = ["401", "402", "429"]
        .into_iter()
        .find(|code| message.contains(code))
        .and_then(|code| code.parse().ok());
    let notice = Notice {
        about: "error",
        tone: Tone::Danger,
        text: labels.errors.of_answer("", status),
        details: message,
    };
    notice::draw(&notice, None, labels)
}

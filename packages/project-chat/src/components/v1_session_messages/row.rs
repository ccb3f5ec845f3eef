//! A row of a V1 session.

use dioxus::prelude::*;
use session_model::RowId;
use session_model::v1::{self, Row, UserRow};
use session_wire::Fields;

use super::generation::V1;
use super::tools;
use crate::components::drawing::Drawing;
use crate::components::fold::use_fold;
use crate::components::icon::{Glyph, icon};
use crate::components::message::{self, Said};
use crate::components::notice::{self, Notice, Tone};
use crate::components::reasoning::{self, Thinking};
use crate::components::tool_card::Around;
use crate::components::words::{self, Words, use_reader};
use crate::components::{divider, record, tool_card};
use crate::handle::SessionHandle;
use crate::labels::{Labels, use_labels};
use crate::renderers::use_renderers;

/// A row. Rerun when what it shows changes.
#[component]
pub(super) fn V1Row(session: SessionHandle<V1>, row: RowId) -> Element {
    crate::rendered!("row");
    let labels = use_labels();
    let renderers = use_renderers();
    let reader = use_reader();
    let drawing = Drawing {
        project: session.project,
        fold: use_fold(),
        labels: &labels,
        renderers: &renderers,
    };
    let drawn = session.read_row(row, |known| {
        Some(match known.transcript().row(row)? {
            Row::User(said) => user(&said, drawing),
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
                reasoning::draw(&thinking, reader, drawing)
            }
            Row::Tool {
                name,
                fields,
                is_streaming,
            } => {
                let call = tools::tool(name, fields, is_streaming);
                tool_card::draw(&call, Around::default(), drawing)
            }
            Row::Command {
                command,
                is_streaming,
            } => {
                let input = tools::command(command);
                let call = tools::run(&input, None, is_streaming);
                tool_card::draw(&call, Around::default(), drawing)
            }
            Row::CommandOutput {
                output,
                is_streaming,
            } => {
                let input = Fields::new();
                let call = tools::run(&input, Some(output), is_streaming);
                tool_card::draw(&call, Around::default(), drawing)
            }
            Row::Followup {
                question,
                suggestions,
            } => asked(question, &suggestions, &labels),
            Row::Failed { message } => failed(message, &labels),
            Row::Interrupted { .. } => {
                divider::draw("interrupted", &labels.transcript.interrupted, &renderers)
            }
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
                record::draw(kind, body, drawing)
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

fn user(said: &UserRow<'_>, drawing: Drawing<'_>) -> Element {
    let said = Said {
        texts: vec![said.text],
        files: Vec::new(),
        delivery: said.delivery,
        note: None,
    };
    message::draw(said, drawing)
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

fn asked(question: &str, suggestions: &[&str], labels: &Labels) -> Element {
    rsx! {
        section { class: "pc-notice", "data-row": "question", "data-tone": "info",
            span { class: "pc-notice-glyph", {icon(Glyph::Question)} }
            div { class: "pc-notice-text",
                p { dir: "auto", "{question}" }
                if !suggestions.is_empty() {
                    ul { class: "pc-suggestions", aria_label: "{labels.transcript.choices}",
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

//! A row of a V2 session.

use dioxus::prelude::*;
use session_model::v2::{Row, UserRow};
use session_model::{RowId, ThreadId};
use session_wire::v2::{FilePart, MessageError, PartTime, RetryPart, SubtaskPart, ToolPart};

use super::generation::V2;
use super::notices::ThreadNotices;
use super::tools;
use crate::components::fold::{Fold, use_fold};
use crate::components::message::{self, Said};
use crate::components::notice::{self, Notice, Tone};
use crate::components::reasoning::{self, Thinking};
use crate::components::thread::Child;
use crate::components::words::{self, Words, use_reader};
use crate::components::{divider, record, tool_card};
use crate::handle::SessionHandle;
use crate::labels::{Labels, use_labels};

/// A row. Rerun when what it shows changes.
#[component]
pub(super) fn V2Row(session: SessionHandle<V2>, row: RowId) -> Element {
    crate::rendered!("row");
    let labels = use_labels();
    let fold = use_fold();
    let reader = use_reader();
    let drawn = session.read_row(row, |known| {
        Some(match known.transcript().row(row)? {
            Row::User(said) => user(&said, fold, &labels),
            Row::Text {
                text,
                rewrites,
                is_streaming,
            } => {
                let words = Words {
                    text,
                    rewrites,
                    is_streaming,
                };
                rsx! {
                    div {
                        class: "pc-text",
                        "data-row": "text",
                        "data-streaming": is_streaming.then_some("true"),
                        {words::draw(reader, words, &labels)}
                    }
                }
            }
            Row::Reasoning {
                text,
                rewrites,
                is_streaming,
                time,
            } => {
                let words = Words {
                    text,
                    rewrites,
                    is_streaming,
                };
                let duration = time.and_then(length);
                reasoning::draw(&Thinking { words, duration }, reader, fold, &labels)
            }
            Row::Tool { tool, child } => {
                draw_tool(tool, child.map(|child| (session, child)), fold, &labels)
            }
            Row::File(file) => draw_file(file, &labels),
            Row::Retry(retry) => retried(retry, &labels),
            Row::Compaction { is_auto: true } => {
                divider::draw("compaction", &labels.transcript.compacted_auto)
            }
            Row::Compaction { is_auto: false } => {
                divider::draw("compaction", &labels.transcript.compacted)
            }
            Row::Subtask(subtask) => handed_over(subtask, &labels),
            Row::Interrupted => divider::draw("interrupted", &labels.transcript.interrupted),
            Row::Failed(error) => failed(error, &labels),
            Row::Unknown { kind, fields } => {
                let body = || tool_card::pretty(fields, &[]).unwrap_or_default();
                record::draw(kind, body, fold, &labels)
            }
        })
    });
    drawn.flatten().unwrap_or_else(VNode::empty)
}

fn length(time: PartTime) -> Option<std::time::Duration> {
    Some(time.end?.since(time.start?))
}

fn user(said: &UserRow<'_>, fold: Fold, labels: &Labels) -> Element {
    let files = said
        .files
        .iter()
        .map(|file| draw_file(file, labels))
        .collect();
    let said = Said {
        texts: said.texts.clone(),
        delivery: said.delivery,
    };
    message::draw(&said, files, fold, labels)
}

fn draw_file(file: &FilePart, labels: &Labels) -> Element {
    message::file(file.filename.as_deref(), &file.mime, &file.url, labels)
}

fn draw_tool(
    tool: &ToolPart,
    child: Option<(SessionHandle<V2>, ThreadId)>,
    fold: Fold,
    labels: &Labels,
) -> Element {
    let head = tools::head(tool, &labels.tools);
    let has_body = child.is_some() || tools::has_body(tool);
    let body = || tools::sections(tool, &labels.tools);
    let below = || {
        let (session, thread) = child?;
        Some(rsx! {
            Child::<V2> { session, thread }
        })
    };
    let card = tool_card::draw(&head, has_body, body, below, fold, labels);
    let Some((session, thread)) = child else {
        return card;
    };
    rsx! {
        {card}
        // What a child agent waits for must be seen while its card is folded.
        ThreadNotices { session, thread }
    }
}

fn retried(retry: &RetryPart, labels: &Labels) -> Element {
    let text = (labels.transcript.retried)(retry.attempt);
    let details = retry
        .error
        .as_ref()
        .map(MessageError::message)
        .unwrap_or_default();
    let notice = Notice {
        about: "retry",
        tone: Tone::Warning,
        text: &text,
        details,
    };
    notice::draw(&notice, None, labels)
}

fn handed_over(subtask: &SubtaskPart, labels: &Labels) -> Element {
    let handed = (labels.transcript.subtask)(&subtask.agent);
    let text = match subtask.description.as_str() {
        "" => handed,
        description => format!("{handed}: {description}"),
    };
    divider::draw("subtask", &text)
}

/// Draws why an answer failed and what to do.
pub(super) fn failed(error: &MessageError, labels: &Labels) -> Element {
    let notice = Notice {
        about: "error",
        tone: Tone::Danger,
        text: labels.errors.of_answer(&error.name, error.status_code()),
        details: error.message(),
    };
    notice::draw(&notice, None, labels)
}

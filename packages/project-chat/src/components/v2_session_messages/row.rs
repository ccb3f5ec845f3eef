//! A row of a V2 session.

use dioxus::prelude::*;
use session_model::v2::{Child, ChildState, Row, Transcript, UserRow};
use session_model::{RowId, ThreadId};
use session_wire::Fields;
use session_wire::stream::CommitCompleted;
use session_wire::v2::{MessageError, PartTime, RetryPart, SubtaskPart};

use super::generation::V2;
use super::notices::ThreadNotices;
use super::queued::note;
use super::tools;
use crate::chunk::{self, chunk};
use crate::components::drawing::Drawing;
use crate::components::fold::use_fold;
use crate::components::message::{self, Said};
use crate::components::notice::{self, Notice, Tone};
use crate::components::prompt::{PromptPlace, settled};
use crate::components::reasoning::{self, Thinking};
use crate::components::thread::{Child as ChildThread, draw_context};
use crate::components::tool_card::{Around, ToolCall};
use crate::components::words::{self, Words, use_reader};
use crate::components::{divider, file, mark, record, tool_card};
use crate::handle::SessionHandle;
use crate::labels::{Labels, use_labels};
use crate::renderers::use_renderers;

chunk! {
    /// What is in a record of an unknown kind.
    static FIELDS: fn(&Fields, Drawing<'_>) -> Element = tools(draw_fields);
}

/// A row. Rerun when what it shows changes.
#[component]
pub(super) fn V2Row(session: SessionHandle<V2>, row: RowId) -> Element {
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
        Some(match known.row(row)? {
            Row::User(said) => {
                let waiting = known.transcript().queued_at(row);
                user(
                    &said,
                    waiting.map(|waiting| note(session, &waiting)),
                    drawing,
                )
            }
            Row::Text {
                text,
                rewrites,
                growth,
            } => {
                let words = Words {
                    text,
                    rewrites,
                    growth,
                };
                rsx! {
                    div {
                        class: "pc-text",
                        "data-row": "text",
                        "data-streaming": words::streaming(growth),
                        {words::draw(reader, words, &labels)}
                    }
                }
            }
            Row::Reasoning {
                text,
                rewrites,
                growth,
                time,
            } => {
                let words = Words {
                    text,
                    rewrites,
                    growth,
                };
                let duration = time.and_then(length);
                reasoning::draw(&Thinking { words, duration }, reader, drawing)
            }
            Row::Tool { tool, stage, child } => {
                let call = tools::call(tool, stage, known.transcript().workspace());
                let card = draw_tool(&call, child, session, drawing);
                rsx! {
                    {card}
                    {asked(session, known.transcript(), row, &labels)}
                }
            }
            Row::Context(group) => {
                let card = draw_context(&group, session, drawing);
                let is_folded = group.members.len() > 1 && !drawing.fold.is_open(false);
                let hidden = if is_folded { group.members } else { &[] };
                rsx! {
                    {card}
                    // What a tool waits for must be seen while its group is folded.
                    for member in hidden.iter() {
                        {asked(session, known.transcript(), *member, &labels)}
                    }
                }
            }
            Row::File(file) => file::draw(&tools::file(file), &labels),
            Row::Retry(retry) => retried(retry, &labels),
            Row::Compaction { is_auto: true } => {
                divider::draw("compaction", &labels.transcript.compacted_auto, &renderers)
            }
            Row::Compaction { is_auto: false } => {
                divider::draw("compaction", &labels.transcript.compacted, &renderers)
            }
            Row::Commit(commit) => committed(commit, drawing),
            Row::Patch { files } => mark::patch(&files, drawing),
            Row::Checkpoint { name } => mark::checkpoint(name, None, drawing),
            Row::Subtask(subtask) => handed_over(subtask, drawing),
            Row::Interrupted => {
                divider::draw("interrupted", &labels.transcript.interrupted, &renderers)
            }
            Row::Failed(error) => failed(error, &labels),
            Row::Unknown { kind, fields } => {
                let body = || chunk::draw(&FIELDS, &labels, |draw| draw(fields, drawing));
                record::draw(kind, body, drawing)
            }
        })
    });
    drawn.flatten().unwrap_or_else(VNode::empty)
}

fn draw_fields(fields: &Fields, drawing: Drawing<'_>) -> Element {
    let written = tool_card::pretty(fields, &[]).unwrap_or_default();
    record::text(&written, drawing)
}

fn length(time: PartTime) -> Option<std::time::Duration> {
    Some(time.end?.since(time.start?))
}

/// What a tool's call waits for, and what was said to it before.
fn asked(
    session: SessionHandle<V2>,
    transcript: &Transcript,
    row: RowId,
    labels: &Labels,
) -> Element {
    let prompt = transcript.prompt_at(row);
    let prompt = prompt.filter(|prompt| prompt.thread == ThreadId::ROOT);
    rsx! {
        for permission in transcript.permissions_at(row) {
            {settled(permission, labels)}
        }
        for prompt in prompt.cloned() {
            PromptPlace {
                key: "{prompt.ask.id()}",
                project: session.project,
                session: session.key,
                prompt,
            }
        }
    }
}

fn user(said: &UserRow<'_>, note: Option<Element>, drawing: Drawing<'_>) -> Element {
    let said = Said {
        texts: said.texts.clone(),
        files: said.files.iter().map(|file| tools::file(file)).collect(),
        delivery: said.delivery,
        created: said.created,
        note,
    };
    message::draw(said, drawing)
}

fn committed(commit: &CommitCompleted, drawing: Drawing<'_>) -> Element {
    let labels = drawing.labels;
    if commit.success {
        let text = (labels.transcript.committed)(commit.commit_message.as_deref());
        return divider::draw("commit", &text, drawing.renderers);
    }
    let notice = Notice {
        about: "commit",
        tone: Tone::Warning,
        text: &labels.transcript.commit_failed,
        details: commit.message.as_deref().unwrap_or_default(),
    };
    notice::draw(&notice, None, labels)
}

fn draw_tool(
    call: &ToolCall<'_>,
    child: Option<&Child>,
    session: SessionHandle<V2>,
    drawing: Drawing<'_>,
) -> Element {
    let Some(child) = child else {
        return tool_card::draw(call, Around::default(), drawing);
    };
    let thread = child.thread;
    let around = Around {
        summary: Some(child_line(child, drawing.labels)),
        below: Some(Box::new(move || {
            rsx! {
                ChildThread::<V2> { session, thread }
            }
        })),
    };
    rsx! {
        {tool_card::draw(call, around, drawing)}
        // What a child agent waits for must be seen while its card is folded.
        ThreadNotices { session, thread }
    }
}

fn child_line(child: &Child, labels: &Labels) -> Element {
    let state = match child.state {
        ChildState::Working => "working",
        ChildState::Retrying => "retrying",
        ChildState::Waiting => "waiting",
        ChildState::Done => "done",
        ChildState::Stopped => "stopped",
        ChildState::Failed => "failed",
    };
    let last = child.last.as_ref();
    let last = last.map(|last| match last.title.as_str() {
        "" => last.tool.clone(),
        title => format!("{} {title}", last.tool),
    });
    let tools = u64::try_from(child.tools).unwrap_or(u64::MAX);
    let text = (labels.tools.child_does)(child.state, tools, last.as_deref());
    rsx! {
        p { class: "pc-tool-why", "data-row": "child", "data-state": state, dir: "auto", "{text}" }
    }
}

fn retried(retry: &RetryPart, labels: &Labels) -> Element {
    let text = (labels.transcript.retried)(Some(retry.attempt));
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

fn handed_over(subtask: &SubtaskPart, drawing: Drawing<'_>) -> Element {
    let handed = (drawing.labels.transcript.subtask)(&subtask.agent);
    let text = match subtask.description.as_str() {
        "" => handed,
        description => format!("{handed}: {description}"),
    };
    divider::draw("subtask", &text, drawing.renderers)
}

/// Draws why an answer failed and what to do.
pub(super) fn failed(error: &MessageError, labels: &Labels) -> Element {
    let notice = Notice {
        about: "error",
        tone: Tone::Danger,
        text: labels
            .errors
            .of_answer(&error.name, error.status_code(), error.message()),
        details: error.message(),
    };
    notice::draw(&notice, None, labels)
}

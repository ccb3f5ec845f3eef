//! A row of a V2 session.

use dioxus::prelude::*;
use session_model::v2::{Child, ChildState, Row, Transcript, UserRow};
use session_model::{RowId, ThreadId};
use session_wire::Fields;
use session_wire::v2::PartTime;

use super::asides::aside;
use super::generation::V2;
use super::notices::ThreadNotices;
use super::queued::note;
use super::tools;
use crate::chunk::{self, chunk};
use crate::components::drawing::Drawing;
use crate::components::fold::use_fold;
use crate::components::message::{self, Said};
use crate::components::prompt::{PromptPlace, settled};
use crate::components::reasoning::{self, Thinking};
use crate::components::thread::{Child as ChildThread, draw_context};
use crate::components::tool_card::{Around, ToolCall};
use crate::components::words::{self, Words, use_reader};
use crate::components::{file, record, tool_card};
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
            Row::Unknown { kind, fields } => {
                let body = || chunk::draw(&FIELDS, &labels, |draw| draw(fields, drawing));
                record::draw(kind, body, drawing)
            }
            other => aside(&other, &labels)?.draw(drawing),
        })
    });
    drawn.flatten().unwrap_or_else(VNode::empty)
}

fn draw_fields(fields: &Fields, drawing: Drawing<'_>) -> Element {
    record::text(&record_of(fields), drawing)
}

/// What is in a record of an unknown kind.
pub(super) fn record_of(fields: &Fields) -> String {
    tool_card::pretty(fields, &[]).unwrap_or_default()
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
        div { class: "pc-child-notices",
            ThreadNotices { session, thread }
        }
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

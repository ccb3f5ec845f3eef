//! A row of a V1 session.

use dioxus::prelude::*;
use serde_json::Value;
use session_model::v1::{self, Followup, Row, UserRow};
use session_model::{Growth, RowId, ToolStage};
use session_wire::v1::{Choice, ContextCondense};

use super::answers::Answers;
use super::asides::aside;
use super::generation::V1;
use super::{kinds, tools};
use crate::components::drawing::Drawing;
use crate::components::file::{self, FileView};
use crate::components::fold::{Spot, use_fold};
use crate::components::icon::{Glyph, icon};
use crate::components::message::{self, Said};
use crate::components::more::text_and_more;
use crate::components::notice::Countdown;
use crate::components::reasoning::{self, Thinking};
use crate::components::suggestions::Offer;
use crate::components::thread::draw_context;
use crate::components::tool_card::Around;
use crate::components::words::{self, Words, use_reader};
use crate::components::{record, tool_card};
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
        Some(match known.row(row)? {
            Row::User(said) => user(&said, drawing),
            Row::Text(words) => {
                let drawn = words::draw(reader, own(words), &labels);
                text("text", words.growth, drawn)
            }
            Row::Completion(words) => {
                let drawn = words::draw(reader, own(words), &labels);
                completion("completion", words.growth, drawn, &labels)
            }
            Row::Subtask(words) => {
                let drawn = words::draw(reader, own(words), &labels);
                completion("subtask", words.growth, drawn, &labels)
            }
            Row::Reasoning(words) => {
                let thinking = Thinking {
                    words: own(words),
                    duration: None,
                };
                reasoning::draw(&thinking, reader, drawing)
            }
            Row::Pictures { text, pictures } => pictured(text, &pictures, &labels),
            Row::McpAnswer { text, pictures } => {
                let call = tools::mcp_answer(text, &pictures);
                tool_card::draw(&call, Around::default(), drawing)
            }
            Row::Tool {
                name,
                fields,
                stage,
                ..
            } => {
                let call = tools::tool(&name, &fields, stage);
                tool_card::draw(&call, Around::default(), drawing)
            }
            Row::Context(group) => draw_context(&group, session, drawing),
            Row::Command {
                command,
                output,
                stage,
            } => {
                let input = command.map(tools::command).unwrap_or_default();
                let output = Some(output.as_ref()).filter(|output| !output.is_empty());
                let call = tools::run(&input, output, stage);
                tool_card::draw(&call, Around::default(), drawing)
            }
            Row::Mcp { call, stage } => {
                let input = tools::mcp(&call);
                let call = tools::tool("use_mcp_server", &input, stage);
                tool_card::draw(&call, Around::default(), drawing)
            }
            Row::Todos(list) => {
                let input = tools::todos(&list);
                let call = tools::tool("updateTodoList", &input, ToolStage::Done);
                tool_card::draw(&call, Around::default(), drawing)
            }
            Row::Followup(question) => asked(&question, session, row),
            Row::Plan { plan, growth } => {
                let words = Words {
                    text: plan.response.as_deref().unwrap_or_default(),
                    rewrites: 0,
                    growth,
                };
                let drawn = words::draw(reader, words, &labels);
                rsx! {
                    {text("plan", growth, drawn)}
                    Answers {
                        session,
                        row,
                        offers: offers(plan.options.as_deref().unwrap_or_default()),
                        chosen: plan.selected.clone(),
                    }
                }
            }
            Row::Retry(v1::Retry {
                until: Some(until),
                attempt,
                message,
                ..
            }) => rsx! {
                Countdown {
                    project: session.project,
                    attempt,
                    reason: message.to_string(),
                    until,
                }
            },
            Row::Note { text, .. } => kinds::note(text),
            // It is in no turn's list of rows.
            Row::Request(_) => VNode::empty(),
            Row::Unknown {
                kind,
                text,
                metadata,
            } => {
                let message = known.transcript().message(row);
                let told = message.and_then(|message| kinds::told(kind, message));
                if let Some(told) = told {
                    return Some(told.draw(drawing));
                }
                let body = || record::text(&record_of(text, metadata), drawing);
                record::draw(kind, body, drawing)
            }
            other => {
                let message = known.transcript().message(row);
                let say = message.and_then(|message| message.say.as_ref());
                let line = aside(&other, say, &labels)?.draw(drawing);
                match &other {
                    Row::Condensed { how, .. } => rsx! {
                        {line}
                        {summed_up(how.as_deref(), drawing)}
                    },
                    _ => line,
                }
            }
        })
    });
    drawn.flatten().unwrap_or_else(VNode::empty)
}

fn own(words: v1::Words<'_>) -> Words<'_> {
    Words {
        text: words.text,
        rewrites: words.rewrites,
        growth: words.growth,
    }
}

fn user(said: &UserRow<'_>, drawing: Drawing<'_>) -> Element {
    let pictures = said.pictures.iter().map(|url| tools::picture(url));
    let stored = said.images.iter().flat_map(|images| &images.files);
    let named = stored.chain(&said.files);
    let said = Said {
        texts: vec![said.text],
        files: pictures
            .chain(named.map(|name| FileView::new(name, "", "")))
            .collect(),
        delivery: said.delivery,
        created: Some(said.created),
        note: None,
    };
    message::draw(said, drawing)
}

fn pictured(text: &str, pictures: &[&str], labels: &Labels) -> Element {
    rsx! {
        if !text.is_empty() {
            p { dir: "auto", "{text}" }
        }
        for url in pictures.iter() {
            {file::draw(&tools::picture(url), labels)}
        }
    }
}

fn text(about: &'static str, growth: Growth, drawn: Element) -> Element {
    rsx! {
        div {
            class: "pc-text",
            "data-row": about,
            "data-streaming": words::streaming(growth),
            {drawn}
        }
    }
}

fn completion(about: &'static str, growth: Growth, drawn: Element, labels: &Labels) -> Element {
    let heading = match about {
        "subtask" => &labels.transcript.subtask_done,
        _ => &labels.transcript.completion,
    };
    rsx! {
        div {
            class: "pc-completion",
            "data-row": about,
            "data-streaming": words::streaming(growth),
            div { class: "pc-completion-line",
                {icon(Glyph::Check)}
                "{heading}"
            }
            {drawn}
        }
    }
}

fn asked(asked: &Followup<'_>, session: SessionHandle<V1>, row: RowId) -> Element {
    rsx! {
        section { class: "pc-notice", "data-row": "question", "data-tone": "info",
            span { class: "pc-notice-glyph", {icon(Glyph::Question)} }
            div { class: "pc-notice-text",
                p { dir: "auto", "{asked.question}" }
                Answers {
                    session,
                    row,
                    offers: offers(&asked.choices),
                    chosen: asked.selected.clone(),
                }
            }
        }
    }
}

fn offers(choices: &[Choice]) -> Vec<Offer> {
    choices.iter().map(Offer::from).collect()
}

/// What a condensed context was summed up to; nothing where that is not told.
fn summed_up(how: Option<&ContextCondense>, drawing: Drawing<'_>) -> Element {
    let Some(summary) = summary_of(how) else {
        return VNode::empty();
    };
    let fold = drawing.fold;
    rsx! {
        details { class: "pc-summary", open: fold.is_spot_open(Spot::DETAILS, false),
            {fold.summary(&drawing.labels.transcript.summary)}
            {text_and_more(summary, "auto", Spot(0), drawing)}
        }
    }
}

/// What a condensed context was summed up to, where that is told.
pub(super) fn summary_of(how: Option<&ContextCondense>) -> Option<&str> {
    how?.summary
        .as_deref()
        .filter(|summary| !summary.is_empty())
}

/// What is in a record of an unknown kind.
pub(super) fn record_of(text: &str, metadata: Option<&Value>) -> String {
    let fields = metadata.and_then(|fields| serde_json::to_string_pretty(fields).ok());
    let lines = [text.to_owned()].into_iter().chain(fields);
    lines.collect::<Vec<_>>().join("\n")
}

//! Draws the person's message.

use dioxus::prelude::*;
use session_model::{Delivery, Timestamp};

use super::tools::MessageTools;
use crate::components::drawing::Drawing;
use crate::components::extent::{Shown, Side};
use crate::components::file::{self, FileView};
use crate::components::fold::Spot;
use crate::components::more::more;

/// A message of the person.
pub(crate) struct Said<'a> {
    pub(crate) texts: Vec<&'a str>,
    pub(crate) files: Vec<FileView<'a>>,
    pub(crate) delivery: Delivery,
    /// What stands below the message while it waits for the agent.
    pub(crate) note: Option<Element>,
    /// When it was made, where known.
    pub(crate) created: Option<Timestamp>,
}

/// Draws a message: its files above its words.
pub(crate) fn draw(said: Said<'_>, drawing: Drawing<'_>) -> Element {
    let labels = drawing.labels;
    let is_sending = said.delivery == Delivery::Sending;
    let text = said.texts.join("\n\n");
    let shown = Shown::of(&text, drawing.fold.view(Spot(0)), Side::Start);
    rsx! {
        article {
            class: "pc-message",
            "data-row": "user",
            "data-delivery": delivery_name(said.delivery),
            aria_label: "{labels.transcript.you}",
            if !said.files.is_empty() {
                div { class: "pc-files",
                    for view in said.files.iter() {
                        {file::draw(view, labels)}
                    }
                }
            }
            if !shown.text.is_empty() {
                div { class: "pc-said",
                    MessageTools { created: said.created, text: text.clone() }
                    div { class: "pc-bubble", dir: "auto",
                        "{shown.text}"
                        {more(shown, Spot(0), drawing)}
                    }
                }
            }
            if is_sending {
                div { class: "pc-delivery", "{labels.transcript.sending}" }
            }
            {said.note.unwrap_or_else(VNode::empty)}
        }
    }
}

const fn delivery_name(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Sending => "sending",
        Delivery::Queued => "queued",
        Delivery::Failed => "failed",
        Delivery::Delivered => "delivered",
    }
}

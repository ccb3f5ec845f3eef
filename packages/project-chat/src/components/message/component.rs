//! Draws the person's message.

use dioxus::prelude::*;
use session_model::Delivery;

use crate::components::cap::cap;
use crate::components::fold::Fold;
use crate::components::icon::{Glyph, icon};
use crate::components::tool_card::more;
use crate::labels::Labels;
use crate::markdown::links;

/// A message of the person.
pub(crate) struct Said<'a> {
    pub(crate) texts: Vec<&'a str>,
    pub(crate) delivery: Delivery,
}

/// Draws a message; `files` are drawn above its words.
pub(crate) fn draw(said: &Said<'_>, files: Vec<Element>, fold: Fold, labels: &Labels) -> Element {
    let is_sending = said.delivery == Delivery::Sending;
    let text = said.texts.join("\n\n");
    let capped = cap(&text, fold.is_whole());
    rsx! {
        article {
            class: "pc-message",
            "data-row": "user",
            "data-delivery": delivery_name(said.delivery),
            aria_label: "{labels.transcript.you}",
            if !files.is_empty() {
                div { class: "pc-files",
                    for file in files {
                        {file}
                    }
                }
            }
            if !capped.shown.is_empty() {
                div { class: "pc-bubble", dir: "auto",
                    "{capped.shown}"
                    {more(capped, fold, labels)}
                }
            }
            if is_sending {
                div { class: "pc-delivery", "{labels.transcript.sending}" }
            }
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

/// Draws a file: its picture where its address holds one, else its name and kind.
pub(crate) fn file(name: Option<&str>, mime: &str, url: &str, labels: &Labels) -> Element {
    let name = name
        .filter(|name| !name.is_empty())
        .unwrap_or(&labels.transcript.unnamed_file);
    let picture = Some(url)
        .filter(|url| url.starts_with("data:image/"))
        .and_then(links::image);
    rsx! {
        figure { class: "pc-file", "data-row": "file",
            if let Some(picture) = picture {
                img { src: picture.as_str(), alt: "{name}", loading: "lazy" }
            } else {
                {icon(Glyph::File)}
                figcaption {
                    span { class: "pc-file-name", dir: "auto", "{name}" }
                    span { class: "pc-file-kind", dir: "ltr", "{mime}" }
                }
            }
        }
    }
}

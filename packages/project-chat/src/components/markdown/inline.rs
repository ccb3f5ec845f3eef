//! Draws runs of text.

use std::rc::Rc;

use dioxus::prelude::*;

use super::labels::MarkdownLabels;
use crate::markdown::{
    Inline,
    links::{self, Url},
    plain_text,
};

/// The elements of `content`.
pub(super) fn runs(content: &[Inline], labels: &Rc<MarkdownLabels>) -> Element {
    rsx! {
        for run in content {
            {one(run, labels)}
        }
    }
}

fn one(run: &Inline, labels: &Rc<MarkdownLabels>) -> Element {
    match run {
        Inline::Text(words) => rsx! { "{words}" },
        Inline::Code(code) => rsx! {
            code { class: "pc-md-code-span", "{code}" }
        },
        Inline::Emphasis(content) => rsx! {
            em { {runs(content, labels)} }
        },
        Inline::Strong(content) => rsx! {
            strong { {runs(content, labels)} }
        },
        Inline::Strikethrough(content) => rsx! {
            del { {runs(content, labels)} }
        },
        Inline::Link {
            url,
            title,
            children,
        } => rsx! {
            a {
                class: "pc-md-link",
                href: url.as_str(),
                target: "_blank",
                rel: "noopener noreferrer nofollow",
                title: tooltip(url, title.as_deref(), children),
                {runs(children, labels)}
            }
        },
        Inline::Image { url, alt, title } => rsx! {
            img {
                class: "pc-md-image",
                src: url.as_str(),
                alt: "{alt}",
                title: title.clone(),
                loading: "lazy",
                decoding: "async",
            }
        },
        Inline::SoftBreak => rsx! { " " },
        Inline::HardBreak => rsx! { br {} },
        Inline::Html(source) => rsx! {
            span { class: "pc-md-html-span", "{source}" }
        },
        Inline::FootnoteRef(label) => rsx! {
            sup {
                class: "pc-md-footnote-ref",
                "data-label": "{label}",
                span { class: "pc-sr-only", "{labels.footnote} " }
                "{label}"
            }
        },
    }
}

/// What a link says when pointed at: where it leads, unless its words say so already.
fn tooltip(url: &Url, title: Option<&str>, children: &[Inline]) -> Option<String> {
    let named = links::names(&plain_text(children), url);
    match (title, named) {
        (title, true) => title.map(str::to_owned),
        (None, false) => Some(url.as_str().to_owned()),
        (Some(title), false) => Some(format!("{title} — {}", url.as_str())),
    }
}

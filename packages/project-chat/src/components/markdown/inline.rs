//! Draws runs of text.

use dioxus::prelude::*;

use super::{bidi, drawing::Drawing};
use crate::markdown::{
    Inline,
    links::{self, Url},
    plain_text,
};

/// The elements of `content`.
pub(super) fn runs(content: &[Inline], drawing: &Drawing) -> Element {
    rsx! {
        for run in content {
            {one(run, drawing)}
        }
    }
}

/// Words, with every character that would turn others round made visible.
pub(super) fn shown(words: &str) -> Element {
    let Some(parts) = bidi::split(words) else {
        return rsx! { "{words}" };
    };
    rsx! {
        for part in parts {
            match part {
                bidi::Part::Words(words) => rsx! { "{words}" },
                bidi::Part::Control(name) => rsx! {
                    span { class: "pc-md-control", "data-control": name, "{name}" }
                },
            }
        }
    }
}

fn one(run: &Inline, drawing: &Drawing) -> Element {
    match run {
        Inline::Text(words) => shown(words),
        Inline::Code(code) => rsx! {
            code { class: "pc-md-code-span", {shown(code)} }
        },
        Inline::Emphasis(content) => rsx! {
            em { {runs(content, drawing)} }
        },
        Inline::Strong(content) => rsx! {
            strong { {runs(content, drawing)} }
        },
        Inline::Strikethrough(content) => rsx! {
            del { {runs(content, drawing)} }
        },
        Inline::Link {
            url,
            title,
            children,
        } => link(url, title.as_deref(), children, drawing),
        Inline::Image { url, alt, title } => rsx! {
            img {
                class: "pc-md-image",
                src: url.as_str(),
                width: url.size().map(|(width, _)| width.to_string()),
                height: url.size().map(|(_, height)| height.to_string()),
                alt: "{alt}",
                title: title.clone(),
                loading: "lazy",
                decoding: "async",
                referrerpolicy: "no-referrer",
                "data-remote": url.is_remote().then_some("true"),
                "data-sized": url.size().is_some().then_some("true"),
            }
        },
        Inline::SoftBreak => rsx! { " " },
        Inline::HardBreak => rsx! { br {} },
        Inline::Html(source) => rsx! {
            span { class: "pc-md-html-span", {shown(source)} }
        },
        #[cfg(feature = "math")]
        Inline::Math { source, display } => super::math::formula(source, *display),
        Inline::FootnoteRef(label) => rsx! {
            sup {
                class: "pc-md-footnote-ref",
                "data-label": "{label}",
                span { class: "pc-sr-only", "{drawing.labels.footnote} " }
                "{label}"
            }
        },
    }
}

/// A link, and behind it where it leads if its words name another place.
fn link(url: &Url, title: Option<&str>, children: &[Inline], drawing: &Drawing) -> Element {
    let words = plain_text(children);
    let place = links::contradicts(&words, url);
    rsx! {
        a {
            class: "pc-md-link",
            href: url.as_str(),
            target: "_blank",
            rel: "noopener noreferrer nofollow",
            title: tooltip(url, title, &words),
            {runs(children, drawing)}
        }
        if let Some(place) = place {
            span { class: "pc-md-link-place", dir: "ltr",
                " ("
                span { class: "pc-sr-only", "{drawing.labels.leads_to} " }
                "{place})"
            }
        }
    }
}

/// What a link says when pointed at: where it leads, unless its words say so already.
fn tooltip(url: &Url, title: Option<&str>, words: &str) -> Option<String> {
    let named = links::names(words, url);
    match (title, named) {
        (title, true) => title.map(str::to_owned),
        (None, false) => Some(url.as_str().to_owned()),
        (Some(title), false) => Some(format!("{title} — {}", url.as_str())),
    }
}

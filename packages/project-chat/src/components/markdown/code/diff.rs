//! Draws the lines of a code block that says what changed.

use dioxus::prelude::*;

use super::super::{inline::shown, shared::Shared};

/// Some lines, each with what it says of the files; its mark stays in front of it.
#[component]
pub(super) fn DiffChunk(chunk: Shared<str>, last: bool) -> Element {
    let mut lines = chunk.split('\n').peekable();
    let mut drawn = Vec::new();
    while let Some(line) = lines.next() {
        let end = if last && lines.peek().is_none() {
            ""
        } else {
            "\n"
        };
        drawn.push(rsx! {
            span { class: "pc-md-diff", "data-kind": kind(line), {shown(line)} "{end}" }
        });
    }
    rsx! { {drawn.into_iter()} }
}

fn kind(line: &str) -> &'static str {
    let head = ["+++ ", "--- ", "diff ", "index ", "@@"];
    if head.iter().any(|mark| line.starts_with(mark)) {
        return "head";
    }
    match line.chars().next() {
        Some('+') => "added",
        Some('-') => "removed",
        _ => "same",
    }
}

//! Draws the texts of cards.

use std::rc::Rc;

use dioxus::prelude::*;

use super::About;
use crate::components::copy::CopyButton;
use crate::components::drawing::Drawing;
use crate::components::extent::{MAX_WHOLE, Shown, Side};
use crate::components::fold::Spot;
use crate::components::markdown::Markdown;
use crate::components::more::{more, text_and_more};
use crate::components::tool_card::body::Form;
use crate::components::tool_card::long_text::LongText;
use crate::components::tool_card::path::without_workspace;
use crate::labels::Labels;
use crate::markdown::Document;
use crate::terminal::{self, Style};

/// Draws a text, with a heading where it has one.
pub(super) fn draw(
    heading: Option<&str>,
    form: Form,
    text: &str,
    spot: Spot,
    about: About<'_>,
    drawing: Drawing<'_>,
) -> Element {
    let side = form.side();
    let shown = Shown::of(text, drawing.fold.view(spot), side);
    // The button holds a text of its own: none while it grows, and of a very long one none at all.
    let is_short = text.len() <= MAX_WHOLE;
    rsx! {
        div { class: "pc-tool-section", "data-section": name(form),
            if let Some(heading) = heading {
                div { class: "pc-tool-heading", "{heading}" }
            }
            if side == Side::End {
                {more(shown, spot, drawing)}
            }
            div { class: "pc-copyable",
                {body(form, shown, spot, about, drawing.labels)}
                if !about.is_running && is_short {
                    CopyButton { text: text.to_owned() }
                }
            }
            if !about.is_running && !is_short {
                LongText { project: drawing.project, spot }
            }
            if side == Side::Start {
                {more(shown, spot, drawing)}
            }
        }
    }
}

const fn name(form: Form) -> &'static str {
    match form {
        Form::Plain => "text",
        Form::Command => "command",
        Form::Terminal => "terminal",
        Form::Hits => "hits",
        Form::Markdown => "markdown",
    }
}

/// Draws why a tool failed.
pub(super) fn failure(message: &str, spot: Spot, drawing: Drawing<'_>) -> Element {
    text_and_more(message, "auto", spot, drawing)
}

fn body(form: Form, shown: Shown<'_>, spot: Spot, about: About<'_>, labels: &Labels) -> Element {
    let form = if shown.is_plain() { Form::Plain } else { form };
    match form {
        Form::Plain => rsx! {
            pre { class: "pc-pre", dir: "ltr", tabindex: "0", "{shown.text}" }
        },
        Form::Command => rsx! {
            pre { class: "pc-pre pc-command", dir: "ltr", tabindex: "0", "{shown.text}" }
        },
        Form::Terminal => rsx! {
            pre { class: "pc-pre pc-terminal", dir: "ltr", tabindex: "0",
                for (style , text) in runs(shown.text) {
                    {run(style, text)}
                }
            }
        },
        Form::Hits => hits(&without_workspace(shown.text, about.workspace)),
        Form::Markdown => markdown(shown.text, spot, labels),
    }
}

/// Draws markdown that does not grow.
fn markdown(text: &str, spot: Spot, labels: &Labels) -> Element {
    let mut document = Document::new();
    document.push(text);
    document.finish();
    let blocks = document.blocks().clone();
    rsx! {
        Markdown {
            blocks,
            labels: Rc::clone(&labels.markdown),
            class: "pc-tool-markdown",
            place: spot.0,
        }
    }
}

/// What a terminal shows, in as few pieces as there are looks.
fn runs(printed: &str) -> Vec<(Style, String)> {
    let mut runs: Vec<(Style, String)> = Vec::new();
    let mut put = |style: Style, text: &str| match runs.last_mut() {
        Some((last, run)) if *last == style => run.push_str(text),
        _ => runs.push((style, text.to_owned())),
    };
    for (number, line) in terminal::lines(printed).iter().enumerate() {
        if number > 0 {
            put(Style::default(), "\n");
        }
        for span in &line.spans {
            put(span.style, &span.text);
        }
    }
    runs
}

fn run(style: Style, text: String) -> Element {
    if style == Style::default() {
        return rsx! { "{text}" };
    }
    let looks = [
        (style.bold, "bold"),
        (style.dim, "dim"),
        (style.italic, "italic"),
        (style.underline, "underline"),
        (style.strike, "strike"),
        (style.inverse, "inverse"),
    ];
    let looks: Vec<&str> = looks
        .into_iter()
        .filter_map(|(is_on, name)| is_on.then_some(name))
        .collect();
    let looks = (!looks.is_empty()).then(|| looks.join(" "));
    rsx! {
        span {
            class: "pc-ansi",
            "data-fg": style.fg.map(terminal::Colour::name),
            "data-bg": style.bg.map(terminal::Colour::name),
            "data-look": looks,
            "{text}"
        }
    }
}

/// Draws the hits of a search: a file's name stands out from its lines.
fn hits(found: &str) -> Element {
    rsx! {
        pre { class: "pc-pre pc-hits", dir: "ltr", tabindex: "0",
            for (number , line) in found.lines().enumerate() {
                if number > 0 {
                    "\n"
                }
                match hit(line) {
                    Hit::File(path) => rsx! { span { class: "pc-hit-file", "{path}" } },
                    Hit::Line { number, text } => rsx! {
                        span { class: "pc-hit-number", "{number}" }
                        "{text}"
                    },
                    Hit::Other(line) => rsx! { "{line}" },
                }
            }
        }
    }
}

/// A line of a search's output.
#[derive(Debug, PartialEq, Eq)]
enum Hit<'a> {
    /// The hits of a file follow.
    File(&'a str),
    /// A hit.
    Line { number: &'a str, text: &'a str },
    /// Anything else.
    Other(&'a str),
}

fn hit(line: &str) -> Hit<'_> {
    if let Some(path) = line.strip_prefix("# ") {
        return Hit::File(path);
    }
    let is_flush = !line.starts_with([' ', '\t']);
    if let Some(path) = line.strip_suffix(':').filter(|_| is_flush) {
        return Hit::File(path);
    }
    let numbered = line.trim_start();
    let numbered = numbered.strip_prefix("Line ").unwrap_or(numbered);
    let parts = numbered
        .split_once(": ")
        .or_else(|| numbered.split_once(" | "));
    match parts {
        Some((number, text)) if !is_flush && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            Hit::Line { number, text }
        }
        _ => Hit::Other(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_told_from_files() {
        assert_eq!(hit("src/a.js:"), Hit::File("src/a.js"));
        assert_eq!(hit("# src/a.js"), Hit::File("src/a.js"));
        let line = |number, text| Hit::Line { number, text };
        assert_eq!(hit("  Line 3:   const a"), line("3", "  const a"));
        assert_eq!(hit("  3 | const a"), line("3", "const a"));
        assert_eq!(hit("Found 2 matches"), Hit::Other("Found 2 matches"));
        assert_eq!(hit("  key: value"), Hit::Other("  key: value"));
        assert_eq!(hit(""), Hit::Other(""));
    }
}

//! The words of a card as they are read when it is unfolded, for those who look for them.

use std::borrow::Cow;

use super::body::{Asked, Form, Section, sections};
use super::call::ToolCall;
use super::path::{relative, without_workspace};
use super::subject::Subject;
use crate::components::extent::pages;
use crate::components::fold::Spot;
use crate::handle::{Part, Text};
use crate::labels::ToolLabels;
use crate::terminal;

/// Gives the texts of a card: what its line is about, then its sections.
pub(crate) fn texts(
    call: &ToolCall<'_>,
    labels: &ToolLabels,
    give: &mut dyn FnMut(Part, Text<'_>),
) {
    give(Part::Line, Text::Plain(Subject::of(call).text().into()));
    for (spot, section) in (0..).map(Spot).zip(sections(call, labels)) {
        give(Part::Section(spot), words(section, call.workspace));
    }
}

fn words<'a>(section: Section<'a>, workspace: Option<&str>) -> Text<'a> {
    match section {
        Section::Text { form, text, .. } => text_of(form, text, workspace),
        Section::Diff(mut files) => {
            for file in &mut files {
                file.path = relative(&file.path, workspace).to_owned();
            }
            Text::Differences(files)
        }
        Section::Todos(todos) => lines(todos.iter().map(|todo| todo.content)),
        Section::Questions(questions) => lines(questions.iter().map(asked)),
        Section::Files(files) => lines(files.iter().map(|file| file.name)),
        Section::Failure(message) => Text::folding(message),
    }
}

fn text_of<'a>(form: Form, text: Cow<'a, str>, workspace: Option<&str>) -> Text<'a> {
    // A text that is shown by pages is drawn as plain letters.
    if pages(&text).is_some() {
        return Text::Pages(text);
    }
    match form {
        Form::Markdown => Text::Markdown(text),
        Form::Terminal => printed(&text),
        Form::Hits => Text::Plain(without_workspace(&text, workspace).into_owned().into()),
        Form::Plain | Form::Command => Text::Plain(text),
    }
}

fn printed(text: &str) -> Text<'static> {
    let lines_of = terminal::lines(text);
    lines(lines_of.iter().map(|line| {
        let spans = line.spans.iter().map(|span| span.text.as_str());
        spans.collect::<String>()
    }))
}

fn asked(asked: &Asked<'_>) -> String {
    let answers = asked.answers.iter().flatten();
    let question = std::iter::once(&asked.question);
    joined(question.chain(answers))
}

fn lines(parts: impl Iterator<Item = impl AsRef<str>>) -> Text<'static> {
    Text::Plain(joined(parts).into())
}

/// Parts with a line end behind each.
fn joined(parts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part.as_ref());
        text.push('\n');
    }
    text
}

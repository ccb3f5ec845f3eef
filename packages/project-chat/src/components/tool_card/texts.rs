//! The words of a card as they are read when it is unfolded, for those who look for them.

use super::body::{Asked, Form, Section, sections};
use super::call::ToolCall;
use super::path::without_workspace;
use super::subject::Subject;
use crate::components::extent::{Shown, Side, View};
use crate::diff::FileDiff;
use crate::handle::Text;
use crate::labels::ToolLabels;
use crate::terminal;

/// The texts of a card: what its line is about, then its sections.
pub(crate) fn texts(call: &ToolCall<'_>, labels: &ToolLabels) -> Vec<Text> {
    let subject = Text::Plain(Subject::of(call).text());
    let sections = sections(call, labels).into_iter();
    std::iter::once(subject)
        .chain(sections.map(|section| words(section, call.workspace)))
        .collect()
}

fn words(section: Section<'_>, workspace: Option<&str>) -> Text {
    Text::Plain(match section {
        Section::Text { form, text, .. } => {
            let text = shown(&text, form.side());
            match form {
                Form::Markdown => return Text::Markdown(text.to_owned()),
                Form::Terminal => printed(text),
                Form::Hits => without_workspace(text, workspace).into_owned(),
                Form::Plain | Form::Command => text.to_owned(),
            }
        }
        Section::Diff(files) => lines(files.iter().map(changes)),
        Section::Todos(todos) => lines(todos.iter().map(|todo| todo.content)),
        Section::Questions(questions) => lines(questions.iter().map(asked)),
        Section::Files(files) => lines(files.iter().map(|file| file.name)),
        Section::Failure(message) => shown(message, Side::Start).to_owned(),
    })
}

/// As much of a text as is drawn at once.
fn shown(text: &str, side: Side) -> &str {
    Shown::of(text, View::Whole, side).text
}

fn printed(text: &str) -> String {
    let lines_of = terminal::lines(text);
    lines(lines_of.iter().map(|line| {
        let spans = line.spans.iter().map(|span| span.text.as_str());
        spans.collect::<String>()
    }))
}

fn changes(file: &FileDiff) -> String {
    let changed = file.hunks.iter().flat_map(|hunk| &hunk.lines);
    let path = std::iter::once(file.path.as_str());
    lines(path.chain(changed.map(|line| line.text.as_str())))
}

fn asked(asked: &Asked<'_>) -> String {
    let answers = asked.answers.iter().flatten();
    let question = std::iter::once(&asked.question);
    lines(question.chain(answers))
}

fn lines(parts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part.as_ref());
        text.push('\n');
    }
    text
}

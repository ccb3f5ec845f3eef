//! What V1 messages of rare kinds tell: the browser, searches by meaning, hooks and other agents.

use std::borrow::Cow;

use dioxus::prelude::*;
use serde_json::Value;
use session_model::ToolStage;
use session_wire::Fields;
use session_wire::v1::CloudMessage;

use super::tools;
use crate::components::drawing::Drawing;
use crate::components::tool_card::{self, Around, ToolCall, list, number, string};
use crate::handle::{Part, Text};
use crate::labels::Labels;

/// What a message of a rare kind tells.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Told<'a> {
    /// Something that was done, as a tool's card.
    Card(Card),
    /// A line of the program's.
    Note(Cow<'a, str>),
}

/// What a tool's card is drawn of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Card {
    tool: &'static str,
    input: Fields,
    output: String,
    /// A picture, as a `data:` URL.
    picture: Option<String>,
}

/// What a message tells; none for a kind that is not known here, or that tells nothing.
pub(super) fn told<'a>(kind: &str, message: &'a CloudMessage) -> Option<Told<'a>> {
    let payload = message.payload();
    let fields = payload.as_deref().and_then(Value::as_object);
    let words = message.words();
    let card = |tool, input: Fields, output: String, picture| {
        Some(Told::Card(Card {
            tool,
            input,
            output,
            picture,
        }))
    };
    match kind {
        "codebase_search_result" => {
            let found = fields?.get("content")?;
            let found = found.as_object()?;
            let results = list(found, "results").iter().filter_map(Value::as_object);
            let lines: Vec<String> = results.filter_map(hit).collect();
            let mut input = Fields::new();
            input.insert("query".to_owned(), found.get("query")?.clone());
            card("codebase_search_result", input, lines.join("\n"), None)
        }
        "browser_action" => card("browser_action", fields?.clone(), String::new(), None),
        "browser_action_launch" => {
            let mut input = Fields::new();
            input.insert("url".to_owned(), words.into());
            input.insert("action".to_owned(), "launch".into());
            card("browser_action_launch", input, String::new(), None)
        }
        "browser_action_result" => {
            let mut input = fields?.clone();
            let text = |value: Option<Value>| Some(value?.as_str()?.to_owned());
            let picture = text(input.remove("screenshot")).filter(|url| url.starts_with("data:"));
            let output = text(input.remove("logs")).unwrap_or_default();
            card("browser_action_result", input, output, picture)
        }
        "use_subagents" | "subagent" => {
            let input = fields.cloned().unwrap_or_else(|| {
                let mut input = Fields::new();
                input.insert("message".to_owned(), words.into());
                input
            });
            card("use_subagents", input, String::new(), None)
        }
        "hook_status" | "conditional_rules_applied" => {
            let fields = fields?;
            let name = string(fields, &["hookName", "name", "message"])?;
            let state = string(fields, &["status"]).unwrap_or_default();
            Some(Told::Note(
                format!("{name} {state}").trim_end().to_owned().into(),
            ))
        }
        _ => None,
    }
}

/// A hit of a search by meaning: where, and what stands there.
fn hit(result: &Fields) -> Option<String> {
    let path = string(result, &["filePath"])?;
    let start = number(result, &["startLine"]);
    let code = string(result, &["codeChunk"]).unwrap_or_default();
    let place = start.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"));
    Some(format!("{place}:\n{code}"))
}

impl Told<'_> {
    /// Draws it.
    pub(super) fn draw(&self, drawing: Drawing<'_>) -> Element {
        match self {
            Self::Card(card) => tool_card::draw(&card.call(), Around::default(), drawing),
            Self::Note(words) => note(words),
        }
    }

    /// Gives what it says when it is unfolded.
    pub(super) fn texts(&self, labels: &Labels, give: &mut dyn FnMut(Part, Text<'_>)) {
        match self {
            Self::Card(card) => tool_card::texts(&card.call(), &labels.tools, give),
            Self::Note(words) => give(Part::Line, Text::Plain(words.as_ref().into())),
        }
    }
}

impl Card {
    fn call(&self) -> ToolCall<'_> {
        ToolCall {
            output: Some(self.output.as_str()).filter(|output| !output.is_empty()),
            files: self.picture.iter().map(|url| tools::picture(url)).collect(),
            ..tools::tool(self.tool, &self.input, ToolStage::Done)
        }
    }
}

/// Draws a line of the program's.
pub(super) fn note(words: &str) -> Element {
    rsx! {
        p { class: "pc-muted", "data-row": "status", dir: "auto", "{words}" }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    fn check(message: Value, tool: Option<&str>) {
        let message: CloudMessage = serde_json::from_value(message).unwrap();
        let kind = message.say.as_ref().map(|say| say.as_str().to_owned());
        let kind = kind.or_else(|| message.ask.as_ref().map(|ask| ask.as_str().to_owned()));
        let told = told(&kind.unwrap_or_default(), &message);
        let found = told.as_ref().map(|told| match told {
            Told::Card(card) => card.tool,
            Told::Note(words) => words,
        });
        assert_eq!(found, tool);
    }

    #[test]
    fn every_rare_kind_is_told() {
        let of = |say: &str, text: Value| json!({ "ts": 1, "type": "assistant", "say": say, "text": text.to_string() });
        let search = json!({ "tool": "codebaseSearch", "content": { "query": "words", "results": [
            { "filePath": "a.rs", "startLine": 3, "codeChunk": "fn a() {}" },
        ] } });
        check(
            of("codebase_search_result", search),
            Some("codebase_search_result"),
        );
        let click = json!({ "action": "click", "coordinate": "3,4" });
        check(of("browser_action", click), Some("browser_action"));
        let shot = json!({ "screenshot": "data:image/png;base64,AA==", "logs": "", "currentUrl": "http://a" });
        check(
            of("browser_action_result", shot),
            Some("browser_action_result"),
        );
        let hook = json!({ "hookName": "lint", "status": "running" });
        check(of("hook_status", hook), Some("lint running"));
        check(of("nobody_knows", json!({ "a": 1 })), None);
    }
}

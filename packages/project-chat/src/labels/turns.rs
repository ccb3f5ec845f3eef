//! The strings of what stands below a turn, and of copying parts of a conversation.

use std::time::Duration;

use session_model::{FileChange, Title, Totals};

use super::Text;
use super::age::{counted, english_duration};

/// The strings of what stands below a turn, and of copying parts of a conversation.
#[derive(Clone, Debug)]
pub struct TurnLabels {
    /// How long the turn took.
    pub took: fn(Duration) -> String,
    /// How many tokens it took, in short.
    pub tokens: fn(u64) -> String,
    /// What it cost, in US dollars.
    pub cost: fn(f64) -> String,
    /// What the button that unfolds the figures is for, before the figures themselves.
    pub figures: Text,
    /// Tokens in detail: a heading and a number each, without those that are nothing.
    pub taken: fn(&Totals) -> Vec<(Text, String)>,
    /// The heading of the requests to the model.
    pub requests: Text,
    /// What a request took and cost, in a line.
    pub request: fn(&Totals) -> String,
    /// When the turn ended: hours and minutes.
    pub clock: fn(u8, u8) -> String,
    /// How many files it changed.
    pub changed: fn(u64) -> String,
    /// What happened to one of them.
    pub change: fn(FileChange) -> Text,
    /// How a file was changed is not known, or too long to be shown.
    pub no_difference: Text,
    /// Copies the person's message.
    pub copy_message: Text,
    /// The button that offers to copy an answer or a turn.
    pub copy: Text,
    /// Copies the agent's words as plain text.
    pub copy_answer_text: Text,
    /// Copies the agent's words as markdown.
    pub copy_answer_markdown: Text,
    /// Copies the whole turn as plain text.
    pub copy_turn_text: Text,
    /// Copies the whole turn as markdown.
    pub copy_turn_markdown: Text,
    /// The button that offers to copy the conversation.
    pub copy_conversation: Text,
    /// Copies the conversation as plain text.
    pub copy_conversation_text: Text,
    /// Copies the conversation as markdown.
    pub copy_conversation_markdown: Text,
    /// Who or what a part of a copied conversation is of.
    pub written: fn(&Title) -> String,
}

impl Default for TurnLabels {
    fn default() -> Self {
        Self {
            took: english_duration,
            tokens: |count| format!("{} tokens", english_count(count)),
            cost: english_cost,
            figures: "Time, tokens and cost".into(),
            taken: english_taken,
            requests: "Requests to the model".into(),
            request: english_request,
            clock: |hours, minutes| format!("{hours:02}:{minutes:02}"),
            changed: |count| format!("{} changed", counted(count, "file")),
            change: |change| match change {
                FileChange::Added => "Added:".into(),
                FileChange::Modified => "Changed:".into(),
                FileChange::Deleted => "Deleted:".into(),
            },
            no_difference: "How this file was changed is not known here, or too long to be shown."
                .into(),
            copy_message: "Copy message".into(),
            copy: "Copy".into(),
            copy_answer_text: "Copy answer as text".into(),
            copy_answer_markdown: "Copy answer as Markdown".into(),
            copy_turn_text: "Copy turn as text".into(),
            copy_turn_markdown: "Copy turn as Markdown".into(),
            copy_conversation: "Copy the conversation".into(),
            copy_conversation_text: "Copy as text".into(),
            copy_conversation_markdown: "Copy as Markdown".into(),
            written: ToString::to_string,
        }
    }
}

/// A count in short English: `412`, `8.1k`, `1.2M`.
pub fn english_count(count: u64) -> String {
    let (unit, name) = match count {
        0..1000 => return count.to_string(),
        1000..1_000_000 => (1000, "k"),
        _ => (1_000_000, "M"),
    };
    let tenths = count / (unit / 10);
    if tenths >= 1000 {
        format!("{}{name}", tenths / 10)
    } else {
        format!("{}.{}{name}", tenths / 10, tenths % 10)
    }
}

/// US dollars: to the cent from one on, to a hundredth of a cent below.
pub fn english_cost(dollars: f64) -> String {
    if dollars >= 1.0 {
        format!("${dollars:.2}")
    } else {
        format!("${dollars:.4}")
    }
}

fn english_taken(totals: &Totals) -> Vec<(Text, String)> {
    let counts = [
        ("Input", totals.input),
        ("Output", totals.output),
        ("Reasoning", totals.reasoning),
        ("Cached", totals.cached),
        ("Context", totals.context),
    ];
    let told = counts.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(name, count)| (name.into(), english_count(count)))
        .collect()
}

fn english_request(totals: &Totals) -> String {
    let read = totals.input + totals.cached;
    let wrote = totals.output + totals.reasoning;
    let tokens = (read + wrote > 0)
        .then(|| format!("{} in, {} out", english_count(read), english_count(wrote)));
    let cost = (totals.cost > 0.0).then(|| english_cost(totals.cost));
    let parts = [tokens, cost];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_costs_are_short() {
        for (count, words) in [
            (0, "0"),
            (999, "999"),
            (1000, "1.0k"),
            (8_149, "8.1k"),
            (123_456, "123k"),
            (1_250_000, "1.2M"),
        ] {
            assert_eq!(english_count(count), words);
        }
        for (dollars, words) in [(0.0, "$0.0000"), (0.01234, "$0.0123"), (2.345, "$2.35")] {
            assert_eq!(english_cost(dollars), words);
        }
    }
}

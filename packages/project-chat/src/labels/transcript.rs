//! The strings of messages and of what stands between them.

use std::time::Duration;

use super::Text;
use super::age::english_duration;
use super::day::{Day, english_day};
use super::size::english_size;

/// The strings of messages and of what stands between them.
#[derive(Clone, Debug)]
pub struct TranscriptLabels {
    /// Names the person's message for screen readers.
    pub you: Text,
    /// Names the agent's answer for screen readers.
    pub agent: Text,
    /// The person's message is on its way.
    pub sending: Text,
    /// The person's message waits until the agent is ready for it.
    pub queued: Text,
    /// The button that takes a waiting message back.
    pub cancel_queued: Text,
    /// The same button while the message is being taken back.
    pub cancelling: Text,
    /// A waiting message could not be taken back.
    pub not_cancelled: Text,
    /// The person's message did not get to the agent.
    pub not_delivered: Text,
    /// The button that puts such a message back into the message box.
    pub take_back: Text,
    /// The agent thinks.
    pub thinking: Text,
    /// The agent has thought; for how long is not known.
    pub thought: Text,
    /// The agent has thought for this long.
    pub thought_for: fn(Duration) -> String,
    /// The agent works and nothing else shows it.
    pub working: Text,
    /// How long the agent has worked on what it was asked.
    pub working_for: fn(Duration) -> String,
    /// The day on which the turns below were begun.
    pub day: fn(Day) -> String,
    /// The task is done; stands above the closing words of older agents.
    pub completion: Text,
    /// The context was condensed.
    pub compacted: Text,
    /// The context was condensed without being asked.
    pub compacted_auto: Text,
    /// The answer was stopped.
    pub interrupted: Text,
    /// The context is being condensed.
    pub compacting: Text,
    /// The oldest messages were taken out of the context.
    pub truncated: Text,
    /// A request is tried again in this long; the number is of the attempt that follows, where it
    /// is known.
    pub retrying: fn(Duration, Option<u64>) -> String,
    /// A request was tried again; the number is of the attempt, where it is known.
    pub retried: fn(Option<u64>) -> String,
    /// Work was handed to another agent of this name.
    pub subtask: fn(&str) -> String,
    /// A record of a kind that has no drawing of its own.
    pub unknown: fn(&str) -> String,
    /// How long a file is, in bytes.
    pub size: fn(u64) -> String,
    /// Saves a file.
    pub save: Text,
    /// The button that opens a picture of this name large.
    pub open_picture: fn(&str) -> String,
    /// Names the dialog with a picture of this name.
    pub picture: fn(&str) -> String,
    /// Closes that dialog.
    pub close_picture: Text,
    /// A file that has no name.
    pub unnamed_file: Text,
    /// Names the answers that a question of an older agent's suggests.
    pub choices: Text,
}

impl Default for TranscriptLabels {
    fn default() -> Self {
        Self {
            you: "Your message".into(),
            agent: "Answer".into(),
            sending: "Sending…".into(),
            queued: "Queued".into(),
            cancel_queued: "Cancel".into(),
            cancelling: "Cancelling…".into(),
            not_cancelled: "It could not be cancelled.".into(),
            not_delivered: "This did not get to the agent.".into(),
            take_back: "Edit again".into(),
            thinking: "Thinking…".into(),
            thought: "Thought".into(),
            thought_for: |time| format!("Thought for {}", english_duration(time)),
            working: "Working…".into(),
            working_for: english_duration,
            day: english_day,
            completion: "Task completed".into(),
            compacted: "Context compacted".into(),
            compacted_auto: "Context compacted automatically".into(),
            interrupted: "Stopped".into(),
            compacting: "Condensing the context…".into(),
            truncated: "The oldest messages were taken out of the context".into(),
            retrying: |wait, attempt| {
                let attempt = english_attempt(attempt);
                match wait.as_secs() {
                    0 => format!("The model did not answer. Retrying…{attempt}"),
                    seconds => {
                        format!("The model did not answer. Retrying in {seconds} s{attempt}")
                    }
                }
            },
            retried: |attempt| {
                let attempt = english_attempt(attempt);
                format!("The model did not answer. Retried{attempt}")
            },
            subtask: |agent| format!("Handed to the agent {agent}"),
            unknown: |kind| format!("Unknown record: {kind}"),
            size: english_size,
            save: "Save".into(),
            open_picture: |name| format!("Open the picture {name}"),
            picture: |name| format!("Picture: {name}"),
            close_picture: "Close the picture".into(),
            unnamed_file: "File".into(),
            choices: "Suggested answers".into(),
        }
    }
}

fn english_attempt(attempt: Option<u64>) -> String {
    attempt.map_or_else(String::new, |attempt| format!(" (attempt {attempt})"))
}

//! The strings of messages and of what stands between them.

use std::time::Duration;

use session_model::Activity;

use super::Text;
use super::age::{english_duration, english_duration_in_seconds};
use super::day::{Day, english_day};
use super::size::english_size;
use super::turns::{english_cost, english_count};

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
    /// What the agent does where nothing more particular is known.
    pub activity: fn(Activity) -> Text,
    /// The agent writes.
    pub writing: Text,
    /// The agent runs a command.
    pub running: fn(&str) -> String,
    /// The agent uses a tool: what the tool does, and on what.
    pub using: fn(&str, &str) -> String,
    /// How long the agent has worked on what it was asked.
    pub working_for: fn(Duration) -> String,
    /// The day on which the turns below were begun.
    pub day: fn(Day) -> String,
    /// The task is done; stands above the closing words of older agents.
    pub completion: Text,
    /// Another task that this one had begun is done; stands above what it came to.
    pub subtask_done: Text,
    /// What went wrong on the way, by the name of an older agent's message; none for a failure that
    /// ends the answer.
    pub mishap: fn(&str) -> Option<Text>,
    /// The context was condensed.
    pub compacted: Text,
    /// The context was condensed without being asked.
    pub compacted_auto: Text,
    /// The context was condensed: from so many tokens to so many, and at what cost in US dollars,
    /// as far as it is told.
    pub condensed: fn(Option<u64>, Option<u64>, Option<f64>) -> String,
    /// What a condensed context was summed up to.
    pub summary: Text,
    /// What was said after this message was taken back, until the next one is sent.
    pub reverted: Text,
    /// What an older agent waits for, by the name of its question; none for those that say it in
    /// their own words.
    pub stuck: fn(&str) -> Option<Text>,
    /// What was changed was committed, with this message where it has one.
    pub committed: fn(Option<&str>) -> String,
    /// What was changed could not be committed.
    pub commit_failed: Text,
    /// The answer was stopped.
    pub interrupted: Text,
    /// The context is being condensed.
    pub compacting: Text,
    /// The oldest messages were taken out of the context; how many, where it is told.
    pub truncated: fn(Option<u64>) -> String,
    /// A request is tried again in this long; the number is of the attempt that follows, where it
    /// is known.
    pub retrying: fn(Duration, Option<u64>) -> String,
    /// A request was tried again; the number is of the attempt, where it is known.
    pub retried: fn(Option<u64>) -> String,
    /// The state of the files is kept here; its name follows.
    pub checkpoint: Text,
    /// So many files were found changed; the name of one alone follows.
    pub patched: fn(u64) -> String,
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
            thought_for: |time| match time.as_millis() {
                0..100 => "Thought".to_owned(),
                _ => format!("Thought for {}", english_duration(time)),
            },
            activity: english_activity,
            writing: "Writing…".into(),
            running: |command| format!("Running {command}"),
            using: |name, subject| match subject {
                "" => format!("{name}…"),
                subject => format!("{name} {subject}"),
            },
            working_for: english_duration_in_seconds,
            day: english_day,
            completion: "Task completed".into(),
            subtask_done: "Sub-task completed".into(),
            mishap: english_mishap,
            compacted: "Context compacted".into(),
            compacted_auto: "Context compacted automatically".into(),
            committed: |message| match message {
                Some(message) => format!("Committed: {message}"),
                None => "Committed".to_owned(),
            },
            commit_failed: "The changes could not be committed.".into(),
            interrupted: "Stopped".into(),
            compacting: "Condensing the context…".into(),
            truncated: |messages| match messages {
                None => "The oldest messages were taken out of the context".to_owned(),
                Some(1) => "The oldest message was taken out of the context".to_owned(),
                Some(count) => format!("The oldest {count} messages were taken out of the context"),
            },
            condensed: english_condensed,
            summary: "Summary".into(),
            reverted: "What followed was taken back. Your next message goes on from here.".into(),
            stuck: english_stuck,
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
            checkpoint: "Checkpoint".into(),
            patched: |count| match count {
                1 => "Changed".to_owned(),
                count => format!("Changed {count} files"),
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

fn english_condensed(before: Option<u64>, after: Option<u64>, cost: Option<f64>) -> String {
    let tokens = match (before, after) {
        (Some(before), Some(after)) => {
            let (before, after) = (english_count(before), english_count(after));
            Some(format!("from {before} to {after} tokens"))
        }
        (None, Some(after)) => Some(format!("to {} tokens", english_count(after))),
        (_, None) => None,
    };
    let cost = cost
        .filter(|cost| *cost > 0.0)
        .map(|cost| format!("for {}", english_cost(cost)));
    let parts = [Some("Context condensed".to_owned()), tokens, cost];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn english_activity(activity: Activity) -> Text {
    let words = match activity {
        Activity::Idle => "",
        Activity::Sending => "Sending…",
        Activity::Preparing => "Preparing the machine…",
        Activity::Working => "Working…",
        Activity::Retrying => "Waiting to try again…",
        Activity::Compacting => "Condensing the context…",
        Activity::Waiting => "Waiting for your answer",
        Activity::Committing => "Committing the changes…",
        Activity::Finalizing => "Finishing…",
    };
    words.into()
}

fn english_mishap(kind: &str) -> Option<Text> {
    let words = match kind {
        "diff_error" => "A change could not be applied to a file. The agent tries another way.",
        "rooignore_error" | "clineignore_error" => {
            "The agent wanted a file that it is not allowed to touch, and goes on without it."
        }
        "command_permission_denied" => {
            "The agent wanted to run a command that is not allowed, and goes on without it."
        }
        "condense_context_error" => {
            "The context could not be condensed. The agent goes on with it."
        }
        _ => return None,
    };
    Some(words.into())
}

fn english_stuck(kind: &str) -> Option<Text> {
    let words = match kind {
        "mistake_limit_reached" => {
            "The agent failed too often in a row. Tell it how to go on, or ask for less at once."
        }
        "auto_approval_max_req_reached" => {
            "The agent has made as many requests as it may without being asked. Tell it to go on."
        }
        "payment_required_prompt" => {
            "You have no credits left. Add credits, then send your message again."
        }
        "invalid_model" => {
            "This model is not available. Choose another one, then send your message again."
        }
        "report_bug" => "The agent would like to report a fault.",
        "condense" => "The agent would like to condense the context. Tell it to go on.",
        "checkpoint_restore" => "The agent would like to bring the files back to an earlier state.",
        "new_task" => "The agent would like to begin a new task. Tell it to go on.",
        "summarize_task" => "The agent would like to sum up the task. Tell it to go on.",
        _ => return None,
    };
    Some(words.into())
}

fn english_attempt(attempt: Option<u64>) -> String {
    attempt.map_or_else(String::new, |attempt| format!(" (attempt {attempt})"))
}

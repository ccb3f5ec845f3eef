//! Every string that the library shows or says, in one value that a host can replace.

mod age;
pub(crate) mod day;
mod errors;
mod find;
mod prompts;
mod sessions;
mod size;
mod tools;
mod transcript;
mod turns;

pub use age::{Age, english_age, english_duration, english_duration_in_seconds};
pub use day::{Day, english_day};
pub use errors::ErrorLabels;
pub use find::FindLabels;
pub use prompts::PromptLabels;
pub use sessions::{ConnectionLabels, SessionLabels};
pub use size::english_size;
pub use tools::{TodoStates, ToolLabels, ToolNames};
pub use transcript::TranscriptLabels;
pub use turns::{TurnLabels, english_cost, english_count};

use std::borrow::Cow;
use std::rc::Rc;

use dioxus::prelude::*;

use crate::components::markdown::MarkdownLabels;

/// A text of the interface.
pub type Text = Cow<'static, str>;

/// Every string that the library shows or says; English by default.
///
/// Counted things are functions, so that a language can use its own plural forms.
///
/// ```
/// use dioxus::prelude::*;
/// use project_chat::{Labels, use_labels_provider};
///
/// #[component]
/// fn Page() -> Element {
///     use_labels_provider(|| {
///         let mut labels = Labels::default();
///         labels.composer.send = "Senden".into();
///         labels
///     });
///     rsx! { /* ProjectChat { … } */ }
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// The chat around its sessions.
    pub chat: ChatLabels,
    /// The box that messages are written in.
    pub composer: ComposerLabels,
    /// The bar that words are looked for with.
    pub find: FindLabels,
    /// The connection of the live session.
    pub connection: ConnectionLabels,
    /// Sessions that have ended.
    pub sessions: SessionLabels,
    /// Messages and what stands between them.
    pub transcript: TranscriptLabels,
    /// What stands below a turn, and copying.
    pub turns: TurnLabels,
    /// Tools and what they did.
    pub tools: ToolLabels,
    /// What agents ask, and answering it.
    pub prompts: PromptLabels,
    /// What went wrong and what to do about it.
    pub errors: ErrorLabels,
    /// Drawn markdown.
    pub markdown: Rc<MarkdownLabels>,
}

/// The strings of the chat around its sessions.
#[derive(Clone, Debug)]
pub struct ChatLabels {
    /// Names the whole region for screen readers.
    pub region: Text,
    /// The title of a project that has none.
    pub untitled: Text,
    /// Names the list of messages for screen readers.
    pub messages: Text,
    /// The project is being loaded.
    pub loading: Text,
    /// The project could not be loaded.
    pub failed: Text,
    /// There is no such project.
    pub not_found: Text,
    /// What to do about a project that does not exist.
    pub not_found_hint: Text,
    /// The button that loads again.
    pub retry: Text,
    /// The heading of a conversation without a message.
    pub empty: Text,
    /// What to do in a conversation without a message.
    pub empty_hint: Text,
    /// The button that goes to the end.
    pub jump_to_latest: Text,
    /// The same button when so many rows have come since the person left the end.
    pub jump_to_new: fn(u64) -> String,
    /// The button that goes to the turn before.
    pub previous_turn: Text,
    /// The button that goes to the turn after.
    pub next_turn: Text,
    /// The button that has the next message begin a new session.
    pub new_session: Text,
    /// The same button while the next message will.
    pub cancel_new_session: Text,
    /// The heading of the place where the new session will begin.
    pub new_session_title: Text,
    /// What a new session means.
    pub new_session_hint: Text,
    /// Why the next message has to begin a new session.
    pub new_session_required: Text,
    /// Announced when the agent begins to answer.
    pub answer_started: Text,
    /// Announced when the agent has answered.
    pub answer_finished: Text,
    /// Stands in the place of a row that could not be drawn.
    pub row_failed: Text,
}

/// The strings of the composer.
#[derive(Clone, Debug)]
pub struct ComposerLabels {
    /// Names the box for screen readers.
    pub message: Text,
    /// Stands in the empty box of an empty conversation.
    pub placeholder_first: Text,
    /// Stands in the empty box.
    pub placeholder: Text,
    /// Stands in the empty box while the agent works.
    pub placeholder_working: Text,
    /// Stands in the empty box while the agent waits for the person.
    pub placeholder_waiting: Text,
    /// Stands in the empty box while the agent waits for a message that answers it.
    pub placeholder_answer: Text,
    /// The button that sends.
    pub send: Text,
    /// The button that stops the agent.
    pub stop: Text,
    /// The same button while the agent is being stopped.
    pub stopping: Text,
    /// Says above the box that its text is a message that could not be sent.
    pub returned: Text,
    /// Closes a notice.
    pub dismiss: Text,
    /// Which keys send and break a line.
    pub keys: Text,
}

impl Default for ChatLabels {
    fn default() -> Self {
        Self {
            region: "Chat".into(),
            untitled: "Untitled project".into(),
            messages: "Messages".into(),
            loading: "Loading the conversation…".into(),
            failed: "The conversation could not be loaded".into(),
            not_found: "There is no such project".into(),
            not_found_hint: "It may have been deleted, or you may be signed in as somebody else."
                .into(),
            retry: "Try again".into(),
            empty: "Start the conversation".into(),
            empty_hint: "Describe what you want to create or change.".into(),
            jump_to_latest: "Jump to latest".into(),
            jump_to_new: |new| format!("{new} new"),
            previous_turn: "Previous turn".into(),
            next_turn: "Next turn".into(),
            new_session: "New session".into(),
            cancel_new_session: "Cancel the new session".into(),
            new_session_title: "New session".into(),
            new_session_hint: "Your files stay as they are. The agent starts with a fresh context."
                .into(),
            new_session_required: "The last session cannot go on. Your next message starts a new \
                                   one; your files stay as they are."
                .into(),
            answer_started: "The agent is answering.".into(),
            answer_finished: "The agent has finished.".into(),
            row_failed: "This part of the conversation could not be shown.".into(),
        }
    }
}

impl Default for ComposerLabels {
    fn default() -> Self {
        Self {
            message: "Message to the agent".into(),
            placeholder_first: "What would you like to create?".into(),
            placeholder: "What should change?".into(),
            placeholder_working: "The agent is working…".into(),
            placeholder_waiting: "The agent waits for your answer (↑)".into(),
            placeholder_answer: "Your answer".into(),
            send: "Send message".into(),
            stop: "Stop the agent".into(),
            stopping: "Stopping the agent".into(),
            returned: "Your message was not sent.".into(),
            dismiss: "Dismiss".into(),
            keys: "Enter sends, Shift + Enter starts a new line".into(),
        }
    }
}

thread_local! {
    static ENGLISH: Rc<Labels> = Rc::new(Labels::default());
}

/// Replaces every string for the components below the one that runs. `make` runs once.
pub fn use_labels_provider(make: impl FnOnce() -> Labels) -> Rc<Labels> {
    use_context_provider(|| Rc::new(make()))
}

/// The strings that are in force here: the nearest provided ones, English without any.
pub fn use_labels() -> Rc<Labels> {
    use_hook(labels_here)
}

/// The strings that are in force in the scope that runs.
pub(crate) fn labels_here() -> Rc<Labels> {
    try_consume_context().unwrap_or_else(|| ENGLISH.with(Rc::clone))
}

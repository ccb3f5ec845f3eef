//! The strings of what an agent asks, and of answering it.

use session_model::{CallError, CallErrorKind};

use super::{ErrorLabels, Text};

/// The strings of what an agent asks, and of answering it.
#[derive(Clone, Debug)]
pub struct PromptLabels {
    /// The agent asks questions.
    pub asks: Text,
    /// The agent wants to run a command.
    pub asks_command: Text,
    /// The agent wants to change a file.
    pub asks_edit: Text,
    /// The agent wants to be allowed something else; the text is its kind on the wire.
    pub asks_permission: fn(&str) -> String,
    /// Stands in the place of the working line while the agent waits for the person.
    pub waiting: Text,
    /// Which of several things that are asked this is: the first number counts from 1.
    pub place_in_line: fn(usize, usize) -> String,
    /// Says in the conversation that the answer is given above the message box.
    pub answered_below: Text,
    /// Says above the message box that the answer is given in the conversation.
    pub answered_above: Text,
    /// The button that brings the answering to where it stands.
    pub answer_here: Text,
    /// Which keys answer.
    pub keys: Text,
    /// Names the list of questions for screen readers.
    pub questions: Text,
    /// A question without a heading; the number counts from 1.
    pub question_number: fn(usize) -> String,
    /// A question that has an answer, for screen readers.
    pub answered: Text,
    /// Any number of answers can be chosen.
    pub choose_any: Text,
    /// The choice to answer in one's own words.
    pub own_words: Text,
    /// Stands in the empty box for one's own words.
    pub own_words_placeholder: Text,
    /// The button that goes to the next question.
    pub next: Text,
    /// The button that sends the answers.
    pub answer: Text,
    /// The button that dismisses the question.
    pub dismiss: Text,
    /// The button that allows it this time.
    pub allow_once: Text,
    /// The button that allows it from now on.
    pub allow_always: Text,
    /// Stands before the patterns that would be allowed from now on.
    pub always_covers: Text,
    /// The button that refuses.
    pub refuse: Text,
    /// Names the box that says what to do instead.
    pub instead: Text,
    /// The button that goes back to the choices.
    pub back: Text,
    /// The answer is on its way.
    pub answering: Text,
    /// The answer did not get to the agent.
    pub failed: Text,
    /// Why not: somebody else has answered, or the agent was stopped.
    pub settled: Text,
    /// The person has allowed it once.
    pub allowed_once: Text,
    /// The person has allowed it from now on.
    pub allowed_always: Text,
    /// The person has refused it.
    pub refused: Text,
}

impl Default for PromptLabels {
    fn default() -> Self {
        Self {
            asks: "The agent has a question".into(),
            asks_command: "Allow this command?".into(),
            asks_edit: "Allow this change?".into(),
            asks_permission: |what| format!("Allow {}?", what.replace('_', " ")),
            waiting: "Waiting for your answer".into(),
            place_in_line: |number, all| format!("{number} of {all}"),
            answered_below: "Waits for your answer below.".into(),
            answered_above: "The agent waits for your answer in the conversation.".into(),
            answer_here: "Answer here".into(),
            keys: "Arrow keys or 1–9 choose, Enter answers, Esc goes back".into(),
            questions: "Questions".into(),
            question_number: |number| format!("Question {number}"),
            answered: "answered".into(),
            choose_any: "Choose as many as you like.".into(),
            own_words: "In your own words".into(),
            own_words_placeholder: "Your answer".into(),
            next: "Next".into(),
            answer: "Answer".into(),
            dismiss: "Dismiss".into(),
            allow_once: "Allow once".into(),
            allow_always: "Always allow".into(),
            always_covers: "“Always” covers".into(),
            refuse: "Refuse".into(),
            instead: "What should the agent do instead? (optional)".into(),
            back: "Back".into(),
            answering: "Sending your answer…".into(),
            failed: "Your answer did not get to the agent.".into(),
            settled: "It was answered already, or the agent does not wait for it any more.".into(),
            allowed_once: "You allowed this once.".into(),
            allowed_always: "You always allow this:".into(),
            refused: "You refused this.".into(),
        }
    }
}

impl PromptLabels {
    /// What to say about an answer that did not get to the agent.
    pub fn of_failure<'a>(&'a self, error: &CallError, errors: &'a ErrorLabels) -> &'a str {
        match error.kind {
            CallErrorKind::NotFound | CallErrorKind::Conflict => &self.settled,
            _ => errors.of_call(error),
        }
    }
}

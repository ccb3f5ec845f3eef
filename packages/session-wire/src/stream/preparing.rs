//! How the machine that an agent runs on is made ready, step by step.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::open_enum::open_enum;
use crate::record::{Record, record};
use crate::{Fields, MessageId, json};

/// News of a preparation, in either of its forms.
#[derive(Clone, Debug, PartialEq)]
pub enum Preparing {
    /// The first form: the step that it is at.
    Step(PreparingStep),
    /// The second form: what happened to an attempt or to one of its steps.
    Attempt(Preparation),
}

record! {
    /// The step that a preparation is at.
    #[derive(Default)]
    PreparingStep {
        /// The step.
        step?: String,
        /// What happens, in the server's words.
        message?: String,
        /// The branch that the files are on.
        branch?: String,
    }
}

record! {
    /// What happened to an attempt at a preparation, or to one of its steps.
    #[serde(rename_all = "camelCase")]
    Preparation {
        /// The number of the form: 2.
        version: u64,
        /// The attempt.
        required attempt_id: String,
        /// What happened.
        required action: PreparationAction,
        /// The person's message that it is for.
        trigger_message_id?: MessageId,
        /// How often the attempt has changed; the higher one is the newer one.
        revision?: u64,
        /// When it happened: a date or milliseconds.
        timestamp?: Value,
        /// The step, where it is about one.
        step_id?: String,
        /// What kind of step it is.
        kind?: String,
        /// How far the attempt or step is, where it comes whole: `running`, `completed`, `failed`, …
        status?: String,
        /// What happens, in the server's words.
        message?: String,
        /// What the step printed: more of it, or all of it where the step comes whole.
        output?: String,
        /// Why the attempt or step failed, in the server's words.
        error?: String,
    }
}

open_enum! {
    /// What happens to an attempt at a preparation, or to one of its steps.
    PreparationAction {
        /// The attempt has begun.
        AttemptStarted = "attempt_started",
        /// A step has begun.
        StepStarted = "step_started",
        /// A step goes on.
        StepProgress = "step_progress",
        /// A step printed something.
        StepOutput = "step_output",
        /// A step is done.
        StepCompleted = "step_completed",
        /// A step failed.
        StepFailed = "step_failed",
        /// The machine is ready.
        AttemptCompleted = "attempt_completed",
        /// The machine could not be made ready.
        AttemptFailed = "attempt_failed",
        /// The whole attempt as it is, for whoever joins late.
        AttemptSnapshot = "attempt_snapshot",
        /// A whole step as it is, for whoever joins late.
        StepSnapshot = "step_snapshot",
    }
}

impl Preparing {
    pub(super) fn decode(data: &RawValue) -> Option<Self> {
        let fields: Fields = json::from_str(data.get()).ok()?;
        let version = fields.get("version").and_then(Value::as_f64);
        if version.is_some_and(|version| version >= 2.0) {
            Preparation::read(fields).ok().map(Self::Attempt)
        } else {
            PreparingStep::read(fields).ok().map(Self::Step)
        }
    }
}

//! How far a message of the person's is on its way to the agent.

use serde_json::value::RawValue;

use crate::open_enum::open_enum;
use crate::record::record;
use crate::{MessageId, json};

record! {
    /// A message of the person's on its way to the agent.
    #[serde(rename_all = "camelCase")]
    Delivery {
        /// The message.
        required message_id: MessageId,
        /// How far it is; the end of the event's name.
        beside(DeliveryStage::unknown()) stage: DeliveryStage,
        /// Its words, where the server repeats them.
        content?: String,
        /// How it gets to the agent.
        delivery?: DeliveryMode,
        /// Why it did not get there, in the server's words.
        error?: String,
        /// Why it did not get there.
        reason?: DeliveryFailure,
        /// How often it was tried.
        attempts?: u64,
        /// Whether the agent has it all the same.
        accepted?: bool,
    }
}

open_enum! {
    /// How far a message is.
    DeliveryStage {
        /// It waits.
        Queued = "queued",
        /// The agent has it.
        Sent = "sent",
        /// It is answered.
        Completed = "completed",
        /// The person took it back.
        Canceled = "canceled",
        /// It did not get to the agent.
        Failed = "failed",
    }
}

open_enum! {
    /// How a message gets to the agent.
    DeliveryMode {
        /// After the one that is being answered.
        Queue = "queue",
        /// Into the answer that is being written.
        Steer = "steer",
    }
}

open_enum! {
    /// Why a message did not get to the agent.
    DeliveryFailure {
        /// The run was stopped.
        Interrupted = "interrupted",
        /// It was tried too often.
        Exhausted = "exhausted",
        /// The run failed.
        Execution = "execution",
    }
}

impl DeliveryStage {
    fn unknown() -> Self {
        Self::Other(String::new())
    }
}

impl Delivery {
    pub(super) fn decode(stage: &str, data: &RawValue) -> Option<Self> {
        let delivery: Self = json::read(data.get()).ok()?;
        Some(Self {
            stage: stage.into(),
            ..delivery
        })
    }
}

//! The state of the machine that an agent runs on, as its server tells it.

use serde_json::Value;

use crate::MessageId;
use crate::open_enum::open_enum;
use crate::record::record;
use crate::v2::SessionStatus;

record! {
    /// The state of the machine that an agent runs on.
    CloudStatus {
        /// Which state.
        #[serde(rename = "type")]
        required phase: CloudPhase,
        /// Which step of preparing or finalizing.
        step?: String,
        /// What happens, in the server's words.
        message?: String,
    }
}

open_enum! {
    /// The states of [`CloudStatus`].
    CloudPhase {
        /// It is made ready.
        Preparing = "preparing",
        /// The agent can work.
        Ready = "ready",
        /// What was done is put away.
        Finalizing = "finalizing",
        /// It cannot be used.
        Error = "error",
    }
}

record! {
    /// How things stand when a stream has caught up.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    Connected {
        /// What the agent does.
        session_status?: SessionStatus,
        /// The state of its machine.
        cloud_status?: CloudStatus,
        /// The person's message that is being answered.
        active_message_id?: MessageId,
        /// What the agent waits for; each is asked again after this event.
        pending_interactions?: Value,
    }
}

record! {
    /// A command that an agent knows.
    Command {
        /// What the person types, without the slash.
        required name: String,
        /// What it does.
        description?: String,
        /// Which agent follows it.
        agent?: String,
    }
}

impl Connected {
    /// Whether the agent works on an answer; none where that is not told.
    pub fn is_working(&self) -> Option<bool> {
        match &self.session_status {
            Some(SessionStatus::Busy | SessionStatus::Retry { .. }) => Some(true),
            _ if self.active_message_id.is_some() => Some(true),
            Some(SessionStatus::Idle) => Some(false),
            Some(SessionStatus::Other(_)) | None => None,
        }
    }
}

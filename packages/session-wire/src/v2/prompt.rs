//! What an agent waits for the person to say: answers to questions, permissions.

use crate::open_enum::open_enum;
use crate::record::record;
use crate::{CallId, Fields, MessageId, RequestId, SessionId};

record! {
    /// A question of the agent that waits for the person.
    QuestionRequest {
        /// Its identity.
        required id: RequestId,
        /// The session that asks.
        #[serde(rename = "sessionID")]
        required session_id: SessionId,
        /// What is asked.
        questions: Vec<Question>,
        /// The tool call that asks, where one does.
        tool?: ToolRef,
    }
}

record! {
    /// One question with its choices.
    #[derive(Eq)]
    Question {
        /// The question.
        required question: String,
        /// The same in a word or two.
        header: String,
        /// What can be chosen.
        options: Vec<QuestionOption>,
        /// Whether several can be chosen.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        multiple: bool,
        /// Whether an answer in the person's own words is taken; see [`Question::takes_own_words`].
        custom?: bool,
    }
}

impl Question {
    /// Whether an answer in the person's own words is taken: unless the agent says otherwise.
    pub fn takes_own_words(&self) -> bool {
        self.custom.unwrap_or(true)
    }
}

record! {
    /// A choice.
    #[derive(Eq)]
    QuestionOption {
        /// What is chosen.
        required label: String,
        /// What that means.
        description: String,
    }
}

record! {
    /// A permission that the agent waits for.
    PermissionRequest {
        /// Its identity.
        required id: RequestId,
        /// The session that asks.
        #[serde(rename = "sessionID")]
        required session_id: SessionId,
        /// What is to be allowed, such as `bash` or `edit`.
        permission: String,
        /// What it is about: commands, paths.
        patterns: Vec<String>,
        /// What "always" would allow.
        always: Vec<String>,
        /// Details, by kind: the command, the difference.
        metadata: Fields,
        /// The tool call that asks, where one does.
        tool?: ToolRef,
    }
}

open_enum! {
    /// What the person said to a [`PermissionRequest`].
    PermissionReply {
        /// Allowed, this time.
        Once = "once",
        /// Allowed from now on.
        Always = "always",
        /// Refused.
        Reject = "reject",
    }
}

record! {
    /// A tool call, by its message and id.
    #[derive(Eq)]
    ToolRef {
        /// The message that the call is in.
        #[serde(rename = "messageID")]
        required message_id: MessageId,
        /// The call.
        #[serde(rename = "callID")]
        required call_id: CallId,
    }
}

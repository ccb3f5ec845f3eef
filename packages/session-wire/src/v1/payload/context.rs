//! What V1 messages tell beside their words, in fields of their own.

use serde_json::Value;

use super::ApiProtocol;
use crate::lenient::FromJson;
use crate::record::record;
use crate::v1::CloudMessage;

record! {
    /// How the context was condensed.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    ContextCondense {
        /// What that cost, in US dollars.
        cost?: f64,
        /// How long the context was, in tokens.
        prev_context_tokens?: u64,
        /// How long it is now, in tokens.
        new_context_tokens?: u64,
        /// What stands in the place of the messages.
        summary?: String,
        /// Its identity.
        condense_id?: String,
    }
}

record! {
    /// How the context was cut.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    ContextTruncation {
        /// Its identity.
        truncation_id?: String,
        /// How many messages were taken out.
        messages_removed?: u64,
        /// How long the context was, in tokens.
        prev_context_tokens?: u64,
        /// How long it is now, in tokens.
        new_context_tokens?: u64,
    }
}

record! {
    /// How far a tool is.
    #[derive(Default)]
    ProgressStatus {
        /// A sign for it, by name.
        icon?: String,
        /// A word for it.
        text?: String,
    }
}

record! {
    /// The model that a message is of.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    ModelInfo {
        /// Whose model it is.
        provider_id?: String,
        /// The model's name at its provider.
        model_id?: String,
        /// The mode that the agent was in.
        mode?: String,
    }
}

impl CloudMessage {
    /// How the context was condensed.
    pub fn context_condense(&self) -> Option<ContextCondense> {
        self.field("contextCondense")
    }

    /// How the context was cut.
    pub fn context_truncation(&self) -> Option<ContextTruncation> {
        self.field("contextTruncation")
    }

    /// How far a tool is.
    pub fn progress_status(&self) -> Option<ProgressStatus> {
        self.field("progressStatus")
    }

    /// The model that the message is of.
    pub fn model_info(&self) -> Option<ModelInfo> {
        self.field("modelInfo")
    }

    /// What the model thought before it wrote the message.
    pub fn reasoning(&self) -> Option<&str> {
        self.extra.get("reasoning")?.as_str()
    }

    /// How the provider is spoken to.
    pub fn api_protocol(&self) -> Option<ApiProtocol> {
        self.field("apiProtocol")
    }

    /// The state of the files that belongs to the message.
    pub fn checkpoint(&self) -> Option<&Value> {
        self.extra.get("checkpoint")
    }

    /// Whether the program does not want that state shown.
    pub fn is_checkpoint_suppressed(&self) -> bool {
        let checkpoint = self.checkpoint().and_then(Value::as_object);
        checkpoint.is_some_and(|fields| fields.get("suppressMessage") == Some(&Value::Bool(true)))
    }

    /// The name of the files' state at the message, as Cline keeps it.
    pub fn last_checkpoint_hash(&self) -> Option<&str> {
        self.extra.get("lastCheckpointHash")?.as_str()
    }

    /// Whether the files are in that state now.
    pub fn is_checkpoint_checked_out(&self) -> bool {
        self.flag("isCheckpointCheckedOut")
    }

    /// The place in the model's own conversation; -1 before its first message.
    pub fn conversation_history_index(&self) -> Option<i64> {
        self.field("conversationHistoryIndex")
    }

    /// Which messages of the model's own conversation were taken out, the first and the last.
    pub fn conversation_history_deleted_range(&self) -> Option<[i64; 2]> {
        let range: Vec<i64> = self.field("conversationHistoryDeletedRange")?;
        range.try_into().ok()
    }

    /// Files that the person attached, by path.
    pub fn files(&self) -> Vec<String> {
        self.field("files").unwrap_or_default()
    }

    /// Whether the question has been answered.
    pub fn is_answered(&self) -> bool {
        self.flag("isAnswered")
    }

    /// Whether it is about files that must not be changed without asking.
    pub fn is_protected(&self) -> bool {
        self.flag("isProtected")
    }

    /// Whether it is about something outside of the workspace.
    pub fn is_operation_outside_workspace(&self) -> bool {
        self.flag("isOperationOutsideWorkspace")
    }

    /// Whether the command has ended.
    pub fn is_command_completed(&self) -> bool {
        self.flag("commandCompleted")
    }

    fn flag(&self, name: &str) -> bool {
        self.extra.get(name).and_then(Value::as_bool) == Some(true)
    }

    fn field<T: FromJson>(&self, name: &str) -> Option<T> {
        T::from_json(self.extra.get(name)?.clone())
    }
}

//! The sessions inside an agent: what is known of them and what they do.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{FileDiff, Tokens};
use crate::lenient::{Missing, field, optional, required};
use crate::open_enum::open_enum;
use crate::record::{Record, deserialize_record, record};
use crate::{Fields, MessageId, PartId, SessionId, Timestamp};

record! {
    /// A session inside the agent: the root of the conversation, or a child that does part of the
    /// work.
    #[serde(rename_all = "camelCase")]
    Session {
        /// Its identity.
        required id: SessionId,
        /// The session that it works for; none for a root.
        #[serde(rename = "parentID")]
        parent_id?: SessionId,
        /// Its title.
        title: String,
        /// A name of a few words that fits into an address.
        slug?: String,
        /// The agent's own project.
        #[serde(rename = "projectID")]
        project_id?: String,
        /// The agent's own workspace.
        #[serde(rename = "workspaceID")]
        workspace_id?: String,
        /// The folder that it works in.
        directory?: String,
        /// The place in that folder.
        path?: String,
        /// What it changed.
        summary?: SessionSummary,
        /// What it has cost so far, in US dollars.
        cost?: f64,
        /// The tokens that it has taken so far.
        tokens?: Tokens,
        /// Where it is shown to others.
        share?: SessionShare,
        /// Which agent answers.
        agent?: String,
        /// Which model answers.
        model?: SessionModel,
        /// The version of the program that made it.
        version?: String,
        /// What else the agent keeps with it.
        metadata?: Fields,
        /// When it was made and changed.
        time?: SessionTime,
        /// What it may do without asking.
        permission?: Vec<PermissionRule>,
        /// What was taken back and can still be restored; see [`Revert`].
        revert?: Revert,
    }
}

record! {
    /// What a session changed.
    #[derive(Default)]
    SessionSummary {
        /// How many lines were added.
        additions?: u64,
        /// How many lines were taken away.
        deletions?: u64,
        /// How many files were changed.
        files?: u64,
        /// The changes, file by file.
        diffs?: Vec<FileDiff>,
    }
}

record! {
    /// Where a session is shown to others.
    #[derive(Default)]
    SessionShare {
        /// The page.
        url?: String,
    }
}

record! {
    /// The model of a session.
    #[derive(Default)]
    SessionModel {
        /// The model's name at its provider.
        id?: String,
        /// Whose model it is.
        #[serde(rename = "providerID")]
        provider_id?: String,
        /// Which variant of it.
        variant?: String,
    }
}

record! {
    /// When a session was made and changed.
    #[derive(Default)]
    SessionTime {
        /// When it was made.
        created?: Timestamp,
        /// When it was last changed.
        updated?: Timestamp,
        /// Since when its context is being condensed.
        compacting?: Timestamp,
        /// When it was put away.
        archived?: Timestamp,
    }
}

record! {
    /// A rule about what a session may do.
    #[derive(Default)]
    PermissionRule {
        /// What it is about, such as `bash` or `edit`.
        permission?: String,
        /// Which commands or paths.
        pattern?: String,
        /// What happens then.
        action?: PermissionAction,
    }
}

open_enum! {
    /// What a [`PermissionRule`] does.
    PermissionAction {
        /// It is done without asking.
        Allow = "allow",
        /// It is not done.
        Deny = "deny",
        /// The person is asked.
        Ask = "ask",
    }
}

record! {
    /// What was taken back: every message from `message_id` on, until the next prompt removes them
    /// or they are restored.
    Revert {
        /// The first message that was taken back.
        #[serde(rename = "messageID")]
        required message_id: MessageId,
        /// The first part of it that was taken back.
        #[serde(rename = "partID")]
        part_id?: PartId,
        /// How the files were before.
        snapshot?: String,
        /// What that changes in the files, in unified form.
        diff?: String,
    }
}

/// What a session does.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionStatus {
    /// Nothing.
    Idle,
    /// It works.
    Busy,
    /// It waits to try a request again.
    Retry {
        /// Which attempt follows, from 1.
        attempt: u64,
        /// Why the last one failed; may be JSON.
        message: String,
        /// When it is tried.
        next: Timestamp,
        /// What the person can do about it.
        action: Option<Box<RetryAction>>,
    },
    /// A state that has no meaning here.
    Other(String),
}

record! {
    /// What the person can do about a request that is refused for now.
    #[derive(Default)]
    RetryAction {
        /// Why it is refused.
        reason?: String,
        /// Who refuses it.
        provider?: String,
        /// What to do, in a few words.
        title?: String,
        /// What to do.
        message?: String,
        /// What the button says.
        label?: String,
        /// Where the button leads.
        link?: String,
    }
}

impl Serialize for SessionStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_map(None)?;
        match self {
            Self::Idle => fields.serialize_entry("type", "idle")?,
            Self::Busy => fields.serialize_entry("type", "busy")?,
            Self::Retry {
                attempt,
                message,
                next,
                action,
            } => {
                fields.serialize_entry("type", "retry")?;
                fields.serialize_entry("attempt", attempt)?;
                fields.serialize_entry("message", message)?;
                if let Some(action) = action {
                    fields.serialize_entry("action", action)?;
                }
                fields.serialize_entry("next", next)?;
            }
            Self::Other(kind) => fields.serialize_entry("type", kind)?,
        }
        fields.end()
    }
}

impl Record for SessionStatus {
    fn read(mut fields: Fields) -> Result<Self, Missing> {
        let kind: String = required(&mut fields, "type")?;
        Ok(match kind.as_str() {
            "idle" => Self::Idle,
            "busy" => Self::Busy,
            "retry" => Self::Retry {
                attempt: field(&mut fields, "attempt"),
                message: field(&mut fields, "message"),
                next: field(&mut fields, "next"),
                action: optional(&mut fields, "action").map(Box::new),
            },
            _ => Self::Other(kind),
        })
    }
}

deserialize_record!(SessionStatus);

//! The events of an agent's bus that a V2 transcript is made of.

mod decode;

use serde_json::value::RawValue;

use super::{
    FileDiff, Info, MessageError, Part, PermissionReply, PermissionRequest, QuestionRequest,
    Session, SessionStatus, SuggestionRequest, Todo,
};
use crate::open_enum::open_enum;
use crate::{MessageId, PartId, RequestId, SessionId, Timestamp};

/// An event of the agent's bus.
#[derive(Clone, Debug, PartialEq)]
pub enum BusEvent {
    /// A message was made or changed.
    MessageUpdated {
        /// The message without its parts.
        info: Info,
    },
    /// A message was taken back.
    MessageRemoved {
        /// The session that it was in.
        session_id: SessionId,
        /// The message.
        message_id: MessageId,
    },
    /// A part was made or changed; it comes whole.
    PartUpdated {
        /// The part.
        part: Part,
        /// What its text grew by, from older agents: the part holds it already.
        delta: Option<String>,
        /// When it happened, where the agent says so.
        at: Option<Timestamp>,
    },
    /// Text was added to a part.
    PartDelta {
        /// The session that it is in.
        session_id: SessionId,
        /// The message that it is in.
        message_id: MessageId,
        /// The part.
        part_id: PartId,
        /// Which field of the part grows.
        field: String,
        /// What it grows by.
        delta: String,
    },
    /// A part was taken back.
    PartRemoved {
        /// The session that it was in.
        session_id: SessionId,
        /// The message that it was in.
        message_id: MessageId,
        /// The part.
        part_id: PartId,
    },
    /// The session's state; a level, sent many times.
    SessionStatus {
        /// The session.
        session_id: SessionId,
        /// Its state.
        status: SessionStatus,
    },
    /// The session has nothing to do; more about its last turn may follow.
    SessionIdle {
        /// The session.
        session_id: SessionId,
    },
    /// Something failed.
    SessionError {
        /// The session, where it is about one.
        session_id: Option<SessionId>,
        /// What failed.
        error: Option<MessageError>,
    },
    /// A session was made.
    SessionCreated {
        /// The session.
        info: Box<Session>,
    },
    /// A session was changed.
    SessionUpdated {
        /// The session.
        info: Box<Session>,
    },
    /// A session was deleted.
    SessionDeleted {
        /// The session.
        info: Box<Session>,
    },
    /// The session's context was condensed.
    SessionCompacted {
        /// The session.
        session_id: SessionId,
    },
    /// What the session has changed in the files so far.
    SessionDiff {
        /// The session.
        session_id: SessionId,
        /// The changes, file by file.
        diff: Vec<FileDiff>,
    },
    /// The agent begins to work on a prompt.
    TurnOpened {
        /// The session.
        session_id: SessionId,
    },
    /// The agent does not work on the prompt any more.
    TurnClosed {
        /// The session.
        session_id: SessionId,
        /// The session that it works for; none for a root.
        parent_id: Option<SessionId>,
        /// Why.
        reason: Option<TurnEnd>,
    },
    /// Which prompts wait for the agent.
    QueueChanged {
        /// The session.
        session_id: SessionId,
        /// The whole queue, the next one first.
        queued: Vec<MessageId>,
    },
    /// The session's to-do list.
    TodoUpdated {
        /// The session.
        session_id: SessionId,
        /// The whole list.
        todos: Vec<Todo>,
    },
    /// The agent asks the person something.
    QuestionAsked(QuestionRequest),
    /// The question was answered or dismissed.
    QuestionSettled {
        /// The session.
        session_id: SessionId,
        /// The question.
        request_id: RequestId,
        /// What was answered, a list for each question; none when it was dismissed.
        answers: Option<Vec<Vec<String>>>,
    },
    /// The agent asks to be allowed something.
    PermissionAsked(PermissionRequest),
    /// The permission was given or refused.
    PermissionSettled {
        /// The session.
        session_id: SessionId,
        /// The request.
        request_id: RequestId,
        /// What the person said, where the agent repeats it.
        reply: Option<PermissionReply>,
    },
    /// The agent suggests what to do next.
    SuggestionShown(SuggestionRequest),
    /// The suggestion was taken up or dismissed.
    SuggestionSettled {
        /// The session, where it says so.
        session_id: Option<SessionId>,
        /// The suggestion.
        request_id: RequestId,
        /// The place of the chosen action, from 0; none when it was dismissed.
        accepted: Option<usize>,
    },
    /// The agent changed a file.
    FileEdited {
        /// The file's path.
        file: String,
    },
    /// The second telling of an event that comes by itself, too: there is nothing to apply.
    Twin {
        /// The event's type and the number of its form, such as `message.updated.1`.
        kind: String,
    },
    /// A kind that has no meaning here, kept as it came.
    Other {
        /// The event's type.
        kind: String,
        /// Its properties.
        properties: Box<RawEq>,
    },
}

open_enum! {
    /// Why a turn ended.
    TurnEnd {
        /// The answer is complete.
        Completed = "completed",
        /// It failed.
        Error = "error",
        /// The person stopped it.
        Interrupted = "interrupted",
        /// Another prompt took its place.
        Superseded = "superseded",
    }
}

/// Raw JSON that compares by its text.
#[derive(Clone, Debug)]
pub struct RawEq(pub Box<RawValue>);

impl PartialEq for RawEq {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// Why a payload is no bus event.
#[derive(Debug)]
pub enum EventError {
    /// It is no object with a `type`.
    NoType,
    /// It is of a known type, but its identity cannot be read.
    Malformed {
        /// The event's type.
        kind: String,
        /// What is wrong.
        reason: serde_json::Error,
    },
}

impl std::fmt::Display for EventError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoType => formatter.write_str("the bus event has no `type`"),
            Self::Malformed { kind, reason } => {
                write!(formatter, "`{kind}` cannot be read: {reason}")
            }
        }
    }
}

impl std::error::Error for EventError {}

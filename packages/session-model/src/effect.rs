//! What the model asks of the world.

use std::time::Duration;

use session_wire::call::WorkerVersion;
use session_wire::{CloudSessionId, EventId, MessageId, ProjectId, RequestId};

use crate::input::Draft;
use crate::session::{Answer, Epoch, SendId, SessionKey};

/// Something that the world is to do. Each names the [`Input`](crate::Input) that brings its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Get the project. Outcome: [`Input::Loaded`](crate::Input::Loaded).
    LoadProject {
        /// The project.
        project: ProjectId,
    },
    /// Start a session that was prepared. Outcome: [`Input::Started`](crate::Input::Started).
    StartSession {
        /// The project.
        project: ProjectId,
        /// The session.
        session: SessionKey,
    },
    /// Give a message to the agent. Outcome: [`Input::Sent`](crate::Input::Sent).
    SendMessage {
        /// The project.
        project: ProjectId,
        /// The session that it is said in.
        session: SessionKey,
        /// Which message.
        send: SendId,
        /// The message.
        draft: Draft,
        /// Whether it is to begin a new session.
        in_new_session: bool,
    },
    /// Stop what the agent does. Outcome: [`Input::InterruptDone`](crate::Input::InterruptDone).
    Interrupt {
        /// The project.
        project: ProjectId,
    },
    /// Give the person's answer to the agent that asks. Outcome:
    /// [`Input::Answered`](crate::Input::Answered).
    Answer {
        /// The project.
        project: ProjectId,
        /// The session.
        session: SessionKey,
        /// Its stream's owner.
        cloud_session: CloudSessionId,
        /// What is answered.
        request: RequestId,
        /// What the person says to it.
        answer: Answer,
    },
    /// Take back a message that waits for the agent. Outcome:
    /// [`Input::MessageCancelled`](crate::Input::MessageCancelled).
    CancelMessage {
        /// The project.
        project: ProjectId,
        /// The session.
        session: SessionKey,
        /// Its stream's owner.
        cloud_session: CloudSessionId,
        /// The message.
        message: MessageId,
    },
    /// Get an ended session's messages. Outcome: [`Input::HistoryLoaded`](crate::Input::HistoryLoaded).
    LoadHistory {
        /// The project.
        project: ProjectId,
        /// The session.
        session: SessionKey,
        /// Its stream's owner.
        cloud_session: CloudSessionId,
        /// The generation of its messages.
        version: WorkerVersion,
    },
    /// Get a ticket and open a stream with it. Outcomes: [`Input::Link`](crate::Input::Link)
    /// with the request's session and epoch, the last of them a close.
    OpenStream(StreamRequest),
    /// Close a session's stream of an epoch, whatever it is doing, and say nothing more of it.
    CloseStream {
        /// The session.
        session: SessionKey,
        /// Which of its connections.
        epoch: Epoch,
    },
    /// Ask how far the preview is. Outcome: [`Input::PreviewAnswered`](crate::Input::PreviewAnswered).
    GetPreview {
        /// The project.
        project: ProjectId,
        /// Which series of questions.
        poll: u32,
    },
    /// Build the preview. Outcome: [`Input::BuildTriggered`](crate::Input::BuildTriggered).
    TriggerBuild {
        /// The project.
        project: ProjectId,
    },
    /// Put the project online. Outcome: [`Input::Deployed`](crate::Input::Deployed).
    Deploy {
        /// The project.
        project: ProjectId,
    },
    /// Wake the model later. Outcome: [`Input::Timer`](crate::Input::Timer). Never cancelled: a
    /// timer that came too late is told by what it carries.
    SetTimer {
        /// What to give back.
        timer: Timer,
        /// When, from now.
        after: Duration,
    },
}

/// Everything that a stream is opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamRequest {
    /// The session.
    pub session: SessionKey,
    /// Which of its connections: outcomes of others are ignored.
    pub epoch: Epoch,
    /// The stream's owner.
    pub cloud_session: CloudSessionId,
    /// The generation of its worker.
    pub version: WorkerVersion,
    /// The last event that is known; the stream goes on after it. None replays everything.
    pub from: Option<EventId>,
}

/// Why the model wanted to be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timer {
    /// To try a connection again.
    Reconnect(SessionKey, Epoch),
    /// To see whether a connection has come about that was begun.
    Opening(SessionKey, Epoch),
    /// To see whether a connection has been heard of lately.
    Liveness(SessionKey, Epoch),
    /// To ask for the preview again.
    Preview(u32),
}

//! Everything that can happen to a project.

use session_wire::call::{self, Started};
use session_wire::v1::{CloudMessage, Images};
use session_wire::v2::StoredMessage;
use session_wire::{MessageId, RequestId};

use crate::effect::Timer;
use crate::project::Setting;
use crate::session::{Answer, Epoch, SendId, SessionKey};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// A view shows the project for the first time.
    Open,
    /// The person wants what failed to load to be loaded again.
    Reload,
    /// The person sends a message.
    Send(Draft),
    /// The person wants the next message to begin a new session.
    NewSession,
    /// The person wants to go on with the live session after all.
    CancelNewSession,
    /// The person stops the agent.
    Interrupt,
    /// The person unfolds an ended session, or asks for it again after a failure.
    Expand(SessionKey),
    /// The person wants a lost connection to be tried now.
    Reconnect(SessionKey),
    /// The person or the host has changed a setting.
    Set(Setting),
    /// The host shows previews: from now on they are asked for.
    WatchPreview,
    /// The person puts the project online.
    Deploy,
    /// The person answers what an agent asks.
    Answer {
        /// The session.
        session: SessionKey,
        /// The question, or the request for permission.
        request: RequestId,
        /// What the person says to it.
        answer: Answer,
    },
    /// The person takes back a message that waits for the agent, or did not get to it.
    CancelMessage {
        /// The session.
        session: SessionKey,
        /// The message.
        message: MessageId,
    },
    /// The composer took the returned message.
    TakeReturned,
    /// The project goes away; nothing happens after this.
    Close,

    /// The outcome of [`Effect::LoadProject`](crate::Effect::LoadProject).
    Loaded(Result<Box<call::Project>, CallError>),
    /// The outcome of [`Effect::StartSession`](crate::Effect::StartSession).
    Started {
        /// The session.
        session: SessionKey,
        /// Which session runs now.
        result: Result<Started, CallError>,
    },
    /// The outcome of [`Effect::SendMessage`](crate::Effect::SendMessage).
    Sent {
        /// The session that it was said in.
        session: SessionKey,
        /// Which message.
        send: SendId,
        /// Which session answers.
        result: Result<Started, CallError>,
    },
    /// The outcome of [`Effect::Interrupt`](crate::Effect::Interrupt).
    InterruptDone(Result<(), CallError>),
    /// The outcome of [`Effect::Answer`](crate::Effect::Answer).
    Answered {
        /// The session.
        session: SessionKey,
        /// What was answered.
        request: RequestId,
        /// Whether the backend took it; that it is settled the stream says.
        result: Result<(), CallError>,
    },
    /// The outcome of [`Effect::CancelMessage`](crate::Effect::CancelMessage).
    MessageCancelled {
        /// The session.
        session: SessionKey,
        /// The message.
        message: MessageId,
        /// Whether it was taken back.
        result: Result<(), CallError>,
    },
    /// The outcome of [`Effect::LoadHistory`](crate::Effect::LoadHistory).
    HistoryLoaded {
        /// The session.
        session: SessionKey,
        /// Its messages, in its own format.
        result: Result<History, CallError>,
    },
    /// The outcome of [`Effect::GetPreview`](crate::Effect::GetPreview).
    PreviewAnswered {
        /// Which series of questions.
        poll: u32,
        /// How far it is.
        result: Result<call::Preview, CallError>,
    },
    /// The outcome of [`Effect::TriggerBuild`](crate::Effect::TriggerBuild).
    BuildTriggered(Result<(), CallError>),
    /// The outcome of [`Effect::Deploy`](crate::Effect::Deploy).
    Deployed(Result<call::DeployOutput, CallError>),
    /// An outcome of [`Effect::OpenStream`](crate::Effect::OpenStream).
    Link {
        /// The session.
        session: SessionKey,
        /// Which of its connections.
        epoch: Epoch,
        /// What happened to it.
        link: Link,
    },
    /// A timer of [`Effect::SetTimer`](crate::Effect::SetTimer) has run out.
    Timer(Timer),
    /// The world came back: a good moment to see whether connections still live.
    Wake(Wake),
}

/// What the person is about to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The words.
    pub text: String,
    /// Images that were uploaded for it.
    pub images: Option<Images>,
    /// The model that is to answer, where the person chose one.
    pub model: Option<String>,
}

/// What happened to a stream's connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A text frame came.
    Frame(String),
    /// A text frame came that is too big to be taken in; the connection goes on behind it.
    LeftOut(LeftOut),
    /// No ticket was given, so nothing was opened.
    NoTicket(CallError),
    /// It closed, or could not be opened. Nothing follows.
    Closed {
        /// The WebSocket close code; 1006 where there was none.
        code: u16,
        /// The reason given, often empty.
        reason: String,
    },
    /// It was given up on this side, because frames came faster than they were taken in. Nothing
    /// follows.
    Behind,
}

/// A text frame that is too big to be taken in, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How long it is, in bytes; at least, where its bytes could not be counted without taking it in.
    pub bytes: u64,
    /// How it begins: some kilobytes, in which it names the event that it is.
    pub start: String,
}

/// The messages of an ended session.
#[derive(Clone, Debug)]
pub enum History {
    /// Of the first generation.
    V1(Vec<CloudMessage>),
    /// Of the second generation.
    V2(Vec<StoredMessage>),
}

/// Why the world came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The page is seen again, or the machine woke.
    Visible,
    /// The network is back.
    Online,
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// What kind of failure, for deciding what to do.
    pub kind: CallErrorKind,
    /// What happened, in the backend's or the platform's words.
    pub message: String,
}

/// The kinds of [`CallError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallErrorKind {
    /// The request was refused as wrong.
    BadRequest,
    /// Nobody is signed in, or it is not allowed.
    NotAuthorized,
    /// There are no credits left.
    PaymentRequired,
    /// There is no such project or session.
    NotFound,
    /// It was done already, or something else is going on.
    Conflict,
    /// The backend failed or is not there for the moment.
    Unavailable,
    /// The backend could not be reached.
    Network,
    /// The answer could not be read.
    Malformed,
}

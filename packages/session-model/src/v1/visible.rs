//! Which V1 messages are shown: all that say something, but not the program's own bookkeeping.

use session_wire::v1::{ApiProtocol, Ask, CancelReason, CloudMessage, Say, ToolName};

use crate::rows::{Look, Totals};

/// What a message is of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing that is drawn.
    Hidden,
    /// A tool that looks around.
    Context(Look),
    /// A command.
    Command,
    /// What a command printed, or a piece of it.
    Output,
    /// The to-do list.
    Todos,
    /// A state of the files.
    Checkpoint,
    /// A row of its own.
    Plain,
}

/// What a message is of the conversation.
pub(super) fn part(message: &CloudMessage) -> Part {
    if !is_visible(message) {
        return Part::Hidden;
    }
    match (&message.say, &message.ask) {
        (Some(Say::TaskProgress), _) => Part::Todos,
        (Some(Say::CheckpointSaved | Say::CheckpointCreated), _) => Part::Checkpoint,
        (Some(Say::Command), _) | (None, Some(Ask::Command)) => Part::Command,
        (Some(Say::CommandOutput), _) | (None, Some(Ask::CommandOutput)) => Part::Output,
        (Some(Say::Tool), _) | (None, Some(Ask::Tool)) => {
            let look = tool_name(message).and_then(|name| Look::of(&name));
            look.map_or(Part::Plain, Part::Context)
        }
        _ => Part::Plain,
    }
}

fn is_visible(message: &CloudMessage) -> bool {
    let has_content = !message.words().trim_start().is_empty() || message.metadata.is_some();
    match (&message.say, &message.ask) {
        (Some(say), _) => match say {
            Say::CheckpointSaved | Say::CheckpointCreated => !message.is_checkpoint_suppressed(),
            Say::ApiReqFinished
            | Say::ApiReqRetried
            | Say::ApiReqDeleted
            | Say::DeletedApiReqs
            | Say::ShellIntegrationWarning => false,
            Say::ApiReqStarted => broken(message).is_some(),
            Say::Error | Say::CondenseContext | Say::SlidingWindowTruncation => true,
            _ => has_content || message.images.is_some(),
        },
        (None, Some(ask)) => match ask {
            Ask::ResumeTask | Ask::ResumeCompletedTask => false,
            _ => has_content,
        },
        (None, None) => has_content || message.images.is_some(),
    }
}

/// The name of the tool that a message is about, as its program writes it.
pub(super) fn tool_name(message: &CloudMessage) -> Option<String> {
    let payload = message.payload()?;
    let field = |name| payload.get(name)?.as_str().map(str::to_owned);
    field("tool")
        .or_else(|| field("toolName"))
        .or_else(|| field("type"))
}

/// Whether a message brings a to-do list.
pub(super) fn brings_todos(message: &CloudMessage) -> bool {
    match (&message.say, &message.ask) {
        (Some(Say::TaskProgress | Say::UserEditTodos), _) => true,
        (Some(Say::Tool), _) | (None, Some(Ask::Tool)) => {
            tool_name(message).as_deref() == Some(ToolName::UpdateTodoList.as_str())
        }
        _ => false,
    }
}

/// Why a request to the language model ended early.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Broken {
    /// The person stopped it.
    ByPerson,
    /// It failed, in the provider's words.
    Failed(String),
}

/// Why the request that a message is about ended early, where it did.
pub(super) fn broken(message: &CloudMessage) -> Option<Broken> {
    let request = message.request()?;
    match (request.streaming_failed_message, request.cancel_reason) {
        (Some(message), _) if !message.is_empty() => Some(Broken::Failed(message)),
        (_, Some(CancelReason::UserCancelled)) => Some(Broken::ByPerson),
        (_, Some(reason)) => Some(Broken::Failed(reason.as_str().to_owned())),
        (_, None) => None,
    }
}

/// What the request that a message is about has taken and cost.
pub(super) fn taken(message: &CloudMessage) -> Option<Totals> {
    let request = message.request()?;
    let number = |count: Option<u64>| count.unwrap_or_default();
    let cached = number(request.cache_reads) + number(request.cache_writes);
    // Anthropic counts what its cache served beside what was read, others within it.
    let (input, held) = match &request.api_protocol {
        Some(ApiProtocol::OpenAi) => (
            number(request.tokens_in).saturating_sub(cached),
            number(request.tokens_in),
        ),
        _ => (
            number(request.tokens_in),
            number(request.tokens_in) + cached,
        ),
    };
    Some(Totals {
        cost: request.cost.unwrap_or_default(),
        input,
        output: number(request.tokens_out),
        reasoning: 0,
        cached,
        context: if message.say == Some(Say::DeletedApiReqs) {
            0
        } else {
            held + number(request.tokens_out)
        },
    })
}

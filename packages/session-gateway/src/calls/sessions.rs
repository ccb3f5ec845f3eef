//! The calls that make a session do something.

use session_wire::call::{Done, FailureCode, OfProject, SendMessageInput, Started, WorkerVersion};
use session_wire::{CloudSessionId, MessageId, ProjectId};

use super::{CallError, CallResult};
use crate::log::projects;
use crate::log::runs::{self, NewRun};
use crate::log::sessions::{self, NewSession, SessionRecord};
use crate::log::{LogError, Write};
use crate::state::Shared;
use crate::{clock, delivery, ids};

/// What a transaction found out.
type Outcome<T> = Result<CallResult<T>, LogError>;

/// How long a title made of the person's words is at most, in characters.
const TITLE: usize = 60;

/// Starts a session that was prepared but never run.
pub(super) async fn start(shared: &Shared, input: OfProject) -> CallResult<Started> {
    let execution = ids::execution(clock::now())?;
    let started = shared.log.write(move |write| {
        let current = match current(write, &input.project_id)? {
            Err(error) => return Ok(Err(error)),
            Ok(None) => return Ok(Err(CallError::bad_request("Project session not prepared"))),
            Ok(Some(session)) => session,
        };
        let Some(prompt) = current.prompt else {
            let error = CallError::new(FailureCode::Conflict, "Session already initiated.");
            return Ok(Err(error));
        };
        write.initiate_session(&current.id)?;
        write.touch_project(&input.project_id, clock::now(), None)?;
        write.enqueue(&NewRun {
            id: execution,
            session: current.id.clone(),
            prompt,
        })?;
        Ok(Ok(Started {
            cloud_agent_session_id: current.id,
            worker_version: Some(current.version),
            message_id: None,
        }))
    });
    let started = started.await??;
    shared.runner.wake(&started.cloud_agent_session_id);
    Ok(started)
}

/// Stores the person's message and has it answered, in a new session where the current one
/// cannot go on.
pub(super) async fn send(shared: &Shared, input: SendMessageInput) -> CallResult<Started> {
    if input.message.trim().is_empty() {
        return Err(CallError::bad_request("The message is empty"));
    }
    if input.images.is_some() {
        return Err(CallError::bad_request(
            "This gateway stores no images; send the message without them",
        ));
    }
    let fresh = Fresh::new()?;
    let sent = shared.log.write(move |write| send_in(write, input, fresh));
    let sent = sent.await??;
    if let Some(replaced) = sent.replaced {
        shared.runner.interrupt(&replaced, "Session ended").await?;
    }
    shared.runner.wake(&sent.session);
    Ok(Started {
        cloud_agent_session_id: sent.session,
        worker_version: Some(WorkerVersion::V2),
        message_id: Some(sent.message),
    })
}

/// Stops what the current session does.
pub(super) async fn interrupt(shared: &Shared, input: OfProject) -> CallResult<Done> {
    let current = shared
        .log
        .write(move |write| current(write, &input.project_id));
    let Some(session) = current.await?? else {
        return Err(CallError::new(
            FailureCode::NotFound,
            "No active session found for this project",
        ));
    };
    shared
        .runner
        .interrupt(&session.id, "Session stopped")
        .await?;
    Ok(Done { success: true })
}

/// Identities that a new session would have.
struct Fresh {
    execution: session_wire::ExecutionId,
    session: CloudSessionId,
    agent_session: session_wire::SessionId,
    row_id: String,
}

impl Fresh {
    fn new() -> Result<Self, getrandom::Error> {
        let now = clock::now();
        Ok(Self {
            execution: ids::execution(now)?,
            session: ids::cloud_session()?,
            agent_session: ids::agent_session(now)?,
            row_id: ids::uuid()?,
        })
    }
}

struct Sent {
    session: CloudSessionId,
    /// The name that the message will have.
    message: MessageId,
    /// The session that ended because of the message.
    replaced: Option<CloudSessionId>,
}

fn send_in(write: &Write<'_>, input: SendMessageInput, fresh: Fresh) -> Outcome<Sent> {
    let now = clock::now();
    let current = match current(write, &input.project_id)? {
        Ok(current) => current,
        Err(error) => return Ok(Err(error)),
    };
    write.touch_project(&input.project_id, now, input.model.as_deref())?;
    let reason = match &current {
        None => Some("initial"),
        Some(_) if input.force_new_session => Some("user_initiated"),
        Some(session) if session.version != WorkerVersion::V2 => Some("upgrade"),
        Some(_) => None,
    };
    let sent = match (reason, current) {
        (None, Some(session)) => Sent {
            session: session.id,
            message: ids::message(&fresh.execution),
            replaced: None,
        },
        (reason, replaced) => {
            write.insert_session(&NewSession {
                id: fresh.session.clone(),
                row_id: fresh.row_id,
                project: input.project_id.clone(),
                version: WorkerVersion::V2,
                agent_session: fresh.agent_session,
                created_at: now,
                reason: reason.unwrap_or("initial"),
                title: Some(title(&input.message)),
                prompt: None,
            })?;
            write.switch_session(&input.project_id, &fresh.session)?;
            if let Some(replaced) = &replaced {
                write.end_session(&replaced.id, now)?;
                for run in write.move_queue(&replaced.id, &fresh.session)? {
                    write.append(&run.session, &run.id, now, &[delivery::queued(&run)])?;
                }
            }
            Sent {
                session: fresh.session,
                message: ids::message(&fresh.execution),
                replaced: replaced.map(|session| session.id),
            }
        }
    };
    let run = NewRun {
        id: fresh.execution,
        session: sent.session.clone(),
        prompt: input.message,
    };
    if runs::is_busy(write.reader(), &run.session)? {
        write.append(&run.session, &run.id, now, &[delivery::queued(&run)])?;
    }
    write.enqueue(&run)?;
    Ok(Ok(sent))
}

/// A project's current session, as long as it has not ended.
fn current(write: &Write<'_>, id: &ProjectId) -> Outcome<Option<SessionRecord>> {
    let Some(project) = projects::find(write.reader(), id)? else {
        return Ok(Err(CallError::no_project()));
    };
    let Some(session) = project.session_id else {
        return Ok(Ok(None));
    };
    let session = sessions::find(write.reader(), &session)?;
    Ok(Ok(session.filter(|session| session.ended_at.is_none())))
}

/// A session's title, made of the first line of what the person wrote.
pub(crate) fn title(message: &str) -> String {
    let line = message.trim().lines().next().unwrap_or_default();
    let mut title: String = line.chars().take(TITLE).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_short_line() {
        assert_eq!(title("  Fix it\nplease"), "Fix it");
        let long = "é".repeat(100);
        assert_eq!(title(&long).chars().count(), TITLE + 1);
    }
}

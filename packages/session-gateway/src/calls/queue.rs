//! The call that takes back a message that waits for the agent.

use session_wire::call::{CancelMessageInput, Done};

use super::{CallError, CallResult};
use crate::log::runs::RunState;
use crate::log::{LogError, Write, runs, sessions};
use crate::state::Shared;
use crate::{clock, delivery, ids};

/// Takes back a message that waits.
pub(super) async fn cancel(shared: &Shared, input: CancelMessageInput) -> CallResult<Done> {
    shared
        .log
        .write(move |write| cancel_in(write, &input))
        .await??;
    Ok(Done { success: true })
}

fn cancel_in(write: &Write<'_>, input: &CancelMessageInput) -> Result<CallResult<()>, LogError> {
    let session = sessions::find(write.reader(), &input.cloud_agent_session_id)?;
    let session = session.filter(|session| session.project == input.project_id);
    let runs = match &session {
        Some(session) => runs::of_session(write.reader(), &session.id)?,
        None => Vec::new(),
    };
    let mut runs = runs.into_iter();
    let run = runs.find(|(run, _)| ids::message(run) == input.message_id);
    let (run, session) = match (run, session) {
        (Some((run, true)), Some(session)) => (run, session.id),
        (Some(_), _) => {
            let error = CallError::conflict("The agent has this message already");
            return Ok(Err(error));
        }
        (None, _) => {
            let error = CallError::not_found("There is no such message in this session");
            return Ok(Err(error));
        }
    };
    write.finish_run(&run, RunState::Interrupted)?;
    write.append(&session, &run, clock::now(), &[delivery::canceled(&run)])?;
    Ok(Ok(()))
}

//! The calls that read what an ended session said.

use session_wire::call::{FailureCode, OfSession, WorkerVersion};
use session_wire::v1::CloudMessage;
use session_wire::v2::StoredMessage;

use super::{CallError, CallResult};
use crate::fold::Fold;
use crate::log::{events, sessions};
use crate::state::Shared;

/// The messages of a V1 session.
pub(super) async fn legacy(shared: &Shared, input: OfSession) -> CallResult<Vec<CloudMessage>> {
    read(shared, input, WorkerVersion::V1, Fold::v1).await
}

/// The messages of a V2 session.
pub(super) async fn current(shared: &Shared, input: OfSession) -> CallResult<Vec<StoredMessage>> {
    read(shared, input, WorkerVersion::V2, Fold::v2).await
}

/// Folds a session's stream, off the async threads.
async fn read<T: Send + 'static>(
    shared: &Shared,
    input: OfSession,
    version: WorkerVersion,
    messages: impl FnOnce(&Fold) -> Option<T> + Send + 'static,
) -> CallResult<T> {
    let read = shared.log.read(move |db| {
        let id = input.cloud_agent_session_id;
        let session = sessions::find(db, &id)?;
        let Some(session) = session.filter(|session| session.project == input.project_id) else {
            let error = CallError::new(FailureCode::NotFound, "Session not found");
            return Ok(Err(error));
        };
        let wrong = || CallError::bad_request("The session is of another generation");
        if session.version != version {
            return Ok(Err(wrong()));
        }
        let mut fold = Fold::new(&id, &version);
        let mut cursor = 0;
        loop {
            let page = events::page(db, &id, cursor)?;
            let Some(last) = page.last() else {
                return Ok(messages(&fold).ok_or_else(wrong));
            };
            cursor = last.id;
            for event in page {
                fold.take(event);
            }
        }
    });
    read.await?
}

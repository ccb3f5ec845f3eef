//! What is read of transcripts of any generation.

use session_model::{AnySession, RowId, ThreadId, Timestamp, TurnId};

use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::handle::Generation;

/// When a turn's first message was made, where known.
pub(super) fn began(session: &AnySession, turn: TurnId) -> Option<Timestamp> {
    match session {
        AnySession::V1(session) => V1::began(session, turn),
        AnySession::V2(session) => V2::began(session, turn),
    }
}

/// The turns of the conversation itself, in order.
pub(super) fn turns(session: &AnySession) -> Vec<TurnId> {
    match session {
        AnySession::V1(session) => V1::turns(session, ThreadId::ROOT),
        AnySession::V2(session) => V2::turns(session, ThreadId::ROOT),
    }
}

/// The rows of a turn, in order.
pub(super) fn rows(session: &AnySession, turn: TurnId) -> Vec<RowId> {
    let turn = match session {
        AnySession::V1(session) => V1::turn(session, turn),
        AnySession::V2(session) => V2::turn(session, turn),
    };
    turn.map(|turn| turn.rows.clone()).unwrap_or_default()
}

/// When the person asked for what the agent works on, where known.
pub(crate) fn asked_at(session: &AnySession) -> Option<Timestamp> {
    began(session, *turns(session).last()?)
}

/// What a row is called wherever its session is shown, after a replay, too; none where the agent has
/// given it no name.
pub(crate) fn name(session: &AnySession, row: RowId) -> Option<String> {
    match session {
        AnySession::V1(session) => session.transcript().name(row),
        AnySession::V2(session) => session.transcript().name(row),
    }
}

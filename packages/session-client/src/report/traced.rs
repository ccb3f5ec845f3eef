//! Connections as `tracing` events.

use session_model::ConnectionFacts;

/// Tells how a connection is, as a `tracing` event of level `DEBUG` and target `session_client`.
///
/// Its fields are those of [`ConnectionFacts`]: no ticket and no word that was said is in them.
pub fn report(facts: &ConnectionFacts) {
    let ConnectionFacts {
        session,
        state,
        attempts,
        openings,
        behind,
        cursor,
        frames,
        bytes,
        dropped,
        last_dropped,
        too_big,
    } = facts;
    tracing::debug!(
        target: "session_client",
        ?session,
        ?state,
        attempts,
        openings,
        behind,
        cursor = cursor.map(|cursor| cursor.0),
        frames,
        bytes,
        dropped,
        ?last_dropped,
        too_big = too_big.count,
        "connection"
    );
}

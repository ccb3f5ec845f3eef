//! What a worker tells of a run and of its own connections.

use serde_json::Value;

use crate::open_enum::open_enum;
use crate::record::record;
use crate::{ExecutionId, SessionId};

record! {
    /// How a run ended.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    Completion {
        /// What the agent's program ended with; 0 where all went well.
        exit_code?: i64,
        /// The run.
        execution_id?: ExecutionId,
        /// The session inside the agent.
        kilo_session_id?: SessionId,
        /// The branch that the files are on.
        current_branch?: String,
    }
}

record! {
    /// What an agent's program printed beside its messages.
    #[derive(Default)]
    Output {
        /// What it printed.
        content: String,
        /// Where.
        source?: OutputSource,
    }
}

open_enum! {
    /// Where a program prints.
    OutputSource {
        /// What it gives.
        Stdout = "stdout",
        /// What it says about it.
        Stderr = "stderr",
    }
}

record! {
    /// What a worker kept while it could not reach the server.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    WrapperResumed {
        /// How many events follow now.
        buffered_events?: u64,
        /// Whether others were lost; a flag or a count on the wire.
        by(flag_or_count) events_lost: bool,
    }
}

fn flag_or_count(value: &Value) -> bool {
    let is_counted = || value.as_f64().is_some_and(|count| count > 0.0);
    value.as_bool().unwrap_or_else(is_counted)
}

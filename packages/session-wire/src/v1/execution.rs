//! The side channels of a V1 program: how far a command or an MCP server's answer is.

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// How far a command is: the payload of `commandExecutionStatus`.
    #[serde(rename_all = "camelCase")]
    CommandExecution {
        /// Its identity.
        required execution_id: String,
        /// How far it is.
        required status: CommandStatus,
        /// The number of its process.
        pid?: u64,
        /// The command line.
        command?: String,
        /// The whole output so far; more may come after the end.
        output?: String,
        /// What it ended with.
        exit_code?: i64,
    }
}

open_enum! {
    /// How far a command is.
    CommandStatus {
        /// It has begun.
        Started = "started",
        /// It printed something.
        Output = "output",
        /// It has ended.
        Exited = "exited",
        /// It runs without being watched.
        Fallback = "fallback",
        /// It took too long.
        Timeout = "timeout",
    }
}

record! {
    /// How far an MCP server's answer is: the payload of `mcpExecutionStatus`.
    #[serde(rename_all = "camelCase")]
    McpExecution {
        /// Its identity.
        required execution_id: String,
        /// How far it is.
        required status: McpStatus,
        /// The server.
        server_name?: String,
        /// The tool.
        tool_name?: String,
        /// What the server gave back, so far or in all.
        response?: String,
        /// Why it failed.
        error?: String,
    }
}

open_enum! {
    /// How far an MCP server's answer is.
    McpStatus {
        /// It is called.
        Started = "started",
        /// It gave something back.
        Output = "output",
        /// It is done.
        Completed = "completed",
        /// It failed.
        Error = "error",
    }
}

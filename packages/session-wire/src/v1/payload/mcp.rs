//! How V1 messages describe the call of an MCP server.

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// The call of an MCP server.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    McpUse {
        /// The server.
        server_name?: String,
        /// What is wanted of it.
        #[serde(rename = "type")]
        kind?: McpUseKind,
        /// The tool.
        tool_name?: String,
        /// What the tool gets, as JSON text.
        arguments?: String,
        /// The resource.
        uri?: String,
        /// What the server gave back.
        response?: String,
    }
}

open_enum! {
    /// What is wanted of an MCP server.
    McpUseKind {
        /// A tool is to run.
        Tool = "use_mcp_tool",
        /// A resource is to be read.
        Resource = "access_mcp_resource",
    }
}

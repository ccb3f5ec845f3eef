//! The gateway's program.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::program;
use crate::workspace::Workspace;

/// Builds the gateway and returns its program.
pub(crate) fn build(workspace: &Workspace) -> Outcome<PathBuf> {
    program::build(workspace, "session-gateway")
}

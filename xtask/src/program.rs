//! Programs of this workspace, built to be started by tests.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::workspace::Workspace;

/// Builds a package and returns its program of the same name.
pub(crate) fn build(workspace: &Workspace, package: &str) -> Outcome<PathBuf> {
    process::run(process::cargo().current_dir(&workspace.root).args([
        "build",
        "--package",
        package,
    ]))?;
    let program = process::program_file(&workspace.target.join("debug"), package);
    if program.is_file() {
        return Ok(program);
    }
    Err(Failure::new(format!(
        "cargo built no {}",
        program.display()
    )))
}

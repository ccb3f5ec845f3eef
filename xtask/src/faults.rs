//! The hostile network between a gateway and its clients, run alone.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;
use crate::workspace::Workspace;

/// Builds what is needed and runs it with the person's own arguments; `faults --help` lists them.
pub(crate) fn run(workspace: &Workspace, args: &[OsString]) -> Outcome {
    let program = say::step("building the network", || build(workspace))?;
    let ended = process::run(Command::new(program).args(args));
    ended.map_err(|_| Failure::Said)
}

fn build(workspace: &Workspace) -> Outcome<PathBuf> {
    process::run(process::cargo().current_dir(&workspace.root).args([
        "build",
        "--package",
        "tests",
        "--bin",
        "faults",
    ]))?;
    Ok(process::program_file(
        &workspace.target.join("debug"),
        "faults",
    ))
}

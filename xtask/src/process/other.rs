//! The same as process groups, as far as systems without them allow.

use std::process::{self, Child, Command};

use crate::failure::Failure;

/// Does nothing: there are no process groups here.
pub(crate) fn in_own_group(_command: &mut Command) {}

/// Ends a program.
pub(crate) fn end_group(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Runs another program, then ends with its exit status. Returns only where it could not start.
pub(crate) fn become_program(mut command: Command) -> Failure {
    match command.status() {
        Ok(status) => process::exit(status.code().unwrap_or(1)),
        Err(error) => Failure::new(format!("cannot start `{}`: {error}", super::line(&command))),
    }
}

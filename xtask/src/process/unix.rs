//! Process groups on Unix.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command};

use crate::failure::Failure;

/// Lets a program lead a process group of its own.
pub(crate) fn in_own_group(command: &mut Command) {
    command.process_group(0);
}

/// Ends a group's leader with everything that it started.
pub(crate) fn end_group(child: &mut Child) {
    let group = format!("-{}", child.id());
    let ended = super::succeeds(Command::new("kill").args(["-KILL", "--", &group]));
    if !ended {
        // Without a `kill` program the leader at least is ended.
        let _ = child.kill();
    }
    let _ = child.wait();
}

/// Becomes another program, so that signals and the exit status are that program's own. Returns
/// only where that is impossible.
pub(crate) fn become_program(mut command: Command) -> Failure {
    let error = command.exec();
    Failure::new(format!("cannot start `{}`: {error}", super::line(&command)))
}

//! Starting other programs, with errors that name what was run.

#[cfg(not(unix))]
#[path = "process/other.rs"]
mod platform;
#[cfg(unix)]
#[path = "process/unix.rs"]
mod platform;

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};

pub(crate) use platform::become_program;

/// A cargo call of the toolchain that this task itself was started with.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    forget_outer_cargo(&mut cargo);
    cargo
}

/// Removes what the cargo that started this task told this task alone, so that a cargo below it
/// sees what a person's shell would show it.
pub(crate) fn forget_outer_cargo(command: &mut Command) {
    command.env_remove("LD_LIBRARY_PATH");
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "CARGO"
        {
            command.env_remove(&name);
        }
    }
}

/// Runs a program to its end; its output goes to the person.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| unstarted(command, &error))?;
    success(command, status)
}

/// Runs a program to its end; its output goes to the person only if it fails.
pub(crate) fn run_quietly(command: &mut Command) -> Outcome {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| unstarted(command, &error))?;
    if !output.status.success() {
        print!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
    }
    success(command, output.status)
}

/// Runs a program to its end and returns what it wrote to its standard output.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| unstarted(command, &error))?;
    success(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be started and succeeds, seen by nobody.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a program for at most `limit`, then ends it with everything that it started.
pub(crate) fn run_for(command: &mut Command, limit: Duration) -> Outcome {
    platform::in_own_group(command);
    let mut child = command
        .spawn()
        .map_err(|error| unstarted(command, &error))?;
    if let Some(status) = wait_for(&mut child, limit) {
        return success(command, status);
    }
    platform::end_group(&mut child);
    Err(Failure::new(format!(
        "`{}` did not end within {} s",
        line(command),
        limit.as_secs()
    )))
}

/// Where a program is, if it is on the `PATH`.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths)
        .map(|folder| {
            folder
                .join(program)
                .with_extension(env::consts::EXE_EXTENSION)
        })
        .find(|path| path.is_file())
}

/// The file name of a program on this system.
pub(crate) fn program_file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// A command as a person would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let mut line = name.to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

fn wait_for(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(100));
    }
    None
}

fn success(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "`{}` ended with {status}",
        line(command)
    )))
}

fn unstarted(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot start `{}`: {error}", line(command)))
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::{BufRead, BufReader, Read};

    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_failure_names_the_command_and_its_status() {
        let failure = run(&mut shell("exit 3")).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "`sh -c exit 3` ended with exit status: 3"
        );
    }

    #[test]
    fn a_command_reads_as_it_is_typed() {
        let mut command = Command::new("/usr/lib/rust/bin/cargo");
        assert_eq!(
            line(command.args(["build", "--release"])),
            "cargo build --release"
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(
            failure
                .to_string()
                .starts_with("cannot start `no-such-program-here`")
        );
    }

    #[test]
    fn a_program_is_ended_with_what_it_started() {
        let mut command = shell("(sleep 2; echo late) & echo started; wait");
        command.stdout(Stdio::piped());
        platform::in_own_group(&mut command);
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        output.read_line(&mut said).unwrap();

        platform::end_group(&mut child);

        // This reads until nobody of the group holds the pipe any more.
        output.read_to_string(&mut said).unwrap();
        assert_eq!(said, "started\n");
    }

    #[test]
    fn a_bounded_run_says_how_long_it_waited() {
        let failure = run_for(&mut shell("sleep 600"), Duration::from_millis(300)).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "`sh -c sleep 600` did not end within 0 s"
        );
    }
}

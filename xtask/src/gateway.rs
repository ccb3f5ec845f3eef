//! The gateway's program: built, and started for a test.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::program;
use crate::workspace::Workspace;

/// What the gateway prints before its address when it is ready.
const READY: &str = "listening on ";

/// How long a gateway may take to be ready.
const READY_LIMIT: Duration = Duration::from_secs(30);

/// Builds the gateway and returns its program.
pub(crate) fn build(workspace: &Workspace) -> Outcome<PathBuf> {
    program::build(workspace, "session-gateway")
}

/// A running gateway, ended when it is dropped.
#[derive(Debug)]
pub(crate) struct Gateway {
    child: Child,
    /// Where it listens, such as `http://127.0.0.1:4777`.
    pub(crate) address: String,
}

impl Gateway {
    /// Starts a gateway on a free port and waits until it is ready.
    pub(crate) fn start(program: &Path, data_dir: &Path) -> Outcome<Self> {
        let mut command = Command::new(program);
        command
            .args(["--port", "0", "--data-dir"])
            .arg(data_dir)
            .stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| Failure::new(format!("cannot start the gateway: {error}")))?;
        let address = child
            .stdout
            .take()
            .map(ready_address)
            .and_then(|ready| ready.recv_timeout(READY_LIMIT).ok());
        if let Some(address) = address {
            return Ok(Self { child, address });
        }
        end(&mut child);
        Err(Failure::new(format!(
            "the gateway did not say `{READY}…` within {} s; `{}` started by hand shows why",
            READY_LIMIT.as_secs(),
            process::line(&command)
        )))
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Reads a gateway's output to its end and hands over the address that it announces.
fn ready_address(output: ChildStdout) -> mpsc::Receiver<String> {
    let (announce, announced) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Some((_, address)) = line.split_once(READY) {
                // Nobody waits any more once the limit has passed.
                let _ = announce.send(address.trim().to_owned());
            }
        }
    });
    announced
}

fn end(child: &mut Child) {
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn address_in(output: &str) -> Option<String> {
        let mut child = Command::new("printf")
            .arg(output)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let address = ready_address(child.stdout.take().unwrap()).recv().ok();
        child.wait().unwrap();
        address
    }

    #[test]
    fn the_address_is_what_the_gateway_announces() {
        let address = address_in("opened the log\nlistening on http://127.0.0.1:4777\n");
        assert_eq!(address.as_deref(), Some("http://127.0.0.1:4777"));
    }

    #[test]
    fn a_gateway_that_ends_announces_nothing() {
        assert_eq!(address_in("port is taken\n"), None);
    }
}

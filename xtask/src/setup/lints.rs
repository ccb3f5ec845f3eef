//! The formatter and the linter, which a minimal toolchain comes without.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::Piece;
use crate::failure::{Failure, Outcome};
use crate::process;

/// How long rustup may try to download them: without a network it retries for long.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(90);

/// rustfmt and clippy.
#[derive(Debug)]
pub(crate) struct Lints;

impl Piece for Lints {
    fn name(&self) -> &'static str {
        "rustfmt and clippy"
    }

    fn is_there(&self) -> bool {
        ["fmt", "clippy"]
            .iter()
            .all(|tool| process::succeeds(process::cargo().args([tool, "--version"])))
    }

    fn get(&self) -> Outcome {
        let added = process::run_for(
            Command::new("rustup").stdin(Stdio::null()).args([
                "component",
                "add",
                "rustfmt",
                "clippy",
            ]),
            DOWNLOAD_LIMIT,
        );
        added.map_err(|failure| {
            Failure::new(format!(
                "rustfmt or clippy is missing: {failure}; install them the way this Rust was \
                 installed"
            ))
        })
    }
}

//! The standard library for the browser: found, downloaded, or built from Debian's source.

mod debian_std;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::Piece;
use super::debian;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;

/// What the browser runs.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may try to download the target: without a network it retries for long.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(90);

/// A toolchain that can compile for the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that this task was started with.
    Own,
    /// Debian's, linked into rustup under a name of its own and chosen per call.
    Linked,
}

/// The standard library for the browser.
#[derive(Debug)]
pub(crate) struct StandardLibrary;

impl Toolchain {
    /// The toolchain to compile pages with, if there is one.
    pub(crate) fn found() -> Option<Self> {
        let mut own = Command::new("rustc");
        if has_target(&mut own) {
            return Some(Self::Own);
        }
        let mut linked = linked("rustc");
        let current = has_target(&mut linked) && debian_std::is_current();
        current.then_some(Self::Linked)
    }

    /// A cargo call of this toolchain.
    pub(crate) fn cargo(self) -> Command {
        match self {
            Self::Own => process::cargo(),
            Self::Linked => {
                let mut cargo = linked("cargo");
                process::forget_outer_cargo(&mut cargo);
                cargo
            }
        }
    }

    /// Whether it brings clippy along: Debian's does not.
    pub(crate) fn has_clippy(self) -> bool {
        process::succeeds(self.cargo().args(["clippy", "--version"]))
    }
}

impl Piece for StandardLibrary {
    fn name(&self) -> &'static str {
        "Rust for the browser (wasm32-unknown-unknown)"
    }

    fn is_there(&self) -> bool {
        Toolchain::found().is_some()
    }

    fn get(&self) -> Outcome {
        let Err(failure) = download() else {
            return Ok(());
        };
        say::note(&format!("no prebuilt library: {failure}"));
        if !debian::can_install() {
            return Err(Failure::new(format!(
                "type `rustup target add {TARGET}`; where that cannot download, a Debian-like \
                 system can build the library itself if `cargo xtask setup web` is run as root"
            )));
        }
        debian_std::build()
    }
}

fn download() -> Outcome {
    if process::on_path("rustup").is_none() {
        return Err(Failure::new("rustup is missing"));
    }
    process::run_for(
        Command::new("rustup")
            .stdin(Stdio::null())
            .args(["target", "add", TARGET]),
        DOWNLOAD_LIMIT,
    )
}

/// A program of the linked toolchain.
fn linked(program: &str) -> Command {
    let mut command = Command::new("rustup");
    command
        .env_remove("LD_LIBRARY_PATH")
        .args(["run", debian_std::NAME, program]);
    command
}

/// Whether a compiler has a standard library for the browser.
fn has_target(rustc: &mut Command) -> bool {
    libraries(rustc).is_some_and(|folder| has_core(&folder))
}

fn libraries(rustc: &mut Command) -> Option<PathBuf> {
    let output = rustc
        .args(["--print", "target-libdir", "--target", TARGET])
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(PathBuf::from(
        String::from_utf8_lossy(&output.stdout).trim(),
    ))
}

fn has_core(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    })
}

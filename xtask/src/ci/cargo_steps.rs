//! The checks that are one cargo call each.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;
use crate::setup::wasm::{TARGET, Toolchain};
use crate::workspace::Workspace;

/// The folders of the crates that go into a page, beside the examples.
const WASM_PACKAGES: [&str; 5] = [
    "packages/session-wire",
    "packages/session-model",
    "packages/session-client",
    "packages/project-chat",
    "tests/contract",
];

/// What compilers and linters say about these ends the step.
const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

pub(super) fn fmt(workspace: &Workspace) -> Outcome {
    process::run(cargo(workspace).args(["fmt", "--all", "--check"]))
}

pub(super) fn clippy(workspace: &Workspace) -> Outcome {
    process::run(
        cargo(workspace)
            .args(["clippy", "--all-targets"])
            .args(everything(workspace)?)
            .args(DENY_WARNINGS),
    )
}

pub(super) fn clippy_wasm(workspace: &Workspace) -> Outcome {
    let toolchain = Toolchain::found()
        .ok_or_else(|| Failure::new("Rust for the browser is missing: `cargo xtask setup web`"))?;
    let mut cargo = toolchain.cargo();
    cargo.current_dir(&workspace.root);
    let linted = toolchain.has_clippy();
    if !linted {
        say::note("this toolchain has no clippy: the crates are compiled, not linted");
    }
    cargo
        .arg(if linted { "clippy" } else { "check" })
        .args(["--target", TARGET])
        .args(web_crates(workspace)?);
    if linted {
        cargo.args(DENY_WARNINGS);
    }
    process::run(&mut cargo)
}

pub(super) fn test(workspace: &Workspace) -> Outcome {
    let nextest = process::succeeds(process::cargo().args(["nextest", "--version"]));
    let mut cargo = cargo(workspace);
    if nextest {
        cargo.args(["nextest", "run"]);
    } else {
        say::note("cargo-nextest is not installed; cargo test runs the tests");
        cargo.args(["test", "--lib", "--bins", "--tests"]);
    }
    process::run(
        cargo
            .arg("--no-fail-fast")
            .args(everything(workspace)?)
            // A snapshot that differs is a failure, never a new file.
            .env("INSTA_UPDATE", "no"),
    )
}

pub(super) fn doctest(workspace: &Workspace) -> Outcome {
    process::run(
        cargo(workspace)
            .args(["test", "--doc"])
            .args(everything(workspace)?),
    )
}

pub(super) fn doc(workspace: &Workspace) -> Outcome {
    process::run(
        cargo(workspace)
            .args(["doc", "--no-deps"])
            .args(everything(workspace)?)
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root);
    cargo
}

/// The whole workspace, with a window for each example that can have one.
fn everything(workspace: &Workspace) -> Outcome<Vec<String>> {
    let mut args = vec!["--workspace".to_owned()];
    for example in workspace.examples()? {
        if workspace.has_feature(&Path::new("examples").join(&example), "desktop") {
            args.push(format!("--features={example}/desktop"));
        }
    }
    Ok(args)
}

/// What goes into a page that is split, each crate with its `web` feature if it has one.
fn web_crates(workspace: &Workspace) -> Outcome<Vec<String>> {
    let packages = WASM_PACKAGES.map(|folder| {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        (name.to_owned(), Path::new(folder).to_path_buf())
    });
    let examples = workspace.examples()?.into_iter().map(|name| {
        let folder = Path::new("examples").join(&name);
        (name, folder)
    });
    let mut args = vec!["--no-default-features".to_owned()];
    for (name, folder) in packages.into_iter().chain(examples) {
        args.push(format!("--package={name}"));
        for feature in ["web", "split"] {
            if workspace.has_feature(&folder, feature) {
                args.push(format!("--features={name}/{feature}"));
            }
        }
    }
    Ok(args)
}

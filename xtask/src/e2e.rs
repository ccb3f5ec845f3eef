//! The browser tests: a real Chromium against a real gateway.

use std::ffi::OsString;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::gateway;
use crate::process;
use crate::program;
use crate::say;
use crate::setup::{self, Need};
use crate::web::{self, Page, Profile};
use crate::workspace::Workspace;

/// What the browser tests need.
pub(crate) const NEEDS: &[Need] = &[Need::Wasm, Need::Chromium, Need::Node, Need::NodePackages];

/// Gets what is missing, then runs the browser tests with the person's own arguments.
pub(crate) fn set_up_and_run(workspace: &Workspace, args: &[OsString]) -> Outcome {
    setup::all(workspace, NEEDS)?;
    run(workspace, args)
}

/// Builds the pages and the servers behind them, then runs the browser tests.
pub(crate) fn run(workspace: &Workspace, args: &[OsString]) -> Outcome {
    let web_root = web::build(workspace, &Page::gallery(Profile::Web))?;
    let gateway = say::step("building the gateway", || gateway::build(workspace))?;
    let contract_root = web::build(workspace, &Page::contract())?;
    let contract = say::step("building the contract's peer", || {
        program::build(workspace, "contract")
    })?;
    let browser = setup::chromium().ok_or_else(|| Failure::new("Chromium is missing"))?;
    let npx = process::on_path("npx").ok_or_else(|| Failure::new("npx is missing"))?;
    process::run(
        Command::new(npx)
            .current_dir(workspace.root.join("tests/e2e"))
            .env("GATEWAY_BIN", gateway)
            .env("WEB_ROOT", web_root)
            .env("CONTRACT_BIN", contract)
            .env("CONTRACT_ROOT", contract_root)
            .env("CHROMIUM", browser)
            .args(["--no-install", "playwright", "test"])
            .args(args),
    )
}

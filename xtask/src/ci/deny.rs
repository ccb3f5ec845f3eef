//! Licences, sources, duplicates and advisories of every dependency.

use std::process::Command;
use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;
use crate::setup;
use crate::workspace::Workspace;

/// How long the advisory database may take to come.
const FETCH_LIMIT: Duration = Duration::from_secs(120);

/// Checks what needs nothing but the lock file, then advisories where their database is reachable.
pub(super) fn run(workspace: &Workspace) -> Outcome {
    let program = setup::cargo_deny().ok_or_else(|| Failure::new("cargo-deny is missing"))?;
    let deny = || {
        let mut deny = Command::new(&program);
        process::forget_outer_cargo(&mut deny);
        // Duplicates come with Dioxus by the dozen; `cargo deny check bans` lists them.
        deny.current_dir(&workspace.root)
            .args(["--log-level", "error"]);
        deny
    };
    process::run(deny().args([
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]))?;
    if !fetched(deny().args(["fetch", "db"])) {
        say::note("the advisory database cannot be reached from here: advisories are not checked");
        return Ok(());
    }
    process::run(deny().args(["check", "--disable-fetch", "advisories"]))
}

/// Whether a download succeeds within its limit.
fn fetched(fetch: &mut Command) -> bool {
    let quiet = fetch
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    process::run_for(quiet, FETCH_LIMIT).is_ok()
}

//! The Node packages of the browser tests, exactly as their lock file says.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::Piece;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::workspace::Workspace;

/// The packages of `tests/e2e`.
#[derive(Debug)]
pub(crate) struct Packages {
    folder: PathBuf,
}

impl Packages {
    /// The packages of this workspace's browser tests.
    pub(crate) fn of(workspace: &Workspace) -> Self {
        Self {
            folder: workspace.root.join("tests/e2e"),
        }
    }

    fn lock(&self) -> PathBuf {
        self.folder.join("package-lock.json")
    }

    /// The lock file as it was when the packages were installed.
    fn installed_lock(&self) -> PathBuf {
        self.folder
            .join("node_modules/.installed-package-lock.json")
    }
}

impl Piece for Packages {
    fn name(&self) -> &'static str {
        "the Node packages of the browser tests"
    }

    fn is_there(&self) -> bool {
        let installed = fs::read(self.installed_lock());
        installed.is_ok_and(|installed| fs::read(self.lock()).is_ok_and(|lock| lock == installed))
    }

    fn get(&self) -> Outcome {
        let npm = process::on_path("npm")
            .ok_or_else(|| Failure::new("npm is missing, so Node packages cannot be installed"))?;
        process::run(
            Command::new(npm)
                .current_dir(&self.folder)
                // The tests drive an installed browser; none is to be downloaded.
                .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                .args(["ci", "--no-audit", "--no-fund"]),
        )?;
        let installed = self.installed_lock();
        fs::copy(self.lock(), &installed)
            .map(drop)
            .map_err(|error| Failure::file("write", &installed, &error))
    }
}

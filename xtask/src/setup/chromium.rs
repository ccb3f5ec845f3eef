//! The browser of the browser tests.

use std::env;
use std::path::{Path, PathBuf};

use super::Piece;
use super::system::Packages;
use crate::failure::{Failure, Outcome};
use crate::process;

/// Names another browser than the installed one.
const VARIABLE: &str = "CHROMIUM";

const INSTALLED: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

const PACKAGES: Packages = Packages {
    name: "Chromium",
    debian: &["chromium", "fonts-dejavu-core"],
    there: || program().is_some(),
    otherwise: "or set CHROMIUM to the path of an installed Chromium or Chrome",
};

/// Chromium, or a browser that is one inside.
#[derive(Debug)]
pub(crate) struct Chromium;

/// The browser that tests drive: the one that `CHROMIUM` names, else an installed one.
pub(crate) fn program() -> Option<PathBuf> {
    match named() {
        Some(path) => Some(path).filter(|path| path.is_file()),
        None => INSTALLED.into_iter().find_map(process::on_path),
    }
}

impl Piece for Chromium {
    fn name(&self) -> &'static str {
        PACKAGES.name()
    }

    fn is_there(&self) -> bool {
        PACKAGES.is_there()
    }

    fn get(&self) -> Outcome {
        match named() {
            Some(path) => Err(misnamed(&path)),
            None => PACKAGES.get(),
        }
    }
}

fn named() -> Option<PathBuf> {
    env::var_os(VARIABLE)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

fn misnamed(path: &Path) -> Failure {
    Failure::new(format!(
        "{VARIABLE} names {}, where there is no program; correct it, or unset it to use an \
         installed Chromium",
        path.display()
    ))
}

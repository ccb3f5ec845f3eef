//! The pieces that the system's own packages bring.

use std::process::Command;

use super::Piece;
use super::debian;
use crate::failure::{Failure, Outcome};
use crate::process;

/// The oldest Node that the browser tests run on.
const OLDEST_NODE: u32 = 18;

/// A piece made of the system's packages.
#[derive(Debug)]
pub(crate) struct Packages {
    pub(super) name: &'static str,
    pub(super) debian: &'static [&'static str],
    pub(super) there: fn() -> bool,
    /// What to say beside the packages' names where they cannot be installed from here.
    pub(super) otherwise: &'static str,
}

/// Libraries that a desktop window is linked with.
pub(crate) const WINDOW_LIBRARIES: Packages = Packages {
    name: "the libraries of a desktop window (WebKitGTK, libxdo)",
    debian: &[
        "build-essential",
        "pkg-config",
        "libwebkit2gtk-4.1-dev",
        "libxdo-dev",
    ],
    there: has_window_libraries,
    otherwise: "the desktop app is linked with them",
};

/// A display that needs no screen, and the software renderer that draws on it.
pub(crate) const DISPLAY: Packages = Packages {
    name: "a display without a screen (Xvfb)",
    debian: &["xvfb", "xauth", "libgl1-mesa-dri", "fonts-dejavu-core"],
    there: has_display,
    otherwise: "the desktop test opens a real window on it",
};

/// Node and npm.
pub(crate) const NODE: Packages = Packages {
    name: "Node and npm",
    debian: &["nodejs", "npm"],
    there: has_node,
    otherwise: "Node 18 or later",
};

impl Piece for Packages {
    fn name(&self) -> &'static str {
        self.name
    }

    fn is_there(&self) -> bool {
        (self.there)()
    }

    fn get(&self) -> Outcome {
        debian::install(self.debian).map_err(|failure| {
            Failure::new(format!(
                "{}: missing; {failure} ({})",
                self.name, self.otherwise
            ))
        })
    }
}

fn has_window_libraries() -> bool {
    if !cfg!(target_os = "linux") {
        // Windows and macOS bring their web view with them.
        return true;
    }
    let webkit = process::succeeds(Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"]));
    let xdo = !debian::has_apt() || debian::is_installed("libxdo-dev");
    webkit && xdo
}

fn has_display() -> bool {
    let programs = ["xvfb-run", "xauth"]
        .into_iter()
        .all(|name| process::on_path(name).is_some());
    let renderer = !debian::has_apt() || debian::is_installed("libgl1-mesa-dri");
    programs && renderer
}

fn has_node() -> bool {
    let Ok(version) = Command::new("node").arg("--version").output() else {
        return false;
    };
    let new_enough =
        major(&String::from_utf8_lossy(&version.stdout)).is_some_and(|major| major >= OLDEST_NODE);
    new_enough && process::on_path("npm").is_some()
}

/// The first number of a version such as `v20.1.0`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("18.0.0"), Some(18));
        assert_eq!(major(""), None);
    }
}

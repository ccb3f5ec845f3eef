//! Finds what is missing on this machine, piece by piece, and gets it.

mod chromium;
mod debian;
mod deny;
mod lints;
mod node;
mod system;
pub(crate) mod wasm;

use crate::failure::{Failure, Outcome};
use crate::say;
use crate::workspace::Workspace;

/// Something that has to be on the machine.
pub(crate) trait Piece {
    /// What people call it.
    fn name(&self) -> &'static str;
    /// Whether it is on the machine.
    fn is_there(&self) -> bool;
    /// Gets it, or says how the person can.
    fn get(&self) -> Outcome;
}

/// What a task may need, in the order in which it is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// The formatter and the linter.
    Lints,
    /// A standard library for `wasm32-unknown-unknown`.
    Wasm,
    /// Libraries that a desktop window is linked with.
    WindowLibraries,
    /// A display that needs no screen.
    Display,
    /// The browser of the browser tests.
    Chromium,
    /// Node and npm.
    Node,
    /// The packages of `tests/e2e`.
    NodePackages,
    /// The checker of licences, sources and advisories.
    CargoDeny,
}

/// What a machine is set up for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    Demo,
    Web,
    Ci,
}

impl Goal {
    /// The goal of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "demo" => Some(Self::Demo),
            "web" => Some(Self::Web),
            "ci" => Some(Self::Ci),
            _ => None,
        }
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Demo | Self::Web => &[Need::Wasm],
            Self::Ci => &Need::ALL,
        }
    }
}

impl Need {
    /// Everything, in the order in which it is fetched.
    pub(crate) const ALL: [Self; 8] = [
        Self::Lints,
        Self::Wasm,
        Self::WindowLibraries,
        Self::Display,
        Self::Chromium,
        Self::Node,
        Self::NodePackages,
        Self::CargoDeny,
    ];

    fn piece(self, workspace: &Workspace) -> Box<dyn Piece> {
        match self {
            Self::Lints => Box::new(lints::Lints),
            Self::Wasm => Box::new(wasm::StandardLibrary),
            Self::WindowLibraries => Box::new(system::WINDOW_LIBRARIES),
            Self::Display => Box::new(system::DISPLAY),
            Self::Chromium => Box::new(chromium::Chromium),
            Self::Node => Box::new(system::NODE),
            Self::NodePackages => Box::new(node::Packages::of(workspace)),
            Self::CargoDeny => Box::new(deny::CargoDeny),
        }
    }
}

/// The browser that tests drive.
pub(crate) use chromium::program as chromium;

/// The checker of licences, sources and advisories.
pub(crate) use deny::program as cargo_deny;

/// Sets up everything for one goal; all pieces are tried before failing.
pub(crate) fn everything_for(workspace: &Workspace, goal: Goal) -> Outcome {
    all(workspace, goal.needs())
}

/// Gets what is missing of these; all are tried before failing.
pub(crate) fn all(workspace: &Workspace, needs: &[Need]) -> Outcome {
    let failures: Vec<String> = needs
        .iter()
        .filter_map(|need| one(workspace, *need).err())
        .map(|failure| failure.to_string())
        .collect();
    if failures.is_empty() {
        return Ok(());
    }
    Err(Failure::new(failures.join("\n       ")))
}

/// Gets one thing if it is missing.
pub(crate) fn one(workspace: &Workspace, need: Need) -> Outcome {
    get_if_missing(need.piece(workspace).as_ref())
}

fn get_if_missing(piece: &dyn Piece) -> Outcome {
    if piece.is_there() {
        println!("==> {}: already there", piece.name());
        return Ok(());
    }
    say::step(&format!("getting {}", piece.name()), || {
        piece.get()?;
        if piece.is_there() {
            return Ok(());
        }
        Err(Failure::new(format!(
            "{} was installed without an error, yet cannot be found; its output above may say why",
            piece.name()
        )))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::cell::Cell;

    use super::*;

    struct Fake {
        there: Cell<bool>,
        got: Cell<u32>,
        works: bool,
    }

    impl Fake {
        fn new(there: bool, works: bool) -> Self {
            Self {
                there: Cell::new(there),
                got: Cell::new(0),
                works,
            }
        }
    }

    impl Piece for Fake {
        fn name(&self) -> &'static str {
            "the thing"
        }
        fn is_there(&self) -> bool {
            self.there.get()
        }
        fn get(&self) -> Outcome {
            self.got.set(self.got.get() + 1);
            self.there.set(self.works);
            Ok(())
        }
    }

    #[test]
    fn what_is_there_is_not_fetched() {
        let piece = Fake::new(true, true);
        get_if_missing(&piece).unwrap();
        assert_eq!(piece.got.get(), 0);
    }

    #[test]
    fn what_is_missing_is_fetched_once() {
        let piece = Fake::new(false, true);
        get_if_missing(&piece).unwrap();
        assert_eq!(piece.got.get(), 1);
    }

    #[test]
    fn what_is_still_missing_afterwards_is_a_failure() {
        let failure = get_if_missing(&Fake::new(false, false)).unwrap_err();
        assert!(failure.to_string().starts_with("the thing was installed"));
    }

    #[test]
    fn needs_are_fetched_in_their_order() {
        assert!(Need::ALL.is_sorted());
    }
}

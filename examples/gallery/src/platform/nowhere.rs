//! What the gallery does when it was built for no platform: it says how to build it for one.

use std::process::ExitCode;

use dioxus::prelude::*;

use crate::page::Page;

/// Says how to build the gallery for a platform.
pub(crate) fn launch() -> ExitCode {
    eprintln!(
        "The gallery was built for no platform. In a window: `cargo run -p gallery --features \
         desktop`. In a browser: `cargo xtask demo`."
    );
    ExitCode::from(2)
}

/// Shows where the person is; there is no place to show it.
pub(crate) fn show_address(_: &Page) {}

/// Follows the person to another address; there is none.
pub(crate) fn follow_address(_: Callback<Page>) {}

//! Every component in every state, and the whole chat; web and desktop.
#![cfg_attr(
    not(any(
        all(feature = "web", target_arch = "wasm32"),
        all(feature = "desktop", not(target_arch = "wasm32"))
    )),
    allow(dead_code, reason = "without a platform nothing is shown")
)]
#![allow(
    unused_qualifications,
    reason = "`rsx!` names its event handlers by their whole path"
)]

mod app;
mod conversation;
mod fixtures;
mod page;
mod pages;
mod platform;
mod theme;

use std::process::ExitCode;

fn main() -> ExitCode {
    platform::launch()
}

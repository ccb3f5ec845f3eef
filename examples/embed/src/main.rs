//! The smallest app that embeds the chat.
#![allow(
    unused_qualifications,
    reason = "`dioxus::launch` is how Dioxus writes it"
)]

use std::rc::Rc;

use dioxus::prelude::*;
use project_chat::{HttpBackend, ProjectChat, use_project};

/// Where `cargo run -p session-gateway` listens, and a project that it brings with it.
const GATEWAY: &str = "http://127.0.0.1:4777";
const PROJECT: &str = "00000000-0000-4000-8000-000000000001";

fn main() {
    dioxus::launch(App);
}

#[component]
fn App() -> Element {
    let project = use_project(PROJECT, || Rc::new(HttpBackend::new(GATEWAY)));
    rsx! {
        div { style: "position: fixed; inset: 0", ProjectChat { project } }
    }
}

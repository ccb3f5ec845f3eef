//! The gallery as a page in a browser, its pages behind the `#` of the address.

use std::process::ExitCode;

use dioxus::prelude::*;
use gloo_events::EventListener;

use crate::app::App;
use crate::page::Page;
use crate::platform::Start;

/// Starts the page; the gateway that served it answers its calls.
pub(crate) fn launch() -> ExitCode {
    dioxus::LaunchBuilder::web()
        .with_context(Start {
            gateway: String::new(),
            page: current().unwrap_or(Page::Conversation(None)),
        })
        .launch(App);
    ExitCode::SUCCESS
}

/// Shows where the person is in the browser's address bar.
pub(crate) fn show_address(page: &Page) {
    if current().as_ref() != Some(page)
        && let Some(window) = web_sys::window()
    {
        // An address that the browser refuses is only not shown.
        let _ = window.location().set_hash(&page.address());
    }
}

/// Goes along when the person goes back, or follows a link.
pub(crate) fn follow_address(go: Callback<Page>) {
    use_hook(|| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| {
                if let Some(page) = current() {
                    go.call(page);
                }
            })
        });
        std::rc::Rc::new(listener)
    });
}

fn current() -> Option<Page> {
    let hash = web_sys::window()?.location().hash().ok()?;
    Page::at(hash.trim_start_matches('#'))
}

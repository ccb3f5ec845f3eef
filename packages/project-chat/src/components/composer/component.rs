//! Draws the composer: notices, the box, and its buttons.

use dioxus::prelude::*;

use super::field::{Field, Mirror};
use super::state::{ComposerState, use_composer};
use crate::components::icon::{Glyph, icon};
use crate::components::icon_button::icon_button;
use crate::components::notice::{self, Notice, Tone};
use crate::components::scroll_area::ScrollHandle;
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// The composer of a project; sending goes to the end of `scroll`.
#[component]
pub(crate) fn Composer(project: ProjectHandle, scroll: ScrollHandle) -> Element {
    let labels = use_labels();
    let state = use_composer(project);
    let is_working = project.is_interruptible();
    let is_waiting = project.is_waiting();
    let awaits_message = project.awaits_message();
    let mode = match (is_working, project.is_interrupting()) {
        (_, true) => "stopping",
        (true, false) if is_waiting || awaits_message => "waiting",
        (true, false) => "working",
        (false, false) => "idle",
    };
    let placeholder = if is_waiting {
        &labels.composer.placeholder_waiting
    } else if awaits_message {
        &labels.composer.placeholder_answer
    } else if is_working {
        &labels.composer.placeholder_working
    } else if project.sessions().is_empty() {
        &labels.composer.placeholder_first
    } else {
        &labels.composer.placeholder
    };
    let on_send = use_callback(move |()| {
        if state.send() {
            scroll.go_to_end();
        }
    });
    rsx! {
        div { class: "pc-composer", "data-state": mode, "data-empty": state.is_empty(),
            Troubles { project, state }
            div { class: "pc-composer-box",
                div { class: "pc-field-stack",
                    Mirror { state }
                    Field { state, placeholder: "{placeholder}", on_send }
                }
                Buttons { project, state, on_send }
            }
        }
    }
}

/// Why the message in the box was not sent, and what else failed.
#[component]
fn Troubles(project: ProjectHandle, state: ComposerState) -> Element {
    let labels = use_labels();
    let returned = state.error().map(|error| {
        let text = format!(
            "{} {}",
            labels.composer.returned,
            labels.errors.of_call(&error)
        );
        let notice = Notice {
            about: "returned",
            tone: Tone::Danger,
            text: text.into(),
            details: &error.message,
        };
        let name = &labels.composer.dismiss;
        let dismiss = icon_button(Glyph::Close, name, false, move || state.dismiss());
        notice::draw(&notice, Some(dismiss), &labels)
    });
    let failure = project.failure().map(|error| {
        let notice = Notice {
            about: "failure",
            tone: Tone::Danger,
            text: labels.errors.of_call(&error).into(),
            details: &error.message,
        };
        notice::draw(&notice, None, &labels)
    });
    rsx! {
        {failure}
        {returned}
    }
}

/// Stop while the agent works, send where there is something to send.
#[component]
fn Buttons(project: ProjectHandle, state: ComposerState, on_send: EventHandler<()>) -> Element {
    let labels = use_labels();
    let labels = &labels.composer;
    let is_working = project.is_interruptible();
    let is_stopping = project.is_interrupting();
    let is_empty = state.is_empty();
    rsx! {
        div { class: "pc-buttons",
            if is_working || is_stopping {
                button {
                    class: "pc-stop",
                    r#type: "button",
                    aria_label: if is_stopping { "{labels.stopping}" } else { "{labels.stop}" },
                    title: if is_stopping { "{labels.stopping}" } else { "{labels.stop}" },
                    aria_disabled: is_stopping,
                    onclick: move |_| project.interrupt(),
                    if is_stopping {
                        span { class: "pc-spinner", "aria-hidden": "true" }
                    } else {
                        {icon(Glyph::Stop)}
                    }
                }
            }
            if !(is_empty && is_working) {
                button {
                    class: "pc-send",
                    r#type: "button",
                    aria_label: "{labels.send}",
                    title: "{labels.send}",
                    disabled: is_empty,
                    onclick: move |_| on_send.call(()),
                    {icon(Glyph::Send)}
                }
            }
        }
    }
}

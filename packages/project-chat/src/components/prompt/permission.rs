//! Requests for permission: once, always, or refused with a word why.

use dioxus::prelude::*;
use session_model::Answer;
use session_wire::v2::PermissionRequest;

use super::focus::{Focus, Target, use_focus};
use super::form::Asking;
use super::subject;
use crate::components::drawing::Drawing;
use crate::components::fold::use_fold;
use crate::labels::use_labels;
use crate::renderers::use_renderers;

/// What is to be allowed, and the buttons that do it.
#[component]
pub(super) fn PermissionForm(asking: Asking, request: PermissionRequest) -> Element {
    let labels = use_labels();
    let renderers = use_renderers();
    let drawing = Drawing {
        project: asking.project,
        fold: use_fold(),
        labels: &labels,
        renderers: &renderers,
    };
    let workspace = asking.workspace();
    let focus = use_focus(|| asking.desk.take_focus().then_some(Target::Button(0)));
    let entries = asking.desk.entries();
    let mut entered = use_hook(|| CopyValue::new(entries));
    if entered.replace(entries) != entries {
        focus.go(Target::Button(0));
        focus.go(Target::Instead);
    }
    let refusal = asking.desk.draft(&asking.request).refusal;
    let on_refuse = {
        let asking = asking.clone();
        use_callback(move |is_refusing: bool| {
            focus.want(if is_refusing {
                Target::Instead
            } else {
                Target::Button(0)
            });
            asking.desk.edit(&asking.request, |draft| {
                draft.refusal = is_refusing.then(String::new);
            });
        })
    };
    rsx! {
        {subject::draw(&request, workspace.as_deref(), drawing)}
        if let Some(instead) = refusal {
            Refusal { asking, instead, focus, on_refuse }
        } else {
            Buttons { asking, always: request.always, focus, on_refuse }
        }
    }
}

/// Once, always, refuse. Arrow keys and numbers go from one to the other.
#[component]
fn Buttons(
    asking: Asking,
    always: Vec<String>,
    focus: Focus,
    on_refuse: EventHandler<bool>,
) -> Element {
    let labels = use_labels();
    let has_always = !always.is_empty();
    let buttons = 2 + usize::from(has_always);
    let (once, forever) = (asking.clone(), asking.clone());
    let (desk, is_busy) = (asking.desk, asking.is_busy);
    let mut current = use_hook(|| CopyValue::new(0_usize));
    let onkeydown = move |event: KeyboardEvent| {
        let from = *current.peek();
        let to = match event.key() {
            Key::ArrowRight | Key::ArrowDown => (from + 1) % buttons,
            Key::ArrowLeft | Key::ArrowUp => (from + buttons - 1) % buttons,
            Key::Character(digit) => match digit.parse::<usize>() {
                Ok(number @ 1..) if number <= buttons => number - 1,
                _ => return,
            },
            Key::Escape => {
                event.prevent_default();
                return desk.leave();
            }
            _ => return,
        };
        event.prevent_default();
        focus.go(Target::Button(to));
    };
    rsx! {
        div {
            class: "pc-prompt-actions",
            onkeydown,
            button {
                class: "pc-button pc-primary",
                r#type: "button",
                "data-act": "once",
                aria_disabled: is_busy,
                onmounted: move |event| focus.mounted(Target::Button(0), event.data()),
                onfocus: move |_| current.set(0),
                onclick: move |_| once.send(Answer::AllowOnce),
                "{labels.prompts.allow_once}"
            }
            if has_always {
                button {
                    class: "pc-button",
                    r#type: "button",
                    "data-act": "always",
                    aria_disabled: is_busy,
                    aria_describedby: "{asking.id}-always",
                    onmounted: move |event| focus.mounted(Target::Button(1), event.data()),
                    onfocus: move |_| current.set(1),
                    onclick: move |_| forever.send(Answer::AllowAlways),
                    "{labels.prompts.allow_always}"
                }
            }
            button {
                class: "pc-button",
                r#type: "button",
                "data-act": "refuse",
                aria_disabled: is_busy,
                onmounted: move |event| focus.mounted(Target::Button(buttons - 1), event.data()),
                onfocus: move |_| current.set(buttons - 1),
                onclick: move |_| {
                    if !is_busy {
                        on_refuse.call(true);
                    }
                },
                "{labels.prompts.refuse}"
            }
        }
        if has_always {
            p { class: "pc-prompt-always pc-muted", id: "{asking.id}-always",
                "{labels.prompts.always_covers}"
                for pattern in always {
                    " "
                    code { dir: "ltr", "{pattern}" }
                }
            }
        }
    }
}

/// Says what to do instead, and refuses.
#[component]
fn Refusal(
    asking: Asking,
    instead: String,
    focus: Focus,
    on_refuse: EventHandler<bool>,
) -> Element {
    let labels = use_labels();
    let is_busy = asking.is_busy;
    let write = asking.clone();
    let refuse = {
        let asking = asking.clone();
        use_callback(move |()| {
            let draft = asking.desk.peek(&asking.request);
            let words = draft.refusal.map(|words| words.trim().to_owned());
            let message = words.filter(|words| !words.is_empty());
            asking.send(Answer::Refuse { message });
        })
    };
    rsx! {
        label { class: "pc-prompt-instead",
            "{labels.prompts.instead}"
            input {
                r#type: "text",
                dir: "auto",
                autocomplete: "off",
                value: "{instead}",
                readonly: is_busy,
                onmounted: move |event| focus.mounted(Target::Instead, event.data()),
                oninput: move |event| {
                    write
                        .desk
                        .edit(&write.request, |draft| draft.refusal = Some(event.value()));
                },
                onkeydown: move |event| {
                    if event.is_composing() {
                        return;
                    }
                    match event.key() {
                        Key::Enter => refuse.call(()),
                        Key::Escape if !is_busy => on_refuse.call(false),
                        _ => return,
                    }
                    event.prevent_default();
                },
            }
        }
        div { class: "pc-prompt-actions",
            button {
                class: "pc-button pc-danger",
                r#type: "button",
                "data-act": "refuse",
                aria_disabled: is_busy,
                onclick: move |_| refuse.call(()),
                "{labels.prompts.refuse}"
            }
            button {
                class: "pc-button",
                r#type: "button",
                "data-act": "back",
                aria_disabled: is_busy,
                onclick: move |_| {
                    if !is_busy {
                        on_refuse.call(false);
                    }
                },
                "{labels.prompts.back}"
            }
        }
    }
}

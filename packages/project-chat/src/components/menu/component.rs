//! Draws a menu.

use std::collections::HashMap;
use std::rc::Rc;

use dioxus::prelude::*;

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// What it does, its element's `data-action`.
    pub(crate) name: &'static str,
    /// The same in words.
    pub(crate) words: String,
}

/// On which side of its button a list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Side {
    #[default]
    Above,
    Below,
}

impl Side {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
        }
    }
}

/// What can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Target {
    Button,
    Entry(usize),
}

/// A button whose list is there while it is open.
#[component]
pub(crate) fn Menu(
    /// What the list is of, for `title` and screen readers.
    label: String,
    /// What stands in the button.
    children: Element,
    entries: Vec<Entry>,
    #[props(default)] is_below: bool,
    /// An entry was chosen, by its place.
    on_choose: Callback<usize>,
) -> Element {
    let mut is_open = use_signal(|| false);
    let mut mounted = use_hook(|| CopyValue::new(HashMap::<Target, Rc<MountedData>>::new()));
    let go = move |target: Target| {
        if let Some(element) = mounted.peek().get(&target).cloned() {
            take_focus(element);
        }
    };
    let mut close = move || {
        is_open.set(false);
        go(Target::Button);
    };
    let mut choose = move |place: usize| {
        close();
        on_choose.call(place);
    };
    let count = entries.len();
    let side = if is_below { Side::Below } else { Side::Above };
    let pressed_button = move |event: KeyboardEvent| {
        if matches!(event.key(), Key::ArrowDown | Key::ArrowUp) && !is_open() {
            event.prevent_default();
            is_open.set(true);
        }
    };
    let mut pressed_entry = move |event: &KeyboardEvent, place: usize| {
        let next = match event.key() {
            Key::ArrowDown => (place + 1) % count,
            Key::ArrowUp => (place + count - 1) % count,
            Key::Home => 0,
            Key::End => count - 1,
            Key::Escape => {
                event.prevent_default();
                event.stop_propagation();
                close();
                return;
            }
            Key::Tab => {
                is_open.set(false);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        go(Target::Entry(next));
    };
    rsx! {
        div { class: "pc-menu-place",
            button {
                class: "pc-menu-button",
                r#type: "button",
                title: "{label}",
                aria_haspopup: "menu",
                aria_expanded: is_open(),
                onmounted: move |event| {
                    mounted.write().insert(Target::Button, event.data());
                },
                onclick: move |_| is_open.toggle(),
                onkeydown: pressed_button,
                {children}
            }
            if is_open() {
                div {
                    class: "pc-menu-veil",
                    onclick: move |_| is_open.set(false),
                    onwheel: move |_| is_open.set(false),
                }
                div {
                    class: "pc-menu",
                    role: "menu",
                    aria_label: "{label}",
                    "data-side": side.as_str(),
                    for (place , entry) in entries.iter().enumerate() {
                        button {
                            key: "{entry.name}",
                            class: "pc-menu-entry",
                            r#type: "button",
                            role: "menuitem",
                            tabindex: "-1",
                            "data-action": entry.name,
                            onmounted: move |event| {
                                mounted.write().insert(Target::Entry(place), event.data());
                                if place == 0 {
                                    take_focus(event.data());
                                }
                            },
                            onclick: move |_| choose(place),
                            onkeydown: move |event| pressed_entry(&event, place),
                            "{entry.words}"
                        }
                    }
                }
            }
        }
    }
}

fn take_focus(element: Rc<MountedData>) {
    spawn(async move {
        // Fails only where the element has gone meanwhile.
        let _ = element.set_focus(true).await;
    });
}

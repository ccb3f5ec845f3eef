//! Draws the bar that words are looked for with.

use std::rc::Rc;

use dioxus::prelude::*;

use super::matches::{Match, matches};
use crate::chunk::{self, chunk};
use crate::components::fold::Folds;
use crate::components::icon::{Glyph, icon};
use crate::components::scroll_area::{ScrollHandle, TurnPlace};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

chunk! {
    /// The bar, and what looks for words.
    static BAR: fn(ProjectHandle, ScrollHandle, FindHandle) -> Element = find(bar);
}

/// The bar of a chat; `Copy`, made by [`use_find`].
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct FindHandle {
    is_open: Signal<bool>,
    field: CopyValue<Option<Rc<MountedData>>>,
}

/// A chat's bar, made once; closed at first.
pub(crate) fn use_find() -> FindHandle {
    use_hook(|| FindHandle {
        is_open: Signal::new(false),
        field: CopyValue::new(None),
    })
}

impl FindHandle {
    /// Opens the bar where the keys say so. Put on the element around the chat.
    pub(crate) fn pressed(mut self, event: &Event<KeyboardData>) {
        let asks = event.modifiers() == Modifiers::CONTROL || event.modifiers() == Modifiers::META;
        if !asks || !matches!(event.key(), Key::Character(key) if key.eq_ignore_ascii_case("f")) {
            return;
        }
        event.prevent_default();
        self.is_open.set(true);
        self.focus();
    }

    fn focus(self) {
        if let Some(field) = self.field.peek().clone() {
            spawn(async move {
                // Fails when the field is gone again.
                let _ = field.set_focus(true).await;
            });
        }
    }
}

/// The bar; nothing while it is closed.
#[component]
pub(crate) fn FindBar(project: ProjectHandle, scroll: ScrollHandle, find: FindHandle) -> Element {
    let labels = use_labels();
    if !*find.is_open.read() {
        return VNode::empty();
    }
    chunk::draw(&BAR, &labels, |draw| draw(project, scroll, find))
}

fn bar(project: ProjectHandle, scroll: ScrollHandle, find: FindHandle) -> Element {
    rsx! {
        Bar { project, scroll, find }
    }
}

#[component]
fn Bar(project: ProjectHandle, scroll: ScrollHandle, find: FindHandle) -> Element {
    let all_labels = use_labels();
    let labels = &all_labels.find;
    let folds = use_hook(try_consume_context::<Folds>);
    let mut query = use_signal(String::new);
    let mut found = use_signal(Vec::<Match>::new);
    let mut at = use_signal(|| 0_usize);
    let mut field = find.field;
    let mut is_open = find.is_open;

    let show = use_callback(move |()| {
        let current = found.peek().get(*at.peek()).copied();
        let Some(current) = current else {
            scroll.unmark();
            return;
        };
        if let Some(folds) = &folds {
            folds.open(project, current.session, current.place.row);
            folds.open(project, current.session, current.place.member);
        }
        let place = TurnPlace {
            session: current.session.number(),
            turn: current.place.turn,
        };
        let path = project.peek(|project| current.path(project));
        scroll.mark(query.peek().clone(), place, path, current.nth);
    });
    let look = use_callback({
        let labels = Rc::clone(&all_labels);
        move |()| found.set(project.peek(|project| matches(project, &query.peek(), &labels)))
    });
    let step = use_callback(move |is_forward: bool| {
        // The conversation may have gone on.
        look.call(());
        let count = found.peek().len();
        if count > 0 {
            let next = if is_forward {
                *at.peek() + 1
            } else {
                *at.peek() + count - 1
            };
            at.set(next % count);
        }
        show.call(());
    });
    let close = use_callback(move |()| {
        scroll.unmark();
        scroll.focus();
        is_open.set(false);
    });
    use_drop(move || field.set(None));

    let count = found.read().len();
    let text = match count {
        0 if query.read().trim().is_empty() => String::new(),
        0 => labels.none.to_string(),
        count => (labels.count)(at() + 1, count),
    };
    rsx! {
        div {
            class: "pc-find",
            role: "search",
            "data-count": "{count}",
            input {
                r#type: "text",
                aria_label: "{labels.field}",
                placeholder: "{labels.field}",
                value: "{query}",
                spellcheck: "false",
                autocomplete: "off",
                onmounted: move |event| {
                    field.set(Some(event.data()));
                    find.focus();
                },
                oninput: move |event| {
                    query.set(event.value());
                    look.call(());
                    // What was said last is what is most likely looked for.
                    at.set(found.peek().len().saturating_sub(1));
                    show.call(());
                },
                onkeydown: move |event| {
                    match event.key() {
                        Key::Enter => step.call(!event.modifiers().shift()),
                        Key::Escape => close.call(()),
                        _ => return,
                    }
                    event.prevent_default();
                    event.stop_propagation();
                },
            }
            span { class: "pc-find-count", role: "status", "{text}" }
            {button(Glyph::ChevronUp, &labels.previous, count == 0, move || step.call(false))}
            {button(Glyph::ChevronDown, &labels.next, count == 0, move || step.call(true))}
            {button(Glyph::Close, &labels.close, false, move || close.call(()))}
        }
    }
}

fn button(glyph: Glyph, name: &str, is_disabled: bool, press: impl Fn() + 'static) -> Element {
    rsx! {
        button {
            r#type: "button",
            aria_label: "{name}",
            title: "{name}",
            disabled: is_disabled,
            onclick: move |_| press(),
            {icon(glyph)}
        }
    }
}

//! Draws the bar that words are looked for with.

use std::rc::Rc;
use std::time::Duration;

use dioxus::core::Task;
use dioxus::prelude::*;
use session_model::Project;

use super::found::Found;
use super::search::{STEP, Search};
use crate::chunk::{self, chunk};
use crate::clock::sleep;
use crate::components::extent::Reach;
use crate::components::fold::Folds;
use crate::components::icon::Glyph;
use crate::components::icon_button::icon_button;
use crate::components::scroll_area::{Mark, ScrollHandle, TurnPlace};
use crate::handle::{Part, ProjectHandle};
use crate::labels::use_labels;

chunk! {
    /// The bar, and what looks for words.
    static BAR: fn(ProjectHandle, ScrollHandle, FindHandle, Callback) -> Element = find(bar);
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

    fn close(mut self, scroll: ScrollHandle) {
        scroll.unmark();
        scroll.focus();
        self.is_open.set(false);
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
    let close = use_callback(move |()| find.close(scroll));
    if !*find.is_open.read() {
        return VNode::empty();
    }
    chunk::draw_closable(&BAR, &labels, &labels.find.close, close, |draw| {
        draw(project, scroll, find, close)
    })
}

fn bar(project: ProjectHandle, scroll: ScrollHandle, find: FindHandle, close: Callback) -> Element {
    rsx! {
        Bar { project, scroll, find, close }
    }
}

/// Where the bar goes once it has looked.
#[derive(Clone, Copy)]
enum GoesTo {
    /// To the last place.
    Last,
    /// Nowhere, from where it is.
    Same,
}

#[component]
fn Bar(project: ProjectHandle, scroll: ScrollHandle, find: FindHandle, close: Callback) -> Element {
    let all_labels = use_labels();
    let labels = &all_labels.find;
    let folds = use_hook(try_consume_context::<Folds>);
    let mut query = use_signal(String::new);
    let mut found = use_signal(Found::default);
    let mut at = use_signal(|| 0_usize);
    let mut search = use_signal(|| None::<Task>);
    let mut field = find.field;

    let show = use_callback(move |()| {
        let current = found.peek().get(*at.peek());
        let places = current.map(|current| project.peek(|project| current.places(project)));
        let (Some(current), Some([outermost, ..])) = (current, places.as_deref()) else {
            scroll.unmark();
            return;
        };
        let stretch = current.stretch;
        if let Some(folds) = &folds {
            let is_ended = |project: &Project| {
                let session = project.session(stretch.session);
                session.is_some_and(|session| session.life().is_ended())
            };
            if project.peek(is_ended) {
                folds.open_session(project, stretch.session);
            }
            for place in places.iter().flatten() {
                let shown = if *place == stretch.place {
                    (stretch.part, stretch.reach)
                } else {
                    (Part::Line, Reach::All)
                };
                // One tool alone is drawn as itself, in the place of its group.
                for row in [place.row, place.member] {
                    folds.open(project, (stretch.session, row), shown);
                }
            }
        }
        let place = TurnPlace {
            session: stretch.session.number(),
            turn: outermost.turn,
        };
        let mark = Mark {
            query: query.peek().clone(),
            path: project.peek(|project| current.path(project)),
            inside: current.inside(),
            ..Mark::default()
        };
        scroll.mark(place, mark);
    });
    // Looks anew, and goes to the last place, or stays where it is.
    let look = use_callback({
        let labels = Rc::clone(&all_labels);
        move |goes_to: GoesTo| {
            if let Some(search) = search.take() {
                search.cancel();
            }
            let labels = Rc::clone(&labels);
            search.set(Some(spawn(async move {
                let mut run = project.peek(|project| Search::new(project, &query.peek()));
                let new = loop {
                    match project.peek(|project| run.step(project, &labels, STEP)) {
                        Some(new) => break new,
                        None => sleep(Duration::ZERO).await,
                    }
                };
                search.set(None);
                let here = found.peek().get(*at.peek());
                let same = here.and_then(|here| new.position(&here));
                let last = new.len().saturating_sub(1);
                found.set(new);
                // Who was nowhere yet goes to what has come.
                if matches!(goes_to, GoesTo::Last) || here.is_none() {
                    at.set(last);
                    show.call(());
                } else {
                    let now = same.unwrap_or_else(|| last.min(*at.peek()));
                    at.set(now);
                }
            })));
        }
    });
    let step = use_callback(move |is_forward: bool| {
        let count = found.peek().len();
        if count > 0 {
            let next = if is_forward {
                *at.peek() + 1
            } else {
                *at.peek() + count - 1
            };
            at.set(next % count);
            show.call(());
        }
        // The conversation may have gone on.
        if search.peek().is_none() {
            look.call(GoesTo::Same);
        }
    });
    use_drop(move || field.set(None));

    let count = found.read().len();
    let is_searching = search.read().is_some();
    let text = match count {
        0 if is_searching || query.read().trim().is_empty() => String::new(),
        0 => labels.none.to_string(),
        count => (labels.count)(at() + 1, count),
    };
    rsx! {
        div {
            class: "pc-find",
            role: "search",
            "data-count": "{count}",
            aria_busy: is_searching,
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
                    found.set(Found::default());
                    // What was said last is what is most likely looked for.
                    look.call(GoesTo::Last);
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
            {icon_button(Glyph::ChevronUp, &labels.previous, count == 0, move || step.call(false))}
            {icon_button(Glyph::ChevronDown, &labels.next, count == 0, move || step.call(true))}
            {icon_button(Glyph::Close, &labels.close, false, move || close.call(()))}
        }
    }
}

//! Whether a code block is wider than its place, so that keys have to scroll it.

use std::rc::Rc;

use dioxus::prelude::*;

/// What is known of an element's width; `Copy`, and kept as long as the component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Overflow {
    element: CopyValue<Option<Rc<MountedData>>>,
    is_wide: Signal<bool>,
}

/// A component's knowledge, made once.
pub(super) fn use_overflow() -> Overflow {
    Overflow {
        element: use_hook(|| CopyValue::new(None)),
        is_wide: use_signal(|| false),
    }
}

impl Overflow {
    /// Whether the element's content is wider than it.
    pub(super) fn is_wide(self) -> bool {
        *self.is_wide.read()
    }

    /// The element is there. Its content says its size once it is laid out; to measure it before
    /// that would have the page laid out for every code block that is drawn.
    pub(super) fn mounted(mut self, event: Event<MountedData>) {
        self.element.set(Some(event.data()));
    }

    /// The element's content has a size, or another one.
    pub(super) fn measure(mut self) {
        let Some(element) = self.element.read().clone() else {
            return;
        };
        spawn(async move {
            let (Ok(content), Ok(place)) = (
                element.get_scroll_size().await,
                element.get_client_rect().await,
            ) else {
                return;
            };
            // Both are rounded on their own: a pixel is no overflow.
            let is_wide = content.width > place.width() + 1.0;
            if *self.is_wide.peek() != is_wide {
                self.is_wide.set(is_wide);
            }
        });
    }
}

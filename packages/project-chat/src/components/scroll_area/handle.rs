//! The handle by which components move the scroll area.

use std::rc::Rc;

use dioxus::html::geometry::PixelsVector2D;
use dioxus::prelude::*;

use super::follow::{Follow, Metrics};

/// Further down than any content is high; the browser stops at the end.
const END: f64 = 1.0e9;

/// A scroll area; `Copy`, made by [`use_scroll`].
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct ScrollHandle {
    follow: CopyValue<Follow>,
    is_following: Signal<bool>,
    element: CopyValue<Option<Rc<MountedData>>>,
}

/// A scroll area's handle, made once.
pub(crate) fn use_scroll() -> ScrollHandle {
    use_hook(|| ScrollHandle {
        follow: CopyValue::new(Follow::default()),
        is_following: Signal::new(true),
        element: CopyValue::new(None),
    })
}

impl ScrollHandle {
    /// Whether the end is kept in view.
    pub(super) fn is_following(self) -> bool {
        *self.is_following.read()
    }

    /// Goes to the end and stays there.
    pub(crate) fn go_to_end(mut self) {
        self.follow.write().go_to_end();
        self.show();
        self.hold();
    }

    pub(super) fn mounted(mut self, element: Rc<MountedData>) {
        self.element.set(Some(element));
        self.hold();
    }

    pub(super) fn scrolled(mut self, data: &ScrollData) {
        self.follow.write().scrolled(Metrics {
            top: data.scroll_top(),
            content: f64::from(data.scroll_height()),
            view: f64::from(data.client_height()),
        });
        self.show();
    }

    /// Puts the end back into view, where it is followed.
    pub(super) fn hold(mut self) {
        if !self.follow.read().is_following() {
            return;
        }
        let Some(scrolled) = self.scroll_to(END) else {
            return;
        };
        self.follow.write().asked();
        // A browser has scrolled by now; a window answers later.
        spawn(async move {
            scrolled.await;
            let back_to = self.follow.write().carried_out();
            if let Some(undone) = back_to.and_then(|top| self.scroll_to(top)) {
                undone.await;
            }
        });
    }

    /// Scrolls; none where there is nothing on the screen.
    fn scroll_to(self, top: f64) -> Option<impl Future<Output = ()> + 'static> {
        let element = self.element.read().clone()?;
        let scrolled = element.scroll(PixelsVector2D::new(0.0, top), ScrollBehavior::Instant);
        Some(async move {
            // Fails where nothing can scroll: then there is no end to hold either.
            let _ = scrolled.await;
        })
    }

    fn show(mut self) {
        let is_following = self.follow.read().is_following();
        if *self.is_following.peek() != is_following {
            self.is_following.set(is_following);
        }
    }
}

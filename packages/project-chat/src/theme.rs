//! The look of the library as one style sheet, built on custom properties that a host can set.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use dioxus::core::{ScopeId, consume_context_from_scope, provide_root_context, schedule_update};
use dioxus::prelude::*;

/// The whole style sheet. Hosts that link it themselves write it to a file and mount no
/// [`Styles`].
///
/// The custom properties that it is built on, each of which a host can set on the element around
/// the chat: `--pc-fg`, `--pc-fg-muted`, `--pc-bg`, `--pc-bg-raised`, `--pc-bg-code`,
/// `--pc-border`, `--pc-accent`, `--pc-on-accent`, `--pc-link`, `--pc-danger`, `--pc-warning`,
/// `--pc-success`, `--pc-info`, `--pc-magenta`, `--pc-cyan`, `--pc-font`, `--pc-font-mono`, `--pc-size`, `--pc-size-small`,
/// `--pc-space-1` to `--pc-space-6`, `--pc-radius`, `--pc-measure`.
pub const CSS: &str = concat!(
    include_str!("theme/properties.css"),
    include_str!("theme/base.css"),
    include_str!("chunk/style.css"),
    include_str!("components/project_chat/style.css"),
    include_str!("components/scroll_area/style.css"),
    include_str!("components/find/style.css"),
    include_str!("components/session/style.css"),
    include_str!("components/thread/style.css"),
    include_str!("components/menu/style.css"),
    include_str!("components/copy/style.css"),
    include_str!("components/turn_footer/style.css"),
    include_str!("components/message/style.css"),
    include_str!("components/markdown/style.css"),
    include_str!("components/reasoning/style.css"),
    include_str!("components/tool_card/style.css"),
    include_str!("components/file/style.css"),
    include_str!("components/record/style.css"),
    include_str!("components/divider/style.css"),
    include_str!("components/mark/style.css"),
    include_str!("components/notice/style.css"),
    include_str!("components/suggestions/style.css"),
    include_str!("components/prompt/style.css"),
    include_str!("components/todo_dock/style.css"),
    include_str!("components/working/style.css"),
    include_str!("components/connection/style.css"),
    include_str!("components/composer/style.css"),
    include_str!("components/placeholder/style.css"),
);

/// Mounts the style sheet where it stands, as a `<style>` element; once in a page, however many
/// stand in it.
///
/// [`ProjectChat`](crate::ProjectChat) does it by itself; a host that uses the parts alone mounts
/// it somewhere. `nonce` is for pages whose content security policy asks for one. The element has
/// `data-pc-styles`.
#[component]
pub fn Styles(nonce: Option<String>) -> Element {
    let mounts = use_hook(mounts);
    let place = use_hook(|| mounts.enter(schedule_update()));
    use_drop({
        let mounts = mounts.clone();
        move || mounts.leave(place)
    });
    if !mounts.is_first(place) {
        return VNode::empty();
    }
    rsx! {
        style { nonce, "data-pc-styles": "", {CSS} }
    }
}

/// The [`Styles`] of a page, of which the first one draws.
#[derive(Clone, Default)]
struct Mounts {
    places: Rc<RefCell<Vec<Place>>>,
    next: Rc<Cell<u64>>,
}

struct Place {
    number: u64,
    rerun: Arc<dyn Fn() + Send + Sync>,
}

fn mounts() -> Mounts {
    consume_context_from_scope(ScopeId::ROOT)
        .unwrap_or_else(|| provide_root_context(Mounts::default()))
}

impl Mounts {
    fn enter(&self, rerun: Arc<dyn Fn() + Send + Sync>) -> u64 {
        let number = self.next.replace(self.next.get() + 1);
        self.places.borrow_mut().push(Place { number, rerun });
        number
    }

    fn is_first(&self, number: u64) -> bool {
        let places = self.places.borrow();
        places.first().is_some_and(|place| place.number == number)
    }

    /// Takes a place out; where it was the first, the next one draws from now on.
    fn leave(&self, number: u64) {
        let was_first = self.is_first(number);
        let mut places = self.places.borrow_mut();
        places.retain(|place| place.number != number);
        let next = places.first().filter(|_| was_first);
        let rerun = next.map(|place| Arc::clone(&place.rerun));
        drop(places);
        if let Some(rerun) = rerun {
            rerun();
        }
    }
}

#[cfg(test)]
mod tests;

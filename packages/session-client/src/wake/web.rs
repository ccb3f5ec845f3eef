//! What the browser says of the page and the network.

use std::rc::Rc;

use futures_channel::mpsc;
use futures_util::StreamExt;
use gloo_events::EventListener;
use session_model::Wake;
use wasm_bindgen::JsCast;
use web_sys::{PageTransitionEvent, VisibilityState, Window};

use super::Wakes;
use crate::Timers;

/// The page is seen again, comes out of the back-forward cache, or the network is back.
pub fn wakes(_: Rc<dyn Timers>) -> Wakes {
    let (woke, wakes) = mpsc::unbounded();
    let listeners = web_sys::window().map(|window| listen(&window, &woke));
    // The listeners live as long as the stream.
    Box::pin(wakes.inspect(move |_| {
        let _ = &listeners;
    }))
}

fn listen(window: &Window, woke: &mpsc::UnboundedSender<Wake>) -> Vec<EventListener> {
    // Sending fails only when nobody listens any more.
    let tell = |wake: Wake| {
        let woke = woke.clone();
        move || drop(woke.unbounded_send(wake))
    };
    let (online, restored, seen) = (tell(Wake::Online), tell(Wake::Visible), tell(Wake::Visible));
    let mut listeners = vec![
        EventListener::new(window, "online", move |_| online()),
        EventListener::new(window, "pageshow", move |event| {
            if event.dyn_ref().is_some_and(PageTransitionEvent::persisted) {
                restored();
            }
        }),
    ];
    if let Some(document) = window.document() {
        listeners.push(EventListener::new(
            &document.clone(),
            "visibilitychange",
            move |_| {
                if document.visibility_state() == VisibilityState::Visible {
                    seen();
                }
            },
        ));
    }
    listeners
}

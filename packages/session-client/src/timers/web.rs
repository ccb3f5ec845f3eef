//! Timers of the browser.

use std::future::ready;
use std::time::Duration;

use futures_channel::oneshot;
use futures_util::future::{LocalBoxFuture, select};
use gloo_events::EventListener;
use gloo_render::request_animation_frame;
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdleRequestOptions, MessageChannel, Window};

use super::Timers;

/// How long a picture stands before the next frame is waited for: two frames of 60 a second.
const PICTURE: Duration = Duration::from_millis(20);

/// How long an animation frame is waited for: a page that is not seen gets none.
const NO_FRAME: Duration = Duration::from_millis(100);

/// The platform's timers.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlatformTimers {}

impl PlatformTimers {
    /// Ready when the page has nothing more urgent to do, and after `patience` at the latest.
    pub fn idle(&self, patience: Duration) -> LocalBoxFuture<'static, ()> {
        let Some(window) = web_sys::window().filter(has_idle_callbacks) else {
            return self.after(Duration::ZERO);
        };
        Box::pin(async move {
            let (told, idle) = oneshot::channel();
            let tell = Closure::once(move || {
                // Fails where nobody waits any more.
                let _ = told.send(());
            });
            let options = IdleRequestOptions::new();
            options.set_timeout(u32::try_from(patience.as_millis()).unwrap_or(u32::MAX));
            let tell = tell.as_ref().unchecked_ref();
            // Fails for what is no function only.
            if window
                .request_idle_callback_with_options(tell, &options)
                .is_ok()
            {
                let _ = idle.await;
            }
        })
    }
}

/// Whether the browser says when it is idle; `WebKit` does not.
fn has_idle_callbacks(window: &Window) -> bool {
    Reflect::has(window, &JsValue::from("requestIdleCallback")).unwrap_or(false)
}

impl Timers for PlatformTimers {
    fn after(&self, time: Duration) -> LocalBoxFuture<'static, ()> {
        // The browser takes a signed number of milliseconds: 24 days at most.
        let millis = time.as_millis().min(i32::MAX as u128);
        Box::pin(TimeoutFuture::new(
            u32::try_from(millis).unwrap_or(u32::MAX),
        ))
    }

    fn turn(&self) -> LocalBoxFuture<'static, ()> {
        // A message: unlike a timer it is never held back, neither for being short nor for a page
        // that is not seen.
        let Ok(channel) = MessageChannel::new() else {
            return self.after(Duration::ZERO);
        };
        Box::pin(async move {
            let (turned, turn) = oneshot::channel();
            let port = channel.port1();
            let _listener = EventListener::once(&port, "message", move |_| {
                // Fails where nobody waits any more.
                let _ = turned.send(());
            });
            port.start();
            // Fails only for what cannot be copied.
            if channel.port2().post_message(&JsValue::NULL).is_ok() {
                let _ = turn.await;
            }
            port.close();
        })
    }

    fn drawn(&self) -> LocalBoxFuture<'static, ()> {
        if is_hidden() {
            // Nothing is drawn, and the browser would hold timers back by up to a minute.
            return Box::pin(ready(()));
        }
        let patience = self.after(NO_FRAME);
        Box::pin(async move {
            let (drawn, frame) = oneshot::channel();
            let _request = request_animation_frame(move |_| {
                // Fails where nobody waits any more.
                let _ = drawn.send(());
            });
            select(frame, patience).await;
        })
    }

    fn shown(&self) -> LocalBoxFuture<'static, ()> {
        if is_hidden() {
            return Box::pin(ready(()));
        }
        let timers = *self;
        let picture = self.after(PICTURE);
        Box::pin(async move {
            picture.await;
            timers.drawn().await;
        })
    }
}

fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden())
}

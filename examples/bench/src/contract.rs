//! `window.bench`: what the benchmark calls, and where it finds what is shown.

use std::future::Future;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_render::request_animation_frame;
use js_sys::{JSON, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::Element;

use crate::app::Page;
use crate::feed::Place;

/// Offers the page to the benchmark.
pub(crate) fn install(page: &Rc<Page>) {
    let bench = Object::new();
    set(&bench, "ready", &settled(page));
    method(&bench, "load", page, |page, transcript| {
        let transcript = JSON::stringify(&transcript).map(String::from)?;
        page.feed.load(&transcript)?;
        Ok(settled(page).into())
    });
    method(&bench, "open", page, |page, id| {
        page.feed.open(
            &string(&id),
            last_answer().map_or(0, |answer| answer.child_element_count()),
        );
        Ok(settled(page).into())
    });
    method(&bench, "flush", page, |page, _| Ok(settled(page).into()));
    method(&bench, "close", page, |page, id| {
        page.feed.close(&string(&id));
        Ok(settled(page).into())
    });
    method(&bench, "text", page, |page, id| {
        let shown = rows(page, &string(&id))
            .iter()
            .filter_map(|row| row.text_content())
            .collect();
        Ok(resolved(shown))
    });
    method(&bench, "html", page, |page, id| {
        let shown = rows(page, &string(&id))
            .iter()
            .map(Element::inner_html)
            .collect();
        Ok(resolved(shown))
    });
    let fed = Rc::clone(page);
    let delta = Closure::<dyn Fn(JsValue, JsValue)>::new(move |id: JsValue, text: JsValue| {
        fed.feed.delta(&string(&id), &string(&text));
    });
    set(&bench, "delta", &delta.into_js_value());
    if let Some(window) = web_sys::window() {
        set(&window, "bench", &bench);
    }
}

/// Offers a method of one argument; what it fails with is thrown.
fn method(
    bench: &Object,
    name: &str,
    page: &Rc<Page>,
    act: impl Fn(&Rc<Page>, JsValue) -> Result<JsValue, JsValue> + 'static,
) {
    let page = Rc::clone(page);
    let method = Closure::<dyn Fn(JsValue) -> Result<JsValue, JsValue>>::new(move |argument| {
        act(&page, argument)
    });
    set(bench, name, &method.into_js_value());
}

fn set(target: &JsValue, name: &str, value: &JsValue) {
    // Fails for frozen objects only.
    let _ = Reflect::set(target, &JsValue::from(name), value);
}

fn string(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}

fn resolved(text: String) -> JsValue {
    Promise::resolve(&JsValue::from(text)).into()
}

/// Resolves when all that was put in so far is taken in, drawn and painted.
fn settled(page: &Rc<Page>) -> Promise {
    let page = Rc::clone(page);
    let count = page.feed.count();
    future_to_promise(async move {
        page.taken.reach(count).await;
        frame().await;
        frame().await;
        Ok(JsValue::UNDEFINED)
    })
}

/// Waits for the next animation frame.
fn frame() -> impl Future<Output = ()> {
    let (drawn, frame) = oneshot::channel();
    let request = request_animation_frame(move |_| {
        // Nobody waits any more only when the page is gone.
        let _ = drawn.send(());
    });
    async move {
        let _ = frame.await;
        drop(request);
    }
}

/// The rows of a message of the agent's; none where its turn is not mounted.
fn rows(page: &Page, id: &str) -> Vec<Element> {
    let Some(Place { turn, rows_before }) = page.feed.place(id) else {
        return Vec::new();
    };
    let answers = all(&format!("[data-turn][aria-posinset='{turn}'] .pc-answer"));
    let Some(answer) = answers.first() else {
        return Vec::new();
    };
    let children = answer.children();
    (rows_before..children.length())
        .filter_map(|row| children.item(row))
        .collect()
}

/// The answer at the end of the conversation.
fn last_answer() -> Option<Element> {
    all("[data-turn]")
        .pop()?
        .query_selector(".pc-answer")
        .ok()?
}

fn all(selector: &str) -> Vec<Element> {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(selector).ok());
    let Some(found) = found else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

//! How a project comes onto the screen, changes for another one and goes.

use std::rc::Rc;

use dioxus::prelude::*;
use session_client::testing::{Call, RefusingBackend};

use super::screen::settle;
use crate::{ProjectChat, use_project};

thread_local! {
    static CHOSEN: std::cell::Cell<Option<Signal<&'static str>>> =
        const { std::cell::Cell::new(None) };
}

#[component]
fn Page(backend: Shared) -> Element {
    let chosen = use_signal(|| "p1");
    CHOSEN.set(Some(chosen));
    let project = use_project(chosen(), || backend.0.clone());
    rsx! {
        ProjectChat { project }
    }
}

#[derive(Clone)]
struct Shared(Rc<RefusingBackend>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

fn page(backend: &Rc<RefusingBackend>) -> VirtualDom {
    let backend = Shared(Rc::clone(backend));
    let mut dom = VirtualDom::new_with_props(Page, PageProps { backend });
    dom.rebuild_in_place();
    dom
}

fn loads(projects: &[&str]) -> Vec<Call> {
    let load = |project: &&str| Call::LoadProject((*project).into());
    projects.iter().map(load).collect()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

#[test]
fn on_a_server_nothing_is_asked_for() {
    let backend = Rc::new(RefusingBackend::default());
    let html = dioxus_ssr::render(&page(&backend));
    assert!(html.contains(r#"data-load="loading""#), "{html}");
    assert_eq!(backend.refused(), []);
}

#[test]
fn a_project_is_loaded_another_takes_its_place_and_all_of_it_goes() {
    let runtime = runtime();
    let _inside = runtime.enter();
    let backend = Rc::new(RefusingBackend::default());
    let mut dom = page(&backend);
    settle(&mut dom);
    assert_eq!(backend.refused(), loads(&["p1"]));
    assert!(dioxus_ssr::render(&dom).contains(r#"data-state="not-found""#));

    let owners = Rc::strong_count(&backend);

    let mut chosen = CHOSEN.take().unwrap();
    dom.in_runtime(|| chosen.set("p2"));
    settle(&mut dom);
    assert_eq!(backend.refused(), loads(&["p1", "p2"]));
    assert!(dioxus_ssr::render(&dom).contains(r#"data-state="not-found""#));
    // The loop of the second project is there, and that of the first is not any more.
    assert_eq!(Rc::strong_count(&backend), owners);

    drop(dom);
    assert_eq!(Rc::strong_count(&backend), 1);
}

//! How a project comes onto the screen, changes for another one and goes.

use std::cell::RefCell;
use std::rc::Rc;

use dioxus::prelude::*;
use session_client::{Backend, Reply, Secret};
use session_model::{CallError, CallErrorKind, Draft, History};
use session_wire::call::{Project, Started, WorkerVersion};
use session_wire::{CloudSessionId, EventId, ProjectId};

use super::screen::settle;
use crate::{ProjectChat, use_project};

/// Notes what it is asked for and knows nothing.
#[derive(Default)]
struct Ignorant {
    asked: RefCell<Vec<String>>,
}

fn unknown<T: 'static>() -> Reply<T> {
    let error = CallError {
        kind: CallErrorKind::NotFound,
        message: "nobody knows".to_owned(),
    };
    Box::pin(async { Err(error) })
}

impl Backend for Ignorant {
    fn list_projects(&self) -> Reply<Vec<Project>> {
        unknown()
    }

    fn load_project(&self, project: &ProjectId) -> Reply<Project> {
        self.asked.borrow_mut().push(project.to_string());
        unknown()
    }

    fn start_session(&self, _: &ProjectId) -> Reply<Started> {
        unknown()
    }

    fn send_message(&self, _: &ProjectId, _: &Draft, _: bool) -> Reply<Started> {
        unknown()
    }

    fn interrupt(&self, _: &ProjectId) -> Reply<()> {
        unknown()
    }

    fn load_history(&self, _: &ProjectId, _: &CloudSessionId, _: &WorkerVersion) -> Reply<History> {
        unknown()
    }

    fn ticket(&self, _: &CloudSessionId, _: &WorkerVersion) -> Reply<Secret> {
        unknown()
    }

    fn stream_url(
        &self,
        _: &CloudSessionId,
        _: &WorkerVersion,
        _: &Secret,
        _: Option<EventId>,
    ) -> Secret {
        Secret::new("ws://nowhere.invalid")
    }
}

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
struct Shared(Rc<Ignorant>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

fn page(backend: &Rc<Ignorant>) -> VirtualDom {
    let backend = Shared(Rc::clone(backend));
    let mut dom = VirtualDom::new_with_props(Page, PageProps { backend });
    dom.rebuild_in_place();
    dom
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

#[test]
fn on_a_server_nothing_is_asked_for() {
    let backend = Rc::new(Ignorant::default());
    let html = dioxus_ssr::render(&page(&backend));
    assert!(html.contains(r#"data-load="loading""#), "{html}");
    assert!(backend.asked.borrow().is_empty());
}

#[test]
fn a_project_is_loaded_another_takes_its_place_and_all_of_it_goes() {
    let runtime = runtime();
    let _inside = runtime.enter();
    let backend = Rc::new(Ignorant::default());
    let mut dom = page(&backend);
    settle(&mut dom);
    assert_eq!(*backend.asked.borrow(), ["p1"]);
    assert!(dioxus_ssr::render(&dom).contains(r#"data-state="not-found""#));

    let owners = Rc::strong_count(&backend);

    let mut chosen = CHOSEN.take().unwrap();
    dom.in_runtime(|| chosen.set("p2"));
    settle(&mut dom);
    assert_eq!(*backend.asked.borrow(), ["p1", "p2"]);
    assert!(dioxus_ssr::render(&dom).contains(r#"data-state="not-found""#));
    // The loop of the second project is there, and that of the first is not any more.
    assert_eq!(Rc::strong_count(&backend), owners);

    drop(dom);
    assert_eq!(Rc::strong_count(&backend), 1);
}

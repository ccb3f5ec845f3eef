//! A screen that nobody sees: a virtual DOM that is run until nothing is left to do.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use dioxus::core::NoOpMutations;
use dioxus::prelude::*;
use session_model::Project;

use super::fixture::NOW;
use super::html::{Given, without_styles};
use super::timers;
use crate::{ProjectChat, ProjectHandle, use_fixed_project_at};

/// A screen, and the handle of the project on it.
pub(super) struct Screen {
    pub(super) dom: VirtualDom,
    pub(super) handle: ProjectHandle,
}

thread_local! {
    static HANDLE: std::cell::Cell<Option<ProjectHandle>> = const { std::cell::Cell::new(None) };
}

#[component]
fn Chat(given: Given) -> Element {
    let project = use_fixed_project_at(NOW, || given.0.clone());
    use_hook(|| HANDLE.set(Some(project)));
    rsx! {
        ProjectChat { project }
    }
}

impl Screen {
    /// The whole chat of a project that is only shown.
    pub(super) fn of(project: Project) -> Self {
        let given = Given(project);
        let mut dom = VirtualDom::new_with_props(Chat, ChatProps { given });
        dom.rebuild_in_place();
        settle(&mut dom);
        let handle = HANDLE.take().unwrap();
        Self { dom, handle }
    }

    /// Does something inside the page, and draws what comes of it.
    pub(super) fn act<R>(&mut self, act: impl FnOnce(ProjectHandle) -> R) -> R {
        let handle = self.handle;
        let result = self.dom.in_runtime(|| act(handle));
        settle(&mut self.dom);
        result
    }

    /// The page as HTML, without its style sheet.
    pub(super) fn html(&self) -> String {
        without_styles(&dioxus_ssr::render(&self.dom))
    }
}

/// Runs effects and tasks, and draws, until nothing is left to do at once.
pub(super) fn settle(dom: &mut VirtualDom) {
    let _timers = timers::enter();
    for _ in 0..100 {
        let waits = {
            let work = pin!(dom.wait_for_work());
            work.poll(&mut Context::from_waker(Waker::noop()))
        };
        if waits == Poll::Pending {
            return;
        }
        dom.render_immediate(&mut NoOpMutations);
    }
    panic!("the page never comes to rest");
}

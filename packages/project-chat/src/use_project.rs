//! The hooks that put a project on the screen.

use std::cell::RefCell;
use std::rc::Rc;

use dioxus::core::{Task, queue_effect};
use dioxus::prelude::*;
use session_client::{Backend, World, drive};
use session_model::{Input, Project, Timestamp};
use session_wire::ProjectId;

use crate::handle::ProjectHandle;
use crate::store::Store;

/// A project that is loaded from `backend`, followed live, and let go with the component.
///
/// `backend` is asked for once per project. With another `project` the old one is closed and the
/// new one begins; drafts and positions are the new one's own. While a page is rendered on a
/// server, nothing is asked of the backend.
///
/// Natively this must run inside a tokio runtime with I/O and time, as Dioxus desktop has one.
///
/// ```no_run
/// use std::rc::Rc;
///
/// use dioxus::prelude::*;
/// use project_chat::{HttpBackend, ProjectChat, use_project};
///
/// #[component]
/// fn Panel(id: String) -> Element {
///     let project = use_project(id, || Rc::new(HttpBackend::new("https://builder.example")));
///     rsx! {
///         ProjectChat { project }
///     }
/// }
/// ```
pub fn use_project(
    project: impl Into<ProjectId>,
    backend: impl FnOnce() -> Rc<dyn Backend>,
) -> ProjectHandle {
    let id = project.into();
    let running = use_hook(|| Rc::new(RefCell::new(None::<Running>)));
    let current = running
        .borrow()
        .as_ref()
        .filter(|running| running.id == id)
        .map(|running| running.handle);
    use_drop({
        let running = Rc::clone(&running);
        move || {
            if let Some(running) = running.take() {
                running.handle.dispatch([Input::Close]);
            }
        }
    });
    current.unwrap_or_else(|| {
        let next = Running::start(id, backend());
        let handle = next.handle;
        if let Some(last) = running.replace(Some(next)) {
            last.stop();
        }
        handle
    })
}

/// A project that is only shown, made once: nothing is asked of the world.
pub fn use_fixed_project(make: impl FnOnce() -> Project) -> ProjectHandle {
    use_hook(|| ProjectHandle::fixed(make()))
}

/// Like [`use_fixed_project`], with a clock that stands still at `now`.
pub fn use_fixed_project_at(now: Timestamp, make: impl FnOnce() -> Project) -> ProjectHandle {
    use_hook(|| ProjectHandle::fixed_at(make(), now))
}

/// A project with the loop that performs its effects.
struct Running {
    id: ProjectId,
    handle: ProjectHandle,
    driver: Task,
}

impl Running {
    fn start(id: ProjectId, backend: Rc<dyn Backend>) -> Self {
        let (driver, effects) = drive(World::new(backend));
        // Only spreads the waits of pages that lost their connections at the same moment.
        let seed = session_client::now().as_millis().unsigned_abs();
        let store = Rc::new(Store::driven(Project::new(id.clone(), seed), effects));
        let handle = ProjectHandle::new(Rc::clone(&store));
        store.dispatch([Input::Open]);
        let weak = Rc::downgrade(&store);
        let driver = spawn(driver.run(move |batch| {
            if let Some(store) = weak.upgrade() {
                store.take_in(batch);
            }
        }));
        Self { id, handle, driver }
    }

    fn stop(self) {
        self.handle.dispatch([Input::Close]);
        self.driver.cancel();
        // Views that show the old project are replaced in this very pass, and read it until then.
        queue_effect(move || self.handle.release());
    }
}

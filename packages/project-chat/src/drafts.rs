//! Where what the person has typed but not sent outlives the page.

#[cfg(not(target_arch = "wasm32"))]
mod memory;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
use memory::PlatformDrafts;
#[cfg(target_arch = "wasm32")]
use web::PlatformDrafts;

use std::rc::Rc;

use dioxus::prelude::*;
use session_wire::ProjectId;

/// Keeps unsent text by project.
///
/// In a browser that is the page's local storage, elsewhere the memory of the program. A host
/// brings its own with [`use_draft_store_provider`].
pub trait DraftStore {
    /// The text that was saved last; empty where there is none.
    fn load(&self, project: &ProjectId) -> String;

    /// Saves a text; an empty one is forgotten. A store that cannot save keeps nothing: the text
    /// is still in the composer.
    fn save(&self, project: &ProjectId, text: &str);
}

/// Has the components below the one that runs keep unsent text in another place.
pub fn use_draft_store_provider(make: impl FnOnce() -> Rc<dyn DraftStore>) -> Rc<dyn DraftStore> {
    use_context_provider(make)
}

/// The store that is in force here.
pub(crate) fn use_draft_store() -> Rc<dyn DraftStore> {
    // Named, for it would be taken for a context of the platform's own type.
    use_hook(|| {
        try_consume_context::<Rc<dyn DraftStore>>().unwrap_or_else(|| Rc::new(PlatformDrafts))
    })
}

//! Unsent text in the memory of the program.

use std::cell::RefCell;
use std::collections::HashMap;

use session_wire::ProjectId;

use super::DraftStore;

thread_local! {
    static DRAFTS: RefCell<HashMap<ProjectId, String>> = RefCell::default();
}

/// Keeps drafts as long as the program runs.
#[derive(Debug)]
pub(super) struct PlatformDrafts;

impl DraftStore for PlatformDrafts {
    fn load(&self, project: &ProjectId) -> String {
        DRAFTS.with_borrow(|drafts| drafts.get(project).cloned().unwrap_or_default())
    }

    fn save(&self, project: &ProjectId, text: &str) {
        DRAFTS.with_borrow_mut(|drafts| {
            if text.is_empty() {
                drafts.remove(project);
            } else {
                drafts.insert(project.clone(), text.to_owned());
            }
        });
    }
}

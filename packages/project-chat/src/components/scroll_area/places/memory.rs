//! Places in the memory of the program.

use std::cell::RefCell;
use std::collections::HashMap;

use session_wire::ProjectId;

thread_local! {
    static PLACES: RefCell<HashMap<ProjectId, String>> = RefCell::default();
}

pub(super) fn load(project: &ProjectId) -> Option<String> {
    PLACES.with_borrow(|places| places.get(project).cloned())
}

pub(super) fn save(project: &ProjectId, place: Option<&str>) {
    PLACES.with_borrow_mut(|places| match place {
        Some(place) => places.insert(project.clone(), place.to_owned()),
        None => places.remove(project),
    });
}

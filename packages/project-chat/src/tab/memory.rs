//! What is kept in the memory of the program.

use std::cell::RefCell;
use std::collections::HashMap;

thread_local! {
    static KEPT: RefCell<HashMap<String, String>> = RefCell::default();
}

pub(super) fn load(key: &str) -> Option<String> {
    KEPT.with_borrow(|kept| kept.get(key).cloned())
}

pub(super) fn save(key: &str, text: Option<&str>) {
    KEPT.with_borrow_mut(|kept| match text {
        Some(text) => kept.insert(key.to_owned(), text.to_owned()),
        None => kept.remove(key),
    });
}

//! Counts how often components run, for the tests that hold the redraw budget.

use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    static COUNTS: RefCell<BTreeMap<&'static str, usize>> = const { RefCell::new(BTreeMap::new()) };
}

/// Counts a run of a component.
pub(crate) fn count(component: &'static str) {
    COUNTS.with_borrow_mut(|counts| *counts.entry(component).or_default() += 1);
}

/// The runs since the last call, by component.
pub(crate) fn take() -> BTreeMap<&'static str, usize> {
    COUNTS.with_borrow_mut(std::mem::take)
}

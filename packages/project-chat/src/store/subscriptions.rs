//! Who reads what: changes as keys, and the reactive contexts that are rerun when one is marked.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use dioxus::core::{ReactiveContext, SubscriberList};
use session_model::Change;

/// The readers of each change. A change that nobody reads has no entry.
#[derive(Debug, Default)]
pub(super) struct Subscriptions {
    table: Arc<Table>,
}

#[derive(Debug, Default)]
struct Table {
    readers: Mutex<HashMap<Change, Arc<Readers>>>,
}

/// The readers of one change.
struct Readers {
    change: Change,
    contexts: Mutex<HashSet<ReactiveContext>>,
    table: Weak<Table>,
}

impl Subscriptions {
    /// Has whoever runs now rerun when `change` is marked; nobody runs outside of components, memos
    /// and effects.
    pub(super) fn subscribe(&self, change: Change) {
        let Some(context) = ReactiveContext::current() else {
            return;
        };
        let readers = Arc::clone(
            lock(&self.table.readers)
                .entry(change)
                .or_insert_with(|| Readers::new(change, &self.table)),
        );
        context.subscribe(readers);
    }

    /// Reruns everybody who reads `change`.
    pub(super) fn mark(&self, change: Change) {
        let readers = lock(&self.table.readers).get(&change).cloned();
        let Some(readers) = readers else { return };
        // Copied first: a context may subscribe anew while it is marked.
        let contexts: Vec<_> = lock(&readers.contexts).iter().copied().collect();
        for context in contexts {
            if !context.mark_dirty() {
                readers.remove(&context);
            }
        }
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        lock(&self.table.readers).len()
    }
}

impl Readers {
    fn new(change: Change, table: &Arc<Table>) -> Arc<Self> {
        Arc::new(Self {
            change,
            contexts: Mutex::default(),
            table: Arc::downgrade(table),
        })
    }

    /// Takes this list out of the table when nobody is in it.
    fn leave_if_empty(&self) {
        let Some(table) = self.table.upgrade() else {
            return;
        };
        let mut entries = lock(&table.readers);
        let is_this = entries
            .get(&self.change)
            .is_some_and(|known| std::ptr::eq(Arc::as_ptr(known), self));
        if is_this && lock(&self.contexts).is_empty() {
            entries.remove(&self.change);
        }
    }
}

impl SubscriberList for Readers {
    fn add(&self, subscriber: ReactiveContext) {
        lock(&self.contexts).insert(subscriber);
    }

    fn remove(&self, subscriber: &ReactiveContext) {
        let is_empty = {
            let mut contexts = lock(&self.contexts);
            contexts.remove(subscriber);
            contexts.is_empty()
        };
        if is_empty {
            self.leave_if_empty();
        }
    }

    fn visit(&self, visitor: &mut dyn FnMut(&ReactiveContext)) {
        lock(&self.contexts).iter().for_each(visitor);
    }
}

impl std::fmt::Debug for Readers {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Readers")
            .field("change", &self.change)
            .field("contexts", &lock(&self.contexts).len())
            .finish_non_exhaustive()
    }
}

/// The data behind a lock: nothing that is done under one can leave it half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

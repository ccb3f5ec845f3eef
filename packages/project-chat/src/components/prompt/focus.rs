//! Moves the focus within what is asked.

use std::collections::HashMap;
use std::rc::Rc;

use dioxus::prelude::*;

/// Something that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// The tab of a question.
    Tab(usize),
    /// An option of the question that is shown.
    Choice(usize),
    /// The box for the person's own words.
    Own,
    /// A button that allows or refuses.
    Button(usize),
    /// The box that says what to do instead.
    Instead,
}

/// The focus of one form; `Copy`, and kept as long as the form.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Focus {
    mounted: CopyValue<HashMap<Target, Rc<MountedData>>>,
    wanted: CopyValue<Option<Target>>,
}

/// The focus of a form, made once; `first` takes it as soon as it is there.
pub(super) fn use_focus(first: impl FnOnce() -> Option<Target>) -> Focus {
    use_hook(|| Focus {
        mounted: CopyValue::new(HashMap::new()),
        wanted: CopyValue::new(first()),
    })
}

impl Focus {
    /// Something is there, and takes the focus where it is wanted.
    pub(super) fn mounted(mut self, target: Target, data: Rc<MountedData>) {
        let is_wanted = *self.wanted.peek() == Some(target);
        if is_wanted {
            self.wanted.set(None);
            take(Rc::clone(&data));
        }
        self.mounted.write().insert(target, data);
    }

    /// Moves the focus to something that is there.
    pub(super) fn go(self, target: Target) {
        if let Some(data) = self.mounted.peek().get(&target) {
            take(Rc::clone(data));
        }
    }

    /// Moves the focus to something that the next drawing brings.
    pub(super) fn want(mut self, target: Target) {
        self.wanted.set(Some(target));
    }
}

/// Gives an element the focus.
pub(super) fn take(data: Rc<MountedData>) {
    spawn(async move {
        // Fails only where the element has gone meanwhile.
        let _ = data.set_focus(true).await;
    });
}

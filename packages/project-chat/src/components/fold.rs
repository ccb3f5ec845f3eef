//! What the person has unfolded in a row.

use dioxus::prelude::*;

/// What the person has unfolded in a row; `Copy`, and kept as long as the row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fold {
    state: Signal<State>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct State {
    /// None until the person has said something.
    is_open: Option<bool>,
    /// Whether long texts are shown whole.
    is_whole: bool,
}

/// A row's fold, made once.
pub(crate) fn use_fold() -> Fold {
    Fold {
        state: use_signal(State::default),
    }
}

impl Fold {
    /// Whether the row is open: what the person said, else `by_default`.
    pub(crate) fn is_open(self, by_default: bool) -> bool {
        self.state.read().is_open.unwrap_or(by_default)
    }

    /// Opens what is closed and closes what is open.
    pub(crate) fn toggle(mut self, by_default: bool) {
        let is_open = self.state.peek().is_open.unwrap_or(by_default);
        self.state.write().is_open = Some(!is_open);
    }

    /// Whether long texts are shown whole.
    pub(crate) fn is_whole(self) -> bool {
        self.state.read().is_whole
    }

    /// Shows long texts whole, or their beginning only.
    pub(crate) fn set_whole(mut self, is_whole: bool) {
        self.state.write().is_whole = is_whole;
    }
}

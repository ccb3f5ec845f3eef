//! What the person has unfolded in a row or below a turn.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use dioxus::prelude::*;
use session_model::{RowId, SessionKey, TurnId};

use super::extent::View;

/// What the person has unfolded in a row or below a turn; `Copy`, and kept as long as that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fold {
    state: Signal<State>,
}

/// A text of a row that folds by itself, by its place in the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot(pub(crate) u16);

#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    /// None until the person has said something.
    is_open: Option<bool>,
    /// Whether all of each text is shown that the person has not said anything of.
    is_whole: bool,
    /// How much of each text the person wants to see; nothing for those left as they are.
    views: BTreeMap<Spot, View>,
    /// The parts that the person has unfolded or folded, against how they are at first.
    turned: BTreeMap<Spot, bool>,
}

/// The folds of a chat's rows, drawn or not; what the person said of a row outlives its drawing.
#[derive(Clone, Default)]
pub(crate) struct Folds {
    known: Rc<RefCell<Known>>,
    /// How rows are that the person has said nothing of.
    at_first: State,
}

#[derive(Default)]
struct Known {
    drawn: HashMap<Place, Signal<State>>,
    kept: HashMap<Place, State>,
}

/// What folds as a whole, in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    Row(SessionKey, RowId),
    /// What stands below a turn.
    Foot(SessionKey, TurnId),
}

#[cfg(test)]
impl Folds {
    /// Folds of rows that are all unfolded at first.
    pub(crate) fn unfolded() -> Self {
        let at_first = State {
            is_open: Some(true),
            ..State::default()
        };
        Self {
            at_first,
            ..Self::default()
        }
    }
}

/// Says to what is drawn below the component that runs which row it is part of.
pub(crate) fn provide_row(session: SessionKey, row: RowId) {
    use_hook(|| provide_context(Place::Row(session, row)));
}

/// Says to the component that runs that it stands below a turn.
pub(crate) fn provide_foot(session: SessionKey, turn: TurnId) {
    use_hook(|| provide_context(Place::Foot(session, turn)));
}

/// The row that the component that runs is part of; none outside of rows.
pub(crate) fn use_row() -> Option<(SessionKey, RowId)> {
    use_hook(|| match try_consume_context()? {
        Place::Row(session, row) => Some((session, row)),
        Place::Foot(..) => None,
    })
}

/// The fold of the row or foot that the component that runs is part of, made once; as the person
/// left it when it was drawn last.
pub(crate) fn use_fold() -> Fold {
    let place = use_hook(|| {
        let folds = try_consume_context::<Folds>()?;
        Some((folds, try_consume_context::<Place>()?))
    });
    let state = use_signal(|| {
        let Some((folds, row)) = place.as_ref() else {
            return State::default();
        };
        let kept = folds.known.borrow_mut().kept.remove(row);
        kept.unwrap_or_else(|| folds.at_first.clone())
    });
    use_hook(|| {
        if let Some((folds, row)) = &place {
            folds.known.borrow_mut().drawn.insert(*row, state);
        }
    });
    use_drop(move || {
        if let Some((folds, row)) = &place {
            let mut known = folds.known.borrow_mut();
            known.drawn.remove(row);
            let state = State::clone(&state.peek());
            if state != State::default() {
                known.kept.insert(*row, state);
            }
        }
    });
    Fold { state }
}

impl Folds {
    /// Opens a row, drawn or not, and shows all of its texts.
    pub(crate) fn open(&self, session: SessionKey, row: RowId) {
        let open = |state: &mut State| {
            state.is_open = Some(true);
            state.is_whole = true;
        };
        let place = Place::Row(session, row);
        let mut known = self.known.borrow_mut();
        match known.drawn.get(&place).copied() {
            Some(mut state) => open(&mut state.write()),
            None => open(known.kept.entry(place).or_default()),
        }
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

    /// How much of a text is shown.
    pub(crate) fn view(self, spot: Spot) -> View {
        let state = self.state.read();
        let by_default = if state.is_whole {
            View::Whole
        } else {
            View::Brief
        };
        state.views.get(&spot).copied().unwrap_or(by_default)
    }

    /// Shows another part of a text.
    pub(crate) fn show(mut self, spot: Spot, view: View) {
        self.state.write().views.insert(spot, view);
    }

    /// Whether a part of the row is open: what the person said, else `by_default`.
    pub(crate) fn is_spot_open(self, spot: Spot, by_default: bool) -> bool {
        let state = self.state.read();
        state.turned.get(&spot).copied().unwrap_or(by_default)
    }

    /// Opens or closes a part of the row.
    pub(crate) fn toggle_spot(mut self, spot: Spot, by_default: bool) {
        let is_open = self.state.peek().turned.get(&spot).copied();
        let is_open = is_open.unwrap_or(by_default);
        self.state.write().turned.insert(spot, !is_open);
    }
}

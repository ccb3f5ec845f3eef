//! What the person has unfolded.

mod kept;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use session_model::{RowId, SessionKey, TurnId};

use super::extent::{Reach, View};
use crate::handle::{Part, ProjectHandle};

/// What the person has unfolded in something; `Copy`. What they said outlives its drawing: it is
/// known again when the same thing is drawn later, after another project or a replay, too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fold {
    state: Signal<State>,
    /// What it is the fold of; nothing for what is not drawn again.
    of: Option<Place>,
}

/// Something that folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Folding {
    /// An ended session.
    Session(SessionKey),
    /// A row.
    Row(SessionKey, RowId),
    /// The line below a turn.
    Foot(SessionKey, TurnId),
}

/// A text of a row that folds by itself, by its place in the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Spot(pub(crate) u16);

impl Spot {
    /// What stands in the `details` element of a row: a program's own words, or a summary.
    pub(crate) const DETAILS: Self = Self(u16::MAX);
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    /// None until the person has said something.
    is_open: Option<bool>,
    /// How much of each text the person wants to see; nothing for those left as they are.
    views: BTreeMap<Spot, View>,
    /// The parts that the person has unfolded or folded, against how they are at first.
    turned: BTreeMap<Spot, bool>,
    /// What else the person has asked for, by the names that those have for it who show it.
    #[serde(default)]
    wishes: Vec<String>,
}

/// Something that folds, in its project.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    project: ProjectHandle,
    what: Folding,
}

/// The folds of what is drawn in a chat.
#[derive(Clone, Default)]
pub(crate) struct Folds {
    drawn: Rc<RefCell<HashMap<Folding, Signal<State>>>>,
    /// How things are that the person has said nothing of.
    at_first: State,
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
pub(crate) fn provide_row(project: ProjectHandle, session: SessionKey, row: RowId) {
    let what = Folding::Row(session, row);
    use_hook(|| provide_context(Place { project, what }));
}

/// The row that the component that runs is part of; none outside of rows.
pub(crate) fn use_row() -> Option<(SessionKey, RowId)> {
    match use_hook(try_consume_context::<Place>)?.what {
        Folding::Row(session, row) => Some((session, row)),
        Folding::Session(_) | Folding::Foot(..) => None,
    }
}

/// The fold of the row that the component that runs draws, made once; known to what is in the row
/// as [`use_fold_around`].
pub(crate) fn use_fold() -> Fold {
    let of = use_hook(try_consume_context::<Place>);
    let fold = use_fold_at(of);
    use_hook(|| provide_context(fold))
}

/// The fold of something that is no row, made once.
pub(crate) fn use_fold_of(project: ProjectHandle, what: Folding) -> Fold {
    use_fold_at(Some(Place { project, what }))
}

/// The fold of the row around the component that runs; one of its own outside of rows.
pub(crate) fn use_fold_around() -> Fold {
    let own = use_signal(State::default);
    let around = use_hook(try_consume_context::<Fold>);
    around.unwrap_or(Fold {
        state: own,
        of: None,
    })
}

fn use_fold_at(of: Option<Place>) -> Fold {
    let folds = use_hook(try_consume_context::<Folds>);
    let state = use_signal(|| {
        let kept = of.and_then(kept::load);
        let at_first = || folds.as_ref().map(|folds| folds.at_first.clone());
        kept.or_else(at_first).unwrap_or_default()
    });
    let place = folds.zip(of.map(|of| of.what));
    use_hook(|| {
        if let Some((folds, what)) = &place {
            folds.drawn.borrow_mut().insert(*what, state);
        }
    });
    use_drop(move || {
        if let Some((folds, what)) = &place {
            folds.drawn.borrow_mut().remove(what);
        }
    });
    Fold { state, of }
}

impl Folds {
    /// Opens an ended session, drawn or not.
    pub(crate) fn open_session(&self, project: ProjectHandle, session: SessionKey) {
        let what = Folding::Session(session);
        self.change(Place { project, what }, |state| state.is_open = Some(true));
    }

    /// Opens a row, drawn or not, and shows so much of one of its parts.
    pub(crate) fn open(
        &self,
        project: ProjectHandle,
        (session, row): (SessionKey, RowId),
        (part, reach): (Part, Reach),
    ) {
        let what = Folding::Row(session, row);
        self.change(Place { project, what }, |state| {
            state.is_open = Some(true);
            let Some(spot) = part.spot() else {
                return;
            };
            if part == Part::Details {
                state.turned.insert(Spot::DETAILS, true);
            }
            let shown = state.views.get(&spot).copied().unwrap_or_default();
            let view = match reach {
                Reach::All => shown.max(View::Whole),
                Reach::Page(page) | Reach::Cut(page) => View::Page(page),
                Reach::Lines { view, part } => {
                    state.turned.insert(part, true);
                    shown.max(view)
                }
            };
            state.views.insert(spot, view);
        });
    }

    fn change(&self, place: Place, change: impl FnOnce(&mut State)) {
        let drawn = self.drawn.borrow().get(&place.what).copied();
        if let Some(state) = drawn {
            let of = Some(place);
            return Fold { state, of }.change(change);
        }
        let mut state = kept::load(place).unwrap_or_default();
        change(&mut state);
        kept::save(place, state);
    }
}

impl Fold {
    /// Whether it is open: what the person said, else `by_default`.
    pub(crate) fn is_open(self, by_default: bool) -> bool {
        self.state.read().is_open.unwrap_or(by_default)
    }

    /// Opens what is closed and closes what is open.
    pub(crate) fn toggle(self, by_default: bool) {
        self.change(|state| state.is_open = Some(!state.is_open.unwrap_or(by_default)));
    }

    /// How much of a text is shown.
    pub(crate) fn view(self, spot: Spot) -> View {
        let state = self.state.read();
        state.views.get(&spot).copied().unwrap_or_default()
    }

    /// Shows another part of a text.
    pub(crate) fn show(self, spot: Spot, view: View) {
        self.change(|state| {
            state.views.insert(spot, view);
        });
    }

    /// Whether a part of it is open: what the person said, else `by_default`.
    pub(crate) fn is_spot_open(self, spot: Spot, by_default: bool) -> bool {
        let state = self.state.read();
        state.turned.get(&spot).copied().unwrap_or(by_default)
    }

    /// Opens or closes a part of it.
    pub(crate) fn toggle_spot(self, spot: Spot, by_default: bool) {
        self.change(|state| {
            let is_open = state.turned.entry(spot).or_insert(by_default);
            *is_open = !*is_open;
        });
    }

    /// Whether the person has asked for something. Who wants to know is not run again when it changes.
    pub(crate) fn has(self, wish: impl FnOnce() -> String) -> bool {
        let state = self.state.peek();
        // Most people ask for nothing in most rows.
        !state.wishes.is_empty() && state.wishes.contains(&wish())
    }

    /// Asks for something, or no longer.
    pub(crate) fn ask(self, wish: String, is_asked: bool) {
        self.change(|state| {
            state.wishes.retain(|known| *known != wish);
            if is_asked {
                state.wishes.push(wish);
            }
        });
    }

    /// The line that opens and closes a `details` element around it, which is open where
    /// [`Spot::DETAILS`] is.
    pub(crate) fn summary(self, words: &str) -> Element {
        rsx! {
            summary {
                onclick: move |event| {
                    // It opens by what is remembered, as it does when it is drawn again.
                    event.prevent_default();
                    self.toggle_spot(Spot::DETAILS, false);
                },
                "{words}"
            }
        }
    }

    fn change(mut self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.write());
        if let Some(of) = self.of {
            kept::save(of, self.state.peek().clone());
        }
    }
}

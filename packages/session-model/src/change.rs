//! What a view may have to redraw after a step, addressed by id.

use std::collections::HashSet;

use crate::effect::Effect;
use crate::rows::{RowId, ThreadId, TurnId};
use crate::session::SessionKey;

/// Something that may look different now.
///
/// The values are the keys that views subscribe with: a view that shows a row reads under
/// [`Change::Row`], so the marker and the reader cannot disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The project itself: whether it is loaded, its title, its model, a message given back.
    Project,
    /// The list of sessions.
    Sessions,
    /// A session but not its transcript: its life, connection, streaming, prompts, to-dos.
    Session(SessionKey),
    /// Which turns a thread of a session has, and in which order.
    Turns(SessionKey, ThreadId),
    /// Which rows a turn has, and in which order.
    Turn(SessionKey, TurnId),
    /// What a row shows.
    Row(SessionKey, RowId),
}

/// What an input came to.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// What may look different; each once, in the order of marking.
    pub changes: Vec<Change>,
    /// What the world is asked to do, in order.
    pub effects: Vec<Effect>,
    /// The changes once more, as soon as they are too many to be looked through.
    marked: HashSet<Change>,
}

/// Up to how many changes a list is looked through faster than a set.
const FEW: usize = 16;

impl Step {
    /// Marks a change, once.
    pub(crate) fn mark(&mut self, change: Change) {
        if self.changes.len() < FEW {
            if !self.changes.contains(&change) {
                self.changes.push(change);
            }
            return;
        }
        if self.marked.is_empty() {
            self.marked.extend(&self.changes);
        }
        if self.marked.insert(change) {
            self.changes.push(change);
        }
    }

    pub(crate) fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}

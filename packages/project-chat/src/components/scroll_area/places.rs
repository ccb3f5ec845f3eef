//! Where the reader was, kept over a reload and over other conversations.

use serde::{Deserialize, Serialize};
use session_wire::ProjectId;

use crate::tab;

/// What it is kept as.
const NAME: &str = "place";

/// A place in a conversation, named so that it is found again after a replay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Place {
    /// The stream's owner.
    pub(super) session: String,
    /// When the turn that is read began, in milliseconds since the Unix epoch.
    pub(super) began: i64,
    /// How far its beginning is below the top edge, in CSS pixels.
    pub(super) offset: f64,
}

/// Where the reader of a project was; none at the end.
pub(super) fn load(project: &ProjectId) -> Option<Place> {
    tab::load(project, NAME)
}

/// Keeps where the reader of a project is; none at the end.
pub(super) fn save(project: &ProjectId, place: Option<&Place>) {
    tab::save(project, NAME, place);
}

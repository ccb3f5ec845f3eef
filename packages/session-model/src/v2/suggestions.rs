//! What the agent of a V2 session suggests to do next.

use std::collections::HashSet;

use session_wire::RequestId;
use session_wire::v2::SuggestionRequest;

use super::transcript::Transcript;
use crate::session::Marks;

/// What is suggested, and what was taken up or dismissed and does not come again.
#[derive(Clone, Debug, Default)]
pub(super) struct Suggestions {
    open: Vec<SuggestionRequest>,
    settled: HashSet<RequestId>,
}

impl Transcript {
    /// What the agent suggests to do next, in the order of its coming. A new prompt of the person's
    /// ends all of it. Read under the session's change.
    pub fn suggestions(&self) -> &[SuggestionRequest] {
        &self.suggestions.open
    }

    pub(super) fn suggested(&mut self, suggestion: SuggestionRequest, marks: &mut Marks<'_>) {
        let Suggestions { open, settled } = &mut *self.suggestions;
        if settled.contains(&suggestion.id) {
            return;
        }
        match open.iter_mut().find(|known| known.id == suggestion.id) {
            Some(known) if *known == suggestion => return,
            Some(known) => *known = suggestion,
            None => open.push(suggestion),
        }
        marks.session();
    }

    /// A suggestion was taken up or dismissed, here or elsewhere.
    pub(super) fn suggestion_settled(&mut self, id: RequestId, marks: &mut Marks<'_>) {
        let Suggestions { open, settled } = &mut *self.suggestions;
        let known = open.len();
        open.retain(|suggestion| suggestion.id != id);
        if open.len() != known {
            marks.session();
        }
        settled.insert(id);
    }

    /// The person goes on, so nothing is suggested any more.
    pub(super) fn drop_suggestions(&mut self, marks: &mut Marks<'_>) {
        let Suggestions { open, settled } = &mut *self.suggestions;
        if !open.is_empty() {
            settled.extend(open.drain(..).map(|suggestion| suggestion.id));
            marks.session();
        }
    }
}

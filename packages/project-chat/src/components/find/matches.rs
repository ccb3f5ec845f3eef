//! Where words occur in what was said.

use session_model::{AnySession, Project, RowId, Session, SessionKey, TurnId};

use super::plain::plain;
use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::handle::{Generation, Text, TextPlace};
use crate::labels::Labels;

/// A place where the words occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) session: SessionKey,
    pub(super) place: TextPlace,
    /// Which of the places in its row it is, from 0.
    pub(super) nth: usize,
}

/// Every place where `query` occurs in the sessions whose messages are there, letter case aside.
pub(super) fn matches(project: &Project, query: &str, labels: &Labels) -> Vec<Match> {
    let query = query.to_lowercase();
    let mut found: Vec<Match> = Vec::new();
    if query.trim().is_empty() {
        return found;
    }
    for session in project.sessions() {
        let key = session.key();
        let mut add = |place, text: Text| {
            let before = found
                .iter()
                .rev()
                .take_while(|known| known.session == key && known.place == place);
            let before = before.count();
            let places = (0..count(text, &query)).map(|at| Match {
                session: key,
                place,
                nth: before + at,
            });
            found.extend(places);
        };
        match session {
            AnySession::V1(session) => V1::each_text(session, labels, &mut add),
            AnySession::V2(session) => V2::each_text(session, labels, &mut add),
        }
    }
    found
}

impl Match {
    /// Which of how many rows of its turn it is in, then which of how many of that row's.
    pub(super) fn path(&self, project: &Project) -> Vec<(usize, usize)> {
        let TextPlace { turn, row, member } = self.place;
        let found = match project.session(self.session) {
            Some(AnySession::V1(session)) => steps::<V1>(session, turn, row, member),
            Some(AnySession::V2(session)) => steps::<V2>(session, turn, row, member),
            None => None,
        };
        found.unwrap_or_default()
    }
}

fn steps<G: Generation>(
    session: &Session<G::Version>,
    turn: TurnId,
    row: RowId,
    member: RowId,
) -> Option<Vec<(usize, usize)>> {
    let step =
        |rows: &[RowId], row| Some((rows.iter().position(|known| *known == row)?, rows.len()));
    let mut steps = vec![step(&G::turn(session, turn)?.rows, row)?];
    // One tool alone is drawn as itself.
    if let members @ [_, _, ..] = G::members(session, row) {
        steps.push(step(members, member)?);
    }
    Some(steps)
}

fn count(text: Text, query: &str) -> usize {
    let shown = match text {
        Text::Plain(text) => text,
        // Reading markdown takes long; what lacks a word of the query lacks the query.
        Text::Markdown(source) => {
            let lower = source.to_lowercase();
            if !query.split_whitespace().all(|word| may_hold(&lower, word)) {
                return 0;
            }
            plain(&source)
        }
    };
    shown.to_lowercase().matches(query).count()
}

/// Whether a source can show a word: marks may stand between its letters, not between letters and
/// digits of one run.
fn may_hold(source: &str, word: &str) -> bool {
    word.split(|letter: char| !letter.is_alphanumeric())
        .all(|run| source.contains(run))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: Text, query: &str, expected: usize) {
        assert_eq!(count(text, query), expected);
    }

    #[test]
    fn places_are_counted_as_they_are_read() {
        let markdown = |text: &str| Text::Markdown(text.to_owned());
        check(markdown("A **bold** word, BOLD"), "bold", 2);
        check(markdown("A **bold** word"), "a bold w", 1);
        check(markdown("A [link](https://needle.test)"), "needle", 0);
        check(Text::Plain("**a** A".to_owned()), "a", 2);
        check(Text::Plain("none".to_owned()), "needle", 0);
    }
}

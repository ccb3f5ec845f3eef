//! The places where words were found.

use session_model::{AnySession, Project, RowId, Session, SessionKey, TurnId};

use crate::components::extent::Reach;
use crate::components::fold::Spot;
use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::handle::{Generation, Part, TextPlace};

/// The places where words were found, in order; millions of them take no more room than the texts
/// that they are in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    runs: Vec<Run>,
    count: usize,
}

/// What is on the page together, and holds the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) session: SessionKey,
    pub(crate) place: TextPlace,
    pub(crate) part: Part,
    pub(crate) reach: Reach,
}

/// A place where the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) stretch: Stretch,
    /// Which of the places in its part it is, from 0; by pages, of those on its page.
    pub(crate) nth: usize,
}

/// The places in one stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    stretch: Stretch,
    /// How many places are before it.
    before: usize,
    /// Which of its part's places its first is.
    nth: usize,
    count: usize,
}

impl Found {
    /// Adds so many places in a stretch, the first of which is the `nth` of its part.
    pub(crate) fn push(&mut self, stretch: Stretch, nth: usize, count: usize) {
        if count == 0 {
            return;
        }
        self.runs.push(Run {
            stretch,
            before: self.count,
            nth,
            count,
        });
        self.count += count;
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// One of them, from 0.
    pub(crate) fn get(&self, at: usize) -> Option<Match> {
        let after = self.runs.partition_point(|run| run.before <= at);
        let run = self.runs[..after].last()?;
        let within = at - run.before;
        (within < run.count).then(|| Match {
            stretch: run.stretch,
            nth: run.nth + within,
        })
    }

    /// Which of them a place is.
    pub(crate) fn position(&self, place: &Match) -> Option<usize> {
        let at = |run: &Run| place.nth.checked_sub(run.nth).filter(|at| *at < run.count);
        let mut same = self.runs.iter().filter(|run| run.stretch == place.stretch);
        same.find_map(|run| Some(run.before + at(run)?))
    }
}

impl Stretch {
    /// Where its text folds in its row.
    pub(crate) fn spot(&self) -> Spot {
        match self.part {
            Part::Line | Part::Row => Spot(0),
            Part::Section(spot) => spot,
        }
    }
}

impl Match {
    /// The text of its row that has to be shown, and how much of it; nothing for one that always is.
    pub(crate) fn text(&self) -> Option<(Spot, Reach)> {
        let stretch = self.stretch;
        (stretch.part != Part::Line).then(|| (stretch.spot(), stretch.reach))
    }

    /// Which section of its card it is in, and which page of the text there is to be shown; none
    /// where there is none.
    pub(crate) fn within(&self) -> (Option<u16>, Option<usize>) {
        let section = match self.stretch.part {
            Part::Line | Part::Row => None,
            Part::Section(Spot(place)) => Some(place),
        };
        let page = match self.stretch.reach {
            Reach::Page(page) => Some(page),
            Reach::All | Reach::Lines { .. } => None,
        };
        (section, page)
    }

    /// Which of how many rows of its turn it is in, then which of how many of that row's.
    pub(crate) fn path(&self, project: &Project) -> Vec<(usize, usize)> {
        let TextPlace { turn, row, member } = self.stretch.place;
        let found = match project.session(self.stretch.session) {
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

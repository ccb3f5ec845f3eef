//! The places where words were found.

use session_model::{AnySession, Project, Session, SessionKey};

use crate::components::extent::Reach;
use crate::components::fold::Spot;
use crate::components::scroll_area::Inside;
use crate::components::thread::MAX_DEPTH;
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

impl Match {
    /// Where it is in the row that it is in.
    pub(crate) fn inside(&self) -> Inside {
        let (section, is_in_details) = match self.stretch.part {
            Part::Line | Part::Row => (None, false),
            Part::Details => (None, true),
            Part::Section(Spot(place)) => (Some(place), false),
        };
        let (page, is_cut) = match self.stretch.reach {
            Reach::Page(page) => (Some(page), false),
            Reach::Cut(page) => (Some(page), true),
            Reach::All | Reach::Lines { .. } => (None, false),
        };
        Inside {
            section,
            is_in_details,
            page,
            is_cut,
            nth: self.nth,
        }
    }

    /// The places that are unfolded for it, outermost first: where the agents around it were started,
    /// then its own.
    pub(crate) fn places(&self, project: &Project) -> Vec<TextPlace> {
        match project.session(self.stretch.session) {
            Some(AnySession::V1(session)) => places::<V1>(session, self.stretch.place),
            Some(AnySession::V2(session)) => places::<V2>(session, self.stretch.place),
            None => Vec::new(),
        }
    }

    /// Which of how many rows of its turn it is in, then which of how many of that row's. Of an agent
    /// that a row has started, which of how many turns it is in comes first.
    pub(crate) fn path(&self, project: &Project) -> Vec<(usize, usize)> {
        let found = match project.session(self.stretch.session) {
            Some(AnySession::V1(session)) => path::<V1>(session, self.stretch.place),
            Some(AnySession::V2(session)) => path::<V2>(session, self.stretch.place),
            None => None,
        };
        found.unwrap_or_default()
    }
}

fn places<G: Generation>(session: &Session<G::Version>, place: TextPlace) -> Vec<TextPlace> {
    let outwards = std::iter::successors(Some(place), |place| G::around(session, place.turn));
    let mut places: Vec<TextPlace> = outwards.take(1 + usize::from(MAX_DEPTH)).collect();
    places.reverse();
    places
}

fn path<G: Generation>(
    session: &Session<G::Version>,
    place: TextPlace,
) -> Option<Vec<(usize, usize)>> {
    let mut path = Vec::new();
    let mut thread = None;
    for TextPlace { turn, row, member } in places::<G>(session, place) {
        if let Some(thread) = thread {
            path.push(step(&G::turns(session, thread), turn)?);
        }
        path.push(step(&G::turn(session, turn)?.rows, row)?);
        // One tool alone is drawn as itself.
        if let members @ [_, _, ..] = G::members(session, row) {
            path.push(step(members, member)?);
        }
        thread = G::child(session, member);
    }
    Some(path)
}

/// Which of how many a thing is.
fn step<T: PartialEq>(all: &[T], one: T) -> Option<(usize, usize)> {
    Some((all.iter().position(|known| *known == one)?, all.len()))
}

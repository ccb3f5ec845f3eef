//! The search for words in what was said, in steps that the page can draw between.

use session_model::{AnySession, Project, SessionKey, ThreadId, TurnId};

use super::found::{Found, Stretch};
use super::query::{Count, Query};
use crate::components::extent::{Reach, page_of, pages};
use crate::components::fold::Spot;
use crate::components::thread::MAX_DEPTH;
use crate::components::tool_card::{spot_of_changed, view_of_changed};
use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::diff::FileDiff;
use crate::handle::{Generation, Part, Text, TextPlace};
use crate::labels::Labels;

/// How much a step looks at, in bytes of plain text: some milliseconds in a browser.
pub(crate) const STEP: usize = 1 << 20;

/// What a row costs whose texts are short.
const ROW: usize = 256;

/// A search through the sessions whose messages are there, and through the agents that they have
/// started, as deep as those are drawn. What comes while it goes on is found as far as it comes to
/// rows that are still to be looked at.
#[derive(Debug)]
pub(crate) struct Search {
    query: Query,
    /// What is still to be looked at; what is next is last.
    ahead: Vec<Ahead>,
    found: Found,
}

/// Something that is still to be looked at.
#[derive(Debug)]
enum Ahead {
    /// A turn.
    Turn {
        session: SessionKey,
        turn: TurnId,
        /// How many agents it is inside of.
        depth: u8,
    },
    /// A place in a turn.
    Place {
        session: SessionKey,
        at: TextPlace,
        depth: u8,
    },
    /// The rest of a place: kept, so that its texts are made once however many steps they take.
    Text {
        session: SessionKey,
        at: TextPlace,
        part: Part,
        text: Text<'static>,
        /// How many of its pages have been looked at.
        pages: usize,
    },
}

impl Search {
    /// A search for `query`, letter case aside; for nothing but blanks it finds nothing.
    pub(crate) fn new(project: &Project, query: &str) -> Self {
        let query = Query::new(query);
        let mut ahead = Vec::new();
        for session in project.sessions().iter().rev() {
            if !query.is_blank() {
                put_turns(&mut ahead, session, ThreadId::ROOT, 0);
            }
        }
        Self {
            query,
            ahead,
            found: Found::default(),
        }
    }

    /// Looks at some `budget` bytes more; what was found once it has looked at everything.
    pub(crate) fn step(
        &mut self,
        project: &Project,
        labels: &Labels,
        budget: usize,
    ) -> Option<Found> {
        let mut left = budget;
        while left > 0 {
            let Some(next) = self.ahead.pop() else {
                return Some(std::mem::take(&mut self.found));
            };
            match next {
                Ahead::Turn {
                    session,
                    turn,
                    depth,
                } => self.enter(project, session, turn, depth),
                Ahead::Place { session, at, depth } => {
                    if let Some(session) = project.session(session) {
                        self.look_at(session, at, depth, labels, &mut left);
                    }
                }
                Ahead::Text {
                    session,
                    at,
                    part,
                    text,
                    pages,
                } => {
                    let stretch = stretch_of(session, at, part);
                    if let Some(pages) = self.look_in(&text, pages, stretch, &mut left) {
                        self.ahead.push(Ahead::Text {
                            session,
                            at,
                            part,
                            text,
                            pages,
                        });
                    }
                }
            }
        }
        None
    }

    fn enter(&mut self, project: &Project, key: SessionKey, turn: TurnId, depth: u8) {
        let places = match project.session(key) {
            Some(AnySession::V1(session)) => V1::places(session, turn),
            Some(AnySession::V2(session)) => V2::places(session, turn),
            None => Vec::new(),
        };
        let ahead = places.into_iter().rev().map(|at| Ahead::Place {
            session: key,
            at,
            depth,
        });
        self.ahead.extend(ahead);
    }

    fn look_at(
        &mut self,
        session: &AnySession,
        at: TextPlace,
        depth: u8,
        labels: &Labels,
        left: &mut usize,
    ) {
        crate::rendered!("searched row");
        *left = left.saturating_sub(ROW);
        let key = session.key();
        let mut rest = Vec::new();
        let mut look = |part: Part, text: Text<'_>| {
            let looked = match *left {
                0 => Some(0),
                _ => self.look_in(&text, 0, stretch_of(key, at, part), left),
            };
            if let Some(pages) = looked {
                rest.push(Ahead::Text {
                    session: key,
                    at,
                    part,
                    text: text.into_owned(),
                    pages,
                });
            }
        };
        let child = match session {
            AnySession::V1(session) => {
                V1::texts(session, at.member, labels, &mut look);
                V1::child(session, at.member)
            }
            AnySession::V2(session) => {
                V2::texts(session, at.member, labels, &mut look);
                V2::child(session, at.member)
            }
        };
        if let Some(child) = child.filter(|_| depth < MAX_DEPTH) {
            put_turns(&mut self.ahead, session, child, depth + 1);
        }
        self.ahead.extend(rest.into_iter().rev());
    }

    /// Looks at a text, from a page on where it has pages. How many have been looked at where that
    /// are not all.
    fn look_in(
        &mut self,
        text: &Text<'_>,
        first: usize,
        stretch: impl Fn(Reach) -> Stretch,
        left: &mut usize,
    ) -> Option<usize> {
        match text {
            Text::Plain(text) => {
                let count = self.query.in_plain(text);
                self.add(stretch(Reach::All), 0, &count, left);
            }
            Text::Markdown(source) => {
                let count = self.query.in_markdown(source);
                self.add(stretch(Reach::All), 0, &count, left);
            }
            Text::Differences(files) => {
                let spot = stretch(Reach::All).part.spot().unwrap_or_default();
                for (reach, nth, count) in in_differences(&self.query, files, spot) {
                    self.add(stretch(reach), nth, &count, left);
                }
            }
            Text::Pages(text) => {
                let all = pages(text).unwrap_or_default();
                for page in first..all {
                    let rest = page_of(text, page + 1);
                    let (count, is_cut) = self.query.in_page(page_of(text, page), rest);
                    self.add(stretch(Reach::Page(page)), 0, &count, left);
                    self.found.push(stretch(Reach::Cut(page)), 0, is_cut.into());
                    if *left == 0 && page + 1 < all {
                        return Some(page + 1);
                    }
                }
            }
        }
        None
    }

    /// Adds the places in a stretch, the first of which is the `nth` of its part, and takes what
    /// they cost from what is `left`.
    fn add(&mut self, stretch: Stretch, nth: usize, count: &Count, left: &mut usize) {
        *left = left.saturating_sub(count.cost);
        self.found.push(stretch, nth, count.places);
    }
}

/// Puts the turns of a thread before what is still to be looked at.
fn put_turns(ahead: &mut Vec<Ahead>, session: &AnySession, thread: ThreadId, depth: u8) {
    let turns = match session {
        AnySession::V1(session) => V1::turns(session, thread),
        AnySession::V2(session) => V2::turns(session, thread),
    };
    ahead.extend(turns.into_iter().rev().map(|turn| Ahead::Turn {
        session: session.key(),
        turn,
        depth,
    }));
}

/// The stretches of a part, by what shows them.
fn stretch_of(session: SessionKey, place: TextPlace, part: Part) -> impl Fn(Reach) -> Stretch {
    move |reach| Stretch {
        session,
        place,
        part,
        reach,
    }
}

/// The places in differences by what shows them: how much of them, which place the first one is,
/// and how many.
fn in_differences(query: &Query, files: &[FileDiff], spot: Spot) -> Vec<(Reach, usize, Count)> {
    let mut runs: Vec<(Reach, usize, Count)> = Vec::new();
    let mut nth = 0;
    let mut line = 0;
    for (number, file) in (1..).zip(files) {
        let Some(part) = spot_of_changed(spot, number) else {
            break;
        };
        let heading = (files.len() > 1).then_some(file.path.as_str());
        let lines = file.hunks.iter().flat_map(|hunk| &hunk.lines);
        let texts = heading
            .map(|path| (path, 0))
            .into_iter()
            .chain(lines.map(|line| (line.text.as_str(), 1)));
        for (text, height) in texts {
            let count = query.in_plain(text);
            let view = view_of_changed(line);
            line += height;
            let reach = Reach::Lines { view, part };
            let places = count.places;
            match runs.last_mut() {
                Some((known, _, all)) if *known == reach => all.add(&count),
                _ => runs.push((reach, nth, count)),
            }
            nth += places;
        }
    }
    runs
}

//! The search for words in what was said, in steps that the page can draw between.

use std::collections::VecDeque;

use session_model::{AnySession, Project, SessionKey, ThreadId, TurnId};

use super::found::{Found, Stretch};
use super::query::{Count, Query};
use crate::components::extent::{Reach, Shown, Side, View, pages};
use crate::components::fold::Spot;
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

/// A search through the sessions whose messages are there. What comes while it goes on is found as
/// far as it comes to turns that are still to be looked at.
#[derive(Debug)]
pub(crate) struct Search {
    query: Query,
    turns: VecDeque<(SessionKey, TurnId)>,
    places: VecDeque<Place>,
    found: Found,
}

/// A place that is still to be looked at.
#[derive(Clone, Copy, Debug)]
struct Place {
    session: SessionKey,
    at: TextPlace,
    /// How many of its texts have been looked at.
    texts: usize,
    /// How many pages of the text that follows have been looked at.
    pages: usize,
}

impl Search {
    /// A search for `query`, letter case aside; for nothing but blanks it finds nothing.
    pub(crate) fn new(project: &Project, query: &str) -> Self {
        let query = Query::new(query);
        let mut turns = VecDeque::new();
        for session in project.sessions().iter().filter(|_| !query.is_blank()) {
            let of_session = match session {
                AnySession::V1(session) => V1::turns(session, ThreadId::ROOT),
                AnySession::V2(session) => V2::turns(session, ThreadId::ROOT),
            };
            turns.extend(of_session.into_iter().map(|turn| (session.key(), turn)));
        }
        Self {
            query,
            turns,
            places: VecDeque::new(),
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
            if let Some(place) = self.places.pop_front() {
                self.look_at(project, place, labels, &mut left);
            } else if let Some((session, turn)) = self.turns.pop_front() {
                self.enter(project, session, turn);
            } else {
                return Some(std::mem::take(&mut self.found));
            }
        }
        None
    }

    fn enter(&mut self, project: &Project, key: SessionKey, turn: TurnId) {
        let places = match project.session(key) {
            Some(AnySession::V1(session)) => V1::places(session, turn),
            Some(AnySession::V2(session)) => V2::places(session, turn),
            None => Vec::new(),
        };
        self.places.extend(places.into_iter().map(|at| Place {
            session: key,
            at,
            texts: 0,
            pages: 0,
        }));
    }

    fn look_at(&mut self, project: &Project, from: Place, labels: &Labels, left: &mut usize) {
        *left = left.saturating_sub(ROW);
        let mut number = 0;
        let mut rest = None;
        let mut look = |part: Part, text: Text<'_>| {
            let is_next = number >= from.texts && rest.is_none();
            let first = if number == from.texts { from.pages } else { 0 };
            if is_next {
                let stretch = |reach| Stretch {
                    session: from.session,
                    place: from.at,
                    part,
                    reach,
                };
                let looked = self.look_in(&text, first, stretch, left);
                rest = looked.map(|pages| Place {
                    texts: number,
                    pages,
                    ..from
                });
            }
            number += 1;
        };
        let row = from.at.member;
        match project.session(from.session) {
            Some(AnySession::V1(session)) => V1::texts(session, row, labels, &mut look),
            Some(AnySession::V2(session)) => V2::texts(session, row, labels, &mut look),
            None => {}
        }
        if let Some(rest) = rest {
            self.places.push_front(rest);
        }
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
                let spot = stretch(Reach::All).spot();
                for (reach, nth, count) in in_differences(&self.query, files, spot) {
                    self.add(stretch(reach), nth, &count, left);
                }
            }
            Text::Pages(text) => {
                let all = pages(text).unwrap_or_default();
                for page in first..all {
                    let shown = Shown::of(text, View::Page(page), Side::Start);
                    let count = self.query.in_plain(shown.text);
                    self.add(stretch(Reach::Page(page)), 0, &count, left);
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

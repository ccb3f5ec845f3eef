//! What a scroll area knows: whether it follows, which turns it draws, where the reader is.

use std::collections::BTreeMap;

use session_model::TurnId;

use super::follow::{Event, Follow};
use super::page::{Hold, Named, Order, Report};
use super::window::{Item, Kept, Window};

/// How far below the top edge a turn that was gone to begins, in CSS pixels.
const MARGIN: f64 = 12.0;

/// Further below the top edge than anything that is above the first turn is high.
const BEFORE_ALL: f64 = 1.0e6;

/// A turn of the conversation, by its session's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TurnPlace {
    pub(crate) session: u32,
    pub(crate) turn: TurnId,
}

/// Which of a conversation's turns is meant, from where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The beginning of this turn, or the turn before it.
    Previous,
    /// The turn after this one.
    Next,
}

/// A scroll area.
#[derive(Debug, Default)]
pub(super) struct Area {
    pub(super) follow: Follow,
    pub(super) to_end: f64,
    windows: BTreeMap<u32, Listed>,
    /// The windows from top to bottom.
    order: Vec<u32>,
    /// The window and turn at the top edge, and how far its beginning is below the edge.
    reading: Option<(u32, u32, f64)>,
    /// The turn that was gone to, while the reader has not gone on.
    target: Option<(u32, u32)>,
    /// How far below the top edge it begins.
    target_offset: f64,
    /// Windows with the first and last of turns that must stay.
    spans: Vec<(u32, u32, u32)>,
    is_printing: bool,
}

/// A session's turns.
#[derive(Debug, Default)]
struct Listed {
    window: Window,
    turns: Vec<TurnId>,
}

impl Area {
    /// What is drawn of a session that has these turns.
    pub(super) fn items(&mut self, session: u32, turns: &[TurnId]) -> Vec<Item> {
        let kept = self.kept(session);
        let listed = self.windows.entry(session).or_default();
        if listed.turns != turns {
            turns.clone_into(&mut listed.turns);
            let numbers: Vec<_> = turns.iter().map(|turn| number(*turn)).collect();
            listed.window.set_turns(&numbers, &kept);
        }
        listed.window.items()
    }

    /// Takes in what the page says. The sessions of which something else is drawn from now on.
    pub(super) fn take(&mut self, report: &Report) -> Vec<u32> {
        self.follow = self.follow.after(report.event, report.to_end);
        self.to_end = report.to_end;
        self.reading = report.reading;
        self.spans.clone_from(&report.kept);
        match report.event {
            Event::Up | Event::Down | Event::Intent | Event::End => self.target = None,
            Event::Home => self.target = self.first(),
            Event::Print => self.is_printing = true,
            Event::Printed => self.is_printing = false,
            Event::Laid | Event::Moved | Event::Freed | Event::Rest | Event::SelectAll => {}
        }
        self.order = report.windows.iter().map(|window| window.key).collect();
        for (session, turn, height) in &report.heights {
            if let Some(listed) = self.windows.get_mut(session) {
                listed.window.measure(*turn, *height);
            }
        }
        let mut changed = Vec::new();
        for window in &report.windows {
            let kept = self.kept(window.key);
            let Some(listed) = self.windows.get_mut(&window.key) else {
                continue;
            };
            let read = report.reading.filter(|(key, ..)| *key == window.key);
            let seen = listed.window.seen(
                -window.top,
                report.view,
                read.map(|(_, turn, below)| (turn, below)),
            );
            if listed.window.look(seen, &kept) {
                changed.push(window.key);
            }
        }
        changed
    }

    fn first(&mut self) -> Option<(u32, u32)> {
        let (session, _) = self.first_with_turns(self.order.iter())?;
        let first = self.turn(session, 0)?;
        // Further than anything is above the first turn: the very beginning.
        self.target_offset = BEFORE_ALL;
        Some((session, number(first.turn)))
    }

    /// What the page is to do about what it said; none where it knows already.
    pub(super) fn answer(&self, report: &Report) -> Option<Order> {
        if report.event == Event::Home {
            return Some(self.hold());
        }
        let asks = matches!(
            report.event,
            Event::Up | Event::Down | Event::Intent | Event::Freed | Event::End
        );
        asks.then(|| Order {
            sequence: Some(report.sequence),
            hold: Some(Hold::Named(self.named())),
            ..Order::default()
        })
    }

    /// What the page is to keep in view, for one that knows nothing yet.
    pub(super) fn hold(&self) -> Order {
        let hold = match self.target {
            Some((session, turn)) => Hold::Turn(session, turn, self.target_offset),
            None => Hold::Named(self.named()),
        };
        Order {
            hold: Some(hold),
            ..Order::default()
        }
    }

    fn named(&self) -> Named {
        match self.follow {
            Follow::End => Named::End,
            Follow::Place => Named::Here,
        }
    }

    /// Follows the end.
    pub(super) fn go_to_end(&mut self) -> Order {
        self.follow = Follow::End;
        self.target = None;
        self.hold()
    }

    /// Goes to a turn and stays there; `offset` is how far below the top edge it begins.
    pub(super) fn go_to_turn(&mut self, place: TurnPlace, offset: f64) -> Order {
        self.draw(place);
        self.target_offset = offset;
        self.hold()
    }

    /// Draws a turn, wherever it is, until the reader goes on.
    pub(super) fn draw(&mut self, place: TurnPlace) {
        self.follow = Follow::Place;
        self.target = Some((place.session, number(place.turn)));
        self.target_offset = MARGIN;
        self.draw_target();
    }

    /// The turn that is a step away from where the reader is; none where the end is.
    pub(super) fn step(&self, step: Step) -> Option<TurnPlace> {
        let (session, turn, offset) = match (self.target, self.reading) {
            (Some((session, turn)), _) => (session, turn, MARGIN),
            (None, Some(reading)) => reading,
            (None, None) => return None,
        };
        let listed = self.windows.get(&session)?;
        let at = listed.window.heights().place(turn)?;
        match step {
            // Its beginning is above the edge.
            Step::Previous if offset < MARGIN - 1.0 => self.turn(session, at),
            Step::Previous if at > 0 => self.turn(session, at - 1),
            Step::Previous => {
                let before = self.order.iter().rev().skip_while(|key| **key != session);
                let (session, listed) = self.first_with_turns(before.skip(1))?;
                self.turn(session, listed.turns.len() - 1)
            }
            Step::Next if offset > MARGIN + 1.0 => self.turn(session, at),
            Step::Next if at + 1 < listed.turns.len() => self.turn(session, at + 1),
            Step::Next => {
                let after = self.order.iter().skip_while(|key| **key != session);
                let (session, _) = self.first_with_turns(after.skip(1))?;
                self.turn(session, 0)
            }
        }
    }

    /// The turn that is read, and how far its beginning is below the top edge.
    pub(super) fn reading(&self) -> Option<(TurnPlace, f64)> {
        let (session, turn, offset) = self.reading?;
        let place = self.windows.get(&session)?.window.heights().place(turn)?;
        Some((self.turn(session, place)?, offset))
    }

    /// How far below the top edge a turn that is gone to begins.
    pub(super) fn margin() -> f64 {
        MARGIN
    }

    fn turn(&self, session: u32, place: usize) -> Option<TurnPlace> {
        let turn = *self.windows.get(&session)?.turns.get(place)?;
        Some(TurnPlace { session, turn })
    }

    fn first_with_turns<'a>(
        &self,
        mut sessions: impl Iterator<Item = &'a u32>,
    ) -> Option<(u32, &Listed)> {
        sessions.find_map(|session| {
            let listed = self.windows.get(session)?;
            (!listed.turns.is_empty()).then_some((*session, listed))
        })
    }

    fn draw_target(&mut self) {
        let Some((session, _)) = self.target else {
            return;
        };
        let kept = self.kept(session);
        if let Some(listed) = self.windows.get_mut(&session) {
            listed.window.look_again(&kept);
        }
    }

    fn kept(&self, session: u32) -> Kept {
        let of_session = |key: &u32| *key == session;
        Kept {
            end: self.follow == Follow::End && self.order.last().is_none_or(of_session),
            target: self
                .target
                .filter(|(key, _)| of_session(key))
                .map(|(_, turn)| turn),
            spans: self
                .spans
                .iter()
                .filter(|(key, ..)| of_session(key))
                .map(|(_, from, to)| (*from, *to))
                .collect(),
            all: self.is_printing,
        }
    }
}

fn number(turn: TurnId) -> u32 {
    turn.first_row().number()
}

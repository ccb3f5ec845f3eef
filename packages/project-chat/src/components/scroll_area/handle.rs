//! The handle by which components move the scroll area.

use std::collections::HashMap;

use dioxus::prelude::*;
use session_model::{AnySession, SessionKey, TurnId};
use session_wire::ProjectId;

use super::area::{Area, Step, TurnPlace};
use super::follow::{Event, Follow};
use super::page::{Mark, Order, Page, Report};
use super::places::{self, Place};
use super::transcript::began;
use super::window::Item;
use crate::components::written::As;
use crate::handle::ProjectHandle;
use crate::labels::labels_here;

/// A scroll area; `Copy`, made by [`use_scroll`].
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct ScrollHandle {
    project: ProjectHandle,
    area: CopyValue<Area>,
    page: CopyValue<Option<Page>>,
    /// Those who draw a session's turns.
    drawers: CopyValue<HashMap<u32, Signal<u32>>>,
    /// Where the reader was the last time, until it is there again.
    wanted: CopyValue<Option<Place>>,
    sees_end: Signal<bool>,
    is_following: Signal<bool>,
    offset_minutes: Signal<i32>,
}

/// The handle of a project's scroll area, made once.
pub(crate) fn use_scroll(project: ProjectHandle) -> ScrollHandle {
    use_hook(|| ScrollHandle {
        project,
        area: CopyValue::new(Area::default()),
        page: CopyValue::new(None),
        drawers: CopyValue::new(HashMap::new()),
        wanted: CopyValue::new(places::load(&project.peek(id))),
        sees_end: Signal::new(true),
        is_following: Signal::new(true),
        offset_minutes: Signal::new(0),
    })
}

fn id(project: &session_model::Project) -> ProjectId {
    project.id().clone()
}

/// What the person wants.
impl ScrollHandle {
    /// Goes to the end and stays there.
    pub(crate) fn go_to_end(mut self) {
        self.wanted.set(None);
        let order = self.area.write().go_to_end();
        self.tell(&order);
        self.show();
    }

    /// Goes to the turn before or after where the reader is; to the end where that is none.
    pub(crate) fn step(self, step: Step) {
        let place = self.area.read().step(step);
        match (place, step) {
            (Some(place), _) => self.go_to_turn(place, Area::margin()),
            (None, Step::Next) => self.go_to_end(),
            (None, Step::Previous) => {}
        }
    }

    /// Goes to a turn; `offset` is how far below the top edge it begins, in CSS pixels.
    pub(crate) fn go_to_turn(mut self, place: TurnPlace, offset: f64) {
        let order = self.area.write().go_to_turn(place, offset);
        self.redraw(&[place.session]);
        self.tell(&order);
        self.show();
    }

    /// Shows and marks one of the places in a turn where words were found.
    pub(crate) fn mark(mut self, place: TurnPlace, mark: Mark) {
        self.area.write().draw(place);
        self.redraw(&[place.session]);
        let turn = Some((place.session, place.turn.first_row().number()));
        self.tell(&Order {
            mark: Some(Mark { turn, ..mark }),
            ..Order::default()
        });
        self.show();
    }

    /// Marks nothing any more.
    pub(crate) fn unmark(self) {
        self.tell(&Order {
            mark: Some(Mark::default()),
            ..Order::default()
        });
    }

    /// Gives the area the focus.
    pub(crate) fn focus(self) {
        self.tell(&Order {
            focus: true,
            ..Order::default()
        });
    }
}

/// What is shown.
impl ScrollHandle {
    /// Whether the reader sees the end. Subscribes.
    pub(super) fn sees_end(self) -> bool {
        *self.sees_end.read()
    }

    /// Whether the end is kept in view. Subscribes.
    pub(super) fn is_following(self) -> bool {
        *self.is_following.read()
    }

    /// How far local time is ahead of UTC, once the page has said so. Subscribes.
    pub(crate) fn offset_minutes(self) -> i32 {
        *self.offset_minutes.read()
    }

    /// What is drawn of a session that has these turns.
    pub(crate) fn items(mut self, session: SessionKey, turns: &[TurnId]) -> Vec<Item> {
        self.area.write().items(session.number(), turns)
    }

    /// Has `drawer` changed when something else of a session is to be drawn.
    pub(crate) fn enter(mut self, session: SessionKey, drawer: Signal<u32>) {
        self.drawers.write().insert(session.number(), drawer);
    }

    /// Nobody draws a session's turns any more.
    pub(crate) fn leave(mut self, session: SessionKey) {
        if let Ok(mut drawers) = self.drawers.try_write() {
            drawers.remove(&session.number());
        }
    }

    /// Goes to where the reader was the last time, when it is one of these turns.
    pub(crate) fn restore(mut self, session: SessionKey, turns: &[TurnId]) {
        let Some(place) = self.wanted.peek().clone() else {
            return;
        };
        let found = self.project.peek(|project| {
            let known = project.session(session)?;
            let name = known.info().cloud_session.as_ref()?;
            let is_place = |turn: &&TurnId| {
                began(known, **turn).is_some_and(|began| began.as_millis() == place.began)
            };
            (name.to_string() == place.session).then(|| turns.iter().find(is_place).copied())?
        });
        if let Some(turn) = found {
            self.wanted.set(None);
            let session = session.number();
            self.go_to_turn(TurnPlace { session, turn }, place.offset);
        }
    }

    /// Whether the reader was in this session the last time.
    pub(crate) fn wants(self, session: &AnySession) -> bool {
        let name = session.info().cloud_session.as_ref();
        let wanted = self.wanted.peek();
        let place = wanted.as_ref();
        place.is_some_and(|place| name.is_some_and(|name| name.to_string() == place.session))
    }
}

/// What the page says.
impl ScrollHandle {
    pub(super) fn mounted(mut self, area: &MountedData, name: u64) {
        let page = Page::attach(area, name, self);
        self.page.set(page);
        // What was gone to before there was a page.
        let order = self.area.peek().hold();
        self.tell(&order);
    }

    pub(super) fn unmounted(mut self) {
        if let Ok(mut page) = self.page.try_write() {
            page.take();
        }
    }

    /// Takes in a report. What the page is to do about it.
    pub(super) fn take(mut self, report: Report) -> Option<Order> {
        let changed = self.area.try_write().ok()?.take(&report);
        self.redraw(&changed);
        self.show();
        if *self.offset_minutes.peek() != report.offset_minutes {
            self.offset_minutes.set(report.offset_minutes);
        }
        match report.event {
            Event::Up | Event::Down | Event::Intent | Event::Home | Event::End => {
                self.wanted.set(None);
                self.keep_place();
            }
            Event::Rest if self.wanted.peek().is_none() => self.keep_place(),
            Event::SelectAll => {
                let labels = labels_here();
                let text = self
                    .project
                    .peek(|project| As::Text.conversation(project, &labels));
                return Some(Order {
                    text: Some(text),
                    ..Order::default()
                });
            }
            _ => {}
        }
        self.area.peek().answer(&report)
    }

    fn keep_place(self) {
        let area = self.area.peek();
        let reading = area.reading().filter(|_| area.follow == Follow::Place);
        self.project.peek(|project| {
            let place = reading.and_then(|(place, offset)| {
                let mut sessions = project.sessions().iter();
                let session = sessions.find(|known| known.key().number() == place.session)?;
                Some(Place {
                    session: session.info().cloud_session.as_ref()?.to_string(),
                    began: began(session, place.turn)?.as_millis(),
                    offset,
                })
            });
            places::save(project.id(), place.as_ref());
        });
    }

    fn tell(self, order: &Order) {
        if let Some(page) = self.page.peek().as_ref() {
            page.tell(order);
        }
    }

    fn redraw(self, sessions: &[u32]) {
        for session in sessions {
            let drawer = self.drawers.peek().get(session).copied();
            if let Some(mut drawer) = drawer {
                drawer += 1;
            }
        }
    }

    fn show(mut self) {
        let (follow, to_end) = {
            let area = self.area.peek();
            (area.follow, area.to_end)
        };
        let is_following = follow == Follow::End;
        let sees_end = follow.sees_end(to_end);
        if *self.is_following.peek() != is_following {
            self.is_following.set(is_following);
        }
        if *self.sees_end.peek() != sees_end {
            self.sees_end.set(sees_end);
        }
    }
}

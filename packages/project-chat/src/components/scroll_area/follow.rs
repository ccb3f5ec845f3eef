//! Whether the end of the conversation is followed, told from what the reader does.

use serde::Deserialize;

/// How close to the end, in CSS pixels, counts as the end for a reader who comes to it.
const NEAR: f64 = 16.0;

/// What the area keeps in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Follow {
    /// The end, wherever it moves.
    #[default]
    End,
    /// What is being read.
    Place,
}

/// What happened on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Event {
    /// Things got another size.
    Laid,
    /// The area was moved, but not by the reader.
    Moved,
    /// The reader scrolled towards the beginning.
    Up,
    /// The reader scrolled towards the end.
    Down,
    /// The reader took over: a wheel, a finger, a key, the scrollbar, a selection, a focus.
    Intent,
    /// Nothing in the area has the reader's hand any more.
    Freed,
    /// The area has stood still for a while, or the page goes away.
    Rest,
    /// The reader asks for the beginning.
    Home,
    /// The reader asks for the end.
    End,
    /// The reader selected everything.
    SelectAll,
    /// The page is about to be printed.
    Print,
    /// The page was printed.
    Printed,
}

impl Follow {
    /// What is kept after an event, which left `to_end` CSS pixels below what is seen.
    pub(super) fn after(self, event: Event, to_end: f64) -> Self {
        match event {
            Event::Up | Event::Intent | Event::Home => Self::Place,
            Event::End => Self::End,
            Event::Down | Event::Freed if to_end <= NEAR => Self::End,
            _ => self,
        }
    }

    /// Whether somebody who reads here sees the end.
    pub(super) fn sees_end(self, to_end: f64) -> bool {
        self == Self::End || to_end <= NEAR
    }
}

#[cfg(test)]
mod tests {
    use super::Event::{
        Down, End, Freed, Home, Intent, Laid, Moved, Print, Printed, Rest, SelectAll, Up,
    };
    use super::*;

    fn check(events: &[(Event, f64)], expected: Follow) {
        let follow = events
            .iter()
            .fold(Follow::default(), |follow, (event, to_end)| {
                follow.after(*event, *to_end)
            });
        assert_eq!(follow, expected, "{events:?}");
    }

    #[test]
    fn the_end_is_followed_from_the_beginning_however_it_moves() {
        check(&[], Follow::End);
        check(&[(Laid, 0.0), (Moved, 300.0), (Laid, 500.0)], Follow::End);
        for event in [Rest, SelectAll, Print, Printed] {
            check(&[(event, 900.0)], Follow::End);
        }
    }

    #[test]
    fn intent_lets_go_at_any_distance() {
        check(&[(Intent, 0.0)], Follow::Place);
        check(&[(Up, 1.0)], Follow::Place);
        check(&[(Intent, 0.0), (Up, 3.0), (Laid, 90.0)], Follow::Place);
    }

    #[test]
    fn growth_of_what_is_below_brings_nobody_back() {
        check(&[(Up, 300.0), (Laid, 10.0), (Moved, 0.0)], Follow::Place);
    }

    #[test]
    fn coming_to_the_end_takes_hold_again() {
        check(&[(Up, 300.0), (Down, 200.0)], Follow::Place);
        check(&[(Up, 300.0), (Down, 200.0), (Down, 4.0)], Follow::End);
        // A small step up is not undone by being near the end.
        check(&[(Up, 3.0), (Up, 6.0)], Follow::Place);
    }

    #[test]
    fn keys_go_to_the_beginning_and_to_the_end() {
        check(&[(Home, 0.0)], Follow::Place);
        check(&[(Home, 0.0), (End, 900.0)], Follow::End);
    }

    #[test]
    fn letting_go_of_something_at_the_end_takes_hold_again() {
        check(&[(Intent, 0.0), (Freed, 0.0)], Follow::End);
        check(&[(Intent, 0.0), (Laid, 80.0), (Freed, 80.0)], Follow::Place);
    }

    #[test]
    fn the_end_is_seen_without_being_followed() {
        assert!(Follow::Place.sees_end(0.0));
        assert!(!Follow::Place.sees_end(40.0));
        assert!(Follow::End.sees_end(40.0));
    }
}

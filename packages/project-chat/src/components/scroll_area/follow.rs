//! Whether the end of the conversation is followed, told from how the reader scrolls.

/// How close to the end, in pixels, still counts as the end.
const NEAR: f64 = 16.0;

/// Differences below this come from rounding.
const SLACK: f64 = 1.0;

/// Where a scroll area stands, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Metrics {
    /// How far it is scrolled from the top.
    pub(super) top: f64,
    /// How high its content is.
    pub(super) content: f64,
    /// How high it is itself.
    pub(super) view: f64,
}

impl Metrics {
    fn to_end(self) -> f64 {
        self.content - self.view - self.top
    }
}

/// Whether the end is followed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Follow {
    is_following: bool,
    last: Option<Metrics>,
    /// How many requests to go to the end are on their way: a window takes a while to answer.
    on_their_way: u32,
    /// Where the reader went while one was: it comes too late and has to be undone.
    left_at: Option<f64>,
}

impl Default for Follow {
    fn default() -> Self {
        Self {
            is_following: true,
            last: None,
            on_their_way: 0,
            left_at: None,
        }
    }
}

impl Follow {
    pub(super) fn is_following(self) -> bool {
        self.is_following
    }

    /// The area was scrolled, by whomever.
    pub(super) fn scrolled(&mut self, now: Metrics) {
        let last = self.last.replace(now);
        let went_up = last.is_some_and(|last| {
            let shrank = now.content < last.content - SLACK || now.view > last.view + SLACK;
            now.top < last.top - SLACK && !shrank
        });
        match self.left_at {
            _ if went_up => {
                self.is_following = false;
                self.left_at = (self.on_their_way > 0).then_some(now.top);
            }
            // The end that a late request went to is not where the reader is.
            Some(top) if (now.top - top).abs() > SLACK => {}
            Some(_) => self.left_at = None,
            None if now.to_end() <= NEAR => self.is_following = true,
            None => {}
        }
    }

    /// The reader wants to be at the end.
    pub(super) fn go_to_end(&mut self) {
        self.is_following = true;
        self.left_at = None;
    }

    /// The end was asked for.
    pub(super) fn asked(&mut self) {
        self.on_their_way += 1;
    }

    /// A request was carried out. Where to go back to, when the reader had left before.
    pub(super) fn carried_out(&mut self) -> Option<f64> {
        self.on_their_way = self.on_their_way.saturating_sub(1);
        self.left_at.filter(|_| self.on_their_way == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Event {
        /// Top, content; the view is 100 high.
        Scroll(f64, f64),
        Jump,
        Asked,
        /// What it gives back.
        CarriedOut(Option<f64>),
    }
    use Event::{Asked, CarriedOut, Jump, Scroll};

    fn check(events: &[Event], is_following: bool) {
        let mut follow = Follow::default();
        for event in events {
            match *event {
                Scroll(top, content) => follow.scrolled(Metrics {
                    top,
                    content,
                    view: 100.0,
                }),
                Jump => follow.go_to_end(),
                Asked => follow.asked(),
                CarriedOut(back_to) => assert_eq!(follow.carried_out(), back_to),
            }
        }
        assert_eq!(follow.is_following(), is_following);
    }

    const END: Event = Scroll(900.0, 1000.0);
    const AWAY: Event = Scroll(500.0, 1000.0);

    #[test]
    fn the_end_is_followed_from_the_beginning_and_while_it_moves() {
        check(&[], true);
        check(&[END, Scroll(950.0, 1050.0)], true);
        // Content grew before the end could be held.
        check(&[END, Scroll(900.0, 1050.0)], true);
    }

    #[test]
    fn a_small_scroll_up_lets_go() {
        check(&[END, Scroll(897.0, 1000.0)], false);
        check(&[END, Scroll(897.0, 1040.0)], false);
    }

    #[test]
    fn shrinking_content_does_not_let_go() {
        check(&[END, Scroll(700.0, 800.0)], true);
    }

    #[test]
    fn coming_back_takes_hold_again() {
        check(&[END, AWAY], false);
        check(&[END, AWAY, Scroll(890.0, 1000.0)], true);
        check(&[END, AWAY, Scroll(700.0, 1000.0)], false);
        check(&[END, AWAY, Jump], true);
    }

    #[test]
    fn a_request_that_the_reader_overtook_is_undone() {
        let late = [Asked, END, AWAY, CarriedOut(Some(500.0)), END];
        check(&late, false);
        check(
            &[Asked, END, AWAY, CarriedOut(Some(500.0)), END, AWAY],
            false,
        );
        check(
            &[
                Asked,
                END,
                AWAY,
                CarriedOut(Some(500.0)),
                END,
                AWAY,
                Scroll(890.0, 1000.0),
            ],
            true,
        );
        check(&[Asked, CarriedOut(None), END, AWAY], false);
        check(&[Asked, END, AWAY, Jump, CarriedOut(None), END], true);
    }
}

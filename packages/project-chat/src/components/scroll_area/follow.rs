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
}

impl Default for Follow {
    fn default() -> Self {
        Self {
            is_following: true,
            last: None,
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
        if went_up {
            self.is_following = false;
        } else if now.to_end() <= NEAR {
            self.is_following = true;
        }
    }

    /// The reader turns the wheel; `down` is how far, negative upwards. Comes before the scroll.
    pub(super) fn wheeled(&mut self, down: f64) {
        let can_go_up = self.last.is_some_and(|last| last.top > SLACK);
        if down < 0.0 && can_go_up {
            self.is_following = false;
        }
    }

    /// The reader wants to be at the end.
    pub(super) fn go_to_end(&mut self) {
        self.is_following = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Event {
        /// Top, content; the view is 100 high.
        Scroll(f64, f64),
        Wheel(f64),
        Jump,
    }
    use Event::{Jump, Scroll, Wheel};

    fn check(events: &[Event], is_following: bool) {
        let mut follow = Follow::default();
        for event in events {
            match *event {
                Scroll(top, content) => follow.scrolled(Metrics {
                    top,
                    content,
                    view: 100.0,
                }),
                Wheel(down) => follow.wheeled(down),
                Jump => follow.go_to_end(),
            }
        }
        assert_eq!(follow.is_following(), is_following);
    }

    #[test]
    fn the_end_is_followed_from_the_beginning_and_while_it_moves() {
        check(&[], true);
        check(&[Scroll(900.0, 1000.0), Scroll(950.0, 1050.0)], true);
        // Content grew before the end could be held.
        check(&[Scroll(900.0, 1000.0), Scroll(900.0, 1050.0)], true);
    }

    #[test]
    fn a_small_scroll_up_lets_go() {
        check(&[Scroll(900.0, 1000.0), Scroll(897.0, 1000.0)], false);
        check(&[Scroll(900.0, 1000.0), Scroll(897.0, 1040.0)], false);
        check(&[Scroll(900.0, 1000.0), Wheel(-1.0)], false);
    }

    #[test]
    fn shrinking_content_does_not_let_go() {
        check(&[Scroll(900.0, 1000.0), Scroll(700.0, 800.0)], true);
    }

    #[test]
    fn a_wheel_that_cannot_move_anything_does_not_let_go() {
        check(&[Wheel(-10.0)], true);
        check(&[Scroll(0.0, 100.0), Wheel(-10.0)], true);
    }

    #[test]
    fn coming_back_takes_hold_again() {
        let away = [Scroll(900.0, 1000.0), Scroll(500.0, 1000.0)];
        check(&away, false);
        check(
            &[
                Scroll(900.0, 1000.0),
                Scroll(500.0, 1000.0),
                Scroll(890.0, 1000.0),
            ],
            true,
        );
        check(
            &[
                Scroll(900.0, 1000.0),
                Scroll(500.0, 1000.0),
                Scroll(700.0, 1000.0),
            ],
            false,
        );
        check(&[Scroll(900.0, 1000.0), Scroll(500.0, 1000.0), Jump], true);
    }
}

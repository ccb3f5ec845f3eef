//! The mouse and the keyboard of an X display, so that the window gets what a person's give.

use dioxus::desktop::tao::dpi::LogicalPosition;
use libxdo::{OpError, XDo};

const LEFT: i32 = 1;

/// The buttons that a wheel presses.
const WHEEL_UP: i32 = 4;
const WHEEL_DOWN: i32 = 5;

/// The display's mouse and keyboard.
pub(in super::super) struct Hands(XDo);

impl Hands {
    /// Takes hold of them.
    ///
    /// # Errors
    ///
    /// That there is no X display.
    pub(in super::super) fn new() -> Result<Self, String> {
        let hands = XDo::new(None).map_err(|error| format!("there is no X display: {error}"))?;
        Ok(Self(hands))
    }

    /// Puts the mouse over a place of the page, in CSS pixels.
    pub(in super::super) fn point_at(&self, x: f64, y: f64) -> Result<(), String> {
        let window = dioxus::desktop::window();
        let corner = window
            .inner_position()
            .map_err(|error| format!("the window is nowhere: {error}"))?;
        let place = LogicalPosition::new(x, y).to_physical::<i32>(window.scale_factor());
        done(self.0.move_mouse(corner.x + place.x, corner.y + place.y, 0))
    }

    /// Clicks where the mouse is.
    pub(in super::super) fn click(&self) -> Result<(), String> {
        done(self.0.click(LEFT))
    }

    /// Turns the wheel by so many notches; up is negative.
    pub(in super::super) fn wheel(&self, notches: i32) -> Result<(), String> {
        let button = if notches < 0 { WHEEL_UP } else { WHEEL_DOWN };
        for _ in 0..notches.unsigned_abs() {
            done(self.0.click(button))?;
        }
        Ok(())
    }

    /// Presses a key by its X name, such as `Prior` for the one that goes a page up.
    pub(in super::super) fn press(&self, key: &str) -> Result<(), String> {
        done(self.0.send_keysequence(key, 0))
    }
}

fn done(outcome: Result<(), OpError>) -> Result<(), String> {
    outcome.map_err(|error| format!("the display took no input: {error}"))
}

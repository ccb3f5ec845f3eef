//! What keys mean in the composer, and how a message comes back into it.

use std::time::Duration;

use dioxus::prelude::Key;

/// After the end of a composition, how long an Enter may still be the input method's own.
const COMPOSITION_TAIL: Duration = Duration::from_millis(100);

/// A key that was pressed, and what an input method was doing then.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pressed {
    pub(super) key: Key,
    pub(super) has_shift: bool,
    /// Control, Alt or Meta.
    pub(super) has_other: bool,
    /// Whether a composition is going on, as far as the browser tells.
    pub(super) is_composing: bool,
    /// How long ago the last composition ended.
    pub(super) since_composition: Option<Duration>,
}

/// Whether a key sends the message.
///
/// Some browsers end a composition before they tell of the Enter that ended it; others name the
/// key `Process`, the key code 229 of old.
pub(super) fn sends(pressed: &Pressed) -> bool {
    let is_methods = pressed.is_composing
        || pressed.key == Key::Process
        || pressed
            .since_composition
            .is_some_and(|since| since < COMPOSITION_TAIL);
    pressed.key == Key::Enter && !pressed.has_shift && !pressed.has_other && !is_methods
}

/// The text of the box when a message comes back into it: nothing that was typed since is lost.
pub(super) fn join(returned: &str, typed: &str) -> String {
    match (returned.trim().is_empty(), typed.trim().is_empty()) {
        (_, true) => returned.to_owned(),
        (true, false) => typed.to_owned(),
        (false, false) => format!("{returned}\n\n{typed}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter() -> Pressed {
        Pressed {
            key: Key::Enter,
            has_shift: false,
            has_other: false,
            is_composing: false,
            since_composition: None,
        }
    }

    #[test]
    fn enter_alone_sends() {
        assert!(sends(&enter()));
        for other in [
            Pressed {
                has_shift: true,
                ..enter()
            },
            Pressed {
                has_other: true,
                ..enter()
            },
            Pressed {
                key: Key::Tab,
                ..enter()
            },
            Pressed {
                key: Key::Character("a".to_owned()),
                ..enter()
            },
        ] {
            assert!(!sends(&other), "{other:?}");
        }
    }

    #[test]
    fn enter_of_an_input_method_does_not_send() {
        for methods in [
            Pressed {
                is_composing: true,
                ..enter()
            },
            Pressed {
                key: Key::Process,
                ..enter()
            },
            Pressed {
                since_composition: Some(Duration::from_millis(3)),
                ..enter()
            },
        ] {
            assert!(!sends(&methods), "{methods:?}");
        }
        let later = Some(Duration::from_secs(2));
        assert!(sends(&Pressed {
            since_composition: later,
            ..enter()
        }));
    }

    #[test]
    fn a_returned_message_is_joined_with_what_was_typed_since() {
        for (returned, typed, expected) in [
            ("first", "", "first"),
            ("first", "  \n", "first"),
            ("first", "second", "first\n\nsecond"),
            ("", "second", "second"),
            ("", "", ""),
        ] {
            assert_eq!(join(returned, typed), expected);
        }
    }
}

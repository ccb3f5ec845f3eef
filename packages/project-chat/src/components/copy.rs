//! Buttons that copy a text, in one form or in several.

mod button;
mod menu;
mod state;

pub(crate) use button::{CopyButton, CopyFrom};
pub(crate) use menu::CopyMenu;

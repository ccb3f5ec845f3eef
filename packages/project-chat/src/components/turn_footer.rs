//! What stands below a turn: what it took, what it changed, and copying it.
//!
#![doc = include_str!("turn_footer/docs.md")]

mod changed;
mod component;
mod difference;
mod figures;

pub(crate) use component::TurnFooter;
#[cfg(test)]
pub(crate) use difference::difference;

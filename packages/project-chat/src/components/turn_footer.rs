//! What stands below a turn: what it took, what it changed, and copying it.
//!
#![doc = include_str!("turn_footer/docs.md")]

mod changed;
mod component;
mod figures;

pub(crate) use changed::Changed;
pub(crate) use component::TurnFooter;

//! A list of turns, each a message and what answers it.

mod component;
mod slot;
mod turn;

pub(crate) use component::Thread;

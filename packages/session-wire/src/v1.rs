//! The first generation: messages of the legacy CLI, known by their time.

mod event;
mod message;

pub use event::Line;
pub use message::{Ask, Author, CloudMessage, Images, Say};

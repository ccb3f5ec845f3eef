//! A recording's final transcript, for people and for programs that check others.

mod classify;
mod host;
mod lines;
mod reading;
mod render;
mod script;

pub use lines::text;
pub use reading::{ReadError, Recording};
pub use render::Format;
pub use script::Script;

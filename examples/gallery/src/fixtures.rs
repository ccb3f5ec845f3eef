//! Projects in a fixed state, made of recordings of real agents.

mod recordings;
mod stage;
mod tools;

pub(crate) use recordings::Recording;
pub(crate) use stage::{Generation, NOW, Stage};
pub(crate) use tools::{ToolCard, tool_cards};

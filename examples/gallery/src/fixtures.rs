//! Projects in a fixed state, made of recordings of real agents.

mod long;
mod made;
mod recent;
mod recordings;
mod stage;
pub(crate) mod tools;

pub(crate) use long::Long;
pub(crate) use made::{Made, used, words};
pub(crate) use recent::recent;
pub(crate) use recordings::Recording;
pub(crate) use stage::{Generation, NOW, Stage, Wire};
pub(crate) use tools::{ToolCard, tool_cards};

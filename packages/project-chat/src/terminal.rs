//! What a terminal shows of a command's output, as lines of typed spans.
//!
//! Colours become names of a theme's sixteen colours, carriage returns and erasures are carried out,
//! every other control sequence is left out. No HTML is made and nothing is ever run.

mod screen;
mod style;

pub(crate) use screen::lines;
pub(crate) use style::{Colour, Style};

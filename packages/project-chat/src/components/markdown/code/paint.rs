//! The colours of a code block's lines.

#[cfg(feature = "highlight")]
mod live;
#[cfg(not(feature = "highlight"))]
mod plain;
#[cfg(feature = "highlight")]
mod queue;

use std::ops::Range;
use std::rc::Rc;

#[cfg(feature = "highlight")]
pub(super) use live::use_paint;
#[cfg(not(feature = "highlight"))]
pub(super) use plain::use_paint;

/// Coloured lines, from the first of a chunk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Painted {
    /// The lines, parted by newlines.
    pub(super) source: String,
    pub(super) lines: Vec<PaintedLine>,
}

/// A coloured line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PaintedLine {
    /// In bytes, without the newline.
    pub(super) length: usize,
    /// The coloured parts, each with its class.
    pub(super) parts: Rc<[(Range<usize>, &'static str)]>,
}

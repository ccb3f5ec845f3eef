//! No colours: what a build without a highlighter shows.

use super::Painted;
use crate::markdown::{Code, Seq};

/// The colours of the first `_shown` chunks of `_code`: none.
pub(in super::super) fn use_paint(_code: &Code, _shown: usize) -> Seq<Painted> {
    Seq::new()
}

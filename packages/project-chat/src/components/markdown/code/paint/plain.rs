//! No colours: what a build without a highlighter shows.

use super::Paint;
use crate::markdown::Code;

/// The colours of the first `_shown` chunks of `_code`: none.
pub(in super::super) fn use_paint(_code: &Code, _shown: usize) -> Paint {
    Paint::default()
}

//! The most that a page may weigh.

use std::path::Path;

use super::{page, sizes};
use crate::failure::{Failure, Outcome};
use crate::say;

/// The most bytes of code that the measured page may load, compressed with brotli: the components,
/// the model, the client and Dioxus. A little above what it weighs, so that growth is noticed.
const MOST: usize = 585_000;

/// Fails where the page in that folder weighs more than the budget.
pub(crate) fn check(folder: &Path) -> Outcome {
    let mut sum = 0;
    for file in page::files_below(folder)? {
        if sizes::is_loaded(&file) {
            sum += sizes::brotli(&file).ok_or_else(|| {
                Failure::new("nothing here can compress with brotli: install brotli or Node")
            })?;
        }
    }
    say::note(&format!("{sum} bytes of at most {MOST}"));
    within(sum, MOST).map_err(Failure::new)
}

fn within(sum: usize, most: usize) -> Result<(), String> {
    if sum <= most {
        return Ok(());
    }
    Err(format!(
        "the page loads {sum} bytes of code (brotli), {} more than its budget: find out what grew, \
         or raise the budget in xtask/src/web/budget.rs and say why",
        sum - most
    ))
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_page_that_grew_too_much_is_told_by_how_much() {
        assert_eq!(within(10, 10), Ok(()));
        assert!(within(12, 10).is_err_and(|what| what.contains(" 2 more ")));
    }
}

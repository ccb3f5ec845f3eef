//! The most that a page may weigh.

use std::path::Path;

use super::page;
use super::sizes::{self, When};
use crate::failure::{Failure, Outcome};
use crate::say;

/// The most bytes of code that the measured page may ask for to start, compressed with brotli: the
/// components, the model, the client and Dioxus. A little above what it weighs, so that growth is
/// noticed.
const MOST_AT_START: usize = 540_000;

/// The same for everything that it may ever ask for.
const MOST: usize = 665_000;

/// Fails where the page in that folder weighs more than the budget.
pub(crate) fn check(folder: &Path) -> Outcome {
    let mut sum = 0;
    let mut at_start = 0;
    for file in page::files_below(folder)? {
        let Some(when) = sizes::loaded(&file) else {
            continue;
        };
        let size = sizes::brotli(&file).ok_or_else(|| {
            Failure::new("nothing here can compress with brotli: install brotli or Node")
        })?;
        sum += size;
        if when == When::AtStart {
            at_start += size;
        }
    }
    say::note(&format!(
        "{at_start} bytes of at most {MOST_AT_START} to start"
    ));
    say::note(&format!("{sum} bytes of at most {MOST} in all"));
    within("to start", at_start, MOST_AT_START).map_err(Failure::new)?;
    within("in all", sum, MOST).map_err(Failure::new)
}

fn within(what: &str, sum: usize, most: usize) -> Result<(), String> {
    if sum <= most {
        return Ok(());
    }
    Err(format!(
        "the page loads {sum} bytes of code {what} (brotli), {} more than its budget: find out what \
         grew, let it travel when it is needed (`chunk!`), or raise the budget in \
         xtask/src/web/budget.rs and say why",
        sum - most
    ))
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_page_that_grew_too_much_is_told_by_how_much() {
        assert_eq!(within("in all", 10, 10), Ok(()));
        assert!(
            within("in all", 12, 10)
                .is_err_and(|what| what.contains(" 2 more ") && what.contains(" in all "))
        );
    }
}

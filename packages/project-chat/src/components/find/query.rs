//! The words that are looked for, and how often they occur in a text.

use super::plain::plain;
use crate::components::extent::floor;

/// How many times longer it takes to read markdown than plain letters.
const READING: usize = 8;

/// Words that are looked for, letter case aside.
#[derive(Debug)]
pub(super) struct Query(String);

/// How often words occur in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) places: usize,
    /// What it took to say so, in bytes of plain text.
    pub(super) cost: usize,
}

impl Query {
    pub(super) fn new(query: &str) -> Self {
        Self(query.to_lowercase())
    }

    /// Whether there is nothing to look for.
    pub(super) fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// How often the words occur in a text as it is.
    pub(super) fn in_plain(&self, text: &str) -> Count {
        Count {
            places: text.to_lowercase().matches(&self.0).count(),
            cost: text.len(),
        }
    }

    /// How often the words occur in a page of a text, and whether its end cuts them in two: `rest`
    /// is what follows it.
    pub(super) fn in_page(&self, page: &str, rest: &str) -> (Count, bool) {
        // A letter takes up to three times as much room as it does in lower case.
        let rest = &rest[..floor(rest, self.0.len().saturating_mul(3))];
        let cost = page.len() + rest.len();
        let mut text = page.to_lowercase();
        let end = text.len();
        text.push_str(&rest.to_lowercase());
        let begun = text.match_indices(&self.0).map(|(at, _)| at);
        let begun: Vec<usize> = begun.take_while(|at| *at < end).collect();
        // Of places that do not overlap only the last one can go on behind the end.
        let is_cut = begun.last().is_some_and(|at| at + self.0.len() > end);
        let places = begun.len() - usize::from(is_cut);
        (Count { places, cost }, is_cut)
    }

    /// How often the words occur in what is read of a markdown text.
    pub(super) fn in_markdown(&self, source: &str) -> Count {
        // Reading markdown takes long; what lacks a word of the query lacks the query.
        let lower = source.to_lowercase();
        if !self.0.split_whitespace().all(|word| may_hold(&lower, word)) {
            return Count {
                places: 0,
                cost: source.len(),
            };
        }
        Count {
            cost: source.len().saturating_mul(READING),
            ..self.in_plain(&plain(source))
        }
    }
}

impl Count {
    /// Adds those of the text that follows.
    pub(super) fn add(&mut self, other: &Self) {
        self.places += other.places;
        self.cost += other.cost;
    }
}

/// Whether a source can show a word: marks may stand between its letters, not between letters and
/// digits of one run.
fn may_hold(source: &str, word: &str) -> bool {
    word.split(|letter: char| !letter.is_alphanumeric())
        .all(|run| source.contains(run))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: impl Fn(&Query) -> Count, query: &str, expected: usize) {
        assert_eq!(count(&Query::new(query)).places, expected);
    }

    #[test]
    fn places_are_counted_as_they_are_read() {
        check(
            |query| query.in_markdown("A **bold** word, BOLD"),
            "bold",
            2,
        );
        check(|query| query.in_markdown("A **bold** word"), "a bold w", 1);
        check(
            |query| query.in_markdown("A [link](https://needle.test)"),
            "needle",
            0,
        );
        check(|query| query.in_plain("**a** A"), "a", 2);
        check(|query| query.in_plain("none"), "needle", 0);
    }
}

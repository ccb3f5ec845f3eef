//! Streams of any shape, made from dice: everything that agents send, and rarer orders of it.

mod v1;
mod v2;

pub use self::v1::v1;
pub use self::v2::{Stream, v2};

/// Dice whose rolls are given: fewer rolls make a shorter stream.
#[derive(Clone, Debug)]
struct Dice<'a> {
    rolls: std::slice::Iter<'a, u16>,
}

impl<'a> Dice<'a> {
    fn new(rolls: &'a [u16]) -> Self {
        Self {
            rolls: rolls.iter(),
        }
    }

    /// The next roll of a die; none when all have been rolled.
    fn next(&mut self, sides: usize) -> Option<usize> {
        self.rolls.next().map(|roll| usize::from(*roll) % sides)
    }

    /// The next roll of a die, zero when all have been rolled.
    fn roll(&mut self, sides: usize) -> usize {
        self.next(sides).unwrap_or(0)
    }

    /// One of some things, where there is one.
    fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        let index = self.roll(from.len().max(1));
        from.get(index).cloned()
    }

    /// A few words.
    fn words(&mut self) -> &'static str {
        const WORDS: [&str; 8] = [
            "one ", "Two.\n\n", "`x` ", "\n", "# H\n", "äöü ", " ", "- a\n",
        ];
        WORDS[self.roll(WORDS.len())]
    }
}

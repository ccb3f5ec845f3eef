//! How high the turns of a conversation are, and what lies at which height, in logarithmic time.

use std::collections::HashMap;

/// The height of a turn that nobody has measured, before any was, in CSS pixels.
const GUESS: f64 = 240.0;

/// Of how many turns the middle one is what the others are taken for.
const ENOUGH: usize = 4;

/// The heights of turns in order; those that were never drawn are estimated.
#[derive(Clone, Debug)]
pub(super) struct Heights {
    turns: Vec<u32>,
    places: HashMap<u32, usize>,
    measured: HashMap<u32, f64>,
    estimate: Option<f64>,
    /// A Fenwick tree: slot `i` holds the sum of the `i & -i` heights that end with the `i`th.
    tree: Vec<f64>,
}

impl Default for Heights {
    fn default() -> Self {
        Self {
            turns: Vec::new(),
            places: HashMap::new(),
            measured: HashMap::new(),
            estimate: None,
            tree: vec![0.0],
        }
    }
}

impl Heights {
    /// The turns in order.
    pub(super) fn turns(&self) -> &[u32] {
        &self.turns
    }

    /// How many turns there are.
    pub(super) fn len(&self) -> usize {
        self.turns.len()
    }

    /// Where a turn stands.
    pub(super) fn place(&self, turn: u32) -> Option<usize> {
        self.places.get(&turn).copied()
    }

    /// Takes in which turns there are. What is only appended costs only what is appended.
    pub(super) fn set_turns(&mut self, turns: &[u32]) {
        if !turns.starts_with(&self.turns) {
            self.turns.clear();
            self.places.clear();
            self.tree.truncate(1);
        }
        for turn in &turns[self.turns.len()..] {
            self.push(*turn);
        }
    }

    /// Takes in how high a turn is. The others are taken for the middle one of the first ones that
    /// are known, as a few are far higher than most; of two for the higher one, as the last turn may
    /// hold no answer yet. Then the estimate stays, so that what nobody looks at does not move.
    /// Whether it is another now.
    pub(super) fn measure(&mut self, turn: u32, height: f64) -> bool {
        let before = self.height(turn);
        let is_first = self.measured.insert(turn, height).is_none();
        if let Some(place) = self.place(turn) {
            self.add(place, height - before);
        }
        if is_first && self.measured.len() <= ENOUGH {
            let mut known: Vec<f64> = self.measured.values().copied().collect();
            known.sort_unstable_by(f64::total_cmp);
            let middle = known.get(known.len() / 2).copied();
            if self.estimate != middle {
                self.estimate = middle;
                self.rebuild();
                return true;
            }
        }
        false
    }

    /// How far the beginning of the turn at `place` is below the beginning of the first one.
    pub(super) fn offset(&self, place: usize) -> f64 {
        let mut slot = place.min(self.len());
        let mut sum = 0.0;
        while slot > 0 {
            sum += self.tree[slot];
            slot &= slot - 1;
        }
        sum
    }

    /// The place of the turn that `offset` falls into; the last one for what is below all.
    pub(super) fn at(&self, offset: f64) -> usize {
        let mut slot = 0;
        let mut rest = offset;
        let mut step = self.len().checked_ilog2().map_or(0, |bits| 1 << bits);
        while step > 0 {
            let next = slot + step;
            if next <= self.len() && self.tree[next] <= rest {
                slot = next;
                rest -= self.tree[next];
            }
            step >>= 1;
        }
        slot.min(self.len().saturating_sub(1))
    }

    fn height(&self, turn: u32) -> f64 {
        let known = self.measured.get(&turn).copied();
        known.or(self.estimate).unwrap_or(GUESS)
    }

    fn push(&mut self, turn: u32) {
        self.places.insert(turn, self.turns.len());
        self.turns.push(turn);
        let slot = self.turns.len();
        let begin = slot & (slot - 1);
        let below = self.offset(slot - 1) - self.offset(begin);
        self.tree.push(below + self.height(turn));
    }

    fn add(&mut self, place: usize, more: f64) {
        let mut slot = place + 1;
        while let Some(sum) = self.tree.get_mut(slot) {
            *sum += more;
            slot += slot & slot.wrapping_neg();
        }
    }

    fn rebuild(&mut self) {
        self.tree.truncate(1);
        for turn in std::mem::take(&mut self.turns) {
            self.push(turn);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    enum Step {
        /// As many turns come at the end.
        Append(u32),
        /// As many older turns come at the beginning.
        Prepend(u32),
        /// One of the turns is measured, at a whole height so that sums are exact.
        Measure(usize, u32),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            (1..40_u32).prop_map(Step::Append),
            (1..9_u32).prop_map(Step::Prepend),
            (any::<usize>(), 1..2_000_u32).prop_map(|(turn, height)| Step::Measure(turn, height)),
        ];
        vec(step, 1..40)
    }

    proptest! {
        #[test]
        fn agrees_with_plain_sums(steps in steps()) {
            let mut heights = Heights::default();
            let mut turns: Vec<u32> = Vec::new();
            let mut next = 0;
            for step in steps {
                match step {
                    Step::Append(count) => {
                        turns.extend(next..next + count);
                        next += count;
                    }
                    Step::Prepend(count) => {
                        turns.splice(0..0, next..next + count);
                        next += count;
                    }
                    Step::Measure(turn, height) if !turns.is_empty() => {
                        heights.measure(turns[turn % turns.len()], f64::from(height));
                    }
                    Step::Measure(..) => {}
                }
                heights.set_turns(&turns);
                let mut offset = 0.0;
                for (place, turn) in turns.iter().enumerate() {
                    prop_assert!((heights.offset(place) - offset).abs() < 0.01);
                    prop_assert_eq!(heights.at(offset + 0.5), place);
                    prop_assert_eq!(heights.place(*turn), Some(place));
                    offset += heights.height(*turn);
                }
                prop_assert!((heights.offset(turns.len()) - offset).abs() < 0.01);
                prop_assert_eq!(heights.at(offset + 1.0), turns.len().saturating_sub(1));
                prop_assert_eq!(heights.at(-1.0), 0);
            }
        }
    }

    #[test]
    fn others_are_taken_for_the_middle_one_of_the_first() {
        let mut heights = Heights::default();
        heights.set_turns(&[1, 2, 3, 4, 5, 6]);
        let mut check = |turn, height, expected: f64| {
            let before = heights.estimate;
            let is_other = heights.measure(turn, height);
            assert_eq!(is_other, heights.estimate != before);
            assert!((heights.offset(6) - expected).abs() < 0.01, "{turn}");
        };
        check(6, 5_000.0, 30_000.0);
        check(5, 100.0, 25_100.0);
        check(5, 150.0, 25_150.0);
        check(4, 300.0, 6_350.0);
        check(3, 200.0, 6_250.0);
        // What is known now is enough.
        check(2, 900.0, 6_850.0);
    }
}

//! The rolls of a project's dice, all from one seed.

/// A small generator of evenly spread numbers (`SplitMix64`).
#[derive(Clone, Debug)]
pub(super) struct Rolls(u64);

impl Rolls {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, from 0 to 1.
    pub(super) fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        // 32 bits are more than a wait needs, and fit a float exactly.
        f64::from((mixed >> 32) as u32) / f64::from(u32::MAX)
    }
}

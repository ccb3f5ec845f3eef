//! What is given at once: a slice of what happens, small enough to leave the page its turn.

use session_model::Input;
use session_model::input::Link;

/// How many inputs are given at once at most: what comes after them waits until the page had its
/// turn.
pub const MAX_BATCH: usize = 512;

/// How long the frames are together, in bytes, after which nothing more is given at once: long
/// frames take long to read, however few they are.
pub const MAX_BATCH_BYTES: usize = 1 << 20;

/// What is given at once.
#[derive(Clone, Debug)]
pub struct Batch {
    /// What happened, in order. Empty where it turns out that nothing more followed a batch that
    /// was to be drawn with what follows.
    pub inputs: Vec<Input>,
    /// Whether the interface is behind and another batch follows in any case, so that drawing may
    /// wait for it: what is drawn now would be replaced at once.
    pub more_follows: bool,
}

/// Inputs that are to be given at once.
#[derive(Default)]
pub(super) struct Collected {
    inputs: Vec<Input>,
    bytes: usize,
}

impl Collected {
    pub(super) fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.inputs.len() >= MAX_BATCH || self.bytes >= MAX_BATCH_BYTES
    }

    pub(super) fn push(&mut self, input: Input) {
        self.bytes += length(&input);
        self.inputs.push(input);
    }

    pub(super) fn into_inputs(self) -> Vec<Input> {
        self.inputs
    }
}

fn length(input: &Input) -> usize {
    match input {
        Input::Link {
            link: Link::Frame(text),
            ..
        } => text.len(),
        _ => 0,
    }
}

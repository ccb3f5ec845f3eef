//! What came over a session's connections that could not be used.

/// Frames that could not be read: counted, and the last one's reason kept for diagnostics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// How many.
    pub count: u64,
    /// Why the last one could not be read; may quote it.
    pub last: Option<String>,
    /// The same without a word of it.
    pub reason: Option<DropReason>,
    /// Those of them that were too big to be taken in.
    pub too_big: TooBig,
}

/// Messages that were too big to be taken in, so that what they said is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TooBig {
    /// How many; one that does not tell which event it is counts each time that it comes.
    pub count: u64,
    /// How long the last one was, in bytes.
    pub bytes: u64,
}

/// Why a frame could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DropReason {
    /// It is no JSON object, or misses what identifies an event.
    NoFrame,
    /// It is an event of another session.
    OtherSession,
    /// Its payload is none of its kind.
    NoEvent,
    /// It is too big to be taken in.
    TooBig,
}

impl Dropped {
    pub(super) fn note(&mut self, reason: DropReason, words: String) {
        self.count += 1;
        self.last = Some(words);
        self.reason = Some(reason);
    }

    pub(super) fn note_too_big(&mut self, bytes: u64) {
        let words = format!("a frame of {bytes} bytes, which is too big");
        self.note(DropReason::TooBig, words);
        self.too_big.count += 1;
        self.too_big.bytes = bytes;
    }
}

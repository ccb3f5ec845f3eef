//! Chunks of a program that is loaded whole.

use super::Code;

/// Code that could travel apart.
pub(crate) struct Chunk<T>(pub(crate) T);

impl<T: Copy> Chunk<T> {
    /// The code, which is always there.
    pub(crate) const fn code(&self) -> Code<T> {
        Code::Here(self.0)
    }

    /// The same.
    #[allow(
        clippy::unnecessary_wraps,
        reason = "chunks that travel apart have the same"
    )]
    pub(crate) const fn code_in_time(&self) -> Option<T> {
        Some(self.0)
    }

    /// Nothing: what is there is not loaded again.
    #[allow(clippy::unused_self, reason = "chunks that travel apart have the same")]
    pub(crate) const fn load_again(&self) {}
}

/// Declares a chunk: its name among the files of a page, and what to call in it.
macro_rules! chunk {
    ($(#[$about:meta])* $vis:vis static $chunk:ident: $code:ty = $name:ident($($value:tt)+);) => {
        $(#[$about])*
        $vis static $chunk: $crate::chunk::Chunk<$code> = $crate::chunk::Chunk($($value)+);
    };
}
pub(crate) use chunk;

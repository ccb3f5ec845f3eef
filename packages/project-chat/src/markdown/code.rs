//! The text of a code block, in chunks of whole lines so that it can grow at a flat cost.

use std::{fmt, rc::Rc};

use super::{seq::Seq, share::share_equal};

/// Lines in a chunk.
const CHUNK_LINES: usize = 32;

/// The lines of a code block, without a newline at the end of the last one.
///
/// Every chunk but the last holds 32 lines and keeps its identity while the text grows, so a
/// renderer that compares chunks by pointer draws one chunk per growth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeText {
    chunks: Seq<str>,
}

impl CodeText {
    /// The lines in groups; the lines of a chunk are parted by newlines, none stands at its end.
    pub fn chunks(&self) -> &Seq<str> {
        &self.chunks
    }

    /// Every line, without its newline.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.chunks.iter().flat_map(|chunk| chunk.split('\n'))
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The lines without the last `count`, ready to grow.
    pub(crate) fn without_last(&self, count: usize) -> CodeLines {
        let last = self
            .chunks
            .last()
            .map_or(0, |last| last.split('\n').count());
        let before = self.chunks.len().saturating_sub(1) * CHUNK_LINES;
        let kept = (before + last).saturating_sub(count);
        let mut lines = CodeLines {
            full: self.chunks.clone(),
            ..CodeLines::default()
        };
        lines.full.truncate(kept / CHUNK_LINES);
        if let Some(chunk) = self.chunks.get(kept / CHUNK_LINES) {
            for line in chunk.split('\n').take(kept % CHUNK_LINES) {
                lines.push(line);
            }
        }
        lines
    }

    /// Takes over the chunks of `old` that say the same.
    pub(crate) fn share(&mut self, old: &Self) {
        self.chunks.share(&old.chunks, share_equal);
    }
}

impl From<&str> for CodeText {
    /// Splits `text` into lines; one newline at its end is not a line of its own.
    fn from(text: &str) -> Self {
        let mut lines = CodeLines::default();
        lines.extend(text);
        lines.text(None)
    }
}

impl fmt::Display for CodeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, chunk) in self.chunks.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            f.write_str(chunk)?;
        }
        Ok(())
    }
}

/// Collects lines into chunks.
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeLines {
    full: Seq<str>,
    last: String,
    last_lines: usize,
}

impl CodeLines {
    /// Adds the lines of `text`; one newline at its end is not a line of its own.
    pub(crate) fn extend(&mut self, text: &str) {
        if !text.is_empty() {
            for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
                self.push(line);
            }
        }
    }

    /// Adds a line, given without its newline.
    pub(crate) fn push(&mut self, line: &str) {
        if self.last_lines > 0 {
            self.last.push('\n');
        }
        self.last.push_str(line);
        self.last_lines += 1;
        if self.last_lines == CHUNK_LINES {
            self.full.push(Rc::from(self.last.as_str()));
            self.last.clear();
            self.last_lines = 0;
        }
    }

    /// Takes over the chunks of `old` that say the same.
    pub(crate) fn share(&mut self, old: &CodeText) {
        self.full.share(&old.chunks, share_equal);
    }

    /// The lines so far, with `partial` as a last line where it is given.
    pub(crate) fn text(&self, partial: Option<&str>) -> CodeText {
        let mut chunks = self.full.clone();
        match partial {
            None if self.last_lines == 0 => {}
            None => chunks.push(Rc::from(self.last.as_str())),
            Some(line) if self.last_lines == 0 => chunks.push(Rc::from(line)),
            Some(line) => chunks.push(Rc::from(format!("{}\n{line}", self.last))),
        }
        CodeText { chunks }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back_as_it_went_in() {
        for text in ["", "a", "a\nb", "\n\nx", "a\n\n"] {
            let code = CodeText::from(format!("{text}\n").as_str());
            assert_eq!(code.to_string(), text);
            assert_eq!(
                code.lines().collect::<Vec<_>>(),
                text.split('\n').collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn full_chunks_keep_their_identity() {
        let mut lines = CodeLines::default();
        (0..CHUNK_LINES).for_each(|_| lines.push("let x = 1;"));
        lines.push("first of the second chunk");
        let before = lines.text(None);
        let after = lines.text(Some("more"));
        assert_eq!(before.chunks().len(), 2);
        let same = |at| {
            Rc::ptr_eq(
                before.chunks().get(at).unwrap(),
                after.chunks().get(at).unwrap(),
            )
        };
        assert!(same(0));
        assert!(!same(1));
    }
}

//! A code block whose closing fence has not come: it grows line by line without being read again.

use super::{
    block::{BlockKind, Code},
    code::{CodeLines, CodeText},
};

/// An open code block that begins at the margin, in no container.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    /// Where its opening line begins in the source.
    pub(crate) start: usize,
    mark: char,
    width: usize,
    header: Code,
    lines: CodeLines,
    /// Where the first line begins that has not been taken.
    next: usize,
}

impl Fence {
    /// The fence that opens at `start` of `source`, `None` where its opening line is indented.
    pub(crate) fn open(source: &str, start: usize, header: &Code) -> Option<Self> {
        if start > 0 && !source[..start].ends_with('\n') {
            return None;
        }
        let line = &source[start..];
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let width = line.len() - line.trim_start_matches(mark).len();
        let next = start + line.find('\n')? + 1;
        let header = Code {
            text: CodeText::default(),
            ..header.clone()
        };
        Some(Self {
            start,
            mark,
            width,
            header,
            lines: CodeLines::default(),
            next,
        })
    }

    /// Takes the whole lines of `source` in; the byte behind the closing line where it came.
    pub(crate) fn grow(&mut self, source: &str) -> Option<usize> {
        while let Some(length) = source[self.next..].find('\n') {
            let line = &source[self.next..self.next + length];
            self.next += length + 1;
            if self.closes(line) {
                return Some(self.next);
            }
            self.lines.push(line);
        }
        None
    }

    /// The block so far; a last line that may yet become the closing fence is held back.
    pub(crate) fn so_far(&self, source: &str) -> BlockKind {
        let partial = &source[self.next..];
        let held = partial.is_empty() || self.may_close(partial);
        self.block((!held).then_some(partial))
    }

    /// The block with nothing held back, where the source ends here.
    pub(crate) fn whole(&self, source: &str) -> BlockKind {
        let partial = &source[self.next..];
        // A few spaces at the very end are not a line.
        let blank = partial.len() < 4 && partial.chars().all(|c| c == ' ');
        let shown = !blank && !self.closes(partial);
        self.block(shown.then_some(partial))
    }

    fn block(&self, partial: Option<&str>) -> BlockKind {
        BlockKind::Code(Code {
            text: self.lines.text(partial),
            ..self.header.clone()
        })
    }

    fn closes(&self, line: &str) -> bool {
        self.fence_width(line)
            .is_some_and(|width| width >= self.width)
    }

    fn may_close(&self, partial: &str) -> bool {
        self.fence_width(partial).is_some()
    }

    /// How many marks `line` consists of, `None` where it holds anything else.
    fn fence_width(&self, line: &str) -> Option<usize> {
        let marks = line.trim_start_matches(' ');
        if line.len() - marks.len() > 3 {
            return None;
        }
        let marks = marks.trim_end_matches(' ');
        marks.chars().all(|c| c == self.mark).then_some(marks.len())
    }
}

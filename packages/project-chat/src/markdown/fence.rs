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
    /// How far no end of that line was found.
    searched: usize,
    /// What was shown last: where its last line began and ended.
    shown: Option<(usize, usize)>,
}

/// A line that is not whole and longer than this many bytes is shown in steps.
const LONG_LINE: usize = 4_096;

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
            searched: next,
            shown: None,
        })
    }

    /// Takes the whole lines of `source` in; the byte behind the closing line where it came.
    pub(crate) fn grow(&mut self, source: &str) -> Option<usize> {
        while let Some(length) = source[self.searched..].find('\n') {
            let end = self.searched + length;
            let line = &source[self.next..end];
            self.next = end + 1;
            self.searched = self.next;
            if self.closes(line) {
                return Some(self.next);
            }
            self.lines.push(line);
        }
        self.searched = source.len();
        None
    }

    /// The block so far, where it is another one than at the last call; `before` is what stands in
    /// its place.
    ///
    /// What it shows shares its whole lines with what it showed last, with no need to compare them.
    /// A last line that may yet become the closing fence is held back, and so is the end of a very
    /// long one.
    pub(crate) fn news(&mut self, source: &str, before: Option<&BlockKind>) -> Option<BlockKind> {
        let partial = begun(&source[self.next..]);
        let shown = Some((self.next, self.next + partial.len()));
        if shown == self.shown {
            return None;
        }
        if let (None, Some(BlockKind::Code(before))) = (self.shown, before) {
            self.lines.share(&before.text);
        }
        self.shown = shown;
        let held = partial.is_empty() || self.may_close(partial);
        Some(self.block((!held).then_some(partial)))
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

/// As much as is shown of a line that may go on: of a very long one up to a step in proportion to
/// its length, so that it is not drawn anew for every few letters.
fn begun(line: &str) -> &str {
    if line.len() < LONG_LINE {
        return line;
    }
    let step = line.len().next_power_of_two() / 64;
    let most = line.len() / step * step;
    let end = (0..=most).rev().find(|at| line.is_char_boundary(*at));
    &line[..end.unwrap_or_default()]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use std::rc::Rc;

    use crate::markdown::{BlockKind, CodeText, Document};

    fn code(document: &Document) -> &CodeText {
        let BlockKind::Code(code) = &document.blocks().get(0).unwrap().kind else {
            panic!("{document:?}");
        };
        &code.text
    }

    fn text(document: &Document) -> String {
        code(document).to_string()
    }

    #[test]
    fn whole_chunks_stay_the_same_while_others_come_and_when_all_is_read_again() {
        let lines = |from: u32, to| {
            let lines: Vec<String> = (from..to).map(|n| format!("line {n}\n")).collect();
            lines.concat()
        };
        let mut document = Document::new();
        document.push("```rust\n");
        document.push(&lines(0, 1_000));
        let before = code(&document).clone();
        let whole = before.chunks().len() - 1;
        let check = |document: &Document| {
            let pairs = before.chunks().iter().zip(code(document).chunks().iter());
            let same = pairs.take_while(|(old, new)| Rc::ptr_eq(old, new)).count();
            assert!(same >= whole, "{same} of {whole}");
        };
        for letter in lines(1_000, 1_100).chars() {
            document.push(&letter.to_string());
            check(&document);
        }
        document.replace(&format!("```rs\n{}", lines(0, 1_050)));
        check(&document);
        document.push(&lines(1_050, 1_200));
        check(&document);
        document.finish();
        check(&document);
    }

    #[test]
    fn a_line_without_end_is_drawn_in_proportion_to_its_length() {
        let mut document = Document::new();
        document.push("```json\n");
        let mut line = String::new();
        let mut drawn = 0;
        let mut before = document.blocks().clone();
        for number in 0..1_500 {
            let delta = format!("\"ключ {number}\": [1, 2, 3], \"\u{e4}\": 4, ");
            line.push_str(&delta);
            document.push(&delta);
            let shown = text(&document);
            assert!(line.starts_with(&shown));
            assert!(shown.len() + shown.len() / 16 + 8 >= line.len());
            if *document.blocks() != before {
                drawn += if line.len() < 8_192 { 0 } else { shown.len() };
                before = document.blocks().clone();
            }
        }
        assert!(drawn <= 64 * line.len(), "{drawn} of {}", line.len());
        document.push("\nb");
        assert_eq!(text(&document), format!("{line}\nb"));
        document.push(&line);
        document.finish();
        assert_eq!(text(&document), format!("{line}\nb{line}"));
    }
}

//! Colours the lines of a code block while it grows.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

use dioxus::prelude::*;

use super::queue::{Queue, use_queue};
use super::{Painted, PaintedLine};
use crate::highlight::{HighlightLines, Highlighter, use_highlighter};
use crate::markdown::{Code, CodeText, Seq};

/// The longest line that is coloured, in bytes.
const MAX_LINE: usize = 2000;

/// The colours of the first `shown` chunks of `code`; the component reruns when more are known.
pub(in super::super) fn use_paint(code: &Code, shown: usize) -> Seq<Painted> {
    let highlighter = use_highlighter();
    let queue = use_queue();
    let redraw = use_hook(dioxus::core::schedule_update);
    let painter = use_hook(|| {
        Rc::new(Painter {
            redraw: Redraw(redraw),
            text: RefCell::default(),
        })
    });
    painter.follow(&*highlighter, code, shown, &queue);
    painter.text.borrow().chunks.clone()
}

/// A code block that is being coloured.
#[derive(Debug)]
pub(super) struct Painter {
    redraw: Redraw,
    text: RefCell<Text>,
}

struct Redraw(Arc<dyn Fn() + Send + Sync>);

impl fmt::Debug for Redraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redraw")
    }
}

/// How far a text was coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// There are more whole lines.
    More,
    /// Nothing is left but a line that may still grow, and it has to stand still first.
    LastLine,
    /// Nothing is left, or what is left waits already.
    Done,
}

/// What is known of a text.
#[derive(Debug, Default)]
struct Text {
    /// As it is now, with how many of its chunks are shown.
    wanted: (CodeText, usize),
    language: Option<String>,
    /// None where the language is not known.
    reading: Option<Box<dyn HighlightLines>>,
    chunks: Seq<Painted>,
    /// Whether it waits for its whole lines to be coloured.
    is_queued: bool,
    /// Whether it waits for its last line to stand still.
    is_ending: bool,
    /// Whether the text stood still since it was last looked at.
    is_quiet: bool,
}

impl Painter {
    /// Takes in what the text is now; what has to be read for it waits in the queue.
    fn follow(
        self: &Rc<Self>,
        highlighter: &dyn Highlighter,
        code: &Code,
        shown: usize,
        queue: &Rc<Queue>,
    ) {
        let Ok(mut text) = self.text.try_borrow_mut() else {
            return;
        };
        let is_same = text.wanted.1 == shown && text.wanted.0 == code.text;
        // A language that is not known yet may be known now.
        if is_same && text.language == code.language && text.reading.is_some() {
            return;
        }
        let kept = text.wanted.0.chunks().same_as(code.text.chunks());
        text.wanted = (code.text.clone(), shown);
        text.is_quiet = false;
        let fits = text.language == code.language && text.still_fits(kept);
        if !fits || text.reading.is_none() {
            text.language.clone_from(&code.language);
            text.chunks = Seq::new();
            let language = code.language.as_deref();
            text.reading = language.and_then(|language| highlighter.begin(language));
        }
        if text.reading.is_none() || text.is_queued {
            return;
        }
        if text.next_line(false).is_some() {
            text.is_queued = true;
            queue.push(self);
        } else if !text.is_ending && text.next_line(true).is_some() {
            text.await_end();
            queue.push_ending(self);
        }
    }

    /// Colours as many of the next `lines` as there are.
    pub(super) fn paint(&self, lines: &mut usize) -> Progress {
        let mut text = self.text.borrow_mut();
        let before = *lines;
        while *lines > 0 && text.paint_line(false) {
            *lines -= 1;
        }
        let progress = if text.next_line(false).is_some() {
            Progress::More
        } else if !text.is_ending && text.next_line(true).is_some() {
            text.await_end();
            Progress::LastLine
        } else {
            Progress::Done
        };
        text.is_queued = progress == Progress::More;
        drop(text);
        if *lines < before {
            (self.redraw.0)();
        }
        progress
    }

    /// Colours the last line too if the text stood still; whether it has to be looked at again.
    pub(super) fn end(&self) -> bool {
        let mut text = self.text.borrow_mut();
        text.is_ending = false;
        if text.is_queued {
            return false;
        }
        if !text.is_quiet {
            let is_open = text.next_line(true).is_some();
            if is_open {
                text.await_end();
            }
            return is_open;
        }
        let painted = text.paint_line(true);
        drop(text);
        if painted {
            (self.redraw.0)();
        }
        false
    }
}

impl Text {
    fn await_end(&mut self) {
        self.is_ending = true;
        self.is_quiet = true;
    }

    /// Whether all that was coloured is still the beginning of the text, whose first `kept` chunks
    /// are those that it was coloured from.
    fn still_fits(&self, kept: usize) -> bool {
        let chunks = self.wanted.0.chunks();
        (kept..self.chunks.len()).all(|at| {
            let (Some(painted), Some(chunk)) = (self.chunks.get(at), chunks.get(at)) else {
                return false;
            };
            chunk
                .strip_prefix(painted.source.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'))
        })
    }

    /// The next line to colour: its chunk's place, and where in the chunk it is. The very last line
    /// of the text counts only with `unfinished`.
    fn next_line(&self, unfinished: bool) -> Option<(usize, usize, usize)> {
        let (text, shown) = &self.wanted;
        let chunks = text.chunks();
        let begun = self.chunks.len().saturating_sub(1);
        for at in begun..=self.chunks.len() {
            if at >= *shown {
                return None;
            }
            let chunk = chunks.get(at)?;
            let start = match self.chunks.get(at) {
                Some(painted) if painted.source.len() == chunk.len() => continue,
                Some(painted) => painted.source.len() + 1,
                None => 0,
            };
            let rest = chunk.get(start..)?;
            let length = rest.find('\n');
            if length.is_none() && at + 1 == chunks.len() && !unfinished {
                return None;
            }
            return Some((at, start, start + length.unwrap_or(rest.len())));
        }
        None
    }

    /// Colours the next line; whether there was one.
    fn paint_line(&mut self, unfinished: bool) -> bool {
        let Some((at, start, end)) = self.next_line(unfinished) else {
            return false;
        };
        let (Some(chunk), Some(reading)) = (self.wanted.0.chunks().get(at), &mut self.reading)
        else {
            return false;
        };
        let line = chunk.get(start..end).unwrap_or_default();
        let tokens = if line.len() > MAX_LINE {
            Vec::new()
        } else {
            reading.line(line)
        };
        let parts = tokens
            .into_iter()
            .map(|token| (token.range, token.kind.class()))
            .collect();
        if at == self.chunks.len() {
            self.chunks.push(Rc::default());
        }
        if let Some(painted) = self.chunks.get_mut(at) {
            let painted = Rc::make_mut(painted);
            if start > 0 {
                painted.source.push('\n');
            }
            painted.source.push_str(line);
            painted.lines.push(PaintedLine {
                length: line.len(),
                parts,
            });
        }
        true
    }
}

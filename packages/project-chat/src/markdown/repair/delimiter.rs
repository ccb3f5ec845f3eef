//! Pairs runs of `*`, `_` and `~` as `CommonMark` does and tells which stay open.

/// A run of marks that may open emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opener {
    /// `*`, `_` or `~`.
    pub(super) mark: char,
    /// How many marks are not paired.
    pub(super) count: usize,
    /// The byte that the run begins at.
    pub(super) at: usize,
    /// Whether it rather stands for itself, as in `2*3` or `~5`.
    pub(super) literal: bool,
    both: bool,
    whole: usize,
}

impl Opener {
    /// The byte behind the marks that are not paired.
    pub(super) fn end(&self) -> usize {
        self.at + self.count
    }
}

/// A run of marks and what stands round it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) mark: char,
    pub(super) count: usize,
    pub(super) at: usize,
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
}

impl Run {
    fn left_flanking(&self) -> bool {
        !is_space(self.after)
            && (!is_punctuation(self.after) || is_space(self.before) || is_punctuation(self.before))
    }

    fn right_flanking(&self) -> bool {
        !is_space(self.before)
            && (!is_punctuation(self.before) || is_space(self.after) || is_punctuation(self.after))
    }

    fn opens(&self) -> bool {
        let left = self.left_flanking();
        if self.mark == '_' {
            return left && (!self.right_flanking() || is_punctuation(self.before));
        }
        left
    }

    fn closes(&self) -> bool {
        let right = self.right_flanking();
        if self.mark == '_' {
            return right && (!self.left_flanking() || is_punctuation(self.after));
        }
        right
    }

    fn literal(&self) -> bool {
        match self.mark {
            '~' => self.count != 2,
            '*' => self.count == 1 && is_word(self.before) && is_word(self.after),
            _ => false,
        }
    }
}

/// The runs that are open.
#[derive(Debug, Default)]
pub(super) struct Delimiters {
    open: Vec<Opener>,
}

impl Delimiters {
    /// Takes in a run that has something behind it.
    pub(super) fn take(&mut self, run: Run) {
        let mut count = run.count;
        let both = run.opens() && run.closes();
        if run.closes() {
            while count > 0 {
                let Some(index) = self.partner(&run, count, both) else {
                    break;
                };
                self.open.truncate(index + 1);
                let Some(opener) = self.open.last_mut() else {
                    break;
                };
                let paired = if run.mark == '~' {
                    count
                } else {
                    count.min(opener.count).min(2)
                };
                opener.count = opener.count.saturating_sub(paired);
                count -= paired;
                if opener.count == 0 {
                    self.open.pop();
                }
            }
        }
        if count > 0 && run.opens() && (run.mark != '~' || count <= 2) {
            self.open.push(Opener {
                mark: run.mark,
                count,
                at: run.at + run.count - count,
                literal: run.literal(),
                both,
                whole: run.count,
            });
        }
    }

    /// Takes in a run that the text ends with; returns how many of its marks are to be shown.
    pub(super) fn take_last(&mut self, run: &Run) -> usize {
        let mut shown = 0;
        if is_space(run.before) {
            return shown;
        }
        while let Some(index) = self.open.iter().rposition(|opener| opener.mark == run.mark) {
            let opener = self.open[index];
            if opener.count > run.count - shown {
                break;
            }
            shown += opener.count;
            self.open.truncate(index);
        }
        shown
    }

    /// Forgets the runs from byte `at` on.
    pub(super) fn forget_from(&mut self, at: usize) {
        self.open.retain(|opener| opener.at < at);
    }

    /// Takes the innermost open run off.
    pub(super) fn pop(&mut self) -> Option<Opener> {
        self.open.pop()
    }

    /// The innermost open run.
    pub(super) fn last(&self) -> Option<&Opener> {
        self.open.last()
    }

    fn partner(&self, run: &Run, count: usize, both: bool) -> Option<usize> {
        self.open.iter().rposition(|opener| {
            let fits = if run.mark == '~' {
                opener.count == count
            } else {
                let sum = opener.whole + run.count;
                let thirds = opener.whole.is_multiple_of(3) && run.count.is_multiple_of(3);
                !(both || opener.both) || !sum.is_multiple_of(3) || thirds
            };
            opener.mark == run.mark && fits
        })
    }
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

fn is_punctuation(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace())
}

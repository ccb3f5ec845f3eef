//! The strings that a drawn document needs beside its own.

use std::borrow::Cow;

/// What the components say; English by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownLabels {
    /// On the button that copies a code block.
    pub copy: Cow<'static, str>,
    /// On the same button when the code was copied.
    pub copied: Cow<'static, str>,
    /// On the same button when the code could not be copied.
    pub copy_failed: Cow<'static, str>,
    /// On the button that breaks the long lines of a code block.
    pub wrap: Cow<'static, str>,
    /// On the button below the beginning of a long code block; `{lines}` becomes their number.
    pub show_all: Cow<'static, str>,
    /// On the same button when all of it is shown.
    pub show_less: Cow<'static, str>,
    /// Above code whose language is not named.
    pub code: Cow<'static, str>,
    /// Names a table to screen readers.
    pub table: Cow<'static, str>,
    /// Names the check box of a task that is not done.
    pub task_open: Cow<'static, str>,
    /// Names the check box of a task that is done.
    pub task_done: Cow<'static, str>,
    /// Goes in front of a footnote's name for screen readers.
    pub footnote: Cow<'static, str>,
    /// In front of the place that a link leads to, where its words name another one.
    pub leads_to: Cow<'static, str>,
    /// On the button that shows the rest of a long paragraph; its length follows.
    pub show_text: Cow<'static, str>,
    /// On the button that shows the rest of a long list; the number of items follows.
    pub show_items: Cow<'static, str>,
    /// On the button that shows the rest of a long table; the number of rows follows.
    pub show_rows: Cow<'static, str>,
    /// On the button that shows the rest of a wide table; the number of columns follows.
    pub show_columns: Cow<'static, str>,
    /// On the button that shows what is nested deep; how deep follows.
    pub show_deeper: Cow<'static, str>,
    /// Above an alert of that kind.
    pub note: Cow<'static, str>,
    /// Above an alert of that kind.
    pub tip: Cow<'static, str>,
    /// Above an alert of that kind.
    pub important: Cow<'static, str>,
    /// Above an alert of that kind.
    pub warning: Cow<'static, str>,
    /// Above an alert of that kind.
    pub caution: Cow<'static, str>,
}

impl MarkdownLabels {
    pub(super) fn show_all(&self, lines: usize) -> String {
        self.show_all.replace("{lines}", &lines.to_string())
    }
}

impl Default for MarkdownLabels {
    fn default() -> Self {
        Self {
            copy: "Copy".into(),
            copied: "Copied".into(),
            copy_failed: "Could not copy: select the code and copy it by hand".into(),
            wrap: "Wrap lines".into(),
            show_all: "Show all {lines} lines".into(),
            show_less: "Show less".into(),
            code: "Code".into(),
            table: "Table".into(),
            task_open: "Open task".into(),
            task_done: "Finished task".into(),
            footnote: "Footnote".into(),
            leads_to: "leads to".into(),
            show_text: "Show the rest of the text anyway".into(),
            show_items: "Show the other items anyway".into(),
            show_rows: "Show the other rows anyway".into(),
            show_columns: "Show the other columns anyway".into(),
            show_deeper: "Show what is nested deeper anyway".into(),
            note: "Note".into(),
            tip: "Tip".into(),
            important: "Important".into(),
            warning: "Warning".into(),
            caution: "Caution".into(),
        }
    }
}

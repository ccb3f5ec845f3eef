//! The strings of the bar that words are looked for with.

use super::Text;

/// The strings of the bar that words are looked for with.
#[derive(Clone, Debug)]
pub struct FindLabels {
    /// Names the field.
    pub field: Text,
    /// Which place of how many is shown.
    pub count: fn(usize, usize) -> String,
    /// The words do not occur.
    pub none: Text,
    /// The button to the place before.
    pub previous: Text,
    /// The button to the place after.
    pub next: Text,
    /// The button that closes the bar.
    pub close: Text,
}

impl Default for FindLabels {
    fn default() -> Self {
        Self {
            field: "Find in the conversation".into(),
            count: |at, count| format!("{at} of {count}"),
            none: "Not found".into(),
            previous: "Previous place".into(),
            next: "Next place".into(),
            close: "Close the search".into(),
        }
    }
}

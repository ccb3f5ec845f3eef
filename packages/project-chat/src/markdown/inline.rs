//! The runs of text inside a block.

use super::links::{ImageUrl, Url};

/// A run of text and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// A code span.
    Code(String),
    /// Emphasised runs.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised runs.
    Strong(Vec<Inline>),
    /// Struck-out runs.
    Strikethrough(Vec<Inline>),
    /// A link that may be followed.
    Link {
        /// Where it leads.
        url: Url,
        /// What its author says of it.
        title: Option<String>,
        /// What is shown.
        children: Vec<Inline>,
    },
    /// An image that may be drawn.
    Image {
        /// Where its pixels are.
        url: ImageUrl,
        /// What it shows, in words.
        alt: String,
        /// What its author says of it.
        title: Option<String>,
    },
    /// The end of a source line: a space when shown.
    SoftBreak,
    /// A line break that its author asked for.
    HardBreak,
    /// Source text that `CommonMark` would hand to an HTML parser: to be shown as text.
    Html(String),
    /// A mark that points to the footnote of that name.
    FootnoteRef(String),
    /// A formula.
    #[cfg(feature = "math")]
    Math {
        /// Its LaTeX, without the dollar signs.
        source: String,
        /// Whether it stands in a line of its own.
        display: bool,
    },
}

/// The words of `runs` without any mark-up; line ends become spaces.
///
/// ```
/// use project_chat::markdown::{Inline, plain_text};
///
/// let runs = [Inline::Text("a ".into()), Inline::Strong(vec![Inline::Text("b".into())])];
/// assert_eq!(plain_text(&runs), "a b");
/// ```
pub fn plain_text(runs: &[Inline]) -> String {
    let mut text = String::new();
    write_plain(runs, &mut text);
    text
}

fn write_plain(runs: &[Inline], text: &mut String) {
    for run in runs {
        match run {
            Inline::Text(words) | Inline::Code(words) | Inline::Html(words) => text.push_str(words),
            Inline::Emphasis(runs) | Inline::Strong(runs) | Inline::Strikethrough(runs) => {
                write_plain(runs, text);
            }
            Inline::Link { children, .. } => write_plain(children, text),
            Inline::Image { alt, .. } => text.push_str(alt),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::FootnoteRef(label) => {
                text.push('[');
                text.push_str(label);
                text.push(']');
            }
            #[cfg(feature = "math")]
            Inline::Math { source, .. } => text.push_str(source),
        }
    }
}

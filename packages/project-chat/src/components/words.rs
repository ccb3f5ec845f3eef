//! The markdown document of a row's words, which grows as they do.

use std::rc::Rc;

use dioxus::prelude::*;
use session_model::Growth;

use super::markdown::{Markdown, use_link_policy};
use crate::labels::Labels;
use crate::markdown::{Blocks, Document};

/// Words that may grow, as the model gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    /// How often the words were replaced instead of extended.
    pub(crate) rewrites: u32,
    pub(crate) growth: Growth,
}

/// Keeps a document in step with a row's words at the cost of what is new in them.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    document: Document,
    rewrites: u32,
    seen: usize,
}

impl Reader {
    /// The blocks of the words as they are now.
    pub(crate) fn read(&mut self, words: Words<'_>) -> Blocks {
        let added = words
            .text
            .get(self.seen..)
            .filter(|_| words.rewrites == self.rewrites);
        match added {
            Some(added) => self.document.push(added),
            None => self.document.replace(words.text),
        }
        self.rewrites = words.rewrites;
        self.seen = words.text.len();
        if words.growth == Growth::Done {
            self.document.finish();
        }
        self.document.blocks().clone()
    }
}

/// How a row says in `data-streaming` whether its words grow: `true` or `paused`, nothing once they
/// are done.
pub(crate) const fn streaming(growth: Growth) -> Option<&'static str> {
    match growth {
        Growth::Growing => Some("true"),
        Growth::Paused => Some("paused"),
        Growth::Done => None,
    }
}

/// A row's reader, made once. Nothing is read before the words are drawn.
pub(crate) fn use_reader() -> CopyValue<Reader> {
    let policy = use_link_policy();
    use_hook(|| {
        CopyValue::new(Reader {
            document: Document::with_policy(policy),
            ..Reader::default()
        })
    })
}

/// Draws words as markdown.
pub(crate) fn draw(mut reader: CopyValue<Reader>, words: Words<'_>, labels: &Labels) -> Element {
    let blocks = reader.write().read(words);
    let labels = Rc::clone(&labels.markdown);
    rsx! {
        Markdown { blocks, labels }
    }
}

#[cfg(test)]
mod tests {
    use super::Growth::{Done, Growing, Paused};
    use super::*;

    fn words(text: &str, rewrites: u32, growth: Growth) -> Words<'_> {
        Words {
            text,
            rewrites,
            growth,
        }
    }

    fn check(reader: &mut Reader, words: Words<'_>) {
        let mut whole = Document::new();
        whole.push(words.text);
        if words.growth == Growth::Done {
            whole.finish();
        }
        let drawn = reader.read(words);
        let blocks: Vec<_> = drawn.iter().collect();
        assert_eq!(blocks, whole.blocks().iter().collect::<Vec<_>>());
        assert_eq!(reader.document.source(), words.text);
    }

    #[test]
    fn follows_words_that_grow_are_replaced_and_end() {
        let mut reader = Reader::default();
        check(&mut reader, words("Some **bo", 0, Growing));
        check(&mut reader, words("Some **bold** words", 0, Growing));
        check(
            &mut reader,
            words("Some **bold** words [and](h", 0, Growing),
        );
        check(&mut reader, words("Some **bold** words [and](h", 0, Paused));
        check(
            &mut reader,
            words("Some **bold** words [and](https://a.b)", 0, Growing),
        );
        check(&mut reader, words("Other", 1, Growing));
        check(&mut reader, words("Other words", 1, Done));
        check(&mut reader, words("Short", 2, Done));
    }
}

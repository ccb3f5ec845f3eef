//! Colours the words of source code, line by line.
//!
//! [`Lexers`] knows the languages that agents write most; [`use_highlighter_provider`] puts a
//! host's own [`Highlighter`] in its place. What comes out are ranges and kinds, never markup:
//! the code block draws each as a `span` with the class [`TokenKind::class`], whose colour is a
//! custom property of the theme.
//!
//! The lexers are tables read by one loop, about 10 kB (brotli). A page that is split loads them with
//! the first code that has a language; until then code is plain. Compiled the same way, `syntect`
//! with its syntax definitions came to 640 kB and stood still for 130 to 310 ms at the first lines of
//! a language, and `synoptic` to 255 kB and 30 to 55 ms.

mod css;
mod languages;
mod lexer;
mod markdown;
mod markup;
mod provide;
mod scan;
mod table;
#[cfg(test)]
mod tests;
mod words;

use std::fmt::Debug;
use std::ops::Range;

pub use provide::{use_highlighter, use_highlighter_provider};

use crate::chunk::chunk;

chunk! {
    /// The tables of the languages, and what reads them.
    static LEXERS: fn(&str) -> Option<Box<dyn HighlightLines>> = highlight(begin);
}

/// Knows how languages are coloured.
///
/// The work is done in slices behind what streams, so a highlighter that takes long for a line is
/// the only thing that can hold the page up.
pub trait Highlighter: Debug {
    /// Begins a text in `language`, as a fence names it (any case); none where it is not known,
    /// or not known yet: the code stays plain.
    fn begin(&self, language: &str) -> Option<Box<dyn HighlightLines>>;
}

/// A text that is being coloured, whose lines come in their order.
pub trait HighlightLines: Debug {
    /// The coloured parts of the next line, in their order and without overlap.
    ///
    /// `line` has no newline at its end.
    fn line(&mut self, line: &str) -> Vec<Token>;
}

/// A coloured part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// The bytes of the line.
    pub range: Range<usize>,
    /// What they are.
    pub kind: TokenKind,
}

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// Not read by the machine.
    Comment,
    /// A word of the language.
    Keyword,
    /// A text, or a pattern of one.
    String,
    /// A number, or a word for a fixed value.
    Constant,
    /// The name of a type.
    Type,
    /// The name of what is called.
    Function,
    /// The name of a value, where the language marks it.
    Variable,
    /// The name of a field, a key or an attribute.
    Property,
    /// The name of an element.
    Tag,
    /// Said about the code: an annotation, or an instruction to what reads it first.
    Meta,
    /// A title.
    Heading,
}

impl TokenKind {
    /// The class of the element around such a part.
    pub fn class(self) -> &'static str {
        match self {
            Self::Comment => "pc-tok-comment",
            Self::Keyword => "pc-tok-keyword",
            Self::String => "pc-tok-string",
            Self::Constant => "pc-tok-constant",
            Self::Type => "pc-tok-type",
            Self::Function => "pc-tok-function",
            Self::Variable => "pc-tok-variable",
            Self::Property => "pc-tok-property",
            Self::Tag => "pc-tok-tag",
            Self::Meta => "pc-tok-meta",
            Self::Heading => "pc-tok-heading",
        }
    }
}

/// The library's own highlighter.
///
/// It knows Rust, TypeScript and JavaScript with their JSX, Python, Go, Java, Kotlin, Swift, C,
/// C++, C#, PHP, Ruby, shell scripts, SQL, JSON, YAML, TOML, HTML, XML, CSS and Markdown. It reads
/// words, not grammar: good enough to read by, and never wrong about what the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lexers;

impl Highlighter for Lexers {
    fn begin(&self, language: &str) -> Option<Box<dyn HighlightLines>> {
        // Code without colours can be read as well.
        LEXERS.code_in_time()?(language)
    }
}

fn begin(language: &str) -> Option<Box<dyn HighlightLines>> {
    let language = language.to_ascii_lowercase();
    Some(match language.as_str() {
        "html" | "htm" | "xml" | "svg" | "vue" | "svelte" | "astro" => {
            Box::new(markup::Markup::default())
        }
        "css" | "scss" | "less" => Box::new(css::Css::default()),
        "md" | "markdown" | "mdx" => Box::new(markdown::Markdown::default()),
        other => Box::new(lexer::Lexer::new(languages::find(other)?)),
    })
}

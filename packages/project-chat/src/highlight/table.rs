//! What a language looks like to the table-driven lexer.

/// A language, as far as its words show it.
#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a table of what a language has and has not"
)]
pub(super) struct Language {
    /// What fences call it, parted by spaces.
    pub(super) names: &'static str,
    pub(super) line_comments: &'static [&'static str],
    /// Whether a comment only begins behind white space or at the start of a line.
    pub(super) comment_stands_alone: bool,
    pub(super) block_comment: Option<(&'static str, &'static str)>,
    pub(super) comments_nest: bool,
    pub(super) quotes: &'static [Quote],
    /// Words that may stand right before a quote, parted by spaces.
    pub(super) prefixes: &'static str,
    /// Parted by spaces.
    pub(super) keywords: &'static str,
    /// Words for fixed values, parted by spaces.
    pub(super) constants: &'static str,
    /// Names of types that are written small, parted by spaces.
    pub(super) types: &'static str,
    /// Whether names with a capital letter are types.
    pub(super) capital_types: bool,
    /// Letters that names hold beside letters, digits and `_`.
    pub(super) name_letters: &'static str,
    /// Whether case says nothing.
    pub(super) any_case: bool,
    /// The letter that a variable's name begins with.
    pub(super) sigil: Option<char>,
    pub(super) meta: Meta,
    pub(super) keys: Keys,
    pub(super) extra: Extra,
}

/// A kind of text in quotes.
#[derive(Debug)]
pub(super) struct Quote {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// Whether a backslash hides the letter behind it.
    pub(super) escapes: bool,
    /// Whether it goes on behind the end of a line.
    pub(super) multiline: bool,
    /// Whether `${` goes back to code in it.
    pub(super) interpolates: bool,
}

impl Quote {
    /// A text between single quotes that is taken as it stands.
    pub(super) const LITERAL: Self = Self {
        escapes: false,
        ..line("'")
    };
}

/// What is said about the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meta {
    None,
    /// `@name`
    At,
    /// `#name` at the start of a line.
    Hash,
    /// `#[name]`
    Bracket,
}

/// What a key looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    None,
    /// A text before a colon.
    Quoted,
    /// The first word of a line, before a colon.
    Colon,
    /// The first word of a line, before an equals sign; `[words]` are a title.
    Equals,
}

/// What one family of languages has and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extra {
    None,
    /// Lifetimes, and macros that end with an exclamation mark.
    Rust,
    /// Patterns between slashes, and elements.
    Script,
    /// The first word of a command is what is called.
    Shell,
}

/// A text that ends with its line.
pub(super) const fn line(mark: &'static str) -> Quote {
    Quote {
        open: mark,
        close: mark,
        escapes: true,
        multiline: false,
        interpolates: false,
    }
}

/// A text that goes on until it is closed.
pub(super) const fn lines(open: &'static str, close: &'static str, escapes: bool) -> Quote {
    Quote {
        open,
        close,
        escapes,
        multiline: true,
        interpolates: false,
    }
}

/// The comments of C, and nothing else.
pub(super) const C_LIKE: Language = Language {
    names: "",
    line_comments: &["//"],
    comment_stands_alone: false,
    block_comment: Some(("/*", "*/")),
    comments_nest: false,
    quotes: &[line("\""), line("'")],
    prefixes: "",
    keywords: "",
    constants: "true false null",
    types: "",
    capital_types: true,
    name_letters: "",
    any_case: false,
    sigil: None,
    meta: Meta::None,
    keys: Keys::None,
    extra: Extra::None,
};

/// The comments of a shell, and nothing else.
pub(super) const HASH_LIKE: Language = Language {
    line_comments: &["#"],
    block_comment: None,
    capital_types: false,
    ..C_LIKE
};

//! Languages that hold data.

use crate::highlight::table::{C_LIKE, HASH_LIKE, Keys, Language, Quote, line, lines};

pub(super) static ALL: [Language; 3] = [
    Language {
        names: "json jsonc json5 jsonl ndjson",
        capital_types: false,
        keys: Keys::Quoted,
        ..C_LIKE
    },
    Language {
        names: "yaml yml",
        comment_stands_alone: true,
        quotes: &[line("\""), Quote::LITERAL],
        constants: "true false null yes no on off True False",
        name_letters: "-./",
        keys: Keys::Colon,
        ..HASH_LIKE
    },
    Language {
        names: "toml ini conf cfg properties env dotenv",
        line_comments: &["#", ";"],
        quotes: &[
            lines("\"\"\"", "\"\"\"", true),
            lines("'''", "'''", false),
            line("\""),
            Quote::LITERAL,
        ],
        name_letters: "-.",
        keys: Keys::Equals,
        ..HASH_LIKE
    },
];

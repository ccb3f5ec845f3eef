//! Languages that are interpreted.

use crate::highlight::table::{C_LIKE, Extra, HASH_LIKE, Language, Meta, Quote, line, lines};

/// What `JavaScript` and its dialects share.
const SCRIPT: Language = Language {
    quotes: &[
        line("\""),
        line("'"),
        Quote {
            interpolates: true,
            ..lines("`", "`", true)
        },
    ],
    constants: "true false null undefined NaN Infinity",
    name_letters: "$",
    meta: Meta::At,
    extra: Extra::Script,
    ..C_LIKE
};

pub(super) static ALL: [Language; 7] = [
    Language {
        names: "javascript js jsx mjs cjs",
        keywords: "as async await break case catch class const continue debugger default delete do else export extends finally for from function get if import in instanceof let new of return set static super switch this throw try typeof var void while with yield",
        ..SCRIPT
    },
    Language {
        names: "typescript ts tsx mts cts",
        keywords: "abstract as asserts async await break case catch class const continue debugger declare default delete do else enum export extends finally for from function get if implements import in infer instanceof interface is keyof let namespace new of override private protected public readonly return satisfies set static super switch this throw try type typeof var void while with yield",
        types: "any bigint boolean never number object string symbol unknown",
        ..SCRIPT
    },
    Language {
        names: "python py python3 pyi",
        quotes: &[
            lines("\"\"\"", "\"\"\"", true),
            lines("'''", "'''", true),
            line("\""),
            line("'"),
        ],
        prefixes: "b br f fr r rb u B F R U",
        keywords: "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try type while with yield",
        constants: "True False None self cls",
        types: "bool bytes dict float frozenset int list object set str tuple",
        capital_types: true,
        meta: Meta::At,
        ..HASH_LIKE
    },
    Language {
        names: "ruby rb",
        keywords: "alias and attr_accessor attr_reader attr_writer begin break case class def do else elsif end ensure extend for if in include module next not or private protected public raise redo require rescue retry return self super then undef unless until when while yield",
        constants: "true false nil",
        capital_types: true,
        name_letters: "?",
        ..HASH_LIKE
    },
    Language {
        names: "php",
        line_comments: &["//", "#"],
        keywords: "abstract and array as break callable case catch class clone const continue declare default do echo else elseif empty enum extends final finally fn for foreach function global if implements include include_once instanceof insteadof interface isset list match namespace new or print private protected public readonly require require_once return static switch throw trait try unset use var while yield",
        types: "bool float int iterable mixed never object string void",
        sigil: Some('$'),
        ..C_LIKE
    },
    Language {
        names: "bash sh shell zsh fish console shellscript shell-session dockerfile makefile",
        comment_stands_alone: true,
        quotes: &[lines("\"", "\"", true), lines("'", "'", false)],
        keywords: "if then else elif fi for while until do done case esac in function select return exit local export readonly declare set unset source alias trap shift break continue FROM RUN CMD COPY ADD ENV ARG WORKDIR EXPOSE ENTRYPOINT USER VOLUME LABEL",
        constants: "true false",
        name_letters: "-./",
        sigil: Some('$'),
        extra: Extra::Shell,
        ..HASH_LIKE
    },
    Language {
        names: "sql postgres postgresql mysql sqlite plsql",
        line_comments: &["--"],
        quotes: &[lines("'", "'", false), line("\""), line("`")],
        keywords: "add all alter analyze and as asc begin between by cascade case check collate column commit conflict constraint create cross database default delete desc distinct do drop else end escape except exists explain filter first foreign from full function grant group having if ilike in index inner insert intersect into is join key last lateral left like limit materialized not nothing nulls offset on only or order outer over partition primary procedure recursive references rename replace returning revoke right rollback row rows savepoint schema select set table temporary then to transaction trigger truncate union unique update using vacuum values view when where window with",
        constants: "null true false current_date current_time current_timestamp",
        types: "bigint bigserial blob boolean bytea char character date decimal double float int integer interval json jsonb numeric precision real serial smallint text time timestamp timestamptz uuid varchar",
        capital_types: false,
        any_case: true,
        ..C_LIKE
    },
];

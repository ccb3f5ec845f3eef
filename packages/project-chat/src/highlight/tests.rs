//! What the lexers see in samples, and what they promise for every text.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Highlighter as _, Lexers};

const LANGUAGES: &[&str] = &[
    "rust", "tsx", "js", "python", "go", "java", "kotlin", "swift", "c", "c++", "c#", "php",
    "ruby", "bash", "sql", "json", "yaml", "toml", "html", "css", "markdown",
];

/// A line for each coloured part of `code`.
fn check(language: &str, code: &str) {
    let mut lines = Lexers.begin(language).unwrap();
    let mut shown = String::new();
    for line in code.lines() {
        shown.push_str(line);
        shown.push('\n');
        for token in lines.line(line) {
            let class = token.kind.class().trim_start_matches("pc-tok-");
            writeln!(shown, "    {class:<9} {}", &line[token.range]).unwrap();
        }
    }
    insta::assert_snapshot!(language, shown);
}

#[test]
fn samples() {
    check(
        "rust",
        "#[derive(Debug)]\n/* a /* b */\nc */ pub(crate) struct Point<'a> { x: &'a str }\nlet c = 'x'; let q = '\\''; // end\nlet s = r#\"raw \"quoted\"\nmore\"#; println!(\"{}\", 1.5e-3);\nfor i in 0..10 { vec.iter().collect::<Vec<_>>() }\nif a != b { MAX }",
    );
    check(
        "tsx",
        "import { useState } from \"react\"\n@decorate\nconst a = `x ${b ? `y` : {}} z\nstill` + 1\nconst re = /[a-z]+\\/x/gi.test(s) / 2\nreturn <div className=\"a\" onClick={() => go(1)}>don't</div>\ninterface Props extends Base { n: number }",
    );
    check(
        "python",
        "@app.get(\"/\")\nasync def f(self, x: int = 1) -> str:\n    \"\"\"Doc\n    it's long\"\"\"\n    return f\"{x}\" + b'\\'' # yes\nclass A(Base): pass",
    );
    check(
        "go",
        "package main\nfunc (s *Server) Run(ctx context.Context) error {\n\tx := `raw\n\\`\n\treturn nil // done\n}",
    );
    check(
        "c++",
        "#include <vector>\n  #define X 1\nstd::vector<int> v{0x1F, 1'000};\nauto s = R\"(a \"b\" c)\"; return nullptr;",
    );
    check(
        "java",
        "@Override\npublic static void main(String[] args) { System.out.println(\"a\\\"b\"); } /* x\ny */ int i = 1L;",
    );
    check(
        "bash",
        "#!/bin/sh\nif [ -n \"$HOME\" ]; then # yes\n  curl -sSL ${URL}/a#b | jq '.x\n.y' && echo $? done\nfi",
    );
    check(
        "sql",
        "SELECT count(*) FROM users u -- all\nWHERE name = 'O''Brien' AND age > 21;",
    );
    check(
        "json",
        "{ \"a\": [1, -2.5e3, true, null], \"b\\\"c\" : \"d\" }",
    );
    check(
        "yaml",
        "# top\nname: don't stop # yes\n- key-two: \"a: b\"\n  url: http://x#y\n  on: true",
    );
    check(
        "toml",
        "[dependencies]\nserde = { version = \"1\" } # c\n\"a.b\" = '''x\ny'''\n",
    );
    check(
        "html",
        "<!doctype html>\n<!-- a\nb --><a href=\"x\ny\" disabled>text</a>\n<script type=\"module\">const a = 1; // </b>\nlet b = `x`;</script><style>\n.a { color: red }</style><br/>",
    );
    check(
        "css",
        "/* a\nb */ @media (min-width: 10px) {\n  .card > a:hover, #id { --x: 1; color: var(--x, #fff) !important; }\n}",
    );
    check(
        "markdown",
        "# Title\n> a `code` and **bold**\n1. [x](https://a.b)\n```rust\nlet a;\n```\n- done",
    );
}

#[test]
fn texts_and_comments_over_lines() {
    check(
        "c",
        "/* Copyright\n * \"nobody\" */\n#include <stdio.h>\nstatic const char *name = \"a\\\"b\"; // end\nint main(void) {\n    size_t n = 0x1Fu;\n    return n == 'x' ? 0 : printf(\"%d\\n\", MAX);\n}",
    );
    check(
        "js",
        "/**\n * @param {string} a it's\n */\nexport async function* walk(a) {\n  const text = `first ${a.map((b) => `${b}!`)}\n  second // no comment`;\n  for await (const x of a) yield x ?? /\\d+/.exec(text)?.[0]; // done\n}",
    );
    check(
        "ts",
        "type Id<T extends string = 'a'> = `${T}-id` | null;\n/* two\nlines */ enum Kind { A = 1, B }\nexport const get = async <T,>(id: Id<string>): Promise<T | undefined> => {\n  return (await fetch(`/x/${id}`)) satisfies unknown as T;\n};",
    );
    check(
        "yml",
        "on:\n  push: { branches: [main] }\nrun: |\n  echo \"it's\" # said\n  exit 1\nnext: >-\n  folded: text\n- &anchor 'one''s'",
    );
    check(
        "postgres",
        "/* all\n   users */\nWITH old AS (SELECT id FROM users WHERE name LIKE 'a\nb%')\nUPDATE users SET \"Name\" = lower(name), n = n + 1.5 -- up\nWHERE id IN (SELECT id FROM old) RETURNING *;",
    );
    check(
        "golang",
        "/* one\n   two */\ntype Store[K comparable] struct {\n\titems map[K]string `json:\"items\"`\n}\nconst query = `SELECT *\nFROM a -- no comment`\nvar r = '\\n'",
    );
    check(
        "py",
        "\"\"\"Module\nwith 'quotes'.\"\"\"\nfrom typing import Any  # why\n\nQUERY = r'''SELECT\n# no comment'''\n\ndef run(x: Any = None, *args) -> dict[str, int]:\n    return {**x, \"n\": 0xff if x is not None else 1e-3}",
    );
    check(
        "rs",
        "//! Docs.\nconst TEXT: &str = \"first \\\n    second // no comment\";\n/* outer /* inner */ still */\nimpl<T: Display + 'static> Trait for Kind<T> where T: Copy {\n    async fn go(&self) -> Result<(), Error> { Ok(self.0.await?) }\n}\nlet bytes = br#\"a\n\"b\"#; let range = 0..=9; let b = b'\\\\';",
    );
}

#[test]
fn every_name_of_a_language_is_known_in_any_case() {
    for language in LANGUAGES {
        assert!(Lexers.begin(language).is_some(), "{language}");
        assert!(Lexers.begin(&language.to_uppercase()).is_some());
    }
    assert!(Lexers.begin("klingon").is_none());
    assert!(Lexers.begin("").is_none());
}

proptest! {
    #[test]
    fn parts_come_in_order_and_end_at_letters(
        lines in prop::collection::vec("[ -~äß€🦀\\t]{0,40}|[{}()<>/*'\"`#$@!:=.;\\\\-]{0,20}", 1..8),
    ) {
        for language in LANGUAGES {
            let mut text = Lexers.begin(language).unwrap();
            for line in &lines {
                let mut end = 0;
                for token in text.line(line) {
                    prop_assert!(token.range.start >= end && token.range.start < token.range.end);
                    prop_assert!(line.get(token.range.clone()).is_some(), "{language} {line:?}");
                    end = token.range.end;
                }
            }
        }
    }
}

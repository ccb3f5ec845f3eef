//! What documents look like as elements.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attacks;
mod redraw;

use dioxus::prelude::*;

use super::Markdown;
use crate::markdown::{Blocks, Document};

#[component]
fn Page(blocks: Blocks) -> Element {
    rsx! { Markdown { blocks } }
}

fn html(text: &str) -> String {
    let mut document = Document::new();
    document.push(text);
    document.finish();
    let props = PageProps {
        blocks: document.blocks().clone(),
    };
    let mut dom = VirtualDom::new_with_props(Page, props);
    dom.rebuild_in_place();
    dioxus_ssr::render(&dom)
}

/// One element a line, for reading.
fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

fn check(name: &str, text: &str) {
    insta::assert_snapshot!(name, lines(&html(text)), text);
}

#[test]
fn every_kind_of_block() {
    check("headings", "# One\n\n## Two *em*\n\n###### Six\n");
    check(
        "paragraph",
        "Words *em* **strong** ~~gone~~ `code`\nnext line  \nbroken line\n",
    );
    check(
        "links",
        "[docs](https://example.com \"T\") <https://example.com> [rel](a/b) <me@example.com>\n",
    );
    check(
        "images",
        "![inside](a.png \"T\") ![outside](https://example.com/a.png)\n",
    );
    check("code", "```rust\nlet a = \"<b>\";\n\nlet b;\n```\n");
    check("code_without_language", "    indented\n");
    check(
        "diff",
        "```diff\n@@ -1,2 +1,2 @@\n same\n-let a = 1;\n+let a = 2;\n```\n",
    );
    check("list", "- a\n- b\n  1. c\n  2. d\n");
    check("loose_list", "3. a\n\n   more\n4. b\n");
    check("tasks", "- [ ] open\n- [x] done\n");
    check("quote", "> a\n>\n> > b\n");
    check(
        "alerts",
        "> [!NOTE]\n> a\n\n> [!TIP]\n> b\n\n> [!IMPORTANT]\n> c\n\n> [!WARNING]\n> d\n\n> [!CAUTION]\n> e\n",
    );
    check("table", "| a | b | c |\n|:--|:-:|--:|\n| 1 | **2** | 3 |\n");
    check("rule", "***\n");
    check(
        "html",
        "<div class=\"x\">\nblock\n</div>\n\nand <b>inline</b>\n",
    );
    check("footnotes", "word[^1]\n\n[^1]: the note\n");
}

#[cfg(feature = "math")]
#[test]
fn formulas() {
    check("formula", "so $x_1^2 = \\frac{a}{\\sqrt{b}}$ holds\n");
    check(
        "formula_in_a_line",
        "$$\n\\sum_{i=1}^n \\left( \\begin{matrix} 1 & 2 \\\\ 3 & 4 \\end{matrix} \\right)\n$$\n",
    );
    check(
        "formula_that_is_none",
        "so $\\href{javascript:x}{<b>}$ and $\\frac{$\n",
    );
}

#[cfg(feature = "math")]
#[test]
fn nothing_in_a_formula_can_run() {
    for source in [
        "\\href{javascript:alert(1)}{x}",
        "\\url{javascript:alert(1)}",
        "\\text{<img src=x onerror=alert(1)>}",
        "\\text{</mtext></math><script>alert(1)</script>}",
        "\\htmlStyle{background:url(https://a.b)}{x}",
        "\\style{x}{y}\\class{a}{b}\\cssId{a}{b}",
        "\\includegraphics{https://a.b/c.png}",
        "\\unicode{x3c}script>",
        "<annotation-xml><script>alert(1)</script></annotation-xml>",
        "\\operatorname{<svg onload=alert(1)>}",
        "\\color{red\" onclick=\"alert(1)}x",
        "\\begin{array}{c\" onclick=\"x}1\\end{array}",
        "<maction actiontype=\"statusline\" xlink:href=\"javascript:alert(1)\">x</maction>",
    ] {
        for text in [format!("${source}$"), format!("$$\n{source}\n$$")] {
            let html = html(&text);
            assert!(is_inert(&html), "{text:?} became {html}");
        }
    }
}

const ELEMENTS: &[&str] = &[
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "code",
    "span",
    "button",
    "ul",
    "ol",
    "li",
    "input",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "br",
    "em",
    "strong",
    "del",
    "a",
    "img",
    "sup",
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
];

const ATTRIBUTES: &[&str] = &[
    "class",
    "dir",
    "href",
    "target",
    "rel",
    "title",
    "src",
    "alt",
    "loading",
    "decoding",
    "referrerpolicy",
    "type",
    "disabled",
    "checked",
    "role",
    "tabindex",
    "scope",
    "start",
    "aria-label",
    "aria-live",
    "aria-hidden",
    "aria-pressed",
    "aria-expanded",
    "data-wrap",
    "data-cut",
    "data-language",
    "data-state",
    "data-tight",
    "data-task",
    "data-kind",
    "data-align",
    "data-label",
    "data-control",
    "data-remote",
    "data-sized",
    "data-formula",
    "data-display",
    "display",
    "mathvariant",
    "stretchy",
    "minsize",
    "maxsize",
    "width",
    "height",
    "linethickness",
];

/// Whether no element or attribute in `html` can run, load or send anything.
fn is_inert(html: &str) -> bool {
    html.split('<').skip(1).all(|tag| {
        let tag = tag.split('>').next().unwrap_or_default().trim_matches('/');
        let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
        ELEMENTS.contains(&name) && are_inert(rest)
    })
}

/// Whether `attributes`, written as `name="value"` or `name=value`, are all harmless.
fn are_inert(attributes: &str) -> bool {
    let mut name = "";
    attributes.split('"').enumerate().all(|(index, part)| {
        if index % 2 == 1 {
            return !matches!(name, "href" | "src") || leads_somewhere_safe(part);
        }
        part.split_whitespace().all(|attribute| {
            name = attribute.split('=').next().unwrap_or_default();
            ATTRIBUTES.contains(&name)
        })
    })
}

fn leads_somewhere_safe(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    let allowed = ["https://", "http://", "mailto:", "data:image/png;"];
    allowed.iter().any(|start| url.starts_with(start)) || !url.contains(':')
}

#[test]
fn nothing_in_a_text_can_run() {
    for text in [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script> b",
        "<img src=x onerror=alert(1)>",
        "a <img src=x onerror=alert(1)> b",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "[x](https://a.b \"\\\" onmouseover=alert(1) x=\\\"\")",
        "[x](<https://a.b\" onmouseover=\"alert(1)>)",
        "![\" onerror=\"alert(1)](a.png)",
        "```\" onclick=\"alert(1)\nx\n```",
        "```<script>\n</code></pre><script>alert(1)</script>\n```",
        "| <script> |\n|---|\n| <img onerror=x> |",
        "> [!NOTE]\n> <svg onload=alert(1)>",
        "x[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
        "[x]\n\n[x]: javascript:alert(1)",
        "<!--><script>alert(1)</script>-->",
        "<a href=\"javascript:alert(1)\" onclick=\"alert(1)\">x</a>",
        "<style>*{background:url(https://a.b)}</style>",
        "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
    ] {
        for end in 1..=text.len() {
            if let Some(prefix) = text.get(..end) {
                let html = html(prefix);
                assert!(is_inert(&html), "{prefix:?} became {html}");
            }
        }
    }
}

#[test]
fn the_guard_of_the_test_above_can_fail() {
    for html in [
        "<script>",
        "<p onclick=\"x\">",
        "<a href=\"javascript:x\">",
        "<svg>",
        "<p style=\"x\">",
    ] {
        assert!(!is_inert(html), "{html}");
    }
}

#[test]
fn what_turns_words_round_is_named() {
    let html = html("a\u{202e}b `c\u{2066}d` [e\u{202d}f](https://example.com)");
    for name in ["RLO", "LRI", "LRO"] {
        assert!(html.contains(&format!("data-control=\"{name}\"")), "{html}");
    }
    assert!(
        !html.contains(['\u{202e}', '\u{2066}', '\u{202d}']),
        "{html}"
    );
}

#[test]
fn words_that_name_another_place_are_followed_by_the_true_one() {
    let html =
        html("[https://bank.com](https://evil.net/x) and [bank.com](https://b\u{430}nk.com)");
    assert!(html.contains("evil.net)"), "{html}");
    assert!(html.contains("xn--"), "{html}");
}

#[test]
fn what_is_very_long_wide_or_deep_waits_behind_a_button() {
    for text in [
        "- item\n".repeat(3_000),
        format!("|{}\n|{}\n", "a|".repeat(100), "-|".repeat(100)),
        format!("| a |\n|---|\n{}", "| b |\n".repeat(3_000)),
        format!("{}deep", "> ".repeat(40)),
        format!("<div>\n{}", "source\n".repeat(3_000)),
        "some words ".repeat(45_000),
    ] {
        assert_eq!(
            html(&text).matches("pc-md-more").count(),
            1,
            "{:?}",
            &text[..20]
        );
    }
}

#[test]
fn links_say_where_they_lead_unless_their_words_do() {
    assert!(html("[docs](https://a.b)").contains("title=\"https://a.b\""));
    assert!(!html("https://a.b").contains("title="));
    assert!(html("[https://a.b](https://c.d)").contains("title=\"https://c.d\""));
}

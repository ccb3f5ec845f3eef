//! How unfinished texts are shown.

use super::show::show;
use crate::markdown::Document;

fn check(input: &str, expect: &str) {
    let mut document = Document::new();
    document.push(input);
    assert_eq!(show(document.blocks().iter()), expect, "{input:?}");
}

fn check_all(cases: &[(&str, &str)]) {
    for (input, expect) in cases {
        check(input, expect);
    }
}

#[test]
fn emphasis_is_closed() {
    check_all(&[
        ("a **bo", "<p>a <b>bo</b></p>"),
        ("a **bold ", "<p>a <b>bold</b></p>"),
        ("a **bold*", "<p>a <b>bold</b></p>"),
        ("a **bold**", "<p>a <b>bold</b></p>"),
        ("a *em", "<p>a <em>em</em></p>"),
        ("a _em", "<p>a <em>em</em></p>"),
        ("a ***both", "<p>a <em><b>both</b></em></p>"),
        ("a **b *c", "<p>a <b>b <em>c</em></b></p>"),
        ("a *b **c", "<p>a <em>b <b>c</b></em></p>"),
        ("a ~~gone", "<p>a <s>gone</s></p>"),
        ("a ~~gone~", "<p>a <s>gone</s></p>"),
        ("a **b ~~c", "<p>a <b>b <s>c</s></b></p>"),
        ("# A **b", "<h1>A <b>b</b></h1>"),
        ("> a **b", "<quote><p>a <b>b</b></p></quote>"),
        ("- a **b", "<list None><li><p>a <b>b</b></p></li></list>"),
    ]);
}

#[test]
fn marks_without_words_wait() {
    check_all(&[
        ("a *", "<p>a</p>"),
        ("a **", "<p>a</p>"),
        ("a **b** *", "<p>a <b>b</b></p>"),
        ("a ~", "<p>a</p>"),
        ("a ~~", "<p>a</p>"),
        ("a `", "<p>a</p>"),
        ("a ``", "<p>a</p>"),
        ("a _", "<p>a</p>"),
        ("a **[", "<p>a</p>"),
        ("a \\", "<p>a</p>"),
        ("a &am", "<p>a</p>"),
        ("a!", "<p>a</p>"),
    ]);
}

#[test]
fn marks_that_rather_mean_themselves_stay() {
    check_all(&[
        ("2*3 is", "<p>2*3 is</p>"),
        ("2 * 3 is", "<p>2 * 3 is</p>"),
        ("about ~5 of", "<p>about ~5 of</p>"),
        ("snake_case_na", "<p>snake_case_na</p>"),
        (
            "https://a.b/_c",
            "<p><a https://a.b/_c>https://a.b/_c</a></p>",
        ),
    ]);
}

#[test]
fn code_is_closed() {
    check_all(&[
        ("a `co", "<p>a <code>co</code></p>"),
        ("a `` co`", "<p>a <code>co</code></p>"),
        ("a `**b", "<p>a <code>**b</code></p>"),
        ("**a `co", "<p><b>a <code>co</code></b></p>"),
    ]);
}

#[test]
fn links_show_their_words() {
    check_all(&[
        ("see [te", "<p>see te</p>"),
        ("see [text]", "<p>see text</p>"),
        ("see [text](", "<p>see text</p>"),
        ("see [text](https://a.b", "<p>see text</p>"),
        ("see [text](https://a.b \"ti", "<p>see text</p>"),
        (
            "see [text](https://a.b)",
            "<p>see <a https://a.b>text</a></p>",
        ),
        ("see [te **bo", "<p>see te <b>bo</b></p>"),
        ("see **[te", "<p>see <b>te</b></p>"),
        ("see [te][re", "<p>see te</p>"),
        ("a[0", "<p>a</p>"),
        ("a[0] is", "<p>a[0] is</p>"),
        ("see ![al", "<p>see</p>"),
        ("see ![alt](pic.p", "<p>see</p>"),
        (
            "see [![alt](pic.png)](htt",
            "<p>see <img pic.png \"alt\"></p>",
        ),
        ("see [^", "<p>see</p>"),
        ("see [^no", "<p>see</p>"),
        ("[label]: htt", ""),
        ("[label]:", ""),
        ("[label]: /url \"ti", ""),
    ]);
}

#[test]
fn half_tags_wait() {
    check_all(&[
        ("a <", "<p>a</p>"),
        ("a <di", "<p>a</p>"),
        ("a <div class=\"x", "<p>a</p>"),
        ("a </di", "<p>a</p>"),
        ("a <https://a.", "<p>a</p>"),
        ("a <me@exa", "<p>a</p>"),
        ("a <b>", "<p>a <html><b></html></p>"),
        ("a < b", "<p>a &lt; b</p>".replace("&lt;", "<").as_str()),
        ("<di", ""),
        ("<div>\nx <sp", "<html><div>\nx </html>"),
    ]);
}

#[test]
fn undecided_lines_wait() {
    check_all(&[
        ("-", ""),
        ("- ", ""),
        ("12", ""),
        ("12.", ""),
        ("12. x", "<list Some(12)><li><p>x</p></li></list>"),
        ("##", ""),
        ("> ", ""),
        ("text\n-", "<p>text</p>"),
        ("text\n---", "<p>text</p>"),
        ("text\n---\n", "<h2>text</h2>"),
        ("text\n==", "<p>text</p>"),
        ("``", ""),
        ("```", ""),
        ("```ru", ""),
        ("```rust\n", "<pre \"rust\"></pre>"),
        ("- ```ru", ""),
        ("- [", ""),
        ("- [ ]", ""),
        ("- [x", ""),
        ("- [x] do", "<list None><li>[x] <p>do</p></li></list>"),
        ("> [!NO", ""),
        ("> [!NOTE]", ""),
        ("> [!NOTE]\n> x", "<Note><p>x</p></Note>"),
    ]);
}

#[test]
fn tables_wait_for_their_second_line() {
    check_all(&[
        ("| a | b", ""),
        ("| a | b |\n", ""),
        ("| a | b |\n|--", ""),
        ("| a | b |\n|---|---|", ""),
        (
            "| a | b |\n|---|---|\n",
            "<table [Unset, Unset]><tr>a|b</tr></table>",
        ),
        (
            "| a | b |\n|---|---|\n| x",
            "<table [Unset, Unset]><tr>a|b</tr><tr>x|</tr></table>",
        ),
        (
            "| a |\n|---|\n| **x",
            "<table [Unset]><tr>a</tr><tr><b>x</b></tr></table>",
        ),
        (
            "| a |\n|---|\n| **x |",
            "<table [Unset]><tr>a</tr><tr>**x</tr></table>",
        ),
        ("| a\nno table", "<p>| a\nno table</p>"),
    ]);
}

#[test]
fn fences_grow_by_lines() {
    check_all(&[
        ("```\na\nb", "<pre \"\">a\nb</pre>"),
        ("```\na\n`", "<pre \"\">a</pre>"),
        ("```\na\n```", "<pre \"\">a</pre>"),
        ("```\na\n```\n", "<pre \"\">a</pre>"),
        ("```\na\n``x", "<pre \"\">a\n``x</pre>"),
        (
            "- ```\n  a\n  ``",
            "<list None><li><pre \"\">a</pre></li></list>",
        ),
        ("```\na\n\n", "<pre \"\">a\n</pre>"),
    ]);
}

#[cfg(feature = "math")]
#[test]
fn half_formulas_wait() {
    check_all(&[
        ("so $", "<p>so</p>"),
        ("so $x", "<p>so</p>"),
        ("so $x^2", "<p>so</p>"),
        ("so $x^2$", "<p>so <math>x^2</math></p>"),
        ("so $x^2$ is **b", "<p>so <math>x^2</math> is <b>b</b></p>"),
        ("**so $x", "<p><b>so</b></p>"),
        ("$", ""),
        ("$$", ""),
        ("$$\nx", ""),
        ("$$\nx\n$", ""),
        ("$$\nx\n$$", "<p><display>\nx\n</display></p>"),
        ("it costs $5 and", "<p>it costs $5 and</p>"),
        ("\\$x and", "<p>$x and</p>"),
        ("`$x", "<p><code>$x</code></p>"),
    ]);
}

#[test]
fn a_closed_paragraph_is_shown_as_it_is() {
    check("a **b\n\nc", "<p>a **b</p><p>c</p>");
    check(
        "- a **b\n\n  c",
        "<list None loose><li><p>a **b</p><p>c</p></li></list>",
    );
}

/// The repairs that readers of streamed answers know, each with the ways in which a mark is half.
#[test]
fn every_half_mark() {
    let both = "<p><em><b>both</b></em></p>";
    let cases = [
        (
            "bold",
            vec![
                ("__bo", "<p><b>bo</b></p>"),
                ("__bo_", "<p><b>bo</b></p>"),
                ("**中文", "<p><b>中文</b></p>"),
            ],
        ),
        (
            "italic",
            vec![
                ("**b _i", "<p><b>b <em>i</em></b></p>"),
                ("*a **b*", "<p><em>a <b>b</b></em></p>"),
            ],
        ),
        (
            "both",
            vec![
                ("***both*", both),
                ("***both**", both),
                ("***both***", both),
            ],
        ),
        (
            "code",
            vec![
                ("`a` `b", "<p><code>a</code> <code>b</code></p>"),
                ("``a`b", "<p><code>a`b</code></p>"),
                ("# `a", "<h1><code>a</code></h1>"),
            ],
        ),
        (
            "struck",
            vec![("a ~~s~~ ~", "<p>a <s>s</s></p>"), ("~one", "<p>~one</p>")],
        ),
        (
            "link",
            vec![
                ("[**a](b", "<p><b>a</b></p>"),
                ("**[a](b", "<p><b>a</b></p>"),
                ("[a](<b c", "<p>a</p>"),
            ],
        ),
        (
            "image",
            vec![("![", ""), ("![a](", ""), ("[![a](x.png", "")],
        ),
        (
            "underline of a heading",
            vec![
                ("t\n=", "<p>t</p>"),
                ("t\n-", "<p>t</p>"),
                ("t\n- x", "<p>t</p><list None><li><p>x</p></li></list>"),
            ],
        ),
        (
            "tag",
            vec![
                ("<b", ""),
                ("x <a href=\"b", "<p>x</p>"),
                ("x <!-- c", "<p>x</p>"),
            ],
        ),
        ("reference", vec![("&lt", ""), ("&#12", "")]),
        (
            "table",
            vec![(
                "| a |\n|---|\n| `x",
                "<table [Unset]><tr>a</tr><tr><code>x</code></tr></table>",
            )],
        ),
    ];
    for (kind, cases) in cases {
        println!("{kind}");
        check_all(&cases);
    }
}

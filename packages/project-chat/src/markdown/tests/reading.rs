//! What finished texts say.

use super::{finished, show::show};

fn check(input: &str, expect: &str) {
    assert_eq!(show(finished(input).blocks().iter()), expect, "{input:?}");
}

#[test]
fn every_kind_of_block() {
    check("# a\n## b\nc\n---\n", "<h1>a</h1><h2>b</h2><h2>c</h2>");
    check("a\n\nb  \nc\nd", "<p>a</p><p>b<br>c\nd</p>");
    check(
        "```rust,ignore x\nlet a;\n```",
        "<pre \"rust,ignore x\">let a;</pre>",
    );
    check("    a\n\n    b\n", "<pre \"\">a\n\nb</pre>");
    check(
        "- a\n- b\n",
        "<list None><li><p>a</p></li><li><p>b</p></li></list>",
    );
    check(
        "3. a\n\n4. b\n",
        "<list Some(3) loose><li><p>a</p></li><li><p>b</p></li></list>",
    );
    check(
        "- [x] a\n- [ ] b\n",
        "<list None><li>[x] <p>a</p></li><li>[ ] <p>b</p></li></list>",
    );
    check("> a\n", "<quote><p>a</p></quote>");
    check("> [!CAUTION]\n> a\n", "<Caution><p>a</p></Caution>");
    check("***\n", "<hr>");
    check(
        "|a|b|c|\n|:-|:-:|-:|\n|1|2|3|",
        "<table [Start, Center, End]><tr>a|b|c</tr><tr>1|2|3</tr></table>",
    );
    check(
        "x[^n]\n\n[^n]: note\n",
        "<p>x<ref n></p><footnote n><p>note</p></footnote>",
    );
}

#[test]
fn raw_html_is_text() {
    check(
        "<script>\nalert(1)\n</script>\n",
        "<html><script>\nalert(1)\n</script></html>",
    );
    check(
        "a <img src=x onerror=y> b",
        "<p>a <html><img src=x onerror=y></html> b</p>",
    );
}

#[test]
fn addresses_that_may_not_be_followed_stay_words() {
    for url in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "javascript&#58;alert(1)",
        "java&#x0A;script:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
    ] {
        check(&format!("[words]({url})"), "<p>words</p>");
        check(&format!("[words][r]\n\n[r]: {url}\n"), "<p>words</p>");
    }
    check("<javascript:alert(1)>", "<p>javascript:alert(1)</p>");
}

#[test]
fn images_are_drawn_only_where_nobody_else_is_asked_for_them() {
    check("![a](b.png)", "<p><img b.png \"a\"></p>");
    check(
        "![a](data:image/png;base64,AAAA)",
        "<p><img data:image/png;base64,AAAA \"a\"></p>",
    );
    check(
        "![a](https://b.c/d.png)",
        "<p><a https://b.c/d.png>a</a></p>",
    );
    check(
        "![](https://b.c/d.png)",
        "<p><a https://b.c/d.png>https://b.c/d.png</a></p>",
    );
    check("![a](data:image/svg+xml;base64,AAAA)", "<p>a</p>");
    check("![a](/api/b)", "<p><a /api/b>a</a></p>");
    check(
        "[![a](https://b.c/d.png)](https://e.f)",
        "<p><a https://e.f>a</a></p>",
    );
}

#[test]
fn bare_addresses_are_linked() {
    check(
        "go to https://a.b/c_d_e.",
        "<p>go to <a https://a.b/c_d_e>https://a.b/c_d_e</a>.</p>",
    );
    check(
        "**www.a.b**",
        "<p><b><a https://www.a.b>www.a.b</a></b></p>",
    );
    check(
        "[see https://a.b](https://c.d)",
        "<p><a https://c.d>see https://a.b</a></p>",
    );
    check("`https://a.b`", "<p><code>https://a.b</code></p>");
    check(
        "<me@a.bc> you@a.bc",
        "<p><a mailto:me@a.bc>me@a.bc</a> <a mailto:you@a.bc>you@a.bc</a></p>",
    );
}

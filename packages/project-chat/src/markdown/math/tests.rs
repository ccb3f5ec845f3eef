//! What formulas are read as.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;

use super::{MathNode, read};

/// Nodes in a short notation.
fn show(nodes: &[MathNode]) -> String {
    nodes.iter().map(one).collect()
}

fn one(node: &MathNode) -> String {
    match node {
        MathNode::Row(nodes) => format!("({})", show(nodes)),
        MathNode::Identifier { name, .. } => name.clone(),
        MathNode::Number(number) => number.clone(),
        MathNode::Operator { sign, stretchy, .. } if *stretchy => format!("<{sign}>"),
        MathNode::Operator { sign, .. } => sign.clone(),
        MathNode::Text(words) => format!("{words:?}"),
        MathNode::Space(width) => format!("[{width}]"),
        MathNode::Fraction { parts, line } => {
            format!(
                "{}{}{}",
                one(&parts[0]),
                if *line { "/" } else { "\\" },
                one(&parts[1])
            )
        }
        MathNode::SquareRoot(inner) => format!("√{}", one(inner)),
        MathNode::Root(parts) => format!("{}√{}", one(&parts[1]), one(&parts[0])),
        MathNode::Script { place, parts } => {
            let parts: Vec<String> = parts.iter().map(one).collect();
            format!("{place:?}{{{}}}", parts.join(","))
        }
        MathNode::Table(rows) => {
            let row = |row: &Vec<MathNode>| row.iter().map(one).collect::<Vec<_>>().join("&");
            format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(";"))
        }
    }
}

#[test]
fn formulas() {
    for (source, expect) in [
        ("a+b", "a+b"),
        ("x^2_i", "SubSuper{x,i,2}"),
        ("\\frac{1}{2}", "1/2"),
        ("\\sqrt{x}", "√x"),
        ("\\sqrt[3]{x}", "3√x"),
        ("\\binom{n}{k}", "(<(>n\\k<)>)"),
        ("\\mathbb{R}", "ℝ"),
        ("\\mathbf{v}", "𝐯"),
        ("\\alpha \\le \\beta", "α≤β"),
        ("a \\ne b", "a≠b"),
        ("\\text{if } x", "\"if \"x"),
        ("\\left( x \\right)", "(<(>x<)>)"),
        (
            "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
            "(<(>[1&2;3&4]<)>)",
        ),
        (
            "\\begin{cases} 1 & x \\\\ 0 & y \\end{cases}",
            "(<{>[1&x;0&y])",
        ),
    ] {
        let nodes = read(source, false).unwrap_or_else(|| panic!("{source}"));
        assert_eq!(show(&nodes), expect, "{source}");
    }
    let sum = "\\sum_{i=1}^n i";
    assert_eq!(show(&read(sum, false).unwrap()), "SubSuper{∑,(i=1),n}i");
    assert_eq!(show(&read(sum, true).unwrap()), "UnderOver{∑,(i=1),n}i");
}

#[test]
fn what_is_no_formula_is_refused() {
    for source in [
        "\\frac{1",
        "}",
        "\\nonsense",
        "\\href{javascript:alert(1)}{x}",
        "\\htmlStyle{color:red}{x}",
        "\\class{a}{x}",
        "\\def\\a{xx}\\a",
        "\\newcommand{\\a}{x}\\a",
        "\\begin{matrix} 1",
    ] {
        assert_eq!(read(source, false), None, "{source}");
    }
}

#[test]
fn bombs_are_refused() {
    let doubling = "\\def\\a{xx}\\def\\b{\\a\\a}\\def\\c{\\b\\b}\\c";
    for source in [
        doubling.to_owned(),
        "{".repeat(2_000) + &"}".repeat(2_000),
        "\\sqrt".repeat(800) + "x",
        "x^{".repeat(500) + &"}".repeat(500),
        "\\frac".repeat(300),
        "\\hat ".repeat(500) + "x",
        "\\left(".repeat(400) + &"\\right)".repeat(400),
        "\\begin{matrix}".repeat(200) + &"\\end{matrix}".repeat(200),
        "x".repeat(5_000),
        "\\not ".repeat(700) + "x",
    ] {
        assert_eq!(read(&source, true), None, "{source:.40}");
    }
}

/// Pieces of formulas, whole and broken.
const PIECES: &[&str] = &[
    "\\frac",
    "{",
    "}",
    "x",
    "1",
    "^",
    "_",
    "\\sqrt",
    "[",
    "]",
    "\\left",
    "\\right",
    "(",
    ")",
    ".",
    "\\begin{matrix}",
    "\\end{matrix}",
    "&",
    "\\\\",
    "\\hline",
    "\\begin{cases}",
    "\\end{cases}",
    "\\begin{array}{c|c}",
    "\\end{array}",
    "\\begin{align}",
    "\\end{align}",
    "\\not",
    "\\text{a}",
    "\\mathbb",
    "\\color{red}",
    "\\kern 2pt",
    "\\sum",
    "\\limits",
    "\\int",
    "'",
    "\\,",
    "%",
    "#1",
    "\\operatorname{f}",
    "\\overline",
    "\\underbrace",
    "\\big(",
    "~",
    "é",
    "\\",
    "\\binom",
    "\\middle|",
    "\\begin{alignat}{2}",
    "\\end{alignat}",
    "\\tag{1}",
    "\\substack",
    "\\rule{1em}{1em}",
    "$",
    "\\pmod",
    "\\boxed",
    "\\phantom",
    "\\begin{split}",
    "\\end{split}",
    "\\begin{equation}",
    "\\end{equation}",
];

proptest! {
    #[test]
    fn no_formula_panics(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..16)) {
        let source = pieces.concat();
        let _nodes = (read(&source, false), read(&pieces.join(" "), true));
    }

    #[test]
    fn no_text_panics(source in "\\PC{0,40}") {
        let _nodes = read(&source, false);
    }
}

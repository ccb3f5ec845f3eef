//! Reads LaTeX formulas into typed `MathML` nodes.

mod build;
mod font;
#[cfg(test)]
mod tests;

use pulldown_latex::{Parser, Storage};

use self::build::Builder;

/// A node of a formula, as `MathML` knows it.
///
/// There is no other kind: nothing in a formula can name an element, an attribute or an address.
#[derive(Clone, Debug, PartialEq)]
pub enum MathNode {
    /// Nodes one behind the other.
    Row(Vec<MathNode>),
    /// A name, such as `x` or `sin`.
    Identifier {
        /// The letters.
        name: String,
        /// Whether a single letter is not slanted.
        upright: bool,
    },
    /// A number.
    Number(String),
    /// An operator, relation, bracket or punctuation mark.
    Operator {
        /// The sign.
        sign: String,
        /// Whether it grows with what stands beside it.
        stretchy: bool,
        /// The least height, in hundredths of the font's size.
        size: Option<u16>,
    },
    /// Words.
    Text(String),
    /// A gap; its width in hundredths of the font's size.
    Space(i16),
    /// One thing above another, with a line between them or without.
    Fraction {
        /// What stands above and below.
        parts: Box<[MathNode; 2]>,
        /// Whether there is a line.
        line: bool,
    },
    /// A square root.
    SquareRoot(Box<MathNode>),
    /// A root: what it is taken of, and its degree.
    Root(Box<[MathNode; 2]>),
    /// A base and what stands at its lower right, its upper right or under and over it.
    Script {
        /// Where they stand.
        place: ScriptPlace,
        /// The base, then the lower part, then the upper part, as far as there are such.
        parts: Vec<MathNode>,
    },
    /// Rows of cells.
    Table(Vec<Vec<MathNode>>),
}

/// Where the parts of a [`MathNode::Script`] stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptPlace {
    /// Lower right.
    Sub,
    /// Upper right.
    Super,
    /// Both at the right.
    SubSuper,
    /// Under.
    Under,
    /// Over.
    Over,
    /// Both under and over.
    UnderOver,
}

/// Longer formulas are shown as their source, in bytes.
const LENGTH: usize = 4_096;
/// Formulas that nest deeper are shown as their source.
const DEPTH: usize = 64;
/// Formulas of more parts are shown as their source.
const PARTS: usize = 4_096;
/// Commands that define others: what they make can be out of proportion to what is written.
const DEFINING: [&str; 11] = [
    "\\def",
    "\\gdef",
    "\\edef",
    "\\xdef",
    "\\let",
    "\\futurelet",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\global",
    "\\long",
];

/// The nodes of the formula `source`, `None` where it is no LaTeX or goes beyond what is drawn.
///
/// `display` is whether it stands in a line of its own.
///
/// ```
/// use project_chat::markdown::math::{self, MathNode};
///
/// let nodes = math::read("x", false).unwrap();
/// assert_eq!(nodes, [MathNode::Identifier { name: "x".into(), upright: false }]);
/// assert!(math::read("\\frac{1", false).is_none());
/// assert!(math::read("\\href{javascript:alert(1)}{x}", false).is_none());
/// ```
pub fn read(source: &str, display: bool) -> Option<Vec<MathNode>> {
    let defines = DEFINING.iter().any(|command| source.contains(command));
    if source.len() > LENGTH || defines || depth(source) > DEPTH {
        return None;
    }
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(source, &storage) {
        events.push(event.ok()?);
        if events.len() > PARTS {
            return None;
        }
    }
    Builder::new(events, display).nodes()
}

/// How many groups and commands in `source` may stand in one another at most.
///
/// A command takes what follows it, so that commands in a row nest.
fn depth(source: &str) -> usize {
    let (mut groups, mut commands, mut deepest) = (0_usize, 0, 0);
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '{' => groups += 1,
            '}' => groups = groups.saturating_sub(1),
            '^' | '_' => commands += 1,
            '\\' => {
                let letters = rest.find(|c: char| !c.is_ascii_alphabetic());
                let (name, behind) = rest.split_at(letters.unwrap_or(rest.len()));
                rest = behind;
                match name {
                    // A gap or a line break takes nothing.
                    "" => {
                        rest = rest
                            .strip_prefix([',', ';', ':', '!', '\\'])
                            .unwrap_or(rest);
                        commands = 0;
                    }
                    "left" | "begin" => groups += 1,
                    "right" | "end" => groups = groups.saturating_sub(1),
                    _ => commands += 1,
                }
            }
            c if c.is_whitespace() => {}
            _ => commands = 0,
        }
        deepest = deepest.max(groups + commands);
    }
    deepest
}

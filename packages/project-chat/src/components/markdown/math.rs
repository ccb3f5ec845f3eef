//! Draws formulas.

use dioxus::prelude::*;

use super::inline::shown;
use crate::markdown::math::{self, MathNode, ScriptPlace};

/// A formula, or its source where it is no LaTeX or goes beyond what is drawn.
pub(super) fn formula(source: &str, display: bool) -> Element {
    let Some(nodes) = math::read(source, display) else {
        let marks = if display { "$$" } else { "$" };
        return rsx! {
            code { class: "pc-md-code-span", "data-formula": "source",
                "{marks}"
                {shown(source)}
                "{marks}"
            }
        };
    };
    rsx! {
        span { class: "pc-md-formula", "data-display": display.to_string(), dir: "ltr",
            math { display: if display { "block" } else { "inline" }, {row(&nodes)} }
        }
    }
}

fn row(nodes: &[MathNode]) -> Element {
    rsx! {
        for node in nodes {
            {one(node)}
        }
    }
}

fn one(node: &MathNode) -> Element {
    match node {
        MathNode::Row(nodes) => rsx! {
            mrow { {row(nodes)} }
        },
        MathNode::Identifier { name, upright } => rsx! {
            mi { mathvariant: upright.then_some("normal"), {shown(name)} }
        },
        MathNode::Number(number) => rsx! {
            mn { {shown(number)} }
        },
        MathNode::Operator {
            sign,
            stretchy,
            size,
        } => {
            let size = size.map(|size| format!("{}em", f64::from(size) / 100.0));
            rsx! {
                mo {
                    stretchy: if *stretchy { "true" } else { "false" },
                    minsize: size.clone(),
                    maxsize: size,
                    {shown(sign)}
                }
            }
        }
        MathNode::Text(words) => rsx! {
            mtext { {shown(words)} }
        },
        MathNode::Space(width) => rsx! {
            mspace { width: "{f64::from(*width) / 100.0}em" }
        },
        MathNode::Fraction { parts, line } => rsx! {
            mfrac { linethickness: (!line).then_some("0"), {row(&parts[..])} }
        },
        MathNode::SquareRoot(inner) => rsx! {
            msqrt { {one(inner)} }
        },
        MathNode::Root(parts) => rsx! {
            mroot { {row(&parts[..])} }
        },
        MathNode::Script { place, parts } => script(*place, row(parts)),
        MathNode::Table(rows) => rsx! {
            mtable {
                for cells in rows {
                    mtr {
                        for cell in cells {
                            mtd { {one(cell)} }
                        }
                    }
                }
            }
        },
    }
}

fn script(place: ScriptPlace, parts: Element) -> Element {
    match place {
        ScriptPlace::Sub => rsx! { msub { {parts} } },
        ScriptPlace::Super => rsx! { msup { {parts} } },
        ScriptPlace::SubSuper => rsx! { msubsup { {parts} } },
        ScriptPlace::Under => rsx! { munder { {parts} } },
        ScriptPlace::Over => rsx! { mover { {parts} } },
        ScriptPlace::UnderOver => rsx! { munderover { {parts} } },
    }
}

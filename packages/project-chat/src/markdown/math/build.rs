//! Turns the events of a LaTeX parser into nodes.

use std::{iter::Peekable, vec::IntoIter};

use pulldown_latex::event::{
    Content, DelimiterSize, Dimension, DimensionUnit, EnvironmentFlow, Event, Font, Grouping,
    ScriptPosition, ScriptType, StateChange, Visual,
};

use super::{DEPTH, MathNode, ScriptPlace, font};

/// Reads events; every method gives `None` where they do not fit together.
pub(super) struct Builder<'a> {
    events: Peekable<IntoIter<Event<'a>>>,
    display: bool,
    depth: usize,
    font: Option<Font>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(events: Vec<Event<'a>>, display: bool) -> Self {
        Self {
            events: events.into_iter().peekable(),
            display,
            depth: 0,
            font: None,
        }
    }

    /// The nodes of all events.
    pub(super) fn nodes(mut self) -> Option<Vec<MathNode>> {
        let mut nodes = Vec::new();
        while self.events.peek().is_some() {
            self.node(&mut nodes)?;
        }
        Some(nodes)
    }

    /// Adds what the next events make: nothing where they only change how the following is read.
    fn node(&mut self, nodes: &mut Vec<MathNode>) -> Option<()> {
        let event = self.events.next()?;
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        match event {
            Event::Content(content) => nodes.push(self.content(content)),
            Event::Begin(grouping) => nodes.push(self.group(&grouping)?),
            Event::Visual(visual) => nodes.push(self.visual(visual)?),
            Event::Script { ty, position } => nodes.push(self.script(ty, position)?),
            Event::Space { width, .. } => {
                nodes.push(MathNode::Space(width.map_or(0, hundredths)));
            }
            Event::StateChange(StateChange::Font(font)) => self.font = font,
            Event::StateChange(StateChange::Color(_) | StateChange::Style(_))
            | Event::EnvironmentFlow(EnvironmentFlow::StartLines { .. }) => {}
            Event::EnvironmentFlow(_) | Event::End => return None,
        }
        self.depth -= 1;
        Some(())
    }

    /// The next thing that is a node.
    fn element(&mut self) -> Option<MathNode> {
        let mut nodes = Vec::with_capacity(1);
        while nodes.is_empty() {
            self.node(&mut nodes)?;
        }
        nodes.pop()
    }

    fn group(&mut self, grouping: &Grouping) -> Option<MathNode> {
        let font = self.font;
        let node = match grouping {
            Grouping::Normal => row(self.until_end()?),
            Grouping::LeftRight(open, close) => {
                let inner = self.until_end()?;
                let mut nodes = Vec::with_capacity(inner.len() + 2);
                nodes.extend(open.map(fence));
                nodes.extend(inner);
                nodes.extend(close.map(fence));
                MathNode::Row(nodes)
            }
            Grouping::Cases { left } => {
                let table = self.table()?;
                MathNode::Row(if *left {
                    vec![fence('{'), table]
                } else {
                    vec![table, fence('}')]
                })
            }
            _ => self.table()?,
        };
        self.font = font;
        Some(node)
    }

    fn until_end(&mut self) -> Option<Vec<MathNode>> {
        let mut nodes = Vec::new();
        loop {
            if let Event::End = self.events.peek()? {
                self.events.next();
                return Some(nodes);
            }
            self.node(&mut nodes)?;
        }
    }

    /// Rows of cells, up to the end of their group.
    fn table(&mut self) -> Option<MathNode> {
        self.font = None;
        let mut rows = vec![Vec::new()];
        let mut cell = Vec::new();
        loop {
            let flow = match self.events.peek()? {
                Event::End => None,
                Event::EnvironmentFlow(EnvironmentFlow::Alignment) => Some(false),
                Event::EnvironmentFlow(EnvironmentFlow::NewLine { .. }) => Some(true),
                _ => {
                    self.node(&mut cell)?;
                    continue;
                }
            };
            self.events.next();
            self.font = None;
            let ended = row(std::mem::take(&mut cell));
            let empty = ended == MathNode::Row(Vec::new());
            let last = rows.last_mut()?;
            // What stands behind the last line break is no row unless something does.
            if flow.is_some() || !empty || !last.is_empty() {
                last.push(ended);
            }
            match flow {
                Some(true) => rows.push(Vec::new()),
                Some(false) => {}
                None => break,
            }
        }
        rows.retain(|row| !row.is_empty());
        Some(MathNode::Table(rows))
    }

    fn visual(&mut self, visual: Visual) -> Option<MathNode> {
        Some(match visual {
            Visual::SquareRoot => MathNode::SquareRoot(Box::new(self.element()?)),
            Visual::Root => MathNode::Root(Box::new([self.element()?, self.element()?])),
            Visual::Fraction(thickness) => MathNode::Fraction {
                parts: Box::new([self.element()?, self.element()?]),
                line: thickness.is_none_or(|thickness| thickness.value > 0.0),
            },
            Visual::Negation => negated(self.element()?),
        })
    }

    fn script(&mut self, ty: ScriptType, position: ScriptPosition) -> Option<MathNode> {
        let over = match position {
            ScriptPosition::Right => false,
            ScriptPosition::AboveBelow => true,
            ScriptPosition::Movable => self.display,
        };
        let (place, count) = match (ty, over) {
            (ScriptType::Subscript, false) => (ScriptPlace::Sub, 2),
            (ScriptType::Superscript, false) => (ScriptPlace::Super, 2),
            (ScriptType::SubSuperscript, false) => (ScriptPlace::SubSuper, 3),
            (ScriptType::Subscript, true) => (ScriptPlace::Under, 2),
            (ScriptType::Superscript, true) => (ScriptPlace::Over, 2),
            (ScriptType::SubSuperscript, true) => (ScriptPlace::UnderOver, 3),
        };
        let mut parts = Vec::with_capacity(count);
        for _ in 0..count {
            parts.push(self.element()?);
        }
        Some(MathNode::Script { place, parts })
    }

    fn content(&self, content: Content<'_>) -> MathNode {
        let operator = |sign: String| MathNode::Operator {
            sign,
            stretchy: false,
            size: None,
        };
        match content {
            Content::Text(words) => MathNode::Text(words.to_owned()),
            Content::Number(number) => {
                MathNode::Number(number.chars().map(|c| font::letter(c, self.font)).collect())
            }
            Content::Function(name) => MathNode::Identifier {
                name: name.to_owned(),
                upright: true,
            },
            Content::Ordinary {
                content,
                stretchy: true,
            } => fence(content),
            Content::Ordinary { content, .. } => MathNode::Identifier {
                name: font::letter(content, self.font).to_string(),
                upright: self.font == Some(Font::UpRight) || !content.is_alphabetic(),
            },
            Content::LargeOp { content, .. }
            | Content::BinaryOp { content, .. }
            | Content::Punctuation(content) => operator(content.to_string()),
            Content::Relation { content, .. } => {
                let mut bytes = [0; 8];
                operator(
                    String::from_utf8_lossy(content.encode_utf8_to_buf(&mut bytes)).into_owned(),
                )
            }
            Content::Delimiter { content, size, .. } => MathNode::Operator {
                sign: content.to_string(),
                stretchy: size.is_some(),
                size: size.map(|size| match size {
                    DelimiterSize::Big => 120,
                    DelimiterSize::BIG => 180,
                    DelimiterSize::Bigg => 240,
                    DelimiterSize::BIGG => 300,
                }),
            },
        }
    }
}

/// A bracket that is as high as what it encloses.
fn fence(sign: char) -> MathNode {
    MathNode::Operator {
        sign: sign.to_string(),
        stretchy: true,
        size: None,
    }
}

/// One node of several.
fn row(mut nodes: Vec<MathNode>) -> MathNode {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        last => {
            nodes.extend(last);
            MathNode::Row(nodes)
        }
    }
}

/// `node` struck through.
fn negated(node: MathNode) -> MathNode {
    const STROKE: char = '\u{338}';
    match node {
        MathNode::Operator {
            mut sign,
            stretchy,
            size,
        } => {
            sign.push(STROKE);
            MathNode::Operator {
                sign,
                stretchy,
                size,
            }
        }
        MathNode::Identifier { mut name, upright } => {
            name.push(STROKE);
            MathNode::Identifier { name, upright }
        }
        node => node,
    }
}

/// A width in hundredths of the font's size, at most ten times that size.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the value is held in its bounds before"
)]
fn hundredths(width: Dimension) -> i16 {
    let unit = match width.unit {
        DimensionUnit::Em => 1.0,
        DimensionUnit::Mu => 1.0 / 18.0,
        DimensionUnit::Ex => 0.45,
        DimensionUnit::Pc => 1.2,
        DimensionUnit::In => 7.2,
        DimensionUnit::Cm => 2.8,
        DimensionUnit::Mm => 0.28,
        DimensionUnit::Cc => 1.28,
        DimensionUnit::Sp => 0.0,
        DimensionUnit::Pt | DimensionUnit::Bp | DimensionUnit::Dd => 0.1,
    };
    (width.value * unit * 100.0).clamp(-1_000.0, 1_000.0) as i16
}

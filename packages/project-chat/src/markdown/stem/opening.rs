//! The source that opens the blocks again in which a text goes on.

use super::{View, place::Place, place::line_start};
use crate::markdown::{
    block::{AlertKind, BlockKind},
    read::{
        Top,
        trail::{ContainerKind, Level, LinesKind},
    },
};

/// The open containers, from the outermost, and what the innermost ends in.
#[derive(Clone, Debug)]
pub(super) struct Opening {
    containers: Vec<Container>,
    leaf: Leaf,
}

/// A container, with as much as has to be said to open it.
#[derive(Clone, Debug)]
enum Container {
    Item {
        /// The spaces in front of the mark, the mark, and the spaces behind it.
        mark: String,
    },
    Quote(Option<AlertKind>),
    Footnote(String),
}

/// A block without others in it that goes on.
#[derive(Clone, Debug)]
enum Leaf {
    None,
    Table {
        header: String,
        delimiters: String,
    },
    Lines {
        first: String,
    },
    Words {
        /// Whether they go on in the paragraph's first line.
        first_line: bool,
        /// Bars in the line so far, which matter if it is a table's header.
        bars: usize,
    },
}

impl Opening {
    /// What opens the levels of `top` again that are open at `place`.
    pub(super) fn of(view: View<'_>, top: &Top, place: &Place) -> Option<Self> {
        let before = view.stem.map(|stem| &stem.opening);
        let levels = top.trail.get(..=place.level)?;
        let mut containers: Vec<Container> = Vec::new();
        let mut starts = Vec::new();
        for level in levels {
            let Level::Container { at, kind, .. } = level else {
                continue;
            };
            let container = if *at < view.skip {
                before?.containers.get(containers.len())?.clone()
            } else {
                Container::at(view.text, *at, *kind, alert(top, levels, containers.len()))?
            };
            containers.push(container);
            starts.push(*at);
        }
        let leaf = match levels.last()? {
            Level::Table { at, .. } if *at >= view.skip => table(view.text, *at)?,
            Level::Lines { at, kind, .. } if *at >= view.skip => Leaf::Lines {
                first: if *kind == LinesKind::Indented {
                    "    x".to_owned()
                } else {
                    line(view.text, behind(&containers, &starts, view.text, *at)?).to_owned()
                },
            },
            Level::Table { .. } | Level::Lines { .. } => before?.leaf.clone(),
            Level::Words { at, .. } => words(view, *at, place.at)?,
            _ => Leaf::None,
        };
        Some(Self { containers, leaf })
    }

    /// The source, with a placeholder in every container.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut prefix = String::new();
        for container in &self.containers {
            text.push_str(&prefix);
            match container {
                Container::Item { mark } => {
                    text.push_str(mark);
                    prefix.extend(std::iter::repeat_n(' ', mark.len()));
                }
                Container::Quote(alert) => {
                    if let Some(kind) = alert {
                        text.push_str("> [!");
                        text.push_str(name(*kind));
                        text.push_str("]\n");
                        text.push_str(&prefix);
                    }
                    text.push_str("> ");
                    prefix.push_str("> ");
                }
                Container::Footnote(label) => {
                    text.push_str("[^");
                    text.push_str(label);
                    text.push_str("]: ");
                    prefix.push_str("    ");
                }
            }
            text.push_str("#\n");
        }
        match &self.leaf {
            Leaf::None => {}
            Leaf::Table { header, delimiters } => {
                for row in [header, delimiters] {
                    text.push_str(&prefix);
                    text.push_str(row);
                    text.push('\n');
                }
            }
            Leaf::Lines { first } => {
                text.push_str(&prefix);
                text.push_str(first);
                text.push('\n');
            }
            Leaf::Words { first_line, bars } => {
                text.push_str(&prefix);
                if !first_line {
                    text.push_str("x\n");
                    text.push_str(&prefix);
                }
                text.push('x');
                text.extend(std::iter::repeat_n("|x", *bars));
            }
        }
        text
    }
}

impl Container {
    fn at(text: &str, at: usize, kind: ContainerKind, alert: Option<AlertKind>) -> Option<Self> {
        let start = line_start(text, at);
        let rest = line(text, at);
        match kind {
            ContainerKind::Quote => Some(Self::Quote(alert)),
            ContainerKind::Footnote => {
                let label = rest.strip_prefix("[^")?;
                Some(Self::Footnote(label[..label.find("]:")?].to_owned()))
            }
            ContainerKind::Item => {
                let before = rest.len() - rest.trim_start_matches(' ').len();
                let mark = &rest[before..];
                let digits =
                    mark.len() - mark.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let behind = mark.get(digits + 1..)?;
                let spaces = behind.len() - behind.trim_start_matches(' ').len();
                let content = before + digits + 1 + spaces;
                // How wide a tab is depends on where it stands.
                if text[start..at + content].contains('\t') || rest[content..].starts_with('\t') {
                    return None;
                }
                let spaces = if (1..=4).contains(&spaces) && spaces < behind.len() {
                    spaces
                } else {
                    1
                };
                let mark = format!("{}{}", &rest[..=before + digits], " ".repeat(spaces));
                Some(Self::Item { mark })
            }
        }
    }
}

/// Where the line that `at` is in begins inside of the containers, which begin at `starts`.
fn behind(containers: &[Container], starts: &[usize], text: &str, at: usize) -> Option<usize> {
    let first = line_start(text, at);
    let mut from = first;
    for (container, start) in containers.iter().zip(starts) {
        if *start >= first {
            from = *start;
        }
        let spaces = text[from..].len() - text[from..].trim_start_matches(' ').len();
        from += match container {
            Container::Item { mark } if *start >= first => mark.len().min(at.checked_sub(from)?),
            Container::Item { mark } => mark.len().min(spaces),
            Container::Footnote(label) if *start >= first => label.len() + "[^]:".len(),
            Container::Footnote(_) => spaces.min(4),
            Container::Quote(_) => {
                let behind = text[from + spaces..].strip_prefix('>')?;
                spaces + 1 + usize::from(behind.starts_with(' '))
            }
        };
    }
    (from <= at).then_some(from)
}

/// The label of the alert that the container at `index` is.
fn alert(top: &Top, levels: &[Level], index: usize) -> Option<AlertKind> {
    let mut kind = &top.kind;
    let mut containers = 0;
    for level in levels {
        let children = match kind {
            BlockKind::Alert { kind, .. } if containers == index => return Some(*kind),
            BlockKind::List(list) => match level {
                Level::List { .. } => continue,
                _ => &list.items.last()?.children,
            },
            BlockKind::Quote(children)
            | BlockKind::Alert { children, .. }
            | BlockKind::Footnote { children, .. } => children,
            _ => return None,
        };
        containers += 1;
        kind = &children.last()?.kind;
    }
    None
}

fn name(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::Note => "NOTE",
        AlertKind::Tip => "TIP",
        AlertKind::Important => "IMPORTANT",
        AlertKind::Warning => "WARNING",
        AlertKind::Caution => "CAUTION",
    }
}

fn table(text: &str, at: usize) -> Option<Leaf> {
    let mut lines = text[at..].lines();
    let header = lines.next()?.to_owned();
    let delimiters = lines
        .next()?
        .trim_start_matches([' ', '\t', '>'])
        .to_owned();
    Some(Leaf::Table { header, delimiters })
}

fn words(view: View<'_>, at: usize, cut: usize) -> Option<Leaf> {
    let start = line_start(view.text, cut);
    let (first_line, before, from) = match view.stem.map(|stem| &stem.opening.leaf) {
        Some(Leaf::Words { first_line, bars }) if start < view.skip => {
            (*first_line, *bars, view.skip)
        }
        _ => (start <= at, 0, start),
    };
    let line = &view.text[from..cut];
    let begins = view.text[start.max(at)..cut].trim_start_matches([' ', '\t', '>']);
    if from == start && begins.starts_with('|') {
        return None;
    }
    let escaped = line.matches("\\|").count();
    let bars = before + line.matches('|').count() - escaped;
    Some(Leaf::Words { first_line, bars })
}

/// The rest of the line from `at` on.
fn line(text: &str, at: usize) -> &str {
    text[at..].lines().next().unwrap_or_default()
}

//! Completes a sequence of runs: joins words, links bare addresses, applies the address policy.

use std::rc::Rc;

use crate::markdown::{
    autolink,
    block::BlockKind,
    inline::{Inline, plain_text},
    links::Policy,
    seq::Seq,
};

/// Words that are read at once and are longer, in bytes, are drawn in pieces: the first of them is
/// drawn again with each word that comes behind it.
const LONG: usize = 2 * PIECE;

/// How long such a piece is, or a little more.
const PIECE: usize = 1_024;

/// A paragraph, in one piece unless it is long.
pub(super) fn paragraph(content: Vec<Inline>) -> BlockKind {
    let mut pieces = Seq::new();
    if content.iter().map(length).sum::<usize>() < LONG {
        pieces.push(Rc::new(content));
        return BlockKind::Paragraph(pieces);
    }
    let mut piece = Vec::new();
    let mut begun = 0;
    for run in content {
        let mut run = run;
        while let Inline::Text(words) = &mut run
            && let Some(end) = piece_end(words, PIECE.saturating_sub(begun))
        {
            let rest = words.split_off(end);
            piece.push(std::mem::replace(&mut run, Inline::Text(rest)));
            pieces.push(Rc::new(std::mem::take(&mut piece)));
            begun = 0;
        }
        begun += length(&run);
        piece.push(run);
        if begun >= PIECE {
            pieces.push(Rc::new(std::mem::take(&mut piece)));
            begun = 0;
        }
    }
    if !piece.is_empty() {
        pieces.push(Rc::new(piece));
    }
    BlockKind::Paragraph(pieces)
}

/// Where a piece of at least `length` bytes of `words` ends: in front of the next space, unless that
/// is far; `None` where they are no longer than that.
fn piece_end(words: &str, length: usize) -> Option<usize> {
    let end = (length..words.len()).find(|at| words.is_char_boundary(*at))?;
    let space = words[end..]
        .bytes()
        .take(PIECE)
        .position(|byte| byte == b' ');
    let end = end + space.unwrap_or_default();
    (end > 0).then_some(end)
}

/// How many bytes of words a run has.
fn length(run: &Inline) -> usize {
    match run {
        Inline::Text(words) | Inline::Code(words) | Inline::Html(words) => words.len(),
        Inline::Emphasis(runs) | Inline::Strong(runs) | Inline::Strikethrough(runs) => {
            runs.iter().map(length).sum()
        }
        Inline::Link { children, .. } => children.iter().map(length).sum(),
        Inline::Image { alt, .. } => alt.len(),
        Inline::FootnoteRef(label) => label.len(),
        Inline::SoftBreak | Inline::HardBreak => 1,
        #[cfg(feature = "math")]
        Inline::Math { source, .. } => source.len(),
    }
}

/// Adds `run`, joined to the words before it where both are words.
pub(super) fn push(runs: &mut Vec<Inline>, run: Inline) {
    match (runs.last_mut(), run) {
        (Some(Inline::Text(before)), Inline::Text(words)) => before.push_str(&words),
        (Some(Inline::Html(before)), Inline::Html(source)) => before.push_str(&source),
        (_, Inline::Text(words)) if words.is_empty() => {}
        (_, run) => runs.push(run),
    }
}

/// Adds every run of `more`.
pub(super) fn extend(runs: &mut Vec<Inline>, more: Vec<Inline>) {
    for run in more {
        push(runs, run);
    }
}

/// The runs with their bare addresses linked, unless they stand in a link already.
pub(super) fn finish(runs: Vec<Inline>, in_link: bool) -> Vec<Inline> {
    if in_link {
        return runs;
    }
    let mut finished = Vec::with_capacity(runs.len());
    for run in runs {
        match run {
            Inline::Text(words) => match autolink::split(&words) {
                Some(parts) => finished.extend(parts),
                None => finished.push(Inline::Text(words)),
            },
            run => finished.push(run),
        }
    }
    finished
}

/// A link to `url`, or its words alone where the address may not be followed.
pub(super) fn link(policy: &Policy, url: &str, title: &str, children: Vec<Inline>) -> Vec<Inline> {
    match policy.link(url) {
        Some(url) => vec![Inline::Link {
            url,
            title: some(title),
            children,
        }],
        None => children,
    }
}

/// An image, a link to it where it may not be drawn, or its words alone.
pub(super) fn image(
    policy: &Policy,
    url: &str,
    title: &str,
    children: &[Inline],
    in_link: bool,
) -> Vec<Inline> {
    let alt = plain_text(children);
    if let Some(url) = policy.image(url) {
        return vec![Inline::Image {
            url,
            alt,
            title: some(title),
        }];
    }
    let words = if alt.is_empty() { shortened(url) } else { alt };
    let words = vec![Inline::Text(words)];
    if in_link {
        words
    } else {
        link(policy, url, title, words)
    }
}

fn some(title: &str) -> Option<String> {
    (!title.is_empty()).then(|| title.to_owned())
}

/// Addresses may hold whole files: the beginning says enough.
fn shortened(url: &str) -> String {
    const SHOWN: usize = 64;
    let mut letters = url.chars();
    let mut words: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        words.push('…');
    }
    words
}

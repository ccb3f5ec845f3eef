//! Completes a sequence of runs: joins words, links bare addresses, applies the address policy.

use std::rc::Rc;

use crate::markdown::{
    autolink,
    block::BlockKind,
    inline::{Inline, plain_text},
    links::Policy,
    seq::Seq,
};

/// A paragraph in one piece.
pub(super) fn paragraph(content: Vec<Inline>) -> BlockKind {
    let mut pieces = Seq::new();
    pieces.push(Rc::new(content));
    BlockKind::Paragraph(pieces)
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

//! Every example of the specifications has the structure that they say.

use std::rc::Rc;

use super::{examples::examples, reference};
use crate::markdown::{Document, links::Policy};

/// The schemes that the examples use, which only a host allows.
const SCHEMES: [&str; 6] = ["ftp", "irc", "made-up-scheme", "a+b+c", "localhost", "foo"];

/// What a text makes, as the HTML of a reference implementation.
fn html(text: &str) -> String {
    let policy = Policy::default().with_images_from("/");
    let policy = SCHEMES.into_iter().fold(policy, Policy::with_scheme);
    let mut document = Document::with_policy(Rc::new(policy));
    document.push(text);
    document.finish();
    reference::html(document.blocks())
}

/// What an example says without its links, with the words of pictures in their place.
fn unlinked(html: &str) -> String {
    let mut words = String::new();
    for (index, part) in html.split("<a href=").enumerate() {
        let behind = if index == 0 {
            Some(part)
        } else {
            part.split_once('>').map(|(_, rest)| rest)
        };
        words.push_str(behind.unwrap());
    }
    let words = words.replace("</a>", "");
    let mut parts = words.split("<img ");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |words, part| {
        let (picture, rest) = part.split_once("/>").unwrap();
        let alt = picture.split_once("alt=\"").unwrap().1;
        words + alt.split_once('"').unwrap().0 + rest
    })
}

/// Compares every example of a specification. Those in `differences` are linked otherwise, for the
/// reason given there, and say the same.
fn check(name: &str, differences: &[(&[u64], &str)]) {
    let mut wrong = Vec::new();
    for example in examples(name) {
        let got = html(&example.markdown);
        let differs = differences
            .iter()
            .any(|(numbers, _)| numbers.contains(&example.number));
        let as_meant = if differs {
            got != example.html && unlinked(&got) == unlinked(&example.html)
        } else {
            got == example.html
        };
        if !as_meant {
            wrong.push(format!("{example:#?}\ngives\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join("\n"));
}

#[test]
fn commonmark() {
    check(
        "commonmark",
        &[
            (
                &[602, 606, 608, 611, 612],
                "bare addresses are linked, as GitHub does",
            ),
            (
                &[20, 202, 502, 603],
                "a backslash in an address is read as a slash by browsers: no link",
            ),
            (
                &[500],
                "a colon in the first segment of a path may be read as a scheme: no link",
            ),
            (
                &[200, 485, 486, 487, 567],
                "an address without a letter leads nowhere: no link",
            ),
            (
                &[520, 580],
                "a path that names no picture and that no host allows: a link",
            ),
        ],
    );
}

#[test]
fn github() {
    check(
        "gfm",
        &[
            (
                &[14, 15, 16, 17, 18, 19, 20],
                "an address without a scheme is taken for https",
            ),
            (
                &[24],
                "the last part of a mail address has two letters at least",
            ),
        ],
    );
}

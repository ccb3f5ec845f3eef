//! Every example of the specifications has the structure that they publish.

use std::rc::Rc;

use super::{
    examples::{differences, examples},
    reference,
};
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

/// Compares every example of a specification with what it publishes, or with what is said of it
/// among the deliberate differences.
fn check(name: &str) {
    let differences = differences(name);
    let examples = examples(name);
    for number in differences.keys() {
        assert!(examples.iter().any(|example| example.number == *number));
    }
    let mut wrong = Vec::new();
    for example in examples {
        let got = html(&example.markdown);
        let difference = differences.get(&example.number);
        if let Some(difference) = difference {
            assert_ne!(difference.html, example.html, "no difference: {example:?}");
            assert!(!difference.why.is_empty(), "{example:?}");
        }
        let meant = difference.map_or(&example.html, |difference| &difference.html);
        if got != *meant {
            wrong.push(format!("{example:#?}\ngives\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join("\n"));
}

#[test]
fn commonmark() {
    check("commonmark");
}

#[test]
fn github() {
    check("gfm");
}

//! Definitions that come after the words that use them.

use std::rc::Rc;

use super::show::show;
use crate::markdown::Document;

/// Pushes `pieces` in turn and compares what is shown after each.
fn check(steps: &[(&str, &str)]) {
    let mut document = Document::new();
    for (piece, expect) in steps {
        document.push(piece);
        assert_eq!(
            show(document.blocks().iter()),
            *expect,
            "{:?}",
            document.source()
        );
    }
}

#[test]
fn a_later_definition_makes_links_of_settled_words() {
    check(&[
        ("see [a] now\n\n", "<p>see [a] now</p>"),
        ("other\n\n", "<p>see [a] now</p><p>other</p>"),
        (
            "[A]: https://a.b \"T\"\n\n",
            "<p>see <a https://a.b \"T\">a</a> now</p><p>other</p>",
        ),
    ]);
}

#[test]
fn the_first_definition_wins() {
    check(&[
        ("[a]: https://one.b\n\n", ""),
        (
            "[a]: https://two.b\n\n[a] it is\n\n",
            "<p><a https://one.b>a</a> it is</p>",
        ),
    ]);
}

#[test]
fn a_later_footnote_makes_marks_of_settled_words() {
    check(&[
        ("word[^1] here\n\n", "<p>word[^1] here</p>"),
        (
            "[^1]: the note\n\n",
            "<p>word[^1] here</p><footnote 1><p>the note</p></footnote>",
        ),
        (
            "end",
            "<p>word<ref 1> here</p><footnote 1><p>the note</p></footnote><p>end</p>",
        ),
        (
            " with[^1] more",
            "<p>word<ref 1> here</p><footnote 1><p>the note</p></footnote><p>end with<ref 1> more</p>",
        ),
    ]);
}

#[test]
fn blocks_that_a_definition_does_not_concern_stay_the_same() {
    let mut document = Document::new();
    document.push("plain words\n\nsee [a]\n\nsee [b]\n\n");
    let before: Vec<_> = document.blocks().iter().cloned().collect();
    document.push("[a]: https://a.b\n\n");
    let after: Vec<_> = document.blocks().iter().cloned().collect();
    assert!(Rc::ptr_eq(&before[0], &after[0]));
    assert!(!Rc::ptr_eq(&before[1], &after[1]));
    assert_eq!(before[1].id, after[1].id);
    assert!(Rc::ptr_eq(&before[2], &after[2]));
}

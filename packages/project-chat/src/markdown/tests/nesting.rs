//! Texts that are deeper or longer than anybody writes them.

use super::{finished, show::visible};
use crate::markdown::Document;

#[test]
fn depth_exhausts_nothing_and_loses_no_word() {
    const DEPTH: usize = 2_000;
    for (open, close) in [
        ("> ", ""),
        ("- ", ""),
        ("*a **b ", ""),
        ("**a ", "**"),
        ("[", "]"),
        ("![", "](x)"),
    ] {
        let text = format!("{}word{}", open.repeat(DEPTH), close.repeat(DEPTH));
        let mut document = finished(&text);
        assert!(
            visible(document.blocks().iter()).contains("word"),
            "{open:?}"
        );
        document.push(" more");
        document.finish();
        assert!(
            visible(document.blocks().iter()).contains("more"),
            "{open:?}"
        );
    }
}

#[test]
fn a_long_fence_shares_its_chunks() {
    let mut document = Document::new();
    document.push("```\n");
    for line in 0..1_000 {
        document.push(&format!("line {line}\n"));
    }
    let chunks = |document: &Document| match &document.blocks().get(0).unwrap().kind {
        crate::markdown::BlockKind::Code(code) => {
            code.text.chunks().iter().cloned().collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    let before = chunks(&document);
    document.push("more");
    let after = chunks(&document);
    let full = before.len() - 1;
    assert!(full > 20);
    assert!((0..full).all(|index| std::rc::Rc::ptr_eq(&before[index], &after[index])));
}

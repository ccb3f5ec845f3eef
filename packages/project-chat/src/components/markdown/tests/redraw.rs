//! How many components run for one more word.

use dioxus::{
    core::{NoOpMutations, ScopeId, generation},
    prelude::*,
};

use super::super::Markdown;
use crate::markdown::{Blocks, Document};

#[component]
fn Live() -> Element {
    let blocks = use_context_provider(|| Signal::new(Blocks::default()));
    rsx! { Markdown { blocks: blocks() } }
}

struct Screen {
    dom: VirtualDom,
    document: Document,
}

impl Screen {
    fn showing(text: &str) -> Self {
        let mut dom = VirtualDom::new(Live);
        dom.rebuild_in_place();
        let mut screen = Self {
            dom,
            document: Document::new(),
        };
        screen.push(text);
        screen
    }

    /// Shows `delta` too; how many times a component ran for it.
    fn push(&mut self, delta: &str) -> usize {
        let before = self.runs();
        self.document.push(delta);
        let shown = self.document.blocks().clone();
        self.dom.in_scope(ScopeId::APP, || {
            consume_context::<Signal<Blocks>>().set(shown);
        });
        self.dom.render_immediate(&mut NoOpMutations);
        self.runs() - before
    }

    fn runs(&self) -> usize {
        (0..20_000)
            .map(ScopeId)
            .filter(|id| self.dom.get_scope(*id).is_some())
            .map(|id| self.dom.in_scope(id, generation))
            .sum()
    }
}

/// However much `text` there is, the first of `deltas` may add something and the others change
/// `runs` components: the page, the document, a section, a block, and what is in the block.
fn check(text: &str, deltas: [&str; 3], runs: usize) {
    for repeats in [1, 10, 100] {
        let mut screen = Screen::showing(&text.repeat(repeats));
        screen.push(deltas[0]);
        assert_eq!(screen.push(deltas[1]), runs, "{repeats} times {text:?}");
        assert_eq!(screen.push(deltas[2]), runs, "{repeats} times {text:?}");
    }
}

#[test]
fn a_word_redraws_the_last_block() {
    check("A paragraph.\n\n", ["And ", "more ", "**words"], 4);
    check(
        "# A\n\n- b\n- c\n\n```\nd\n```\n\n| e |\n|---|\n| f |\n\n",
        ["And ", "more ", "**words"],
        4,
    );
}

#[test]
fn a_word_in_a_fence_redraws_the_last_lines() {
    let code = format!("```rust\n{}", "let a = 1;\n".repeat(10));
    check(
        &code.replace("```rust\n", ""),
        ["\n```rust\nlet ", "b ", "= 2;"],
        7,
    );
    let mut long = Screen::showing(&format!("```rust\n{}", "let a = 1;\n".repeat(1_000)));
    long.push("let ");
    assert_eq!(long.push("b"), 7);
}

#[test]
fn a_word_in_a_list_redraws_the_last_item() {
    check("- an item\n", ["- last ", "item ", "of all"], 8);
}

#[test]
fn a_word_in_a_table_redraws_the_last_row() {
    let mut screen = Screen::showing(&format!(
        "| a | b |\n|---|---|\n{}",
        "| c | d |\n".repeat(100)
    ));
    screen.push("| la");
    assert_eq!(screen.push("st"), 6);
}

//! How many components run for one more word.

use dioxus::{
    core::{NoOpMutations, ScopeId, generation},
    prelude::*,
};

use super::super::{Markdown, code::plain};
use crate::markdown::{Blocks, CodeText, Document};
use crate::tests::timers;

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
        self.document.push(delta);
        self.show()
    }

    /// Shows that nothing more comes; how many times a component ran for it.
    fn finish(&mut self) -> usize {
        self.document.finish();
        self.show()
    }

    fn show(&mut self) -> usize {
        let _timers = timers::enter();
        let before = self.runs();
        let shown = self.document.blocks().clone();
        self.dom.in_scope(ScopeId::APP, || {
            consume_context::<Signal<Blocks>>().set(shown);
        });
        self.dom.render_immediate(&mut NoOpMutations);
        self.runs() - before
    }

    /// Lets what waits be done, until nothing does for a while.
    #[cfg(feature = "highlight")]
    fn wait(&mut self) {
        let dom = &mut self.dom;
        timers::runtime().block_on(async {
            let quiet = std::time::Duration::from_millis(700);
            while tokio::time::timeout(quiet, dom.wait_for_work())
                .await
                .is_ok()
            {
                dom.render_immediate(&mut NoOpMutations);
            }
        });
    }

    #[cfg(feature = "highlight")]
    fn html(&self) -> String {
        dioxus_ssr::render(&self.dom)
    }

    fn runs(&self) -> usize {
        runs(&self.dom)
    }
}

/// How many times the components that are there have run.
fn runs(dom: &VirtualDom) -> usize {
    (0..20_000)
        .map(ScopeId)
        .filter(|id| dom.get_scope(*id).is_some())
        .map(|id| dom.in_scope(id, generation))
        .sum()
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
    check("A paragraph.\n\n", ["And ", "more ", "**words"], 5);
    check(
        "# A\n\n- b\n- c\n\n```\nd\n```\n\n| e |\n|---|\n| f |\n\n",
        ["And ", "more ", "**words"],
        5,
    );
}

#[test]
fn a_word_in_a_fence_redraws_the_last_lines() {
    let code = format!("```rust\n{}", "let a = 1;\n".repeat(10));
    check(
        &code.replace("```rust\n", ""),
        ["\n```rust\nlet ", "b ", "= 2;"],
        9,
    );
    // What is longer than a section has two components more: the group and the section.
    for (lines, runs) in [(200, 7), (300, 9)] {
        let mut long = Screen::showing(&format!("```rust\n{}", "let a = 1;\n".repeat(lines)));
        long.push("let ");
        assert_eq!(long.push("b"), runs, "{lines} lines");
    }
    // Behind what is shown of a very long one, only the copied text, the count and the group go on.
    let mut cut = Screen::showing(&format!("```rust\n{}", "let a = 1;\n".repeat(1_000)));
    cut.push("let ");
    assert_eq!(cut.push("b"), 7);
}

#[component]
fn LiveLines() -> Element {
    let text = use_context_provider(|| Signal::new(CodeText::default()));
    rsx! { pre { {plain(&text.read(), usize::MAX)} } }
}

#[test]
fn a_word_redraws_as_little_of_thirty_thousand_lines_as_of_two_thousand() {
    for lines in [2_000, 30_000] {
        let code = "let a = 1;\n".repeat(lines);
        let mut dom = VirtualDom::new(LiveLines);
        dom.rebuild_in_place();
        let mut show = |text: &str| {
            let before = runs(&dom);
            dom.in_scope(ScopeId::APP, || {
                let mut shown = consume_context::<Signal<CodeText>>();
                let mut next = CodeText::from(text);
                next.share(&shown.peek());
                shown.set(next);
            });
            dom.render_immediate(&mut NoOpMutations);
            runs(&dom) - before
        };
        show(&format!("{code}let"));
        // The page, a group, a section and the lines.
        assert_eq!(show(&format!("{code}let b")), 4, "{lines} lines");
    }
}

/// The page runs; only where the end changes words does something in the document.
#[test]
fn the_end_redraws_nothing_that_stood_before() {
    for (text, end) in [
        ("A paragraph.\n\n- b\n- c\n\nWords", 1),
        ("A paragraph.\n\n- b\n- c\n\nAnd **more", 5),
        ("A paragraph.\n\n```rust\nlet a = 1;\n```\n", 1),
        ("- a\n- b\n- c", 1),
        ("| a |\n|---|\n| b |\n| c", 1),
    ] {
        for repeats in [1, 40] {
            let mut screen = Screen::showing(&format!("{}{text}", "Before.\n\n".repeat(repeats)));
            assert_eq!(screen.finish(), end, "{repeats} times before {text:?}");
        }
    }
}

#[cfg(feature = "highlight")]
#[test]
fn finished_lines_are_coloured_and_the_last_one_when_it_stands_still() {
    let mut screen = Screen::showing("```rust\nlet a = 1;\nlet b");
    screen.wait();
    insta::assert_snapshot!("coloured_lines", screen.html());
    screen.push(" = 2;\nlet c = 3;\n```\n");
    screen.wait();
    let html = screen.html();
    assert_eq!(html.matches("pc-tok-keyword").count(), 3, "{html}");
    assert_eq!(text(&html).matches("let").count(), 3, "{html}");
}

#[cfg(feature = "highlight")]
#[test]
fn code_that_was_replaced_is_coloured_anew() {
    let mut screen = Screen::showing("```rust\nlet a = 1;\nlet b = 2;\n```\n");
    screen.wait();
    screen.document.replace("```rust\nfn a() {}\n```\n");
    screen.push("");
    screen.wait();
    let html = screen.html();
    assert!(html.contains("pc-tok-function"), "{html}");
    assert!(!text(&html).contains("let"), "{html}");
}

#[cfg(feature = "highlight")]
#[test]
fn every_line_of_a_long_code_keeps_its_words() {
    let code = "let v = \"ä\";\n".repeat(100);
    let mut screen = Screen::showing(&format!("```rust\n{code}```\n"));
    screen.wait();
    let html = screen.html();
    assert_eq!(html.matches("pc-tok-keyword").count(), 100);
    assert!(
        text(&html).replace("&#34;", "\"").contains(code.trim_end()),
        "{html}"
    );
}

/// What stands between the tags.
#[cfg(feature = "highlight")]
fn text(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('>').map_or("", |(_, text)| text)
    })
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
    assert_eq!(screen.push("st"), 7);
}

#[test]
fn a_word_in_a_long_paragraph_redraws_its_last_piece() {
    let mut screen = Screen::showing(&"Some **words** of it. ".repeat(1_000));
    screen.push("And");
    assert_eq!(screen.push(" more"), 6);
}

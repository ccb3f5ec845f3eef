//! The README shows the very app that is compiled.

use std::path::Path;

#[test]
fn the_embedding_example_is_the_app_that_is_compiled() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let (readme, app) = (read("README.md"), read("examples/embed/src/main.rs"));
    let (_, block) = readme.split_once("```rust\n").unwrap();
    let (shown, _) = block.split_once("```").unwrap();
    let (_, compiled) = app.split_once("\n\n").unwrap();
    assert_eq!(shown, compiled);
    let lines = compiled.lines().filter(|line| !line.trim().is_empty());
    assert!(lines.count() <= 20, "an embedding app is at most 20 lines");
}

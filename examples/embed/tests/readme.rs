//! Holds the README to the example that it shows.

const README: &str = include_str!("../../../README.md");
const EXAMPLE: &str = include_str!("../src/main.rs");

#[test]
fn the_readme_shows_this_very_example() {
    let (_, code) = EXAMPLE.split_once("\n\n").unwrap_or(("", EXAMPLE));
    assert!(
        README.contains(&format!("```rust\n{code}```\n")),
        "copy what follows the first line of examples/embed/src/main.rs into the README"
    );
}

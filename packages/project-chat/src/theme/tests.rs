//! The themes are complete, and their texts legible.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

const PROPERTIES: &str = include_str!("properties.css");

/// What WCAG 2 AA asks of text.
const LEGIBLE: f64 = 4.5;

type Colours = BTreeMap<&'static str, [f64; 3]>;

/// The colours of each block of the file, in order: light, dark, light, dark.
fn themes() -> Vec<Colours> {
    PROPERTIES
        .split('{')
        .map(colours)
        .filter(|colours| !colours.is_empty())
        .collect()
}

fn colours(block: &'static str) -> Colours {
    let block = block.split('}').next().unwrap_or_default();
    block
        .split(';')
        .filter_map(|line| line.trim().strip_prefix("--pc-")?.split_once(": #"))
        .map(|(name, hex)| (name, rgb(hex)))
        .collect()
}

fn rgb(hex: &str) -> [f64; 3] {
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        if part <= 0.039_28 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn the_system_and_the_page_choose_among_the_same_two_themes() {
    let themes = themes();
    assert_eq!(themes.len(), 4);
    assert_eq!(themes[0], themes[2]);
    assert_eq!(themes[1], themes[3]);
    assert_eq!(
        themes[0].keys().collect::<Vec<_>>(),
        themes[1].keys().collect::<Vec<_>>()
    );
}

#[test]
fn texts_are_legible() {
    for theme in themes() {
        for text in [
            "fg", "fg-muted", "link", "danger", "warning", "success", "info",
        ] {
            for ground in ["bg", "bg-raised", "bg-code"] {
                let contrast = contrast(theme[text], theme[ground]);
                assert!(contrast >= LEGIBLE, "{text} on {ground}: {contrast:.2}");
            }
        }
        let contrast = contrast(theme["on-accent"], theme["accent"]);
        assert!(contrast >= LEGIBLE, "on-accent on accent: {contrast:.2}");
    }
}

//! Finds characters that turn the order of others round, so that they can be made visible.

/// A piece of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Words without such a character.
    Words(&'a str),
    /// The usual short name of such a character.
    Control(&'static str),
}

/// `words` in pieces, `None` where no character in it turns others round.
pub(super) fn split(words: &str) -> Option<Vec<Part<'_>>> {
    if words.is_ascii() || !words.contains(|c| name(c).is_some()) {
        return None;
    }
    let mut parts = Vec::new();
    let mut done = 0;
    for (at, c) in words.char_indices() {
        let Some(name) = name(c) else {
            continue;
        };
        if at > done {
            parts.push(Part::Words(&words[done..at]));
        }
        parts.push(Part::Control(name));
        done = at + c.len_utf8();
    }
    if done < words.len() {
        parts.push(Part::Words(&words[done..]));
    }
    Some(parts)
}

/// The short name of an embedding, an override, an isolate or a mark of direction.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{61c}' => "ALM",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_stand_between_the_words_that_they_would_turn() {
        assert_eq!(split("plain عربي"), None);
        assert_eq!(
            split("a\u{202e}b\u{2069}"),
            Some(vec![
                Part::Words("a"),
                Part::Control("RLO"),
                Part::Words("b"),
                Part::Control("PDI"),
            ])
        );
    }
}

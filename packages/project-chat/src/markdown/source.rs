//! The source of a document, with one kind of line ending.

/// Text in which every line ends with one newline character.
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    text: String,
    /// Whether the last character given was a carriage return, kept as a newline.
    after_return: bool,
}

impl Source {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn push(&mut self, delta: &str) {
        let delta = match delta.strip_prefix('\n') {
            Some(rest) if self.after_return => rest,
            _ => delta,
        };
        self.after_return = delta.ends_with('\r');
        for (index, line) in delta.split('\r').enumerate() {
            if index == 0 {
                self.text.push_str(line);
                continue;
            }
            self.text.push('\n');
            self.text.push_str(line.strip_prefix('\n').unwrap_or(line));
        }
    }
}

impl From<&str> for Source {
    fn from(text: &str) -> Self {
        let mut source = Self::default();
        source.push(text);
        source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_endings_do_not_depend_on_where_the_text_is_cut() {
        let text = "a\r\nb\rc\n\r\n\r\r\nd\r";
        let expect = "a\nb\nc\n\n\n\nd\n";
        assert_eq!(Source::from(text).text(), expect);
        for cut in 0..=text.len() {
            let mut source = Source::from(&text[..cut]);
            source.push(&text[cut..]);
            assert_eq!(source.text(), expect);
        }
        let mut source = Source::default();
        text.chars()
            .for_each(|c| source.push(c.encode_utf8(&mut [0; 4])));
        assert_eq!(source.text(), expect);
    }
}

//! Just enough of Rust's grammar to tell code from comments, strings and tests.

/// What to keep of a source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Code alone.
    Code,
    /// Code with the contents of its strings.
    CodeAndStrings,
}

/// The same text with spaces for everything else; lines and columns stay where they are.
pub(super) fn blank(text: &str, keep: Keep) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let (end, kept) = next_token(&letters, at, keep);
        for &letter in &letters[at..end] {
            out.push(if kept || letter == '\n' { letter } else { ' ' });
        }
        at = end;
    }
    out
}

/// For each line, whether it belongs to a `#[cfg(test)]` module.
pub(super) fn test_lines(text: &str) -> Vec<bool> {
    let code = blank(text, Keep::Code);
    let lines: Vec<&str> = code.lines().collect();
    let mut is_test = vec![false; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let end = test_module_end(&lines, at);
        is_test[at..end].fill(true);
        at = end.max(at + 1);
    }
    is_test
}

/// The lines that ship, each with its number counted from 1.
pub(super) fn shipped_lines(text: &str, keep: Keep) -> Vec<(usize, String)> {
    let is_test = test_lines(text);
    blank(text, keep)
        .lines()
        .enumerate()
        .filter(|(index, _)| !is_test.get(*index).copied().unwrap_or(false))
        .map(|(index, line)| (index + 1, line.to_owned()))
        .collect()
}

/// The identifiers and keywords of a line.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !is_word(letter))
        .filter(|word| !word.is_empty())
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Where the token that starts at `at` ends, and whether it is kept.
fn next_token(letters: &[char], at: usize, keep: Keep) -> (usize, bool) {
    let strings = keep == Keep::CodeAndStrings;
    let next = letters.get(at + 1).copied();
    match letters[at] {
        '/' if next == Some('/') => (line_end(letters, at), false),
        '/' if next == Some('*') => (block_comment_end(letters, at), false),
        '"' => (string_end(letters, at), strings),
        '\'' => match char_end(letters, at) {
            Some(end) => (end, strings),
            None => (at + 1, true),
        },
        'r' if starts_word(letters, at) => match raw_string_end(letters, at) {
            Some(end) => (end, strings),
            None => (at + 1, true),
        },
        _ => (at + 1, true),
    }
}

/// Whether no identifier reaches into `at`; the `b` or `c` of a byte or C string may.
fn starts_word(letters: &[char], at: usize) -> bool {
    let before = |steps: usize| at.checked_sub(steps).map(|index| letters[index]);
    match before(1) {
        Some('b' | 'c') => before(2).is_none_or(|letter| !is_word(letter)),
        Some(letter) => !is_word(letter),
        None => true,
    }
}

fn line_end(letters: &[char], at: usize) -> usize {
    find(letters, at, |rest| rest[0] == '\n').unwrap_or(letters.len())
}

fn block_comment_end(letters: &[char], at: usize) -> usize {
    let (mut depth, mut index) = (0_usize, at);
    while index < letters.len() {
        match letters[index..] {
            ['/', '*', ..] => (depth, index) = (depth + 1, index + 2),
            ['*', '/', ..] if depth == 1 => return index + 2,
            ['*', '/', ..] => (depth, index) = (depth - 1, index + 2),
            _ => index += 1,
        }
    }
    letters.len()
}

fn string_end(letters: &[char], at: usize) -> usize {
    let mut index = at + 1;
    while index < letters.len() {
        match letters[index] {
            '\\' => index += 2,
            '"' => return index + 1,
            _ => index += 1,
        }
    }
    letters.len()
}

/// The end of a character literal; `None` where a lifetime begins instead.
fn char_end(letters: &[char], at: usize) -> Option<usize> {
    match letters.get(at + 1)? {
        '\\' => find(letters, at + 3, |rest| rest[0] == '\'').map(|end| end + 1),
        _ => (letters.get(at + 2) == Some(&'\'')).then_some(at + 3),
    }
}

fn raw_string_end(letters: &[char], at: usize) -> Option<usize> {
    let hashes = letters[at + 1..]
        .iter()
        .take_while(|letter| **letter == '#')
        .count();
    let open = at + 1 + hashes;
    if letters.get(open) != Some(&'"') {
        return None;
    }
    let close: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', hashes))
        .collect();
    let end = find(letters, open + 1, |rest| rest.starts_with(&close));
    Some(end.map_or(letters.len(), |end| end + close.len()))
}

/// The first place from `at` on whose rest satisfies a test.
fn find(letters: &[char], at: usize, test: impl Fn(&[char]) -> bool) -> Option<usize> {
    (at..letters.len()).find(|index| test(&letters[*index..]))
}

/// The line after a test module that starts at line `at`; `at` itself where none does.
fn test_module_end(lines: &[&str], at: usize) -> usize {
    let first = lines[at].trim();
    if !(first.starts_with("#[cfg(test)]") || first.starts_with("#[cfg(all(test,")) {
        return at;
    }
    let mut index = at + 1;
    while lines
        .get(index)
        .is_some_and(|line| line.trim().starts_with("#["))
    {
        index += 1;
    }
    let Some(item) = lines.get(index) else {
        return at;
    };
    if !words(item).any(|word| word == "mod") {
        return at;
    }
    let mut depth = 0_i64;
    for (offset, line) in lines[index..].iter().enumerate() {
        depth += count(line, '{') - count(line, '}');
        if depth <= 0 {
            return index + offset + 1;
        }
    }
    lines.len()
}

fn count(line: &str, letter: char) -> i64 {
    i64::try_from(line.matches(letter).count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, code: &str, code_and_strings: &str) {
        let squeeze = |text: String| words_and_marks(&text);
        assert_eq!(
            squeeze(blank(text, Keep::Code)),
            words_and_marks(code),
            "{text}"
        );
        let kept = squeeze(blank(text, Keep::CodeAndStrings));
        assert_eq!(kept, words_and_marks(code_and_strings), "{text}");
    }

    fn words_and_marks(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_and_strings_are_told_from_code() {
        check("a // v1\nb", "a b", "a b");
        check("a /* v1 /* v2 */ */ b", "a b", "a b");
        check(r#"f("v\"1", x)"#, "f( , x)", r#"f("v\"1", x)"#);
        check(
            r##"f(r#"a "v1" b"#) + br"v2""##,
            "f( ) + b",
            r##"f(r#"a "v1" b"#) + br"v2""##,
        );
        check(
            r"f::<'a>('\'', '{', b'}')",
            "f::<'a>( , , b )",
            r"f::<'a>('\'', '{', b'}')",
        );
        check("for r in 0..1 {}", "for r in 0..1 {}", "for r in 0..1 {}");
        check("\"// not a comment\" a", "a", "\"// not a comment\" a");
    }

    #[test]
    fn blanking_keeps_every_line_where_it_is() {
        let text = "a\n/* b\nc */ d\n\"e\nf\" g\n";
        let blanked = blank(text, Keep::Code);
        assert_eq!(blanked.lines().count(), text.lines().count());
        assert_eq!(blanked.lines().nth(2).map(str::trim), Some("d"));
    }

    #[test]
    fn test_modules_are_found_to_their_closing_brace() {
        let text =
            "fn a() {}\n\n#[cfg(test)]\nmod tests {\n    const S: &str = \"}\";\n}\nfn b() {}\n";
        assert_eq!(
            test_lines(text),
            [false, false, true, true, true, true, false]
        );
        let shipped: Vec<usize> = shipped_lines(text, Keep::Code)
            .into_iter()
            .map(|(line, _)| line)
            .collect();
        assert_eq!(shipped, [1, 2, 7]);
    }

    #[test]
    fn a_test_module_in_its_own_file_is_two_lines() {
        let text = "#[cfg(test)]\nmod tests;\nfn a() {}\n";
        assert_eq!(test_lines(text), [true, true, false]);
    }

    #[test]
    fn a_test_only_item_that_is_no_module_ships_for_this_purpose() {
        assert_eq!(test_lines("#[cfg(test)]\nfn a() {}\n"), [false, false]);
    }
}

//! The lines that a terminal would show.

use super::Style;

/// The furthest column that a sequence can move to: more would only cost memory.
const MAX_COLUMN: usize = 4096;

/// A line of output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) spans: Vec<Span>,
}

/// Letters that look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) style: Style,
    pub(crate) text: String,
}

/// The lines that a terminal shows after `text` was printed; line ends at the end are left out.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut screen = Screen::default();
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '\u{1b}' => screen.escape(&mut rest),
            '\u{9b}' => screen.control(&mut rest),
            _ => screen.put(letter),
        }
    }
    screen.lines()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    letter: char,
    style: Style,
}

#[derive(Debug)]
struct Screen {
    rows: Vec<Vec<Cell>>,
    row: usize,
    column: usize,
    style: Style,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            rows: vec![Vec::new()],
            row: 0,
            column: 0,
            style: Style::default(),
        }
    }
}

impl Screen {
    fn put(&mut self, letter: char) {
        match letter {
            '\n' => {
                self.row += 1;
                self.column = 0;
                if self.row == self.rows.len() {
                    self.rows.push(Vec::new());
                }
            }
            '\r' => self.column = 0,
            '\u{8}' => self.column = self.column.saturating_sub(1),
            '\t' => self.write(letter),
            _ if letter.is_control() => {}
            _ => self.write(letter),
        }
    }

    fn write(&mut self, letter: char) {
        let cell = Cell {
            letter,
            style: self.style,
        };
        let row = &mut self.rows[self.row];
        if self.column > row.len() {
            let gap = Cell {
                letter: ' ',
                style: Style::default(),
            };
            row.resize(self.column, gap);
        }
        match row.get_mut(self.column) {
            Some(place) => *place = cell,
            None => row.push(cell),
        }
        self.column += 1;
    }

    /// What follows an escape character.
    fn escape(&mut self, rest: &mut std::str::Chars<'_>) {
        match rest.next() {
            Some('[') => self.control(rest),
            // Titles and links of the window: all up to the bell or the string's end.
            Some(']' | 'P' | '^' | '_' | 'X') => {
                while let Some(letter) = rest.next() {
                    let ends = match letter {
                        '\u{7}' | '\u{9c}' => true,
                        '\u{1b}' => {
                            rest.next();
                            true
                        }
                        _ => false,
                    };
                    if ends {
                        return;
                    }
                }
            }
            // The choice of a character set takes one more.
            Some('(' | ')' | '#' | '%') => {
                rest.next();
            }
            _ => {}
        }
    }

    /// A control sequence: parameters, and the letter that says what is done.
    fn control(&mut self, rest: &mut std::str::Chars<'_>) {
        let mut parameters = String::new();
        for letter in rest.by_ref() {
            match letter {
                '\u{20}'..='\u{3f}' => parameters.push(letter),
                '\u{40}'..='\u{7e}' => return self.perform(letter, &parameters),
                _ => return,
            }
        }
    }

    fn perform(&mut self, action: char, parameters: &str) {
        let numbers: Vec<u16> = parameters
            .split([';', ':'])
            .map(|number| number.parse().unwrap_or_default())
            .collect();
        let first = numbers.first().copied().unwrap_or_default();
        let steps = usize::from(first.max(1));
        match action {
            'm' => self.style.select(&numbers),
            'K' => self.erase_in_line(first),
            'J' => self.erase_below(first),
            'A' | 'F' => {
                self.row = self.row.saturating_sub(steps);
                if action == 'F' {
                    self.column = 0;
                }
            }
            'B' | 'E' => {
                self.row = (self.row + steps).min(self.rows.len() - 1);
                if action == 'E' {
                    self.column = 0;
                }
            }
            'C' => self.column = (self.column + steps).min(MAX_COLUMN),
            'D' => self.column = self.column.saturating_sub(steps),
            'G' => self.column = (steps - 1).min(MAX_COLUMN),
            _ => {}
        }
    }

    fn erase_in_line(&mut self, which: u16) {
        let column = self.column;
        let row = &mut self.rows[self.row];
        match which {
            0 => row.truncate(column),
            1 => {
                let end = column.min(row.len());
                for cell in &mut row[..end] {
                    cell.letter = ' ';
                    cell.style = Style::default();
                }
            }
            _ => row.clear(),
        }
    }

    fn erase_below(&mut self, which: u16) {
        match which {
            0 => {
                let column = self.column;
                self.rows.truncate(self.row + 1);
                self.rows[self.row].truncate(column);
            }
            2 | 3 => {
                self.rows = vec![Vec::new()];
                self.row = 0;
                self.column = 0;
            }
            _ => {}
        }
    }

    fn lines(self) -> Vec<Line> {
        let mut lines: Vec<Line> = self.rows.into_iter().map(line).collect();
        while lines.last().is_some_and(|line| line.spans.is_empty()) {
            lines.pop();
        }
        lines
    }
}

fn line(cells: Vec<Cell>) -> Line {
    let mut spans: Vec<Span> = Vec::new();
    for cell in cells {
        match spans.last_mut() {
            Some(span) if span.style == cell.style => span.text.push(cell.letter),
            _ => spans.push(Span {
                style: cell.style,
                text: cell.letter.to_string(),
            }),
        }
    }
    Line { spans }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::Colour;

    /// The lines as text, a span that has a colour in braces behind its colour's name.
    fn check(printed: &str, shown: &str) {
        let drawn: Vec<String> = lines(printed)
            .iter()
            .map(|line| line.spans.iter().map(show).collect())
            .collect();
        assert_eq!(drawn.join("\n"), shown, "{printed:?}");
    }

    fn show(span: &Span) -> String {
        match span.style.fg.map(Colour::name) {
            Some(name) => format!("{name}{{{}}}", span.text),
            None => span.text.clone(),
        }
    }

    #[test]
    fn words_stay_words() {
        check("", "");
        check("a\nb\n\n", "a\nb");
        check("<b>&amp;\t1", "<b>&amp;\t1");
    }

    #[test]
    fn colours_hold_until_they_are_changed() {
        check(
            "\u{1b}[31mred\nmore\u{1b}[0m plain",
            "red{red}\nred{more} plain",
        );
        check("\u{1b}[1;32mok\u{1b}[m.", "green{ok}.");
    }

    #[test]
    fn what_is_overwritten_is_gone() {
        check("10%\r50%\r100%\ndone", "100%\ndone");
        check("long line\rab\u{1b}[K", "ab");
        check("abc\u{8}\u{8}X", "aXc");
        check("one\ntwo\n\u{1b}[2A\u{1b}[2Kuno\n", "uno\ntwo");
        check("old\nold\u{1b}[2Jnew", "new");
        check("a\u{1b}[5Gb", "a   b");
    }

    #[test]
    fn what_a_terminal_does_not_show_is_left_out() {
        check("\u{1b}]0;title\u{7}a", "a");
        check(
            "\u{1b}]8;;https://example.com\u{1b}\\link\u{1b}]8;;\u{1b}\\",
            "link",
        );
        check("\u{1b}(Ba\u{1b}[?25lb\u{7}\u{0}", "ab");
        check("cut off \u{1b}[3", "cut off ");
        check("cut off \u{1b}", "cut off ");
        check("\u{9b}31mx", "red{x}");
    }

    #[test]
    fn no_sequence_takes_much_memory() {
        let far = lines("\u{1b}[65535C\u{1b}[65535Cx");
        assert!(far[0].spans[0].text.len() <= MAX_COLUMN + 1);
        lines("\u{1b}[9999999999999999999Cx\u{1b}[65535A\u{1b}[65535B");
    }
}

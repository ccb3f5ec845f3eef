//! HTML as an outline that is read at a glance: what there is, in which state, with which words.

/// The attributes that are part of the outline, and how they are written.
const TOLD: [(&str, &str); 14] = [
    ("data-row", ""),
    ("data-section", ""),
    ("data-tool", ""),
    ("data-kind", ""),
    ("data-tone", ""),
    ("data-state", ""),
    ("data-change", ""),
    ("data-streaming", "streaming"),
    ("data-open", "open"),
    ("aria-expanded", "expanded"),
    ("disabled", "disabled"),
    ("role", "role"),
    ("aria-label", "named"),
    ("href", "to"),
];

/// Elements that stand in the outline whatever their attributes are, and what they are called.
const NAMED: [(&str, &str); 8] = [
    ("button", "button"),
    ("a", "link"),
    ("img", "picture"),
    ("input", "field"),
    ("textarea", "field"),
    ("pre", "pre"),
    ("summary", "summary"),
    ("li", "item"),
];

/// Elements that are part of the words around them.
const INLINE: [&str; 7] = ["strong", "em", "code", "del", "mark", "sub", "sup"];

/// Elements without an end.
const VOID: [&str; 4] = ["img", "input", "br", "hr"];

/// The outline of what was drawn, without pictures of icons: a line for everything that has a name
/// or a state, and one for the words between.
pub(super) fn outline(html: &str) -> String {
    let mut lines = Lines::default();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        lines.say(text);
        if tag.starts_with("svg") {
            rest = tag.split_once("</svg>").unwrap().1;
            continue;
        }
        let (inside, behind) = tag.split_once('>').unwrap();
        rest = behind;
        if inside.starts_with('/') {
            lines.close();
        } else {
            lines.open(inside);
        }
    }
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
    open: Vec<Open>,
    /// Words that have no line yet.
    words: String,
}

/// What an element that is open is to the outline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Told,
    Untold,
    /// Part of the words around it.
    Inline,
}

impl Lines {
    fn say(&mut self, text: &str) {
        self.words.push_str(&decoded(text));
    }

    fn open(&mut self, tag: &str) {
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let title = title(name, attributes);
        let open = match &title {
            Some(_) => Open::Told,
            None if INLINE.contains(&name) => Open::Inline,
            None => Open::Untold,
        };
        if open != Open::Inline {
            self.end_words();
        }
        if let Some(title) = title {
            self.line(&title);
        }
        if !VOID.contains(&name) {
            self.open.push(open);
        }
    }

    fn close(&mut self) {
        if self.open.last() != Some(&Open::Inline) {
            self.end_words();
        }
        self.open.pop();
    }

    fn end_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.line(&format!("“{line}”"));
        }
    }

    fn line(&mut self, line: &str) {
        let depth = self.open.iter().filter(|open| **open == Open::Told).count();
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(line);
        self.text.push('\n');
    }
}

fn title(element: &str, attributes: &str) -> Option<String> {
    let named = NAMED.iter().find(|(name, _)| *name == element);
    let mut words: Vec<String> = named
        .map(|(_, name)| (*name).to_owned())
        .into_iter()
        .collect();
    for (name, written) in TOLD {
        let Some(value) = attribute(attributes, name) else {
            continue;
        };
        words.push(match (written, value.as_str()) {
            ("", value) => value.to_owned(),
            (written @ ("named" | "role" | "to"), value) => format!("{written} “{value}”"),
            (written, "" | "true") => written.to_owned(),
            (written, value) => format!("{written}={value}"),
        });
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, behind) = format!(" {attributes} ")
        .split_once(&format!(" {name}="))
        .map(|(before, behind)| (before.to_owned(), behind.to_owned()))?;
    let value = match behind.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => behind.split_once(' ')?.0,
    };
    Some(decoded(value))
}

fn decoded(text: &str) -> String {
    const LETTERS: [(&str, &str); 5] = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
    ];
    LETTERS
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn an_outline_has_names_states_and_words() {
    let html = "<div data-row=\"tool\" data-state=\"error\" class=\"x\"><button \
                aria-expanded=true><span>a <em>b</em></span></button><p>one <em>two</em></p></div>";
    assert_eq!(
        outline(html),
        "tool error\n  button expanded\n    “a b”\n  “one two”\n"
    );
}

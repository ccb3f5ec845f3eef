//! Holds drawn HTML to a list of what may be in it.

/// The elements that the library makes.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "blockquote",
    "br",
    "button",
    "circle",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "img",
    "input",
    "label",
    "li",
    "mark",
    "ol",
    "p",
    "path",
    "pre",
    "progress",
    "section",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
];

/// Panics with the reason where `html` has an element, attribute or address that is not expected.
pub(crate) fn check(html: &str) {
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let (name, end) = name(tag);
        let is_known = ELEMENTS.contains(&name.trim_start_matches('/'));
        assert!(is_known, "the element <{name}> in {html}");
        rest = attributes(name, &tag[end..], html);
    }
}

fn name(tag: &str) -> (&str, usize) {
    let end = tag
        .find(|letter: char| letter.is_whitespace() || letter == '>')
        .unwrap_or(tag.len());
    (&tag[..end], end)
}

/// Checks the attributes of a tag, and gives what follows the tag.
fn attributes<'a>(element: &str, mut rest: &'a str, html: &str) -> &'a str {
    loop {
        rest = rest.trim_start();
        let end = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>'));
        if let Some(behind) = end {
            return behind;
        }
        let end = rest.find(['=', '>', ' ']).unwrap_or(rest.len());
        let (attribute, behind) = rest.split_at(end);
        let Some(behind) = behind.strip_prefix('=') else {
            check_attribute(element, attribute, "", html);
            assert!(!behind.is_empty(), "a tag without end in {html}");
            rest = behind;
            continue;
        };
        let (value, behind) = match behind.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap(),
            None => behind.split_at(behind.find(['>', ' ']).unwrap()),
        };
        check_attribute(element, attribute, value, html);
        rest = behind;
    }
}

fn check_attribute(element: &str, attribute: &str, value: &str, html: &str) {
    let is_plain = attribute
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    assert!(is_plain, "the attribute {attribute:?} in {html}");
    assert!(!attribute.starts_with("on"), "{attribute} in {html}");
    let is_unsafe = [
        "style",
        "srcdoc",
        "action",
        "formaction",
        "ping",
        "srcset",
        "background",
    ];
    assert!(!is_unsafe.contains(&attribute), "{attribute} in {html}");
    let value = value.trim().to_ascii_lowercase();
    let is_safe = match (element, attribute) {
        ("img", "src") => {
            value.starts_with("data:image/")
                || !value.split(['/', '?', '#']).next().unwrap().contains(':')
        }
        ("a", "href") => {
            ["http://", "https://", "mailto:", "#", "data:"]
                .iter()
                .any(|scheme| value.starts_with(scheme))
                || !value.split(['/', '?', '#']).next().unwrap().contains(':')
        }
        (_, "src" | "href" | "xlink:href") => false,
        _ => true,
    };
    assert!(is_safe, "{attribute}={value:?} of <{element}> in {html}");
    // Nobody may open what a stranger wrote as a page: such an address can only be saved.
    if element == "a" && value.starts_with("data:") {
        assert!(html.contains(" download="), "{html}");
    }
}

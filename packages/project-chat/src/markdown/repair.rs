//! Makes an unfinished text readable: closes what is open and holds back what is undecided.

mod delimiter;
pub(super) mod destination;
mod inline;
mod leaf;
mod line;
mod tag;

use std::borrow::Cow;

use self::leaf::Leaf;

/// `text` as it should be shown while more of it is expected.
///
/// Nothing in the middle of the text changes except brackets of links that are still being written.
pub(crate) fn repair(text: &str) -> Cow<'_, str> {
    let mut text = text;
    let mut leaf = Leaf::find(text);
    if let Some(cut) = line::undecided(text, &leaf) {
        text = &text[..cut];
        leaf = Leaf::find(text);
    }
    if let Some(cut) = line::table_header(text, &leaf) {
        text = &text[..cut];
        leaf = Leaf::find(text);
    }
    match leaf {
        Leaf::Words {
            start, open: true, ..
        } => match inline::mend(&text[start..]) {
            Some(mended) => Cow::Owned(format!("{}{mended}", &text[..start])),
            None => Cow::Borrowed(text),
        },
        Leaf::Html => Cow::Borrowed(&text[..tag::held_in_html(text)]),
        _ => Cow::Borrowed(text),
    }
}

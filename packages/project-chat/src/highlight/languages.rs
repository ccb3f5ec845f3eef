//! The tables of the languages that are known.

mod compiled;
mod data;
mod scripted;

use super::scan::lists;
use super::table::Language;

static ALL: [&[Language]; 3] = [&compiled::ALL, &scripted::ALL, &data::ALL];

/// The language that fences call `name`, in small letters.
pub(super) fn find(name: &str) -> Option<&'static Language> {
    ALL.iter()
        .flat_map(|languages| languages.iter())
        .find(|language| lists(language.names, name))
}

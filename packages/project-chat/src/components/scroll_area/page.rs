//! The page's side of the scroll area, where things can be measured and moved at once.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub(super) use native::Page;
#[cfg(target_arch = "wasm32")]
pub(super) use web::Page;

use serde::{Deserialize, Serialize};

use super::follow::Event;

/// What the page says.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Report {
    pub(super) event: Event,
    /// Its number, for the order that answers it.
    pub(super) sequence: u64,
    /// How much is below what is seen, in CSS pixels; all lengths are.
    pub(super) to_end: f64,
    /// How high the area is.
    pub(super) view: f64,
    /// How far local time is ahead of UTC.
    pub(super) offset_minutes: i32,
    /// The windows from top to bottom.
    pub(super) windows: Vec<WindowReport>,
    /// Windows and turns with heights that are new.
    pub(super) heights: Vec<(u32, u32, f64)>,
    /// The window and turn at the top edge, and how far its beginning is below the edge.
    pub(super) reading: Option<(u32, u32, f64)>,
    /// Windows with the first and last of turns that must stay.
    pub(super) kept: Vec<(u32, u32, u32)>,
}

/// Where a window begins.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub(super) struct WindowReport {
    pub(super) key: u32,
    /// How far below the area's top edge.
    pub(super) top: f64,
}

/// What the page is to do.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Order {
    /// The report that it answers; none where it answers none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sequence: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hold: Option<Hold>,
    /// The words of the whole conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mark: Option<Mark>,
    /// The area gets the focus.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) focus: bool,
}

/// What is kept in view.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Hold {
    /// The end, or what is there.
    Named(Named),
    /// The beginning of a turn of a window, so far below the top edge.
    Turn(u32, u32, f64),
}

/// What needs no place to be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Named {
    /// The end.
    End,
    /// What is in view now.
    Here,
}

/// What is marked as found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Mark {
    /// The words that were looked for; nothing is marked any more for none.
    pub(crate) query: String,
    /// The window and turn of what is shown.
    pub(crate) turn: Option<(u32, u32)>,
    /// Which of how many rows of the turn it is, which of how many of that row's, and so on.
    pub(crate) path: Vec<(usize, usize)>,
    /// Where in that row it is.
    #[serde(flatten)]
    pub(crate) inside: Inside,
}

/// Where in a row something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Inside {
    /// Which section of the row's card, from 0; none for what is beside them.
    pub(crate) section: Option<u16>,
    /// Whether it is in the row's `details` element.
    pub(crate) is_in_details: bool,
    /// Which page has to be shown of a text that is shown by pages, from 0.
    pub(crate) page: Option<usize>,
    /// Whether the end of that page cuts it in two; its beginning is shown then.
    pub(crate) is_cut: bool,
    /// Which occurrence there is shown.
    pub(crate) nth: usize,
}

impl Report {
    fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

impl Order {
    fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn orders_are_written_as_the_page_reads_them() {
        let order = |hold| Order {
            sequence: Some(7),
            hold: Some(hold),
            ..Order::default()
        };
        let end = order(Hold::Named(Named::End)).write();
        assert_eq!(end, r#"{"sequence":7,"hold":"end"}"#);
        let turn = order(Hold::Turn(0, 12, 8.5)).write();
        assert_eq!(turn, r#"{"sequence":7,"hold":[0,12,8.5]}"#);
    }

    #[test]
    fn reports_are_read_as_the_page_writes_them() {
        let report = Report::read(
            r#"{"event":"select-all","sequence":3,"to_end":-0.5,"view":600,"offset_minutes":-60,
                "windows":[{"key":0,"top":-40.25}],"heights":[[0,4,120]],"reading":[0,4,-8],
                "kept":[[0,4,9]]}"#,
        )
        .unwrap();
        assert_eq!(report.event, Event::SelectAll);
        assert_eq!(report.heights, [(0, 4, 120.0)]);
        assert_eq!(report.kept, [(0, 4, 9)]);
        assert_eq!(Report::read("{}"), None);
    }
}

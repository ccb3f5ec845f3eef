//! The time of day where the reader is.

use dioxus::prelude::*;
use session_model::Timestamp;

use super::scroll_area::ScrollHandle;
use crate::labels::{Labels, day};

/// How far local time is ahead of UTC: of the chat that the component is in, nothing outside of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalTime {
    offset_minutes: i32,
}

/// The reader's local time. The component that runs is rerun when it changes.
pub(crate) fn use_local_time() -> LocalTime {
    let scroll = use_hook(try_consume_context::<ScrollHandle>);
    LocalTime {
        offset_minutes: scroll.map(ScrollHandle::offset_minutes).unwrap_or_default(),
    }
}

impl LocalTime {
    /// The time of day of a moment, in words.
    pub(crate) fn of_day(self, moment: Timestamp, labels: &Labels) -> String {
        let (hours, minutes) = day::time_of_day(moment, self.offset_minutes);
        (labels.turns.clock)(hours, minutes)
    }
}

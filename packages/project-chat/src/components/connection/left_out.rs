//! The notice above the composer that something was too big to be shown.

use dioxus::prelude::*;
use session_model::TooBig;

use super::state::too_big;
use crate::components::icon::Glyph;
use crate::components::icon_button::icon_button;
use crate::components::notice::{self, Notice, Tone};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// Says what is missing, until the person has taken note or more is; nothing while all is there.
#[component]
pub(crate) fn LeftOutNotice(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let mut noted = use_signal(|| None);
    let Some(now) = too_big(project) else {
        return VNode::empty();
    };
    if noted() == Some(now) {
        return VNode::empty();
    }
    let (_, TooBig { count, bytes }) = now;
    let notice = Notice {
        about: "left-out",
        tone: Tone::Warning,
        text: (labels.connection.left_out)(count, bytes).into(),
        details: "",
    };
    let name = &labels.composer.dismiss;
    let dismiss = icon_button(Glyph::Close, name, false, move || noted.set(Some(now)));
    notice::draw(&notice, Some(dismiss), &labels)
}

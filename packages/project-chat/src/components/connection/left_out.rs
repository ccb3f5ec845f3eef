//! The notice above the composer that something was too big to be shown.

use dioxus::prelude::*;
use session_model::TooBig;

use super::state::too_big;
use crate::components::icon::{Glyph, icon};
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
    let dismiss = rsx! {
        button {
            class: "pc-button pc-icon-button",
            r#type: "button",
            aria_label: "{labels.composer.dismiss}",
            onclick: move |_| noted.set(Some(now)),
            {icon(Glyph::Close)}
        }
    };
    notice::draw(&notice, Some(dismiss), &labels)
}

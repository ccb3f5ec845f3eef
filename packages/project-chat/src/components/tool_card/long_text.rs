//! Takes along a text of a card that is too long to be held twice.

use dioxus::prelude::*;
use session_model::{AnySession, Project, RowId, SessionKey};

use super::body::{Section, sections};
use super::call::ToolCall;
use crate::components::copy::CopyFrom;
use crate::components::fold::{Spot, use_row};
use crate::components::save::SaveFrom;
use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::handle::{Generation, ProjectHandle};
use crate::labels::{Labels, use_labels};

/// Copies the whole text at a place in the card of the row that this is part of, or saves it. The
/// text is read when it is asked for, and is never on the page as a whole.
#[component]
pub(super) fn LongText(project: ProjectHandle, spot: Spot) -> Element {
    let labels = use_labels();
    let row = use_row();
    let label = labels.tools.copy_whole.to_string();
    let name = labels.tools.file_name.to_string();
    let make = use_callback(move |()| {
        let text = row.and_then(|row| project.peek(|project| text_at(project, row, spot, &labels)));
        text.unwrap_or_default()
    });
    if row.is_none() {
        return VNode::empty();
    }
    rsx! {
        div { class: "pc-long-text",
            CopyFrom { label, has_words: true, make }
            SaveFrom { name, make }
        }
    }
}

/// The text at a place in the card of a row.
fn text_at(
    project: &Project,
    (session, row): (SessionKey, RowId),
    spot: Spot,
    labels: &Labels,
) -> Option<String> {
    let mut text = None;
    let mut read = |call: &ToolCall<'_>| {
        let section = sections(call, &labels.tools).into_iter().nth(spot.0.into());
        if let Some(Section::Text { text: found, .. }) = section {
            text = Some(found.into_owned());
        }
    };
    match project.session(session)? {
        AnySession::V1(session) => V1::call(session, row, &mut read),
        AnySession::V2(session) => V2::call(session, row, &mut read),
    }
    text
}

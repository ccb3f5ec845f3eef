//! What stands beside a message: when it was made, and copying it.

use dioxus::prelude::*;
use session_model::Timestamp;

use crate::components::copy::CopyButton;
use crate::components::local_time::use_local_time;
use crate::labels::use_labels;

/// When a message was made, and a button that copies it; seen under the pointer or the focus.
#[component]
pub(super) fn MessageTools(created: Option<Timestamp>, text: String) -> Element {
    let labels = use_labels();
    let local_time = use_local_time();
    // An agent that does not know the time writes zero.
    let created = created.filter(|created| created.as_millis() > 0);
    rsx! {
        div { class: "pc-message-tools",
            if let Some(created) = created {
                time { {local_time.of_day(created, &labels)} }
            }
            CopyButton { text, label: labels.turns.copy_message.to_string() }
        }
    }
}

//! What the person has allowed or refused, at the tool that asked.

use dioxus::prelude::*;
use session_model::v2::SettledPermission;
use session_wire::v2::PermissionReply;

use crate::components::icon::{Glyph, icon};
use crate::labels::Labels;

/// Draws what the person has said to a request for permission.
pub(crate) fn settled(settled: &SettledPermission, labels: &Labels) -> Element {
    let labels = &labels.prompts;
    let (glyph, text) = match &settled.reply {
        PermissionReply::Once => (Glyph::Check, labels.allowed_once.as_ref()),
        PermissionReply::Always => (Glyph::Check, labels.allowed_always.as_ref()),
        PermissionReply::Reject => (Glyph::Close, labels.refused.as_ref()),
        PermissionReply::Other(other) => (Glyph::Check, other.as_str()),
    };
    let covered = match &settled.reply {
        PermissionReply::Always => settled.request.always.as_slice(),
        _ => &[],
    };
    rsx! {
        p { class: "pc-settled", "data-row": "settled", "data-reply": settled.reply.as_str(),
            {icon(glyph)}
            span {
                "{text}"
                for pattern in covered {
                    " "
                    code { dir: "ltr", "{pattern}" }
                }
            }
        }
    }
}

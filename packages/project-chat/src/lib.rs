//! What is seen: Dioxus components for coding-agent conversations.
//!
//! [`use_project`] puts a project on the screen, [`ProjectChat`] draws it whole;
//! [`V1SessionMessages`] and [`V2SessionMessages`] draw one session each, for a host that brings
//! its own frame. Every string comes from [`Labels`], every colour, space and font from the custom
//! properties of [`theme`], and every state is a `data-*` attribute.
#![allow(
    unused_qualifications,
    reason = "`rsx!` writes out the paths of event handlers"
)]

/// Counts a run of a component, in the tests of this crate only.
macro_rules! rendered {
    ($component:literal) => {
        #[cfg(test)]
        crate::renders::count($component);
    };
}
pub(crate) use rendered;

mod chunk;
mod clock;
pub mod components;
mod diff;
mod drafts;
mod handle;
#[cfg(feature = "highlight")]
pub mod highlight;
pub mod labels;
pub mod markdown;
mod renderers;
#[cfg(test)]
mod renders;
mod store;
mod tab;
mod terminal;
#[cfg(test)]
mod tests;
pub mod theme;
mod use_connection_facts;
mod use_project;

pub use components::divider::DividerView;
pub use components::file::FileView;
pub use components::markdown::use_link_policy_provider;
pub use components::project_chat::ProjectChat;
pub use components::tool_card::{ToolCall, ToolKind, ToolState};
pub use components::v1_session_messages::V1SessionMessages;
pub use components::v2_session_messages::V2SessionMessages;
pub use drafts::{DraftStore, use_draft_store_provider};
pub use handle::ProjectHandle;
pub use labels::{Labels, use_labels, use_labels_provider};
pub use renderers::{Renderers, use_renderers_provider};
pub use session_client::{Backend, HttpBackend};
pub use theme::Styles;
pub use use_connection_facts::use_connection_facts;
pub use use_project::{use_fixed_project, use_fixed_project_at, use_project};

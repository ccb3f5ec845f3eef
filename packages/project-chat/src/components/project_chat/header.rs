//! The header: title, connection, and the way to a new session.

use std::rc::Rc;

use dioxus::prelude::*;
use session_model::{Load, NewSession};

use crate::components::connection::ConnectionBadge;
use crate::components::copy::CopyMenu;
use crate::components::icon::{Glyph, icon};
use crate::components::menu::Entry;
use crate::components::written::As;
use crate::handle::ProjectHandle;
use crate::labels::use_labels;
use crate::renderers::use_renderers;

#[component]
pub(super) fn Header(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let renderers = use_renderers();
    if let Some(own) = renderers.draw_header(project) {
        return own;
    }
    let title = project.title();
    let title = match title.trim() {
        "" if project.load() == Load::Loaded => labels.chat.untitled.as_ref(),
        title => title,
    };
    rsx! {
        header { class: "pc-header",
            // A heading without words is none; the place of the title is kept for when it comes.
            if title.is_empty() {
                div { class: "pc-title" }
            } else {
                h2 { class: "pc-title", dir: "auto", title, "{title}" }
            }
            ConnectionBadge { project }
            CopyConversation { project }
            NewSessionButton { project }
        }
    }
}

/// Copies everything that is loaded of the conversation; nothing while that is nothing.
#[component]
fn CopyConversation(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let sessions = project.sessions();
    let mut filled = sessions.iter();
    let has_words =
        filled.any(|key| project.session(*key, |known| !known.is_empty()) == Some(true));
    if !has_words {
        return VNode::empty();
    }
    let words = &labels.turns;
    let entry = |name, words: &str| Entry {
        name,
        words: words.to_owned(),
    };
    let entries = vec![
        entry("conversation-text", &words.copy_conversation_text),
        entry("conversation-markdown", &words.copy_conversation_markdown),
    ];
    let for_copy = Rc::clone(&labels);
    rsx! {
        CopyMenu {
            label: words.copy_conversation.to_string(),
            entries,
            is_below: true,
            make: move |place| {
                let form = if place == 0 { As::Text } else { As::Markdown };
                project.peek(|project| form.conversation(project, &for_copy))
            },
        }
    }
}

/// Asks for a new session, or takes that back; nothing where there is nothing to go on from.
#[component]
fn NewSessionButton(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let is_wanted = match project.new_session() {
        NewSession::Required => return VNode::empty(),
        NewSession::Wanted => true,
        NewSession::No => false,
    };
    if project.active().is_none() {
        return VNode::empty();
    }
    let text = if is_wanted {
        &labels.chat.cancel_new_session
    } else {
        &labels.chat.new_session
    };
    rsx! {
        button {
            class: "pc-button pc-icon-button",
            r#type: "button",
            "data-action": "new-session",
            aria_label: "{text}",
            title: "{text}",
            disabled: project.is_streaming() && !is_wanted,
            onclick: move |_| {
                if is_wanted {
                    project.cancel_new_session();
                } else {
                    project.start_new_session();
                }
            },
            if is_wanted {
                {icon(Glyph::Close)}
            } else {
                {icon(Glyph::Plus)}
            }
        }
    }
}

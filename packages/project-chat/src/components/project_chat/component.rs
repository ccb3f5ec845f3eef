//! The frame of the chat: header, sessions, composer.

use dioxus::prelude::*;
use session_model::Load;

use super::body::Body;
use super::header::Header;
use crate::components::announcer::Announcer;
use crate::components::composer::Composer;
use crate::components::connection::{ConnectionBanner, LeftOutNotice};
use crate::components::file::Lightbox;
use crate::components::find::{FindBar, use_find};
use crate::components::fold::Folds;
use crate::components::prompt::{PromptDock, use_desk_provider};
use crate::components::scroll_area::{Jump, use_scroll};
use crate::components::todo_dock::TodoDock;
use crate::handle::ProjectHandle;
use crate::labels::use_labels;
use crate::theme::Styles;

/// The whole chat of a project.
#[component]
pub fn ProjectChat(
    /// The project.
    project: ProjectHandle,
    /// More classes for the element around everything.
    class: Option<String>,
    /// The nonce of the style sheet, for pages whose content security policy asks for one.
    nonce: Option<String>,
    /// Whether to mount the style sheet; a host that links it itself says no.
    #[props(default = true)]
    styles: bool,
) -> Element {
    rsx! {
        if styles {
            Styles { nonce }
        }
        // Another project is another chat: nothing of the old one stays.
        for project in [project] {
            Frame { key: "{project.serial()}", project, class: class.clone() }
        }
    }
}

#[component]
fn Frame(project: ProjectHandle, class: Option<String>) -> Element {
    let labels = use_labels();
    let scroll = use_scroll(project);
    use_context_provider(|| scroll);
    use_context_provider(Folds::default);
    use_desk_provider();
    let find = use_find();
    let load = project.load();
    let class = class.map_or_else(|| "pc-chat".to_owned(), |class| format!("pc-chat {class}"));
    rsx! {
        section {
            class,
            "data-load": load_name(&load),
            aria_label: "{labels.chat.region}",
            onkeydown: move |event| find.pressed(&event),
            Header { project }
            Lightbox {
                div { class: "pc-main",
                    Body { project, scroll }
                    FindBar { project, scroll, find }
                Jump { project, scroll }
                }
            }
            div { class: "pc-foot",
                ConnectionBanner { project }
                LeftOutNotice { project }
                if !matches!(load, Load::Failed(_)) {
                    TodoDock { project }
                    PromptDock { project }
                    Composer { project, scroll }
                }
            }
            Announcer { project }
        }
    }
}

const fn load_name(load: &Load) -> &'static str {
    match load {
        Load::Waiting => "waiting",
        Load::Loading => "loading",
        Load::Loaded => "loaded",
        Load::Failed(_) => "failed",
    }
}

//! The tabs of several questions that are asked at once.

use dioxus::prelude::*;
use session_wire::v2::Question;

use super::focus::{Focus, Target};
use super::form::Asking;
use crate::components::icon::{Glyph, icon};
use crate::labels::use_labels;

/// The tabs. Arrow keys, Home and End go from one to the other.
#[component]
pub(super) fn Tabs(asking: Asking, questions: Vec<Question>, focus: Focus) -> Element {
    let labels = use_labels();
    let draft = asking.desk.draft(&asking.request);
    let (current, last) = (draft.tab.min(questions.len() - 1), questions.len() - 1);
    let show = {
        let asking = asking.clone();
        use_callback(move |tab: usize| {
            asking.desk.edit(&asking.request, |draft| draft.tab = tab);
            focus.go(Target::Tab(tab));
        })
    };
    let onkeydown = move |event: KeyboardEvent| {
        let tab = match event.key() {
            Key::ArrowRight => (current + 1).min(last),
            Key::ArrowLeft => current.saturating_sub(1),
            Key::Home => 0,
            Key::End => last,
            _ => return,
        };
        event.prevent_default();
        show.call(tab);
    };
    rsx! {
        div {
            class: "pc-prompt-tabs",
            role: "tablist",
            aria_label: "{labels.prompts.questions}",
            onkeydown,
            for (index , question) in questions.iter().enumerate() {
                button {
                    key: "{index}",
                    class: "pc-prompt-tab",
                    r#type: "button",
                    role: "tab",
                    id: "{asking.id}-tab-{index}",
                    aria_controls: "{asking.id}-panel",
                    aria_selected: index == current,
                    tabindex: if index == current { "0" } else { "-1" },
                    "data-answered": draft.is_answered(index),
                    onmounted: move |event| focus.mounted(Target::Tab(index), event.data()),
                    onclick: move |_| show.call(index),
                    if question.header.is_empty() {
                        {(labels.prompts.question_number)(index + 1)}
                    } else {
                        "{question.header}"
                    }
                    if draft.is_answered(index) {
                        {icon(Glyph::Check)}
                        span { class: "pc-hidden", "{labels.prompts.answered}" }
                    }
                }
            }
        }
    }
}

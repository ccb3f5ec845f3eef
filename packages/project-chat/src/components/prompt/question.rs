//! Questions with choices: one, several, or the person's own words.

use dioxus::prelude::*;
use session_model::Answer;
use session_wire::v2::QuestionRequest;

use super::choices::Choices;
use super::focus::{Target, use_focus};
use super::form::Asking;
use super::tabs::Tabs;
use crate::labels::use_labels;

/// The questions, one at a time, and the buttons that go on, answer or dismiss.
#[component]
pub(super) fn QuestionForm(asking: Asking, request: QuestionRequest) -> Element {
    let labels = use_labels();
    let focus = use_focus(|| asking.desk.take_focus().then_some(Target::Choice(0)));
    let entries = asking.desk.entries();
    let mut entered = use_hook(|| CopyValue::new(entries));
    if entered.replace(entries) != entries {
        focus.go(Target::Choice(0));
    }
    let draft = asking.desk.draft(&asking.request);
    let last = request.questions.len().saturating_sub(1);
    let tab = draft.tab.min(last);
    let on_next = {
        let (asking, questions) = (asking.clone(), request.questions.clone());
        use_callback(move |()| {
            let draft = asking.desk.peek(&asking.request);
            let tab = draft.tab.min(last);
            if tab < last {
                focus.want(Target::Choice(0));
                asking
                    .desk
                    .edit(&asking.request, |draft| draft.tab = tab + 1);
            } else if draft.is_answer() {
                asking.send(Answer::Question(draft.answers(&questions)));
            }
        })
    };
    let on_back = {
        let asking = asking.clone();
        use_callback(move |()| {
            let tab = asking.desk.peek(&asking.request).tab.min(last);
            if tab > 0 {
                focus.want(Target::Choice(0));
                asking
                    .desk
                    .edit(&asking.request, |draft| draft.tab = tab - 1);
            } else {
                asking.desk.leave();
            }
        })
    };
    let has_tabs = last > 0;
    let is_ready = !asking.is_busy && (tab < last || draft.is_answer());
    let dismiss = asking.clone();
    rsx! {
        if has_tabs {
            Tabs { asking: asking.clone(), questions: request.questions.clone(), focus }
        }
        for question in request.questions.get(tab).cloned() {
            Choices {
                key: "{tab}",
                asking: asking.clone(),
                question,
                tab,
                has_tabs,
                focus,
                on_next,
                on_back,
            }
        }
        div { class: "pc-prompt-actions",
            button {
                class: "pc-button pc-primary",
                r#type: "button",
                "data-act": if tab < last { "next" } else { "answer" },
                aria_disabled: !is_ready,
                onclick: move |_| on_next.call(()),
                if tab < last {
                    "{labels.prompts.next}"
                } else {
                    "{labels.prompts.answer}"
                }
            }
            button {
                class: "pc-button",
                r#type: "button",
                "data-act": "dismiss",
                aria_disabled: asking.is_busy,
                onclick: move |_| dismiss.send(Answer::DismissQuestion),
                "{labels.prompts.dismiss}"
            }
        }
    }
}

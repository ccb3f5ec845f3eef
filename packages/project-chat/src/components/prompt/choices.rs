//! The choices of one question.

use dioxus::prelude::*;
use session_wire::v2::{Question, QuestionOption};

use super::draft::{Draft, Picked};
use super::focus::{Focus, Target};
use super::form::Asking;
use crate::labels::use_labels;

/// The choices of a question. Numbers choose, arrow keys go from one to the next, Enter goes on,
/// Escape goes back.
#[component]
pub(super) fn Choices(
    asking: Asking,
    question: Question,
    tab: usize,
    has_tabs: bool,
    focus: Focus,
    on_next: EventHandler<()>,
    on_back: EventHandler<()>,
) -> Element {
    let labels = use_labels();
    let picked = asking.desk.draft(&asking.request).picked(tab);
    let is_multiple = question.multiple;
    let options = question.options.len();
    let choices = options + usize::from(question.takes_own_words());
    let picker = Picker {
        asking: asking.clone(),
        tab,
        is_multiple,
        options,
    };
    let panel_keys = picker.clone();
    let onkeydown = move |event: KeyboardEvent| {
        let modifiers = event.modifiers();
        if modifiers.ctrl() || modifiers.alt() || modifiers.meta() {
            return;
        }
        match event.key() {
            Key::Escape => on_back.call(()),
            Key::Character(digit) => {
                let Some(choice) = number(&digit).filter(|choice| *choice < choices) else {
                    return;
                };
                panel_keys.pick(choice);
                focus.go(Target::Choice(choice));
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    rsx! {
        div {
            class: "pc-prompt-panel",
            id: "{asking.id}-panel",
            role: has_tabs.then_some("tabpanel"),
            aria_labelledby: has_tabs.then(|| format!("{}-tab-{tab}", asking.id)),
            onkeydown,
            p { class: "pc-prompt-question", id: "{asking.id}-question", dir: "auto",
                "{question.question}"
            }
            if is_multiple {
                p { class: "pc-muted", "{labels.prompts.choose_any}" }
            }
            div {
                class: "pc-choices",
                role: if is_multiple { "group" } else { "radiogroup" },
                aria_labelledby: "{asking.id}-question",
                for (index , option) in question.options.iter().enumerate() {
                    Choice {
                        key: "{index}",
                        picker: picker.clone(),
                        index,
                        choices,
                        words: option.clone(),
                        is_picked: picked.has(index),
                        focus,
                        on_next,
                    }
                }
                if question.takes_own_words() {
                    OwnWords { picker, choices, picked, focus, on_next }
                }
            }
        }
    }
}

/// Chooses for one question.
#[derive(Clone, PartialEq)]
struct Picker {
    asking: Asking,
    tab: usize,
    is_multiple: bool,
    /// How many options there are; the person's own words come after them.
    options: usize,
}

impl Picker {
    fn edit(&self, edit: impl FnOnce(&mut Draft)) {
        if !self.asking.is_busy {
            self.asking.desk.edit(&self.asking.request, edit);
        }
    }

    fn pick(&self, choice: usize) {
        let (tab, is_multiple) = (self.tab, self.is_multiple);
        if choice < self.options {
            self.edit(|draft| draft.pick(tab, choice, is_multiple));
        } else {
            self.edit(|draft| draft.pick_own(tab, is_multiple));
        }
    }

    /// What a key does on a choice: Enter takes it and goes on; arrow keys go to the next one,
    /// where the browser does not do so by itself.
    fn key(
        &self,
        event: &KeyboardEvent,
        choice: usize,
        choices: usize,
        focus: Focus,
        on_next: EventHandler<()>,
    ) {
        let step = match event.key() {
            Key::Enter => {
                let picked = self.asking.desk.peek(&self.asking.request).picked(self.tab);
                if !self.is_multiple && choice < self.options && !picked.has(choice) {
                    self.pick(choice);
                }
                event.prevent_default();
                return on_next.call(());
            }
            Key::ArrowDown if self.is_multiple => 1,
            Key::ArrowUp if self.is_multiple => choices - 1,
            _ => return,
        };
        event.prevent_default();
        focus.go(Target::Choice((choice + step) % choices));
    }

    fn input_type(&self) -> &'static str {
        if self.is_multiple {
            "checkbox"
        } else {
            "radio"
        }
    }

    fn name(&self) -> String {
        format!("{}-{}", self.asking.id, self.tab)
    }
}

#[component]
fn Choice(
    picker: Picker,
    index: usize,
    choices: usize,
    words: QuestionOption,
    is_picked: bool,
    focus: Focus,
    on_next: EventHandler<()>,
) -> Element {
    let keys = picker.clone();
    let (kind, name, is_busy) = (picker.input_type(), picker.name(), picker.asking.is_busy);
    rsx! {
        label { class: "pc-choice", "data-picked": is_picked,
            input {
                r#type: kind,
                name,
                checked: is_picked,
                aria_disabled: is_busy,
                onmounted: move |event| focus.mounted(Target::Choice(index), event.data()),
                onchange: move |_| picker.pick(index),
                onkeydown: move |event| keys.key(&event, index, choices, focus, on_next),
            }
            span { class: "pc-choice-words", dir: "auto",
                span { class: "pc-choice-label", "{words.label}" }
                if !words.description.is_empty() {
                    span { class: "pc-muted", "{words.description}" }
                }
            }
            if index < 9 {
                span { class: "pc-choice-key", "aria-hidden": "true", "{index + 1}" }
            }
        }
    }
}

/// The choice to answer in one's own words, and the box for them.
#[component]
fn OwnWords(
    picker: Picker,
    choices: usize,
    picked: Picked,
    focus: Focus,
    on_next: EventHandler<()>,
) -> Element {
    let labels = use_labels();
    let (kind, name, is_busy) = (picker.input_type(), picker.name(), picker.asking.is_busy);
    let index = picker.options;
    let (pick, keys, write) = (picker.clone(), picker.clone(), picker);
    rsx! {
        div { class: "pc-choice pc-choice-own", "data-picked": picked.has_own(),
            label { class: "pc-choice-own-label",
                input {
                    r#type: kind,
                    name,
                    checked: picked.has_own(),
                    aria_disabled: is_busy,
                    onmounted: move |event| focus.mounted(Target::Choice(index), event.data()),
                    onchange: move |_| {
                        pick.pick(index);
                        if pick.asking.desk.peek(&pick.asking.request).picked(pick.tab).has_own()
                            && !pick.is_multiple
                        {
                            focus.go(Target::Own);
                        }
                    },
                    onkeydown: move |event| {
                        if event.key() == Key::Enter {
                            // There is nothing to go on with before it is written.
                            event.prevent_default();
                            focus.go(Target::Own);
                        } else {
                            keys.key(&event, index, choices, focus, on_next);
                        }
                    },
                }
                span { class: "pc-choice-label", "{labels.prompts.own_words}" }
            }
            input {
                class: "pc-choice-own-words",
                r#type: "text",
                dir: "auto",
                autocomplete: "off",
                aria_label: "{labels.prompts.own_words}",
                placeholder: "{labels.prompts.own_words_placeholder}",
                value: picked.own(),
                readonly: is_busy,
                onmounted: move |event| focus.mounted(Target::Own, event.data()),
                oninput: move |event| {
                    let (tab, is_multiple) = (write.tab, write.is_multiple);
                    write.edit(|draft| draft.write_own(tab, event.value(), is_multiple));
                },
                onkeydown: move |event| {
                    // Numbers are words here.
                    event.stop_propagation();
                    if event.is_composing() {
                        return;
                    }
                    match event.key() {
                        Key::Enter => on_next.call(()),
                        Key::Escape => focus.go(Target::Choice(index)),
                        _ => return,
                    }
                    event.prevent_default();
                },
            }
            if index < 9 {
                span { class: "pc-choice-key", "aria-hidden": "true", "{index + 1}" }
            }
        }
    }
}

/// The place that a digit names, from 0.
fn number(digit: &str) -> Option<usize> {
    digit.parse::<usize>().ok()?.checked_sub(1)
}

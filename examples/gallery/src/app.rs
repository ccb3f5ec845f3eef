//! The frame around every page: the navigation, the theme's switch, and the page.

use dioxus::prelude::*;
use project_chat::Styles;

use crate::conversation::Conversation;
use crate::page::Page;
use crate::pages::{LongConversation, Markdown, Messages, Prompts, States, Tools};
use crate::platform::{self, Start};
use crate::theme::Theme;

/// The gallery.
#[component]
pub(crate) fn App() -> Element {
    let start = use_context::<Start>();
    let mut page = use_signal(|| start.page.clone());
    let theme = use_signal(Theme::default);
    use_effect(move || platform::show_address(&page.read()));
    platform::follow_address(use_callback(move |to: Page| page.set(to)));

    rsx! {
        Styles {}
        style { {include_str!("gallery.css")} }
        div { class: "gallery", "data-theme": theme().attribute(),
            header { class: "gallery-bar",
                h1 { class: "gallery-name", "project-chat" }
                Navigation { page }
                Switch { theme }
            }
            main { class: "gallery-page", "data-page": page.read().address(),
                match page() {
                    Page::Conversation(project) => rsx! {
                        Conversation {
                            gateway: start.gateway.clone(),
                            chosen: project,
                            choose: move |project| page.set(Page::Conversation(Some(project))),
                        }
                    },
                    Page::Markdown => rsx! { Markdown {} },
                    Page::Tools => rsx! { Tools {} },
                    Page::Messages => rsx! { Messages {} },
                    Page::Prompts => rsx! { Prompts {} },
                    Page::States => rsx! { States {} },
                    Page::Long(turns) => rsx! {
                        LongConversation { key: "{turns}", turns }
                    },
                }
            }
        }
    }
}

#[component]
fn Navigation(page: Signal<Page>) -> Element {
    rsx! {
        nav { class: "gallery-nav", "aria-label": "Pages",
            for entry in Page::ALL {
                button {
                    key: "{entry.title()}",
                    r#type: "button",
                    "aria-current": page.read().is_same_entry(&entry).then_some("page"),
                    onclick: move |_| page.set(entry.clone()),
                    {entry.title()}
                }
            }
        }
    }
}

#[component]
fn Switch(theme: Signal<Theme>) -> Element {
    rsx! {
        label { class: "gallery-theme",
            span { "Theme" }
            select {
                onchange: move |event| {
                    let chosen = Theme::ALL.into_iter().find(|theme| theme.label() == event.value());
                    theme.set(chosen.unwrap_or_default());
                },
                for choice in Theme::ALL {
                    option { selected: choice == theme(), value: choice.label(), {choice.label()} }
                }
            }
        }
    }
}

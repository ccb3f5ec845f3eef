//! Every tool card in each of its states, and those that the host draws or fails to draw.

use dioxus::core::CapturedError;
use dioxus::prelude::*;
use project_chat::{Renderers, use_renderers_provider};

use super::specimen::{Show, Specimen};
use crate::fixtures::{ToolCard, tool_cards};

/// The page.
#[component]
pub(crate) fn Tools() -> Element {
    let cards = use_hook(tool_cards);
    let own = cards.iter().find(|card| card.tool == "todoread").cloned();
    rsx! {
        for card in cards {
            Specimen {
                key: "{card.tool} {card.status}",
                title: format!("{}, {}", card.tool, card.status),
                show: Show::Messages,
                stage: move |()| card.stage(),
            }
        }
        if let Some(card) = own {
            OwnCard { card: card.clone() }
            FailingCard { card }
        }
    }
}

/// A card in the host's own way, by the renderers that it puts into the context.
#[component]
fn OwnCard(card: ToolCard) -> Element {
    use_renderers_provider(|| {
        Renderers::default().tool(|call| {
            let todos = call.metadata.get("todos")?.as_array()?;
            let count = todos.len();
            Some(rsx! {
                p { "data-own": "{call.tool}", "The host says: {count} tasks, {call.state.as_str()}." }
            })
        })
    });
    rsx! {
        Specimen {
            title: "{card.tool}, drawn by the host",
            show: Show::Messages,
            stage: move |()| card.stage(),
        }
    }
}

/// A card that the host fails to draw.
#[component]
fn FailingCard(card: ToolCard) -> Element {
    use_renderers_provider(|| {
        Renderers::default().tool(|_| {
            Some(rsx! {
                Failing {}
            })
        })
    });
    rsx! {
        Specimen {
            title: "{card.tool}, which the host fails to draw",
            show: Show::Chat,
            stage: move |()| card.stage(),
        }
    }
}

#[component]
fn Failing() -> Element {
    Err(CapturedError::from_display("the host has no way to draw this").into())
}

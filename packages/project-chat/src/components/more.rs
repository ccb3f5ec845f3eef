//! Draws the buttons below a text that is longer than what is shown of it.

use dioxus::prelude::*;

use super::drawing::Drawing;
use super::extent::{Extent, Shown, Side, View};
use super::fold::Spot;

/// Draws as much of a text as is shown of it, in the direction `dir`, and the buttons below it.
pub(crate) fn text_and_more(
    text: &str,
    dir: &'static str,
    spot: Spot,
    drawing: Drawing<'_>,
) -> Element {
    let shown = Shown::of(text, drawing.fold.view(spot), Side::Start);
    rsx! {
        pre { class: "pc-pre", dir, tabindex: "0", "{shown.text}" }
        {more(shown, spot, drawing)}
    }
}

/// Draws the buttons that show more or less of a text, and its pages; nothing for a short one. They
/// have `data-page`, the page that is shown, from 0, of a text that is shown by pages.
pub(crate) fn more(shown: Shown<'_>, spot: Spot, drawing: Drawing<'_>) -> Element {
    let labels = &drawing.labels.tools;
    let show_all = match shown.extent {
        Extent::All => return VNode::empty(),
        Extent::Brief { lines } => Some((labels.show_all)(lines)),
        Extent::BriefOfMany { bytes } => Some((labels.show_pages)(bytes)),
        Extent::Whole | Extent::Page { .. } => None,
    };
    let fold = drawing.fold;
    let button = move |text: &str, view: View, is_disabled: bool| {
        rsx! {
            button {
                class: "pc-button",
                r#type: "button",
                disabled: is_disabled,
                onclick: move |_| fold.show(spot, view),
                "{text}"
            }
        }
    };
    let page = match shown.extent {
        Extent::Page { page, .. } => Some(page),
        _ => None,
    };
    rsx! {
        div { class: "pc-more", "data-page": page,
            if let Some(text) = show_all {
                {button(&text, View::Whole, false)}
            } else {
                if let Extent::Page { page, pages } = shown.extent {
                    {button(&labels.previous_page, View::Page(page.saturating_sub(1)), page == 0)}
                    span { class: "pc-muted", {(labels.page_of)(page + 1, pages)} }
                    {button(&labels.next_page, View::Page(page + 1), page + 1 == pages)}
                }
                {button(&labels.show_less, View::Brief, false)}
            }
        }
    }
}

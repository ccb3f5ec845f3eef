//! The turns of a conversation of which only those around what is read are drawn.

use dioxus::prelude::*;
use session_model::{ThreadId, TurnId};

use super::turn::TurnView;
use crate::components::divider;
use crate::components::scroll_area::{Item, ScrollHandle};
use crate::handle::{Generation, SessionHandle};
use crate::labels::{Day, Labels, day, use_labels};
use crate::renderers::{Renderers, use_renderers};

/// The turns of a session's own thread. Rerun when a turn comes or goes, or when the reader comes
/// to turns that are not drawn; never for what is in one.
///
/// What is not drawn is a gap of its height (`data-gap`). Turns say which they are of how many.
#[component]
pub(super) fn Window<G: Generation>(session: SessionHandle<G>, scroll: ScrollHandle) -> Element {
    crate::rendered!("thread");
    let labels = use_labels();
    let renderers = use_renderers();
    let drawer = use_signal(|| 0_u32);
    use_hook(|| scroll.enter(session.key, drawer));
    use_drop(move || scroll.leave(session.key));
    drawer.read();
    let turns = session.turns(ThreadId::ROOT);
    use_effect(move || scroll.restore(session.key, &session.turns(ThreadId::ROOT)));
    let items = scroll.items(session.key, &turns);
    if items.is_empty() {
        return VNode::empty();
    }
    let count = turns.len();
    // Every turn is keyed by itself: what is drawn on keeps its elements, and the selection in them.
    // The gaps at the top and at the end stay the same elements, so that the area is never laid out
    // without their height, which would throw the reader to where it ends then.
    let gap = |place: usize, before: Option<u32>| match (place, before) {
        (0, _) => "gap at the top".to_owned(),
        (_, Some(turn)) => format!("gap before {turn}"),
        (_, None) => "gap at the end".to_owned(),
    };
    let drawn = items
        .into_iter()
        .enumerate()
        .map(|(place, item)| match item {
            Item::Gap { before, height } => rsx! {
                div {
                    key: "{gap(place, before)}",
                    class: "pc-gap",
                    "data-gap": "",
                    "aria-hidden": "true",
                    height: "{height}px",
                }
            },
            Item::Turn(place) => rsx! {
                article {
                    key: "{turns[place].first_row().number()}",
                    class: "pc-turn",
                    "data-turn": turns[place].first_row().number(),
                    "aria-posinset": place + 1,
                    "aria-setsize": count,
                    {day_before(session, scroll, &turns, place, &labels, &renderers)}
                    TurnView::<G> { session, turn: turns[place], has_footer: true }
                }
            },
        });
    rsx! {
        div { class: "pc-turns", "data-window": session.key.number(),
            {drawn}
        }
    }
}

/// The line above a turn that was begun on another day than the one before it, and above the first
/// turn of a session that was not begun today.
fn day_before<G: Generation>(
    session: SessionHandle<G>,
    scroll: ScrollHandle,
    turns: &[TurnId],
    place: usize,
    labels: &Labels,
    renderers: &Renderers,
) -> Element {
    let offset = scroll.offset_minutes();
    let began = |turn: &TurnId| {
        let began = session.peek(|known| G::began(known, *turn)).flatten();
        // An agent that does not know the time writes zero.
        began.filter(|began| began.as_millis() > 0)
    };
    let now = session.project.now();
    let before = match place {
        0 => Some(now),
        _ => began(&turns[place - 1]),
    };
    match (before, began(&turns[place])) {
        (Some(before), Some(began)) if day::differ(before, began, offset) => {
            let day = Day::of(began, now, offset);
            divider::draw("day", &(labels.transcript.day)(day), renderers)
        }
        _ => VNode::empty(),
    }
}

//! A conversation as long as the address says, and buttons for what can happen in it.

use dioxus::prelude::*;
use project_chat::{ProjectChat, use_fixed_project_at};
use session_model::{Input, Project};

use crate::fixtures::{Long, NOW};

/// How many older turns come at once.
const OLDER: u32 = 20;

/// Something that the agent can do.
type Act = fn(&mut Long, u32) -> Vec<Input>;

const ACTS: [(&str, Act); 5] = [
    ("Say more", |long, _| long.say_more()),
    ("Add a turn", |long, _| long.add_turn()),
    ("Add older turns", |long, _| long.add_older(OLDER)),
    ("Rewrite", Long::rewrite),
    ("Add a picture", Long::picture),
];

/// The page.
#[component]
pub(crate) fn LongConversation(turns: u32) -> Element {
    let made =
        use_hook(|| Long::of(turns).map(|(stage, long)| (stage.project(), CopyValue::new(long))));
    let Some((project, mut long)) = made else {
        return VNode::empty();
    };
    let project = use_fixed_project_at(NOW, move || Project::clone(&project));
    let mut turn = use_signal(|| 0_u32);
    rsx! {
        div { class: "gallery-picker",
            for (name , act) in ACTS {
                button {
                    key: "{name}",
                    r#type: "button",
                    onclick: move |_| project.dispatch(act(&mut long.write(), turn())),
                    {name}
                }
            }
            label {
                span { "Turn" }
                input {
                    r#type: "number",
                    min: "0",
                    value: "{turn}",
                    oninput: move |event| turn.set(event.value().parse().unwrap_or_default()),
                }
            }
        }
        div { class: "gallery-chat", ProjectChat { project } }
    }
}

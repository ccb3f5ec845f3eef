//! How the files of a turn were changed, from recordings and from agents that sum nothing up.

use std::fmt::Write as _;

use serde_json::{Value, json};
use session_model::{Session, ThreadId};

use super::fixture::{Live, events};
use crate::components::turn_footer::difference;
use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::handle::Generation;

/// The changed files of each turn, each with the lines that changed.
fn differences<G: Generation>(session: &Session<G::Version>) -> String {
    let mut drawn = String::new();
    for turn in G::turns(session, ThreadId::ROOT) {
        for file in G::changed(session, turn) {
            let _ = writeln!(
                drawn,
                "{:?} {} +{} -{}",
                file.kind, file.path, file.additions, file.deletions
            );
            let Some(diff) = difference::<G>(session, turn, &file.path) else {
                drawn.push_str("  nothing is known\n");
                continue;
            };
            for line in diff.hunks.iter().flat_map(|hunk| &hunk.lines) {
                if line.kind.as_str() != "context" {
                    let _ = writeln!(drawn, "  {} {}", line.kind.as_str(), line.text);
                }
            }
        }
    }
    drawn
}

fn check(name: &str, live: &Live) {
    let session = &live.project.sessions()[0];
    let drawn = match (V1::of(session), V2::of(session)) {
        (Some(session), _) => differences::<V1>(session),
        (_, Some(session)) => differences::<V2>(session),
        (None, None) => String::new(),
    };
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("changed_{name}"), drawn);
    });
}

#[test]
fn as_agents_sum_it_up() {
    check("v2_edit", &Live::played("v2/edit"));
}

#[test]
fn as_the_tools_did_it() {
    check("v1_tools", &Live::played("v1/tools"));
    let mut live = Live::new("v2");
    let told = events("v2/edit").into_iter().map(without_sums);
    told.for_each(|event| live.say(&event));
    check("v2_edit_by_tools", &live);
}

/// The same event of an agent that never sums up what a turn has changed.
fn without_sums(mut event: Value) -> Value {
    if let Some(info) = event["properties"].get_mut("info") {
        info["summary"] = json!(null);
    }
    event
}

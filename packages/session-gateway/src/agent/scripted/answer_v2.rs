//! What of a recorded turn is different when the person answers otherwise than was recorded.

use serde_json::{Value, json};

use super::recording::AskedLine;
use crate::agent::Answer;
use crate::ids;

/// Puts the person's answer into an event: into the one that settles the request, and into the
/// result of the tool that asked. `call` is the tool call's name in this run.
pub(super) fn answer(
    event: &mut Value,
    asked: &AskedLine,
    line: usize,
    seed: u64,
    answer: &Answer,
) {
    if line == asked.settled {
        settle(event, answer);
    } else if line > asked.settled
        && let (Answer::Question(answers), Some(call)) = (answer, &asked.call)
    {
        let call = ids::call(seed, call.as_str());
        let part = &mut event["properties"]["part"];
        if part["callID"] == call.as_str() && part["state"]["status"] == "completed" {
            result(&mut part["state"], answers);
        }
    }
}

fn settle(event: &mut Value, answer: &Answer) {
    let properties = &mut event["properties"];
    let kind = match answer {
        Answer::Question(answers) => {
            properties["answers"] = json!(answers);
            "question.replied"
        }
        Answer::Dismiss => {
            if let Some(fields) = properties.as_object_mut() {
                fields.remove("answers");
            }
            "question.rejected"
        }
        Answer::Once | Answer::Always | Answer::Refuse(_) => {
            properties["reply"] = match answer {
                Answer::Once => "once",
                Answer::Always => "always",
                _ => "reject",
            }
            .into();
            "permission.replied"
        }
    };
    event["type"] = kind.into();
}

/// What the question tool gives the model, in opencode's words.
fn result(state: &mut Value, answers: &[Vec<String>]) {
    let questions = state["input"]["questions"].as_array();
    let questions = questions.map(Vec::as_slice).unwrap_or_default();
    let pairs: Vec<String> = questions
        .iter()
        .zip(answers)
        .map(|(question, answers)| {
            let words = question["question"].as_str().unwrap_or_default();
            let said = match answers.as_slice() {
                [] => "Unanswered".to_owned(),
                answers => answers.join(", "),
            };
            format!("\"{words}\"=\"{said}\"")
        })
        .collect();
    state["output"] = format!(
        "User has answered your questions: {}. You can now continue with the user's answers in mind.",
        pairs.join(", ")
    )
    .into();
    state["metadata"]["answers"] = json!(answers);
}

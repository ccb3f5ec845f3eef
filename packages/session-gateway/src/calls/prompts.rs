//! The calls that answer what an agent asks.

use serde_json::Value;
use session_wire::call::{AnswerPermissionInput, AnswerQuestionInput, Done, RejectQuestionInput};
use session_wire::v2::PermissionReply;
use session_wire::{CloudSessionId, ProjectId, RequestId};

use super::{CallError, CallResult};
use crate::agent::Answer;
use crate::log::prompts::{self, Asked};
use crate::log::sessions;
use crate::runner::AnswerError;
use crate::state::Shared;

const ANSWERED: &str = "This was answered already";
const NOT_ASKED: &str = "The agent has not asked this";
const NOT_AWAITED: &str = "The agent does not wait for this answer any more";

/// A request for an answer, by the names that a call gives.
struct Request {
    project: ProjectId,
    session: CloudSessionId,
    id: RequestId,
}

/// The calls that name a request, all alike.
macro_rules! naming {
    ($($input:ty),+) => {
        $(impl From<&$input> for Request {
            fn from(input: &$input) -> Self {
                Self {
                    project: input.project_id.clone(),
                    session: input.cloud_agent_session_id.clone(),
                    id: input.request_id.clone(),
                }
            }
        })+
    };
}

naming!(
    AnswerQuestionInput,
    RejectQuestionInput,
    AnswerPermissionInput
);

/// Answers a question.
pub(super) async fn answer_question(
    shared: &Shared,
    input: AnswerQuestionInput,
) -> CallResult<Done> {
    let request = Request::from(&input);
    let asked = open(shared, &request, true).await?;
    check(&asked.event["properties"]["questions"], &input.answers)?;
    give(shared, request, Answer::Question(input.answers)).await
}

/// Dismisses a question.
pub(super) async fn reject_question(
    shared: &Shared,
    input: RejectQuestionInput,
) -> CallResult<Done> {
    let request = Request::from(&input);
    open(shared, &request, true).await?;
    give(shared, request, Answer::Dismiss).await
}

/// Allows or refuses what the agent wants to do.
pub(super) async fn answer_permission(
    shared: &Shared,
    input: AnswerPermissionInput,
) -> CallResult<Done> {
    let request = Request::from(&input);
    let answer = match input.reply {
        PermissionReply::Once => Answer::Once,
        PermissionReply::Always => Answer::Always,
        PermissionReply::Reject => {
            let message = input.message.map(|message| message.trim().to_owned());
            Answer::Refuse(message.filter(|message| !message.is_empty()))
        }
        PermissionReply::Other(other) => {
            let message = format!("There is no reply `{other}`; say once, always or reject");
            return Err(CallError::bad_request(message));
        }
    };
    open(shared, &request, false).await?;
    give(shared, request, answer).await
}

/// What was asked, as long as it is not settled.
async fn open(shared: &Shared, request: &Request, is_question: bool) -> CallResult<Asked> {
    let (session, id) = (request.session.clone(), request.id.clone());
    let found = shared.log.read(move |db| {
        let session = sessions::find(db, &session)?;
        let asked = session
            .as_ref()
            .map(|session| prompts::find(db, &session.id, &id));
        Ok(session.zip(asked.transpose()?.flatten()))
    });
    let found = found.await?;
    let asked = found.filter(|(session, asked)| {
        session.project == request.project && asked.is_question() == is_question
    });
    match asked {
        None => Err(CallError::not_found(NOT_ASKED)),
        Some((_, asked)) if asked.is_settled => Err(CallError::conflict(ANSWERED)),
        Some((_, asked)) => Ok(asked),
    }
}

async fn give(shared: &Shared, request: Request, answer: Answer) -> CallResult<Done> {
    let given = shared
        .runner
        .answer(&request.session, request.id, answer)
        .await;
    match given {
        Ok(()) => Ok(Done { success: true }),
        Err(AnswerError::NotAwaited) => Err(CallError::conflict(NOT_AWAITED)),
        Err(AnswerError::Log(error)) => Err(error.into()),
    }
}

/// Whether answers fit to the questions: one list for each, own words only where they are taken.
fn check(questions: &Value, answers: &[Vec<String>]) -> CallResult<()> {
    let questions = questions.as_array().map(Vec::as_slice).unwrap_or_default();
    if questions.len() != answers.len() {
        let message = format!(
            "There are {} questions, but answers to {}",
            questions.len(),
            answers.len()
        );
        return Err(CallError::bad_request(message));
    }
    for (question, answers) in questions.iter().zip(answers) {
        let words = question["question"].as_str().unwrap_or_default();
        if answers.len() > 1 && question["multiple"] != true {
            let message = format!("`{words}` takes one answer");
            return Err(CallError::bad_request(message));
        }
        let options = question["options"].as_array();
        let options = options.map(Vec::as_slice).unwrap_or_default();
        let is_offered = |answer: &String| {
            options
                .iter()
                .any(|option| option["label"] == answer.as_str())
        };
        let takes_own_words = question["custom"] != false;
        if !takes_own_words && !answers.iter().all(is_offered) {
            let message = format!("`{words}` takes only the answers that it offers");
            return Err(CallError::bad_request(message));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn answers_have_to_fit_to_the_questions() {
        let questions = json!([
            { "question": "Which?", "options": [{ "label": "MIT" }], "custom": false },
            { "question": "Where?", "options": [{ "label": "README" }], "multiple": true },
        ]);
        let fits = |answers: &[&[&str]]| {
            let own = |list: &&[&str]| list.iter().map(|&word| word.to_owned()).collect();
            let answers: Vec<Vec<String>> = answers.iter().map(own).collect();
            check(&questions, &answers).is_ok()
        };
        assert!(fits(&[&["MIT"], &["README", "and in the docs"]]));
        assert!(fits(&[&[], &[]]));
        assert!(!fits(&[&["MIT"]]));
        assert!(!fits(&[&["ISC"], &[]]));
        assert!(!fits(&[&["MIT", "MIT"], &[]]));
    }
}

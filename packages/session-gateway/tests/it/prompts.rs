//! What an agent asks waits for the person, however long and over restarts.

use serde_json::{Value, json};

use crate::client::{Answer, Frame, Gate, LEGACY_TASK, Socket, WORD_COUNTER, stored};

/// An agent that waits for an answer.
struct Asking {
    gate: Gate,
    session: String,
    socket: Socket,
    request: String,
}

impl Asking {
    async fn with(script: &str) -> Self {
        let gate = Gate::open("max").await;
        let session = gate.current(WORD_COUNTER).await;
        let mut socket = gate.stream("v2", &session, Some(gate.last(&session))).await;
        gate.send(WORD_COUNTER, script).await;
        let frames = socket.until(is_ask).await;
        let request = request(frames.last().unwrap());
        Self {
            gate,
            session,
            socket,
            request,
        }
    }

    /// Calls with the names of what was asked, and more.
    async fn call(&self, name: &str, fields: Value) -> Answer {
        let mut input = json!({
            "projectId": WORD_COUNTER, "cloudAgentSessionId": self.session,
            "requestId": self.request,
        });
        for (name, value) in fields.as_object().unwrap() {
            input[name] = value.clone();
        }
        self.gate
            .mutate(&format!("appBuilder.{name}"), &input)
            .await
    }

    async fn restarted(self) -> Self {
        let gate = self.gate.killed_and_restarted("max").await;
        let last = gate.last(&self.session);
        let socket = gate.stream("v2", &self.session, Some(last)).await;
        Self {
            gate,
            socket,
            ..self
        }
    }

    /// The tool that asked, once the run is over.
    async fn tool(&mut self) -> Value {
        let frames = self.socket.until_kind("complete").await;
        let mut parts = stored(&frames)
            .into_iter()
            .map(|frame| frame.data["properties"]["part"].clone());
        let tool = parts.rfind(|part| part["type"] == "tool");
        tool.unwrap()["state"].clone()
    }
}

fn is_ask(frame: &Frame) -> bool {
    matches!(frame.event(), "question.asked" | "permission.asked")
}

fn request(frame: &Frame) -> String {
    frame.data["properties"]["id"].as_str().unwrap().to_owned()
}

fn failure(answer: &Answer) -> (u16, &str) {
    let error = &answer.body["error"];
    (answer.status, error["message"].as_str().unwrap())
}

#[tokio::test]
async fn a_question_goes_on_with_what_was_chosen() {
    let mut asking = Asking::with("question").await;
    let answers = json!([["GPL-3.0"], ["README", "and in the docs"]]);
    let answered = asking
        .call("answerQuestion", json!({ "answers": answers }))
        .await;
    assert_eq!(answered.data(), json!({ "success": true }));
    assert_eq!(asking.tool().await["metadata"]["answers"], answers);
    let again = asking
        .call("answerQuestion", json!({ "answers": answers }))
        .await;
    assert_eq!(failure(&again), (409, "This was answered already"));
}

#[tokio::test]
async fn a_dismissed_question_ends_the_turn() {
    let mut asking = Asking::with("question").await;
    asking.call("rejectQuestion", json!({})).await.data();
    assert_eq!(
        asking.tool().await["error"],
        "The user dismissed this question"
    );
}

#[tokio::test]
async fn a_permission_is_given_or_refused() {
    for (reply, status) in [
        (json!({ "reply": "once" }), "completed"),
        (json!({ "reply": "always" }), "completed"),
        (json!({ "reply": "reject" }), "error"),
        (
            json!({ "reply": "reject", "message": " Not now. " }),
            "error",
        ),
    ] {
        let mut asking = Asking::with("permission").await;
        asking.call("answerPermission", reply.clone()).await.data();
        let tool = asking.tool().await;
        assert_eq!(tool["status"], status, "{reply}");
        let error = tool["error"].as_str().unwrap_or_default();
        let instead = "the following feedback: Not now.";
        assert_eq!(
            error.ends_with(instead),
            reply["message"].is_string(),
            "{reply}"
        );
    }
}

#[tokio::test]
async fn what_was_asked_is_still_open_after_a_restart_and_after_an_answer_it_is_not() {
    let asking = Asking::with("question").await;
    let mut asking = asking.restarted().await;
    let frames = asking.socket.until(is_ask).await;
    assert_eq!(request(frames.last().unwrap()), asking.request);
    let frames = stored(&frames);
    assert_eq!(frames, [], "nothing is played without an answer");
    let answers = json!([["Apache-2.0"], []]);
    asking
        .call("answerQuestion", json!({ "answers": answers }))
        .await
        .data();
    asking.tool().await;
    let again = asking.restarted().await;
    let late = again.call("rejectQuestion", json!({})).await;
    assert_eq!(failure(&late), (409, "This was answered already"));
    let stored = again.gate.stored(&again.session);
    let tools = stored.iter().filter(|frame| {
        frame.data["properties"]["part"]["state"]["metadata"]["answers"] == answers
    });
    assert_eq!(tools.count(), 1);
}

/// The answer is durable by itself: what follows it is played after the restart.
#[tokio::test]
async fn an_answer_that_was_taken_counts_after_a_restart() {
    let gate = Gate::open("2").await;
    let session = gate.current(WORD_COUNTER).await;
    let last = gate.last(&session);
    let mut socket = gate.stream("v2", &session, Some(last)).await;
    gate.send(WORD_COUNTER, "question").await;
    let frames = socket.until(is_ask).await;
    let input = json!({
        "projectId": WORD_COUNTER, "cloudAgentSessionId": session,
        "requestId": request(frames.last().unwrap()), "answers": [["MIT (Recommended)"], []],
    });
    gate.mutate("appBuilder.answerQuestion", &input)
        .await
        .data();
    let gate = gate.killed_and_restarted("max").await;
    let mut socket = gate.stream("v2", &session, Some(last)).await;
    let frames = socket.until_kind("complete").await;
    let answered = frames.iter().find_map(|frame| {
        let answers = &frame.data["properties"]["part"]["state"]["metadata"]["answers"];
        (!answers.is_null()).then_some(answers)
    });
    assert_eq!(answered, Some(&json!([["MIT (Recommended)"], []])));
}

#[tokio::test]
async fn a_run_that_was_stopped_asks_nothing_any_more() {
    let asking = Asking::with("permission").await;
    asking.gate.interrupt(WORD_COUNTER).await;
    let late = asking
        .call("answerPermission", json!({ "reply": "once" }))
        .await;
    assert_eq!(
        failure(&late),
        (409, "The agent does not wait for this answer any more")
    );
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_the_question_stays_open() {
    let mut asking = Asking::with("question").await;
    let not_asked = (404, "The agent has not asked this");
    for (name, fields, expected) in [
        (
            "rejectQuestion",
            json!({ "requestId": "que_nothing" }),
            not_asked,
        ),
        (
            "rejectQuestion",
            json!({ "projectId": LEGACY_TASK }),
            not_asked,
        ),
        (
            "rejectQuestion",
            json!({ "cloudAgentSessionId": "agent_nothing" }),
            not_asked,
        ),
        ("answerPermission", json!({ "reply": "once" }), not_asked),
        (
            "answerPermission",
            json!({ "reply": "perhaps" }),
            (
                400,
                "There is no reply `perhaps`; say once, always or reject",
            ),
        ),
        (
            "answerQuestion",
            json!({ "answers": [["MIT (Recommended)"]] }),
            (400, "There are 2 questions, but answers to 1"),
        ),
        (
            "answerQuestion",
            json!({ "answers": [["MIT (Recommended)", "GPL-3.0"], []] }),
            (
                400,
                "`Which license should the project have?` takes one answer",
            ),
        ),
    ] {
        let refused = asking.call(name, fields.clone()).await;
        assert_eq!(failure(&refused), expected, "{name} {fields}");
    }
    asking.call("rejectQuestion", json!({})).await.data();
    asking.tool().await;
}

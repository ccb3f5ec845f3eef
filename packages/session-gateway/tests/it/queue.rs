//! Messages that wait behind a running answer.

use serde_json::{Value, json};

use crate::client::{Answer, Frame, Gate, WORD_COUNTER};

async fn send(gate: &Gate, message: &str) -> Value {
    let input = json!({"projectId": WORD_COUNTER, "message": message});
    gate.mutate("appBuilder.sendMessage", &input).await.data()
}

async fn cancel(gate: &Gate, session: &str, message: &Value) -> Answer {
    let input = json!({
        "projectId": WORD_COUNTER, "cloudAgentSessionId": session, "messageId": message,
    });
    gate.mutate("appBuilder.cancelMessage", &input).await
}

fn of_queue(frames: &[Frame]) -> Vec<(&str, &Value)> {
    let told = frames.iter().filter_map(|frame| {
        let stage = frame.kind.strip_prefix("cloud.message.")?;
        Some((stage, &frame.data["messageId"]))
    });
    told.collect()
}

#[tokio::test]
async fn a_waiting_message_is_told_and_delivered_in_its_turn() {
    let gate = Gate::open("1").await;
    let session = gate.current(WORD_COUNTER).await;
    let last = gate.last(&session);
    let mut socket = gate.stream("v2", &session, Some(last)).await;
    send(&gate, "permission").await;
    socket
        .until(|frame| frame.event() == "permission.asked")
        .await;
    let second = send(&gate, "the second error").await["messageId"].clone();
    let third = send(&gate, "the third error").await["messageId"].clone();
    assert_ne!(second, third);

    // It is told to whoever comes later, too.
    let gate = gate.killed_and_restarted("max").await;
    let mut socket = gate.stream("v2", &session, Some(last)).await;
    let frames = socket.until_kind("connected").await;
    assert_eq!(of_queue(&frames), [("queued", &second), ("queued", &third)]);
    let queued = frames
        .iter()
        .find(|frame| frame.kind == "cloud.message.queued");
    assert_eq!(queued.unwrap().data["content"], "the second error");

    let cancelled = cancel(&gate, &session, &second).await;
    assert_eq!(cancelled.data(), json!({"success": true}));
    let frames = socket
        .until(|frame| frame.kind == "cloud.message.canceled")
        .await;
    assert_eq!(of_queue(&frames), [("canceled", &second)]);
    for (message, status) in [(&second, 409), (&json!("msg_nothing"), 404)] {
        assert_eq!(cancel(&gate, &session, message).await.status, status);
    }

    let asked = frames
        .iter()
        .find(|frame| frame.event() == "permission.asked");
    let input = json!({
        "projectId": WORD_COUNTER, "cloudAgentSessionId": session, "reply": "once",
        "requestId": asked.unwrap().data["properties"]["id"],
    });
    gate.mutate("appBuilder.answerPermission", &input)
        .await
        .data();
    socket.until_kind("complete").await;
    let frames = socket.until_kind("complete").await;
    assert_eq!(of_queue(&frames), [("sent", &third)]);
    let shown = frames.iter().find(|frame| {
        frame.event() == "message.updated" && frame.data["properties"]["info"]["role"] == "user"
    });
    assert_eq!(shown.unwrap().data["properties"]["info"]["id"], third);
    assert_eq!(cancel(&gate, &session, &third).await.status, 409);
}

#[tokio::test]
async fn a_new_session_takes_the_queue_along_and_says_so() {
    let gate = Gate::open("1").await;
    let session = gate.current(WORD_COUNTER).await;
    let mut socket = gate.stream("v2", &session, Some(gate.last(&session))).await;
    send(&gate, "permission").await;
    socket
        .until(|frame| frame.event() == "permission.asked")
        .await;
    let waiting = send(&gate, "the error").await["messageId"].clone();
    let input =
        json!({"projectId": WORD_COUNTER, "message": "permission", "forceNewSession": true});
    let sent = gate.mutate("appBuilder.sendMessage", &input).await.data();
    let new = sent["cloudAgentSessionId"].as_str().unwrap();
    let mut socket = gate.stream("v2", new, None).await;
    let frames = socket
        .until(|frame| frame.event() == "permission.asked")
        .await;
    let own = &sent["messageId"];
    let told = of_queue(&frames);
    let of = |message: &Value| {
        let stages = told.iter().filter(|(_, told)| *told == message);
        stages.map(|(stage, _)| *stage).collect::<Vec<_>>()
    };
    assert_eq!(of(&waiting), ["queued", "sent"]);
    assert_eq!(of(own), ["queued", "sent"]);
}

//! The calls' shapes, as the backend sends and takes them.

use serde_json::{Value, json};
use session_wire::call::{
    Failure, FailureCode, Project, SendMessageInput, Started, Success, WorkerVersion,
};

#[test]
fn inputs_leave_out_what_is_not_said() {
    let input = SendMessageInput {
        project_id: "p".into(),
        message: "hi".to_owned(),
        images: None,
        model: None,
        force_new_session: false,
    };
    assert_eq!(
        serde_json::to_value(&input).unwrap(),
        json!({ "projectId": "p", "message": "hi" })
    );
}

#[test]
fn a_project_keeps_its_unknown_columns() {
    let project = json!({
        "id": "p", "title": "T", "template": "resume", "session_id": "agent_1",
        "sessions": [{ "id": "1", "cloud_agent_session_id": "agent_1", "worker_version": "v3", "created_at": "", "ended_at": null, "reason": "moved" }],
        "messages": [],
    });
    let read: Project = serde_json::from_value(project.clone()).unwrap();
    assert_eq!(
        read.sessions[0].worker_version,
        WorkerVersion::Other("v3".to_owned())
    );
    assert_eq!(serde_json::to_value(read).unwrap(), project);
}

#[test]
fn answers_and_failures_have_their_envelopes() {
    let answer: Success<Started> = serde_json::from_value(
        json!({ "result": { "data": { "cloudAgentSessionId": "agent_1" } } }),
    )
    .unwrap();
    assert_eq!(answer.result.data.worker_version, None);
    for (code, number, status) in [
        (FailureCode::BadRequest, -32600, 400),
        (FailureCode::PaymentRequired, -32002, 402),
        (FailureCode::NotFound, -32004, 404),
        (FailureCode::Conflict, -32009, 409),
        (FailureCode::Internal, -32603, 500),
    ] {
        let failure =
            serde_json::to_value(Failure::new(code.clone(), "no", "appBuilder.x")).unwrap();
        let expected: Value = json!({
            "error": { "message": "no", "code": number, "data": { "code": code.as_str(), "httpStatus": status, "path": "appBuilder.x" } },
        });
        assert_eq!(failure, expected);
    }
}

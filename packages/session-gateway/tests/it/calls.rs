//! The calls: what they answer, and how they fail.

use serde_json::{Value, json};
use session_gateway::Preparation;
use session_wire::call::WorkerVersion;

use crate::client::{Answer, Gate, LEGACY_TASK, WORD_COUNTER};

const NOWHERE: &str = "00000000-0000-4000-8000-00000000ffff";

#[tokio::test]
async fn a_new_log_has_two_projects() {
    let gate = Gate::open("max").await;
    let projects = gate
        .query("appBuilder.listProjects", &json!({}))
        .await
        .data();
    let shape = |project: &Value| {
        let sessions = project["sessions"].as_array().unwrap().iter().map(|row| {
            json!([
                row["worker_version"],
                row["reason"],
                row["ended_at"].is_string(),
                row["initiated"],
                row["prepared"],
                row["cloud_agent_session_id"] == project["session_id"],
            ])
        });
        let sessions: Vec<_> = sessions.collect();
        json!([
            project["id"],
            project["title"],
            sessions,
            project["messages"]
        ])
    };
    let shapes: Vec<_> = projects.as_array().unwrap().iter().map(shape).collect();
    let counter = [
        json!(["v1", "initial", true, true, true, false]),
        json!(["v2", "upgrade", false, true, true, true]),
    ];
    let legacy = [json!(["v1", "initial", false, true, true, true])];
    assert_eq!(
        shapes,
        [
            json!([WORD_COUNTER, "Word counter", counter, []]),
            json!([LEGACY_TASK, "Legacy task", legacy, []]),
        ]
    );
    assert_eq!(shape(&gate.project(WORD_COUNTER).await), shapes[0]);
    let input = json!({"projectId": WORD_COUNTER, "organizationId": NOWHERE});
    let path = "organizations.appBuilder.getProject";
    assert_eq!(shape(&gate.query(path, &input).await.data()), shapes[0]);
}

#[tokio::test]
async fn failures_have_their_codes() {
    let gate = Gate::open("max").await;
    let check = async |method: &str, name: &str, input: Value, expected: (u16, &str, &str)| {
        let name = format!("appBuilder.{name}");
        let answer = match method {
            "GET" => gate.query(&name, &input).await,
            _ => gate.mutate(&name, &input).await,
        };
        let error = &answer.body["error"];
        let told = (
            answer.status,
            error["data"]["code"].as_str().unwrap_or_default(),
            error["message"].as_str().unwrap_or_default(),
        );
        assert!(
            (told.0, told.1) == (expected.0, expected.1) && told.2.contains(expected.2),
            "{name} {input}: {told:?}"
        );
        assert_eq!(error["data"]["httpStatus"], expected.0);
        assert_eq!(error["data"]["path"], name);
    };
    let of = |project: &str| json!({"projectId": project});
    let says = |project: &str, message: &str| json!({"projectId": project, "message": message});
    let missing = (404, "NOT_FOUND", "Project not found");
    check("GET", "getProject", of(NOWHERE), missing).await;
    check("POST", "startSession", of(NOWHERE), missing).await;
    check("POST", "sendMessage", says(NOWHERE, "Hello"), missing).await;
    check("POST", "interruptSession", of(NOWHERE), missing).await;
    let initiated = (409, "CONFLICT", "Session already initiated.");
    check("POST", "startSession", of(WORD_COUNTER), initiated).await;
    let unreadable = (400, "BAD_REQUEST", "cannot be read");
    check("GET", "getProject", json!({}), unreadable).await;
    check("GET", "getProject", json!("text"), unreadable).await;
    check("POST", "sendMessage", of(WORD_COUNTER), unreadable).await;
    let empty = (400, "BAD_REQUEST", "empty");
    check("POST", "sendMessage", says(WORD_COUNTER, " \n"), empty).await;
    let images =
        json!({"projectId": WORD_COUNTER, "message": "x", "images": {"path": "p", "files": ["f"]}});
    check(
        "POST",
        "sendMessage",
        images,
        (400, "BAD_REQUEST", "images"),
    )
    .await;
    let method = (405, "METHOD_NOT_SUPPORTED", "Unsupported");
    check("POST", "getProject", of(WORD_COUNTER), method).await;
    check("GET", "sendMessage", says(WORD_COUNTER, "Hello"), method).await;
    let unknown = (404, "NOT_FOUND", "No procedure found");
    check("GET", "deployProject", json!({}), unknown).await;
    check("POST", "deployProject", json!({}), unknown).await;
    let session = json!({"projectId": WORD_COUNTER, "cloudAgentSessionId": "agent_0"});
    let no_session = (404, "NOT_FOUND", "Session not found");
    check("GET", "getSessionMessages", session, no_session).await;
    let current = gate.current(WORD_COUNTER).await;
    let wrong = json!({"projectId": WORD_COUNTER, "cloudAgentSessionId": current});
    let generation = (400, "BAD_REQUEST", "generation");
    check("GET", "getLegacySessionMessages", wrong, generation).await;
    let foreign = json!({"projectId": LEGACY_TASK, "cloudAgentSessionId": current});
    check("GET", "getSessionMessages", foreign, no_session).await;
}

#[tokio::test]
async fn a_body_that_is_no_json_is_told() {
    let gate = Gate::open("max").await;
    let request = gate.post("/api/trpc/appBuilder.sendMessage", &json!(null));
    let answer = Answer::of(request.body("{")).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.body["error"]["data"]["code"], "BAD_REQUEST");
}

#[tokio::test]
async fn ended_sessions_can_be_read() {
    let gate = Gate::open("max").await;
    let project = gate.project(WORD_COUNTER).await;
    let read = async |index: usize, name: &str| {
        let session = &project["sessions"][index]["cloud_agent_session_id"];
        let input = json!({"projectId": WORD_COUNTER, "cloudAgentSessionId": session});
        gate.query(&format!("appBuilder.{name}"), &input)
            .await
            .data()
    };
    let legacy = read(0, "getLegacySessionMessages").await;
    let legacy = legacy.as_array().unwrap();
    assert_eq!(legacy[0]["type"], "user");
    assert!(legacy[0]["text"].as_str().unwrap().contains("word count"));
    assert!(
        legacy
            .iter()
            .any(|message| message["say"] == "completion_result")
    );
    let current = read(1, "getSessionMessages").await;
    let roles: Vec<_> = current
        .as_array()
        .unwrap()
        .iter()
        .map(|message| message["info"]["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["user", "assistant"]);
}

#[tokio::test]
async fn a_prepared_session_starts_once() {
    for (version, kind) in [
        (WorkerVersion::V1, "say"),
        (WorkerVersion::V2, "message.updated"),
    ] {
        let gate = Gate::open("max").await;
        let preparation = Preparation {
            title: "Prepared".to_owned(),
            version: version.clone(),
            prompt: "Tell me about tools".to_owned(),
        };
        let project = gate.running.prepare(preparation).await.unwrap();
        let row = gate.project(project.as_str()).await["sessions"][0].clone();
        assert_eq!(
            (&row["initiated"], &row["prepared"]),
            (&json!(false), &json!(true))
        );
        let input = json!({"projectId": project});
        let started = gate.mutate("appBuilder.startSession", &input).await.data();
        assert_eq!(started["workerVersion"], version.as_str());
        let session = started["cloudAgentSessionId"].as_str().unwrap();
        let mut socket = gate.stream(version.as_str(), session, None).await;
        let frames = socket.until_kind("complete").await;
        assert!(frames.iter().any(|frame| frame.event() == kind));
        let said = frames
            .iter()
            .any(|frame| frame.data.to_string().contains("Tell me about tools"));
        assert!(said);
        let again = gate.mutate("appBuilder.startSession", &input).await;
        assert_eq!(again.status, 409);
        assert_eq!(
            gate.project(project.as_str()).await["sessions"][0]["initiated"],
            true
        );
    }
}

#[tokio::test]
async fn tickets_are_given_for_sessions_of_the_path_s_generation() {
    let gate = Gate::open("max").await;
    let (v2, v1) = (
        gate.current(WORD_COUNTER).await,
        gate.current(LEGACY_TASK).await,
    );
    let check = async |generation: &str, session: &str, status: u16| {
        let answer = gate.ticket(generation, session).await;
        assert_eq!(answer.status, status, "{generation} {session}");
        let field = if status == 200 { "ticket" } else { "error" };
        assert!(answer.body[field].is_string(), "{}", answer.body);
        assert_eq!(answer.body["expiresAt"].is_i64(), status == 200);
    };
    check("v1", &v1, 200).await;
    check("v2", &v2, 200).await;
    check("v1", &v2, 400).await;
    check("v2", &v1, 400).await;
    check("v2", "agent_0", 404).await;
    let path = "/api/cloud-agent-next/sessions/stream-ticket";
    let answer = Answer::of(gate.post(path, &json!({}))).await;
    assert_eq!(answer.status, 400);
    assert!(answer.body["error"].is_string());
}

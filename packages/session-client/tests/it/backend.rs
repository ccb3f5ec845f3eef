//! The HTTP backend against a server that records what it is asked.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use session_client::{Backend, HttpBackend, Reply, Secret};
use session_model::input::History;
use session_model::session::Answer as Said;
use session_model::{CallError, CallErrorKind, Draft};
use session_wire::call::{Failure, FailureCode, WorkerVersion};
use tokio::net::TcpListener;

const PROJECT: &str = r#"{"result":{"data":{"id":"p1","title":"A shop","sessions":[]}}}"#;
const STARTED: &str =
    r#"{"result":{"data":{"cloudAgentSessionId":"agent_1","workerVersion":"v2"}}}"#;
const DONE: &str = r#"{"result":{"data":{"success":true}}}"#;
const TICKET: &str = r#"{"ticket":"hush.hush","expiresAt":1771495200}"#;

#[tokio::test]
async fn projects() {
    let (project, asked) = ask(200, PROJECT, |backend| backend.load_project(&"p1".into())).await;
    assert_eq!(project.unwrap().title, "A shop");
    assert_eq!(
        asked,
        "GET /api/trpc/appBuilder.getProject?input=%7B%22projectId%22%3A%22p1%22%7D "
    );

    let none = r#"{"result":{"data":[]}}"#;
    let (list, asked) = ask(200, none, Backend::list_projects).await;
    assert_eq!(list, Ok(Vec::new()));
    assert_eq!(asked, "GET /api/trpc/appBuilder.listProjects?input=%7B%7D ");
}

#[tokio::test]
async fn starting_and_stopping() {
    let (started, asked) = ask(200, STARTED, |backend| backend.start_session(&"p1".into())).await;
    assert_eq!(started.unwrap().worker_version, Some(WorkerVersion::V2));
    assert_eq!(
        asked,
        r#"POST /api/trpc/appBuilder.startSession {"projectId":"p1"}"#
    );

    let (done, asked) = ask(200, DONE, |backend| backend.interrupt(&"p1".into())).await;
    assert_eq!(done, Ok(()));
    assert_eq!(
        asked,
        r#"POST /api/trpc/appBuilder.interruptSession {"projectId":"p1"}"#
    );

    let (done, _) = ask(200, r#"{"result":{"data":{"success":false}}}"#, |backend| {
        backend.interrupt(&"p1".into())
    })
    .await;
    assert_eq!(kind(done), CallErrorKind::Unavailable);
}

#[tokio::test]
async fn messages() {
    let draft = Draft {
        text: "Grüße \"alle\"".to_owned(),
        images: None,
        model: Some("m/1".to_owned()),
    };
    let (started, asked) = ask(200, STARTED, |backend| {
        backend.send_message(&"p1".into(), &draft, false)
    })
    .await;
    assert_eq!(started.unwrap().cloud_agent_session_id.as_str(), "agent_1");
    assert_eq!(
        asked,
        r#"POST /api/trpc/appBuilder.sendMessage {"message":"Grüße \"alle\"","model":"m/1","projectId":"p1"}"#
    );
}

#[tokio::test]
async fn answers_to_prompts() {
    for (request, answer, expected) in [
        (
            "que_1",
            Said::Question(vec![vec!["MIT".to_owned()], Vec::new()]),
            r#"POST /api/trpc/appBuilder.answerQuestion {"answers":[["MIT"],[]],"cloudAgentSessionId":"agent_1","projectId":"p1","requestId":"que_1"}"#,
        ),
        (
            "que_1",
            Said::DismissQuestion,
            r#"POST /api/trpc/appBuilder.rejectQuestion {"cloudAgentSessionId":"agent_1","projectId":"p1","requestId":"que_1"}"#,
        ),
        (
            "per_1",
            Said::AllowOnce,
            r#"POST /api/trpc/appBuilder.answerPermission {"cloudAgentSessionId":"agent_1","projectId":"p1","reply":"once","requestId":"per_1"}"#,
        ),
        (
            "per_1",
            Said::AllowAlways,
            r#"POST /api/trpc/appBuilder.answerPermission {"cloudAgentSessionId":"agent_1","projectId":"p1","reply":"always","requestId":"per_1"}"#,
        ),
        (
            "per_1",
            Said::Refuse {
                message: Some("Not now.".to_owned()),
            },
            r#"POST /api/trpc/appBuilder.answerPermission {"cloudAgentSessionId":"agent_1","message":"Not now.","projectId":"p1","reply":"reject","requestId":"per_1"}"#,
        ),
    ] {
        let (answered, asked) = ask(200, DONE, |backend| {
            backend.answer(&"p1".into(), &"agent_1".into(), &request.into(), &answer)
        })
        .await;
        assert_eq!(answered, Ok(()));
        assert_eq!(asked, expected);
    }
    let settled = r#"{"error":{"message":"Settled.","code":-32009,"data":{"code":"CONFLICT","httpStatus":409}}}"#;
    let (refused, _) = ask(409, settled, |backend| {
        let answer = Said::DismissQuestion;
        backend.answer(&"p1".into(), &"agent_1".into(), &"que_1".into(), &answer)
    })
    .await;
    assert_eq!(refused.unwrap_err().kind, CallErrorKind::Conflict);
}

#[tokio::test]
async fn waiting_messages_are_taken_back() {
    let (cancelled, asked) = ask(200, DONE, |backend| {
        backend.cancel_message(&"p1".into(), &"agent_1".into(), &"msg_1".into())
    })
    .await;
    assert_eq!(cancelled, Ok(()));
    assert_eq!(
        asked,
        r#"POST /api/trpc/appBuilder.cancelMessage {"cloudAgentSessionId":"agent_1","messageId":"msg_1","projectId":"p1"}"#
    );
}

#[tokio::test]
async fn histories_come_in_their_own_format() {
    let none = r#"{"result":{"data":[]}}"#;
    let input =
        "input=%7B%22cloudAgentSessionId%22%3A%22agent_1%22%2C%22projectId%22%3A%22p1%22%7D";
    let load = |version| {
        move |backend: &HttpBackend| backend.load_history(&"p1".into(), &"agent_1".into(), &version)
    };
    let (history, asked) = ask(200, none, load(WorkerVersion::V1)).await;
    assert!(matches!(history, Ok(History::V1(messages)) if messages.is_empty()));
    assert_eq!(
        asked,
        format!("GET /api/trpc/appBuilder.getLegacySessionMessages?{input} ")
    );

    let (history, asked) = ask(200, none, load(WorkerVersion::V2)).await;
    assert!(matches!(history, Ok(History::V2(messages)) if messages.is_empty()));
    assert_eq!(
        asked,
        format!("GET /api/trpc/appBuilder.getSessionMessages?{input} ")
    );
}

#[tokio::test]
async fn tickets() {
    let ticket = |version| move |backend: &HttpBackend| backend.ticket(&"agent_1".into(), &version);
    let (secret, asked) = ask(200, TICKET, ticket(WorkerVersion::V1)).await;
    assert_eq!(secret.unwrap().expose(), "hush.hush");
    assert_eq!(
        asked,
        r#"POST /api/cloud-agent/sessions/stream-ticket {"cloudAgentSessionId":"agent_1"}"#
    );

    let (secret, asked) = ask(200, TICKET, |backend| {
        let backend = backend.clone().with_organization("o1");
        backend.ticket(&"agent_1".into(), &WorkerVersion::V2)
    })
    .await;
    assert_eq!(format!("{:?}", secret.unwrap()), "Secret(…)");
    assert_eq!(
        asked,
        r#"POST /api/cloud-agent-next/sessions/stream-ticket {"cloudAgentSessionId":"agent_1","organizationId":"o1"}"#
    );

    for (status, expected) in [
        (400, CallErrorKind::BadRequest),
        (401, CallErrorKind::NotAuthorized),
        (403, CallErrorKind::NotAuthorized),
        (500, CallErrorKind::Unavailable),
    ] {
        let (refused, _) = ask(status, r#"{"error":"No."}"#, ticket(WorkerVersion::V2)).await;
        assert_eq!(
            refused.unwrap_err(),
            CallError {
                kind: expected,
                message: "No.".to_owned()
            }
        );
    }

    let (unread, _) = ask(
        200,
        r#"{"ticket":"hush","expiresAt":"hush"}"#,
        ticket(WorkerVersion::V2),
    )
    .await;
    let error = unread.unwrap_err();
    assert_eq!(error.kind, CallErrorKind::Malformed);
    assert!(!error.message.contains("hush"), "{error:?}");
}

#[tokio::test]
async fn organisations_have_their_own_route() {
    let (_, asked) = ask(200, STARTED, |backend| {
        backend
            .clone()
            .with_organization("o1")
            .start_session(&"p1".into())
    })
    .await;
    assert_eq!(
        asked,
        r#"POST /api/trpc/organizations.appBuilder.startSession {"organizationId":"o1","projectId":"p1"}"#
    );

    let (_, asked) = ask(200, PROJECT, |backend| {
        backend
            .clone()
            .with_organization("o1")
            .load_project(&"p1".into())
    })
    .await;
    assert_eq!(
        asked,
        "GET /api/trpc/organizations.appBuilder.getProject?\
         input=%7B%22organizationId%22%3A%22o1%22%2C%22projectId%22%3A%22p1%22%7D "
    );
}

#[tokio::test]
async fn tokens_go_into_the_header_and_nowhere_else() {
    let (_, asked) = ask(200, PROJECT, |backend| {
        let backend = backend.clone().with_bearer(Secret::new("t0ken"));
        assert!(!format!("{backend:?}").contains("t0ken"));
        backend.load_project(&"p1".into())
    })
    .await;
    assert!(asked.starts_with("Bearer t0ken GET "), "{asked}");

    let backend = HttpBackend::new("http://127.0.0.1:9").with_bearer(Secret::new("t0ken\n"));
    let error = backend.list_projects().await.unwrap_err();
    assert_eq!(error.kind, CallErrorKind::NotAuthorized);
    assert!(!error.message.contains("t0ken"));
}

#[tokio::test]
async fn every_code_is_a_kind() {
    for (code, expected) in [
        (FailureCode::BadRequest, CallErrorKind::BadRequest),
        (FailureCode::Unauthorized, CallErrorKind::NotAuthorized),
        (FailureCode::PaymentRequired, CallErrorKind::PaymentRequired),
        (FailureCode::Forbidden, CallErrorKind::NotAuthorized),
        (FailureCode::NotFound, CallErrorKind::NotFound),
        (FailureCode::MethodNotSupported, CallErrorKind::BadRequest),
        (FailureCode::Conflict, CallErrorKind::Conflict),
        (FailureCode::Internal, CallErrorKind::Unavailable),
    ] {
        let status = code.http_status();
        let body =
            serde_json::to_string(&Failure::new(code, "Words of the backend.", "p")).unwrap();
        let (answer, _) = ask(status, &body, |backend| backend.start_session(&"p1".into())).await;
        let message = "Words of the backend.".to_owned();
        assert_eq!(
            answer.unwrap_err(),
            CallError {
                kind: expected,
                message
            },
            "{status}"
        );
    }
}

#[tokio::test]
async fn codes_that_are_not_known_go_by_their_status() {
    for (code, status, expected) in [
        ("TOO_MANY_REQUESTS", 429, CallErrorKind::Unavailable),
        ("PRECONDITION_FAILED", 412, CallErrorKind::BadRequest),
        ("TIMEOUT", 408, CallErrorKind::Unavailable),
        ("BAD_GATEWAY", 502, CallErrorKind::Unavailable),
        ("INTERNAL_SERVER_ERROR", 402, CallErrorKind::PaymentRequired),
    ] {
        let body = format!(
            r#"{{"error":{{"message":"","code":-32000,"data":{{"code":"{code}","httpStatus":{status}}}}}}}"#
        );
        let (answer, _) = ask(status, &body, |backend| backend.start_session(&"p1".into())).await;
        let message = format!("The backend answered with HTTP {status}.");
        assert_eq!(
            answer.unwrap_err(),
            CallError {
                kind: expected,
                message
            }
        );
    }
}

#[tokio::test]
async fn what_is_no_answer_goes_by_its_status() {
    for (status, body, expected) in [
        (200, "<html>Welcome</html>", CallErrorKind::Malformed),
        (200, "", CallErrorKind::Malformed),
        (200, "{}", CallErrorKind::Malformed),
        (
            200,
            r#"{"result":{"data":{"id":7}}}"#,
            CallErrorKind::Malformed,
        ),
        (304, "", CallErrorKind::Malformed),
        (401, "<html>Sign in</html>", CallErrorKind::NotAuthorized),
        (402, "", CallErrorKind::PaymentRequired),
        (404, "<html>No such site</html>", CallErrorKind::Unavailable),
        (413, "Too large", CallErrorKind::Unavailable),
        (502, "<html>Bad gateway</html>", CallErrorKind::Unavailable),
        (503, "{}", CallErrorKind::Unavailable),
    ] {
        let (answer, _) = ask(status, body, |backend| backend.load_project(&"p1".into())).await;
        assert_eq!(kind(answer), expected, "{status} {body}");
    }
}

#[tokio::test]
async fn nobody_there_is_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = HttpBackend::new(&url)
        .load_project(&"p1".into())
        .await
        .unwrap_err();
    assert_eq!(error.kind, CallErrorKind::Network);
    assert!(
        error
            .message
            .starts_with("The backend could not be reached: "),
        "{error:?}"
    );
    assert!(!error.message.contains("p1"), "{error:?}");

    for no_url in ["", "no url", "//x"] {
        assert_eq!(
            kind(HttpBackend::new(no_url).list_projects().await),
            CallErrorKind::Network
        );
    }
}

/// The clock of the test jumps to the next timer as soon as nothing else can happen.
#[tokio::test(start_paused = true)]
async fn answers_that_never_come_are_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let backend = HttpBackend::new(&format!("http://{}", listener.local_addr().unwrap()));
    let error = backend.list_projects().await.unwrap_err();
    assert_eq!(error.kind, CallErrorKind::Unavailable);
    assert_eq!(error.message, "The backend gave no answer in 30 seconds.");

    let error = backend
        .ticket(&"agent_1".into(), &WorkerVersion::V2)
        .await
        .unwrap_err();
    assert_eq!(error.kind, CallErrorKind::Unavailable);
    assert_eq!(error.message, "The backend gave no answer in 15 seconds.");
}

fn kind<T: std::fmt::Debug>(answer: Result<T, CallError>) -> CallErrorKind {
    answer.unwrap_err().kind
}

/// Makes a call of a server that answers so; gives the answer as the backend reads it, and the
/// token, method, path and body of the request.
async fn ask<T>(
    status: u16,
    body: &str,
    call: impl FnOnce(&HttpBackend) -> Reply<T>,
) -> (Result<T, CallError>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let backend = HttpBackend::new(&format!("http://{}/", listener.local_addr().unwrap()));
    let asked = Arc::new(Mutex::new(String::new()));
    let answer = Answer {
        status,
        body: body.to_owned(),
        asked: Arc::clone(&asked),
    };
    let server = Router::new().fallback(record).with_state(answer);
    let serving = tokio::spawn(async move { axum::serve(listener, server).await });
    let answer = call(&backend).await;
    serving.abort();
    let asked = asked.lock().unwrap().clone();
    (answer, asked)
}

#[derive(Clone)]
struct Answer {
    status: u16,
    body: String,
    asked: Arc<Mutex<String>>,
}

async fn record(State(answer): State<Answer>, request: Request) -> (StatusCode, String) {
    let token = request
        .headers()
        .get(AUTHORIZATION)
        .map(|token| token.to_str().unwrap().to_owned());
    let token = token.map_or_else(String::new, |token| format!("{token} "));
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let body = axum::body::to_bytes(request.into_body(), 1 << 20)
        .await
        .unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    *answer.asked.lock().unwrap() = format!("{token}{method} {uri} {body}");
    (StatusCode::from_u16(answer.status).unwrap(), answer.body)
}

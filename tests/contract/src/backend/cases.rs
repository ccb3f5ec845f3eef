//! The cases of the backend over HTTP.

use futures_util::FutureExt;
use session_client::{Backend, HttpBackend, Reply, Secret};
use session_model::input::History;
use session_model::{Answer as Said, Draft};
use session_wire::call::WorkerVersion;

use super::Answer::{Hang, Ignore, Nobody, With};
use super::{Answer, Case, Client};

const PROJECT: Answer = With(
    200,
    r#"{"result":{"data":{"id":"p1","title":"A shop","sessions":[]}}}"#,
);
const STARTED: Answer = With(
    200,
    r#"{"result":{"data":{"cloudAgentSessionId":"agent_1","workerVersion":"v2"}}}"#,
);
const DONE: Answer = With(200, r#"{"result":{"data":{"success":true}}}"#);
const NONE: Answer = With(200, r#"{"result":{"data":[]}}"#);
const TICKET: Answer = With(200, r#"{"ticket":"hush.hush","expiresAt":1771495200}"#);

/// An error as the backend tells it.
macro_rules! fails {
    ($status:literal, $code:literal) => {
        With(
            $status,
            concat!(
                r#"{"error":{"message":"No.","code":-32000,"data":{"code":""#,
                $code,
                r#"","httpStatus":"#,
                $status,
                "}}}"
            ),
        )
    };
}
/// Everything that the backend must do.
pub const CASES: &[Case] = &[
    // Each call, as the person.
    asks(
        "list-projects",
        list,
        NONE,
        "GET /api/trpc/appBuilder.listProjects?input=%7B%7D ",
        "[]",
    ),
    asks(
        "load-project",
        load,
        PROJECT,
        "GET /api/trpc/appBuilder.getProject?input=%7B%22projectId%22%3A%22p1%22%7D ",
        "A shop",
    ),
    asks(
        "start-session",
        start,
        STARTED,
        r#"POST /api/trpc/appBuilder.startSession {"projectId":"p1"}"#,
        "agent_1",
    ),
    asks(
        "send-message",
        send,
        STARTED,
        r#"POST /api/trpc/appBuilder.sendMessage {"message":"Grüße \"alle\"","model":"m/1","projectId":"p1"}"#,
        "agent_1",
    ),
    asks(
        "send-message-in-a-new-session",
        |backend| sent(&backend, true),
        STARTED,
        r#"POST /api/trpc/appBuilder.sendMessage {"forceNewSession":true,"message":"Grüße \"alle\"","model":"m/1","projectId":"p1"}"#,
        "agent_1",
    ),
    asks(
        "interrupt",
        interrupt,
        DONE,
        r#"POST /api/trpc/appBuilder.interruptSession {"projectId":"p1"}"#,
        "()",
    ),
    case(
        "interrupt-that-did-not-work",
        interrupt,
        With(200, r#"{"result":{"data":{"success":false}}}"#),
        "Unavailable: The backend could not do it.",
    ),
    asks(
        "answer-question",
        |backend| {
            answer(
                &backend,
                "que_1",
                &Said::Question(vec![vec!["MIT".to_owned()], Vec::new()]),
            )
        },
        DONE,
        r#"POST /api/trpc/appBuilder.answerQuestion {"answers":[["MIT"],[]],"cloudAgentSessionId":"agent_1","projectId":"p1","requestId":"que_1"}"#,
        "()",
    ),
    asks(
        "dismiss-question",
        |backend| answer(&backend, "que_1", &Said::DismissQuestion),
        DONE,
        r#"POST /api/trpc/appBuilder.rejectQuestion {"cloudAgentSessionId":"agent_1","projectId":"p1","requestId":"que_1"}"#,
        "()",
    ),
    asks(
        "allow-once",
        |backend| answer(&backend, "per_1", &Said::AllowOnce),
        DONE,
        r#"POST /api/trpc/appBuilder.answerPermission {"cloudAgentSessionId":"agent_1","projectId":"p1","reply":"once","requestId":"per_1"}"#,
        "()",
    ),
    asks(
        "allow-always",
        |backend| answer(&backend, "per_1", &Said::AllowAlways),
        DONE,
        r#"POST /api/trpc/appBuilder.answerPermission {"cloudAgentSessionId":"agent_1","projectId":"p1","reply":"always","requestId":"per_1"}"#,
        "()",
    ),
    asks(
        "refuse-with-words",
        |backend| {
            let message = Some("Not now.".to_owned());
            answer(&backend, "per_1", &Said::Refuse { message })
        },
        DONE,
        r#"POST /api/trpc/appBuilder.answerPermission {"cloudAgentSessionId":"agent_1","message":"Not now.","projectId":"p1","reply":"reject","requestId":"per_1"}"#,
        "()",
    ),
    asks(
        "cancel-message",
        |backend| {
            let reply = backend.cancel_message(&"p1".into(), &"agent_1".into(), &"msg_1".into());
            told(reply, |()| "()".to_owned())
        },
        DONE,
        r#"POST /api/trpc/appBuilder.cancelMessage {"cloudAgentSessionId":"agent_1","messageId":"msg_1","projectId":"p1"}"#,
        "()",
    ),
    asks(
        "history-v1",
        |backend| history(&backend, &WorkerVersion::V1),
        NONE,
        "GET /api/trpc/appBuilder.getLegacySessionMessages?input=%7B%22cloudAgentSessionId%22%3A%22agent_1%22%2C%22projectId%22%3A%22p1%22%7D ",
        "0 of V1",
    ),
    asks(
        "history-v2",
        |backend| history(&backend, &WorkerVersion::V2),
        NONE,
        "GET /api/trpc/appBuilder.getSessionMessages?input=%7B%22cloudAgentSessionId%22%3A%22agent_1%22%2C%22projectId%22%3A%22p1%22%7D ",
        "0 of V2",
    ),
    asks(
        "preview",
        |backend| {
            told(backend.preview(&"p1".into()), |preview| {
                format!("{preview:?}")
            })
        },
        With(
            200,
            r#"{"result":{"data":{"status":"idle","previewUrl":null}}}"#,
        ),
        "GET /api/trpc/appBuilder.getPreviewUrl?input=%7B%22projectId%22%3A%22p1%22%7D ",
        "Preview {…",
    ),
    asks(
        "trigger-build",
        |backend| told(backend.trigger_build(&"p1".into()), |()| "()".to_owned()),
        DONE,
        r#"POST /api/trpc/appBuilder.triggerBuild {"projectId":"p1"}"#,
        "()",
    ),
    // Tickets, of each generation.
    asks(
        "ticket-v1",
        |backend| ticket(&backend, &WorkerVersion::V1),
        TICKET,
        r#"POST /api/cloud-agent/sessions/stream-ticket {"cloudAgentSessionId":"agent_1"}"#,
        "9 bytes, Secret(…)",
    ),
    asks(
        "ticket-v2-of-an-organisation",
        |backend| ticket(&backend.with_organization("o1"), &WorkerVersion::V2),
        TICKET,
        r#"POST /api/cloud-agent-next/sessions/stream-ticket {"cloudAgentSessionId":"agent_1","organizationId":"o1"}"#,
        "9 bytes, Secret(…)",
    ),
    case(
        "ticket-400",
        ticket_v2,
        With(400, r#"{"error":"No."}"#),
        "BadRequest: No.",
    ),
    case(
        "ticket-401",
        ticket_v2,
        With(401, r#"{"error":"No."}"#),
        "NotAuthorized: No.",
    ),
    case(
        "ticket-403",
        ticket_v2,
        With(403, r#"{"error":"No."}"#),
        "NotAuthorized: No.",
    ),
    case(
        "ticket-404",
        ticket_v2,
        With(404, r#"{"error":"No."}"#),
        "NotFound: No.",
    ),
    case(
        "ticket-500",
        ticket_v2,
        With(500, r#"{"error":"No."}"#),
        "Unavailable: No.",
    ),
    case(
        "ticket-that-is-none",
        ticket_v2,
        With(200, r#"{"ticket":"hush","expiresAt":"hush"}"#),
        "Malformed: The backend's answer holds no ticket that could be read.",
    ),
    // The routes of an organisation.
    asks(
        "organisation-mutation",
        |backend| start(backend.with_organization("o1")),
        STARTED,
        r#"POST /api/trpc/organizations.appBuilder.startSession {"organizationId":"o1","projectId":"p1"}"#,
        "agent_1",
    ),
    asks(
        "organisation-query",
        |backend| load(backend.with_organization("o1")),
        PROJECT,
        "GET /api/trpc/organizations.appBuilder.getProject?input=%7B%22organizationId%22%3A%22o1%22%2C%22projectId%22%3A%22p1%22%7D ",
        "A shop",
    ),
    // The token goes into the header and nowhere else.
    asks(
        "bearer",
        |backend| load(backend.with_bearer(Secret::new("hush"))),
        PROJECT,
        "Bearer hush GET /api/trpc/appBuilder.getProject?input=%7B%22projectId%22%3A%22p1%22%7D ",
        "A shop",
    ),
    case(
        "bearer-that-no-header-carries",
        |backend| load(backend.with_bearer(Secret::new("hush\n"))),
        PROJECT,
        "NotAuthorized: The token holds characters that a header cannot carry.",
    ),
    // Every code of an error is a kind.
    case(
        "code-bad-request",
        load,
        fails!(400, "BAD_REQUEST"),
        "BadRequest: No.",
    ),
    case(
        "code-unauthorized",
        load,
        fails!(401, "UNAUTHORIZED"),
        "NotAuthorized: No.",
    ),
    case(
        "code-payment-required",
        load,
        fails!(402, "PAYMENT_REQUIRED"),
        "PaymentRequired: No.",
    ),
    case(
        "code-forbidden",
        load,
        fails!(403, "FORBIDDEN"),
        "NotAuthorized: No.",
    ),
    case(
        "code-not-found",
        load,
        fails!(404, "NOT_FOUND"),
        "NotFound: No.",
    ),
    case(
        "code-method-not-supported",
        load,
        fails!(405, "METHOD_NOT_SUPPORTED"),
        "BadRequest: No.",
    ),
    case(
        "code-conflict",
        load,
        fails!(409, "CONFLICT"),
        "Conflict: No.",
    ),
    case(
        "code-internal",
        load,
        fails!(500, "INTERNAL_SERVER_ERROR"),
        "Unavailable: No.",
    ),
    // Codes that are not known go by their status.
    case(
        "code-internal-402",
        load,
        fails!(402, "INTERNAL_SERVER_ERROR"),
        "PaymentRequired: No.",
    ),
    case(
        "code-timeout",
        load,
        fails!(408, "TIMEOUT"),
        "Unavailable: No.",
    ),
    case(
        "code-precondition-failed",
        load,
        fails!(412, "PRECONDITION_FAILED"),
        "BadRequest: No.",
    ),
    case(
        "code-too-many-requests",
        load,
        fails!(429, "TOO_MANY_REQUESTS"),
        "Unavailable: No.",
    ),
    case(
        "code-bad-gateway",
        load,
        fails!(502, "BAD_GATEWAY"),
        "Unavailable: No.",
    ),
    // What is no answer goes by its status.
    case(
        "no-answer-200",
        load,
        With(200, "<html>Welcome</html>"),
        "Malformed: …",
    ),
    case("no-answer-empty", load, With(200, ""), "Malformed: …"),
    case(
        "no-answer-without-result",
        load,
        With(200, "{}"),
        "Malformed: …",
    ),
    case(
        "no-answer-wrong-type",
        load,
        With(200, r#"{"result":{"data":{"id":7}}}"#),
        "Malformed: …",
    ),
    case(
        "no-answer-304",
        load,
        With(304, ""),
        "Malformed: The backend answered with HTTP 304.",
    ),
    case(
        "no-answer-401",
        load,
        With(401, "<html>Sign in</html>"),
        "NotAuthorized: …",
    ),
    case("no-answer-402", load, With(402, ""), "PaymentRequired: …"),
    case(
        "no-answer-404",
        load,
        With(404, "<html>No such site</html>"),
        "Unavailable: …",
    ),
    case(
        "no-answer-413",
        load,
        With(413, "Too large"),
        "Unavailable: …",
    ),
    case(
        "no-answer-502",
        load,
        With(502, "<html>Bad gateway</html>"),
        "Unavailable: …",
    ),
    case(
        "no-answer-503",
        load,
        With(503, "{}"),
        "Unavailable: The backend answered with HTTP 503.",
    ),
    // The network.
    case(
        "nobody-there",
        load,
        Nobody,
        "Network: The backend could not be reached: …",
    ),
    case(
        "hung-up",
        load,
        Hang,
        "Network: The backend could not be reached: …",
    ),
    Case {
        client: Client::LosePatience,
        ..case(
            "no-answer-in-time",
            load,
            Ignore,
            "Unavailable: The backend gave no answer in 30 seconds.",
        )
    },
    Case {
        client: Client::LosePatience,
        ..case(
            "no-ticket-in-time",
            ticket_v2,
            Ignore,
            "Unavailable: The backend gave no answer in 15 seconds.",
        )
    },
    Case {
        client: Client::GiveUp,
        ..case("a-call-that-is-dropped", send, Ignore, "cut")
    },
];

/// A call whose answer is waited for, and whose request is looked at.
const fn asks(
    name: &'static str,
    call: fn(HttpBackend) -> Reply<String>,
    answer: Answer,
    asked: &'static str,
    outcome: &'static str,
) -> Case {
    Case {
        asked: Some(asked),
        ..case(name, call, answer, outcome)
    }
}

/// A call whose answer is waited for.
const fn case(
    name: &'static str,
    call: fn(HttpBackend) -> Reply<String>,
    answer: Answer,
    outcome: &'static str,
) -> Case {
    Case {
        name,
        call,
        answer,
        client: Client::Wait,
        asked: None,
        outcome,
        in_browsers: None,
    }
}

fn list(backend: HttpBackend) -> Reply<String> {
    told(backend.list_projects(), |projects| format!("{projects:?}"))
}

fn load(backend: HttpBackend) -> Reply<String> {
    told(backend.load_project(&"p1".into()), |project| project.title)
}

fn start(backend: HttpBackend) -> Reply<String> {
    told(backend.start_session(&"p1".into()), |started| {
        started.cloud_agent_session_id.to_string()
    })
}

fn send(backend: HttpBackend) -> Reply<String> {
    sent(&backend, false)
}

fn sent(backend: &HttpBackend, in_new_session: bool) -> Reply<String> {
    let draft = Draft {
        text: "Grüße \"alle\"".to_owned(),
        images: None,
        model: Some("m/1".to_owned()),
    };
    told(
        backend.send_message(&"p1".into(), &draft, in_new_session),
        |started| started.cloud_agent_session_id.to_string(),
    )
}

fn interrupt(backend: HttpBackend) -> Reply<String> {
    told(backend.interrupt(&"p1".into()), |()| "()".to_owned())
}

fn answer(backend: &HttpBackend, request: &str, answer: &Said) -> Reply<String> {
    let reply = backend.answer(&"p1".into(), &"agent_1".into(), &request.into(), answer);
    told(reply, |()| "()".to_owned())
}

fn history(backend: &HttpBackend, version: &WorkerVersion) -> Reply<String> {
    let reply = backend.load_history(&"p1".into(), &"agent_1".into(), version);
    told(reply, |history| match history {
        History::V1(messages) => format!("{} of V1", messages.len()),
        History::V2(messages) => format!("{} of V2", messages.len()),
    })
}

fn ticket_v2(backend: HttpBackend) -> Reply<String> {
    ticket(&backend, &WorkerVersion::V2)
}

/// A ticket is told by its length, and by what it shows of itself.
fn ticket(backend: &HttpBackend, version: &WorkerVersion) -> Reply<String> {
    told(backend.ticket(&"agent_1".into(), version), |ticket| {
        format!("{} bytes, {ticket:?}", ticket.expose().len())
    })
}

/// The answer in words.
fn told<T: 'static>(reply: Reply<T>, words: fn(T) -> String) -> Reply<String> {
    reply.map(move |answer| answer.map(words)).boxed_local()
}

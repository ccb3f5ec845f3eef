//! `GET /stream`: who may open a session's stream, and from where on it is sent.

mod feed;

use axum::Router;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Query, State, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::http::header::UPGRADE;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use session_wire::CloudSessionId;

use crate::calls::refusal;
use crate::clock;
use crate::state::Shared;
use crate::tickets::Refusal;

/// Clients have nothing to say but pings and closes.
const MAX_CLIENT_MESSAGE: usize = 64 * 1024;

/// The route of all streams.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/stream", get(open))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    cloud_agent_session_id: Option<String>,
    ticket: Option<String>,
    from_id: Option<String>,
}

async fn open(
    State(shared): State<Shared>,
    Query(parameters): Query<Parameters>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Ok(upgrade) = upgrade else {
        return no_upgrade();
    };
    let (session, from) = match admit(&shared, parameters) {
        Ok(admitted) => admitted,
        Err((status, reason)) => return refusal(status, reason),
    };
    upgrade
        .max_message_size(MAX_CLIENT_MESSAGE)
        .on_upgrade(move |socket| {
            let stop = shared.stop.clone();
            stop.track(feed::serve(socket, shared, session, from))
        })
}

/// Decides about a request: the session, and the id after which its events are wanted.
fn admit(
    shared: &Shared,
    parameters: Parameters,
) -> Result<(CloudSessionId, u64), (StatusCode, String)> {
    let session = parameters
        .cloud_agent_session_id
        .filter(|session| !session.is_empty())
        .map(CloudSessionId::from)
        .ok_or_else(|| bad_request("`cloudAgentSessionId` is missing"))?;
    let from = match parameters.from_id.as_deref() {
        None => 0,
        Some(id) => id
            .parse::<u32>()
            .map_err(|_| bad_request("`fromId` is no event id"))?,
    };
    let ticket = parameters
        .ticket
        .ok_or((StatusCode::UNAUTHORIZED, "`ticket` is missing".to_owned()))?;
    shared
        .tickets
        .check(&ticket, &session, clock::now())
        .map_err(|refused| {
            let status = match refused {
                Refusal::Invalid | Refusal::Expired => StatusCode::UNAUTHORIZED,
                Refusal::OtherSession => StatusCode::FORBIDDEN,
            };
            (status, refused.to_string())
        })?;
    Ok((session, u64::from(from)))
}

fn bad_request(reason: &str) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, reason.to_owned())
}

fn no_upgrade() -> Response {
    let mut response = refusal(
        StatusCode::UPGRADE_REQUIRED,
        "A stream is a WebSocket; ask for an upgrade",
    );
    let websocket = axum::http::HeaderValue::from_static("websocket");
    response.headers_mut().insert(UPGRADE, websocket);
    response
}

//! Which web pages are let in.

use reqwest::Method;
use serde_json::json;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::client::{Answer, Gate, WORD_COUNTER, config};

const ALLOWED: &str = "http://allowed.example:8080";
const EVIL: &str = "http://evil.example";

async fn gate() -> Gate {
    let folder = tempfile::TempDir::new().unwrap();
    let mut config = config(folder.path(), "max".parse().unwrap());
    config.allow_origins = vec![ALLOWED.to_owned()];
    Gate::with(folder, config).await
}

#[tokio::test]
async fn calls_of_foreign_pages_are_refused() {
    let gate = gate().await;
    let own = gate.url("");
    let project = json!({"projectId": WORD_COUNTER});
    let check = async |origin: Option<&str>, host: Option<&str>, status: u16| {
        let requests = [
            gate.get("/api/trpc/appBuilder.listProjects"),
            gate.post("/api/trpc/appBuilder.interruptSession", &project),
        ];
        for mut request in requests {
            if let Some(origin) = origin {
                request = request.header("origin", origin);
            }
            if let Some(host) = host {
                request = request.header("host", host);
            }
            let answer = Answer::of(request).await;
            assert_eq!(
                answer.status, status,
                "{origin:?} {host:?}: {}",
                answer.body
            );
        }
    };
    check(None, None, 200).await;
    check(Some(&own), None, 200).await;
    check(Some(ALLOWED), None, 200).await;
    check(Some(EVIL), None, 403).await;
    check(Some("null"), None, 403).await;
    check(None, Some("localhost:1"), 200).await;
    check(None, Some("evil.example"), 403).await;
    check(Some(EVIL), Some("evil.example"), 403).await;
}

#[tokio::test]
async fn streams_of_foreign_pages_are_refused() {
    let gate = gate().await;
    let own = gate.url("");
    let session = gate.current(WORD_COUNTER).await;
    let ticket = gate.ticket("v2", &session).await.body;
    let url = gate.stream_url(&session, ticket["ticket"].as_str().unwrap(), None);
    let open = async |origin: &str| {
        let mut request = url.as_str().into_client_request().unwrap();
        request
            .headers_mut()
            .insert("origin", origin.parse().unwrap());
        match connect_async(request).await {
            Ok((_, response)) => response.status().as_u16(),
            Err(Error::Http(response)) => response.status().as_u16(),
            Err(error) => panic!("{error}"),
        }
    };
    assert_eq!(open(&own).await, 101);
    assert_eq!(open(ALLOWED).await, 101);
    assert_eq!(open(EVIL).await, 403);
}

#[tokio::test]
async fn only_allowed_pages_may_read_answers() {
    let gate = gate().await;
    let check = async |method: Method, origin: &str, allowed: Option<&str>, status: u16| {
        let url = gate.url("/api/trpc/appBuilder.listProjects");
        let request = reqwest::Client::new()
            .request(method.clone(), url)
            .header("origin", origin)
            .header("access-control-request-method", "POST");
        let response = request.send().await.unwrap();
        let header = response.headers().get("access-control-allow-origin");
        let header = header.map(|value| value.to_str().unwrap());
        assert_eq!(
            (response.status().as_u16(), header),
            (status, allowed),
            "{method} {origin}"
        );
        assert_eq!(response.headers().contains_key("vary"), allowed.is_some());
    };
    check(Method::GET, ALLOWED, Some(ALLOWED), 200).await;
    check(Method::OPTIONS, ALLOWED, Some(ALLOWED), 204).await;
    check(Method::GET, &gate.url(""), None, 200).await;
    check(Method::GET, EVIL, None, 403).await;
    check(Method::OPTIONS, EVIL, None, 403).await;
}

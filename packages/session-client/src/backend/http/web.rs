//! HTTP of the browser.

use gloo_net::http::{Method, RequestBuilder};
use web_sys::AbortController;

use super::{Request, Response};

/// The platform's HTTP.
#[derive(Clone, Debug)]
pub(super) struct Http {}

impl Http {
    pub(super) fn new() -> Self {
        Self {}
    }

    pub(super) async fn fetch(self, request: Request) -> Response {
        let abort = AbortOnDrop(AbortController::new().ok());
        let signal = abort.0.as_ref().map(AbortController::signal);
        let mut builder = RequestBuilder::new(&request.url).abort_signal(signal.as_ref());
        if let Some(token) = &request.bearer {
            builder = builder.header("Authorization", &format!("Bearer {}", token.expose()));
        }
        let request = match request.body {
            Some(body) => builder
                .method(Method::POST)
                .header("Content-Type", "application/json")
                .body(body),
            None => builder.build(),
        };
        let response = request.map_err(reason)?.send().await.map_err(reason)?;
        Ok((response.status(), response.text().await.map_err(reason)?))
    }
}

/// The origin of the page; empty where there is none.
pub(super) fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Ends a request that nobody waits for any more.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

fn reason(error: gloo_net::Error) -> String {
    error.to_string()
}

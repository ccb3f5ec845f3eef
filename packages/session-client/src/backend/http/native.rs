//! HTTP outside the browser.

use std::error::Error;

use reqwest::Client;
use reqwest::header::CONTENT_TYPE;

use super::{Request, Response};

/// The platform's HTTP; one pool of connections for all clones.
#[derive(Clone, Debug)]
pub(super) struct Http {
    client: Result<Client, String>,
}

impl Http {
    pub(super) fn new() -> Self {
        let user_agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        let client = Client::builder().user_agent(user_agent).build();
        Self {
            client: client.map_err(reason),
        }
    }

    pub(super) async fn fetch(self, request: Request) -> Response {
        let client = self.client?;
        let mut sending = match request.body {
            Some(body) => client
                .post(request.url)
                .header(CONTENT_TYPE, "application/json")
                .body(body),
            None => client.get(request.url),
        };
        if let Some(token) = &request.bearer {
            sending = sending.bearer_auth(token.expose());
        }
        let response = sending.send().await.map_err(reason)?;
        let status = response.status().as_u16();
        Ok((status, response.text().await.map_err(reason)?))
    }
}

/// There is no page whose origin it could be.
pub(super) fn origin() -> String {
    String::new()
}

/// The whole chain: the outermost error alone says next to nothing.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut reason = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        reason = format!("{reason}: {cause}");
        source = cause.source();
    }
    reason
}

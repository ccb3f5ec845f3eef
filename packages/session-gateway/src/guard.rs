//! Which web pages may use the gateway: its own, and those that were allowed.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, HOST, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::calls::refusal;
use crate::state::Shared;

/// Names that reach a server on the loopback interface; another name in `Host` means that a
/// foreign page had its own name point at this machine.
const LOOPBACK_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

const ALLOW_PRIVATE_NETWORK: HeaderName =
    HeaderName::from_static("access-control-allow-private-network");

/// The policy.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    /// Whether only this machine can reach the gateway.
    pub(crate) is_loopback: bool,
    /// The address that is listened on, as it stands in a URL, without its port.
    pub(crate) host: String,
    /// The other origins that are allowed.
    pub(crate) origins: Vec<String>,
}

/// Where a request comes from, once it is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Caller {
    /// The gateway's own page, or a program that is no browser.
    Own,
    /// The page of an allowed origin.
    Allowed(String),
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Foreign {
    #[error("this name does not belong to the gateway; use the address that it printed")]
    Host,
    #[error(
        "pages of this origin may not use the gateway; start it with --allow-origin to let them"
    )]
    Origin,
}

impl Guard {
    fn caller(&self, headers: &HeaderMap) -> Result<Caller, Foreign> {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let host = host.unwrap_or_default().to_ascii_lowercase();
        if self.is_loopback && !self.is_own_name(&host) {
            return Err(Foreign::Host);
        }
        let Some(origin) = headers.get(ORIGIN) else {
            return Ok(Caller::Own);
        };
        let origin = origin.to_str().map_err(|_| Foreign::Origin)?;
        let origin = origin.to_ascii_lowercase();
        let page = origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"));
        if page == Some(host.as_str()) {
            return Ok(Caller::Own);
        }
        if self.origins.contains(&origin) {
            return Ok(Caller::Allowed(origin));
        }
        Err(Foreign::Origin)
    }

    fn is_own_name(&self, host: &str) -> bool {
        let name = match host.rfind(':') {
            Some(colon) if !host[colon..].contains(']') => &host[..colon],
            _ => host,
        };
        name == self.host || LOOPBACK_NAMES.contains(&name)
    }
}

/// Reads an origin as it is given on a command line.
///
/// # Errors
///
/// When it is no scheme and host, such as `http://localhost:8080`.
pub(crate) fn parse_origin(origin: &str) -> Result<String, String> {
    let lower = origin.trim_end_matches('/').to_ascii_lowercase();
    let is_origin = lower.split_once("://").is_some_and(|(scheme, host)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
            && !host.is_empty()
            && host
                .chars()
                .all(|letter| letter.is_ascii_graphic() && !"/?#@*".contains(letter))
    });
    if is_origin {
        Ok(lower)
    } else {
        Err(format!(
            "`{origin}` is no origin; write it as http://HOST:PORT"
        ))
    }
}

/// Refuses what comes from a foreign page and answers the browser's questions about the rest.
pub(crate) async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    match shared.guard.caller(request.headers()) {
        Ok(Caller::Own) => next.run(request).await,
        Ok(Caller::Allowed(origin)) => {
            let mut response = if request.method() == Method::OPTIONS {
                preflight()
            } else {
                next.run(request).await
            };
            let headers = response.headers_mut();
            if let Ok(origin) = HeaderValue::try_from(origin) {
                headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            }
            headers.append(VARY, HeaderValue::from_static("Origin"));
            response
        }
        // A foreign page may load files that anybody may have, but not read them.
        Err(Foreign::Origin) if is_file(&request) => next.run(request).await,
        Err(foreign) => refusal(StatusCode::FORBIDDEN, foreign.to_string()),
    }
}

fn is_file(request: &Request) -> bool {
    let path = request.uri().path();
    matches!(*request.method(), Method::GET | Method::HEAD)
        && !path.starts_with("/api/")
        && path != "/stream"
}

fn preflight() -> Response {
    (
        StatusCode::NO_CONTENT,
        [
            (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
            (ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
            (ACCESS_CONTROL_MAX_AGE, "600"),
            (ALLOW_PRIVATE_NETWORK, "true"),
        ],
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn check(
        is_loopback: bool,
        host: &str,
        origin: Option<&str>,
        expected: Result<Caller, Foreign>,
    ) {
        let guard = Guard {
            is_loopback,
            host: "127.0.0.2".to_owned(),
            origins: vec![parse_origin("http://Allowed.example:8080/").unwrap()],
        };
        let mut headers = HeaderMap::new();
        headers.insert(HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(ORIGIN, origin.parse().unwrap());
        }
        assert_eq!(guard.caller(&headers), expected, "{host} {origin:?}");
    }

    #[test]
    fn programs_and_the_own_page_are_let_in() {
        check(true, "127.0.0.1:4777", None, Ok(Caller::Own));
        check(true, "127.0.0.2:4777", None, Ok(Caller::Own));
        check(
            true,
            "localhost:4777",
            Some("http://localhost:4777"),
            Ok(Caller::Own),
        );
        check(
            true,
            "[::1]:4777",
            Some("http://[::1]:4777"),
            Ok(Caller::Own),
        );
        check(true, "LOCALHOST", None, Ok(Caller::Own));
        check(
            false,
            "build.lan:4777",
            Some("https://build.lan:4777"),
            Ok(Caller::Own),
        );
    }

    #[test]
    fn foreign_pages_are_refused() {
        let origin = Err(Foreign::Origin);
        check(
            true,
            "localhost:4777",
            Some("http://localhost:4778"),
            origin.clone(),
        );
        check(
            true,
            "localhost:4777",
            Some("http://127.0.0.1:4777"),
            origin.clone(),
        );
        check(true, "localhost:4777", Some("null"), origin.clone());
        check(false, "build.lan:4777", Some("http://evil.example"), origin);
    }

    #[test]
    fn foreign_names_of_this_machine_are_refused() {
        let host = Err(Foreign::Host);
        check(true, "evil.example:4777", None, host.clone());
        check(
            true,
            "evil.example:4777",
            Some("http://evil.example:4777"),
            host.clone(),
        );
        check(true, "localhost.evil.example", None, host.clone());
        check(true, "", None, host);
        check(false, "evil.example:4777", None, Ok(Caller::Own));
    }

    #[test]
    fn allowed_origins_are_let_in() {
        let allowed = "http://allowed.example:8080";
        check(
            true,
            "localhost:4777",
            Some(allowed),
            Ok(Caller::Allowed(allowed.to_owned())),
        );
        check(
            true,
            "localhost:4777",
            Some("http://allowed.example"),
            Err(Foreign::Origin),
        );
    }

    #[test]
    fn origins_are_checked_when_they_are_given() {
        assert!(parse_origin("http://localhost:8080").is_ok());
        assert!(parse_origin("tauri://localhost").is_ok());
        for wrong in [
            "",
            "*",
            "localhost:8080",
            "http://",
            "http://a/b",
            "http://*.example",
        ] {
            assert!(parse_origin(wrong).is_err(), "{wrong}");
        }
    }
}

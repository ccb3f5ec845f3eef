//! The web page at `/`: static files with the headers that keep it safe.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// What is said at `/` when there is no page.
const NO_PAGE: &str = "This is a session gateway. It has no web page to show: \
                       start it with --web-root FOLDER to serve one.\n";

/// The routes of the page: every path that no other route takes.
pub(crate) fn routes(root: Option<PathBuf>) -> Router {
    let router = match root {
        Some(root) => Router::new().fallback(move |request| page(root.clone(), request)),
        None => Router::new().fallback(no_page),
    };
    router.layer(from_fn(secure))
}

async fn no_page() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, NO_PAGE)
}

/// A file, or the page itself for the paths that it makes up.
async fn page(root: PathBuf, request: Request) -> Response {
    let is_route = Path::new(request.uri().path()).extension().is_none()
        && matches!(*request.method(), Method::GET | Method::HEAD);
    let index = ServeFile::new(root.join("index.html"));
    let files = ServeDir::new(root);
    let served = if is_route {
        files.fallback(index).oneshot(request).await
    } else {
        files.oneshot(request).await
    };
    match served {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

async fn secure(request: Request, next: Next) -> Response {
    let policy = policy(request.headers());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// What the page may do. It has no use for `eval`, so that is not allowed.
fn policy(headers: &HeaderMap) -> HeaderValue {
    // Some browsers do not count a socket to the same host as `'self'`.
    let sockets = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| {
            host.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter))
        })
        .map(|host| format!(" ws://{host} wss://{host}"))
        .unwrap_or_default();
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'{sockets}; \
         frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    async fn check(path: &str, expected: (u16, &str, &str)) {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("index.html", "the page");
        write("app.wasm", "the program");
        let request = Request::get(path)
            .header(HOST, "localhost:1")
            .body(Body::empty());
        let response = routes(Some(folder.path().to_owned()))
            .oneshot(request.unwrap())
            .await
            .unwrap();
        let status = response.status().as_u16();
        let header = |name: &str| {
            let value = response
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned());
            value.unwrap_or_default()
        };
        let mime = header("content-type");
        assert_eq!(header("cache-control"), "no-cache");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(
            header("content-security-policy").contains("ws://localhost:1 "),
            "{path}"
        );
        let has_validators = !header("etag").is_empty() && !header("last-modified").is_empty();
        assert_eq!(has_validators, status == 200, "{path}");
        let body = axum::body::to_bytes(response.into_body(), 1000)
            .await
            .unwrap();
        assert_eq!(
            (status, mime.as_str(), &*String::from_utf8_lossy(&body)),
            expected,
            "{path}"
        );
    }

    #[tokio::test]
    async fn files_and_made_up_paths_are_served() {
        check("/", (200, "text/html", "the page")).await;
        check("/app.wasm", (200, "application/wasm", "the program")).await;
        check("/projects/1", (200, "text/html", "the page")).await;
        check("/missing.js", (404, "", "")).await;
        check("/../secret.txt", (404, "", "")).await;
    }

    #[test]
    fn a_strange_host_does_not_reach_the_policy() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("a; script-src *"));
        assert!(!policy(&headers).to_str().unwrap().contains("script-src *"));
    }
}

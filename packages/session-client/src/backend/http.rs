//! The backend over HTTP: tRPC-shaped calls and a ticket endpoint.

mod address;
mod answer;
mod calls;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
use native as platform;
#[cfg(target_arch = "wasm32")]
use web as platform;

use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, LocalBoxFuture, ready, select};
use session_model::{CallError, CallErrorKind};
use session_wire::call::{Kind, Procedure, WorkerVersion};

use crate::{PlatformTimers, Reply, Secret, Timers};
use address::Addresses;

/// How long a call may take.
pub const CALL_TIME: Duration = Duration::from_secs(30);

/// How long getting a ticket may take.
pub const TICKET_TIME: Duration = Duration::from_secs(15);

/// A backend that is called over HTTP.
///
/// Natively its replies must be polled inside a tokio runtime, as Dioxus desktop has one. In a
/// browser they carry the page's own cookies where the backend has the page's origin.
///
/// ```no_run
/// # async fn host() -> Result<(), session_model::CallError> {
/// use session_client::{Backend, HttpBackend};
///
/// let backend = HttpBackend::new("https://builder.example").with_organization("0c9c…");
/// for project in backend.list_projects().await? {
///     println!("{}: {}", project.id, project.title);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct HttpBackend {
    http: platform::Http,
    addresses: Addresses,
    organization: Option<String>,
    bearer: Option<Secret>,
    timers: Rc<dyn Timers>,
}

/// A request of the platform.
struct Request {
    url: String,
    /// The JSON of a `POST`; a `GET` without.
    body: Option<String>,
    bearer: Option<Secret>,
}

/// A response of the platform: the status and the body, or why there is none.
type Response = Result<(u16, String), String>;

impl HttpBackend {
    /// A backend at a URL such as `https://builder.example`; in a browser, the empty URL is the
    /// page's own origin.
    pub fn new(base_url: &str) -> Self {
        let base = match base_url {
            "" => platform::origin(),
            url => url.to_owned(),
        };
        Self {
            http: platform::Http::new(),
            addresses: Addresses::new(&base),
            organization: None,
            bearer: None,
            timers: Rc::new(PlatformTimers::default()),
        }
    }

    /// Calls in the name of an organisation instead of the person.
    #[must_use]
    pub fn with_organization(mut self, organization: impl Into<String>) -> Self {
        self.organization = Some(organization.into());
        self
    }

    /// Opens the streams of a generation at another URL than the calls.
    #[must_use]
    pub fn with_stream_url(mut self, version: WorkerVersion, base_url: &str) -> Self {
        self.addresses.set_stream(version, base_url);
        self
    }

    /// Sends a token with every call, as `Authorization: Bearer`.
    #[must_use]
    pub fn with_bearer(mut self, token: Secret) -> Self {
        self.bearer = Some(token);
        self
    }

    /// Measures how long a call may take with other timers than the platform's own.
    #[must_use]
    pub fn with_timers(mut self, timers: Rc<dyn Timers>) -> Self {
        self.timers = timers;
        self
    }

    /// Makes a call.
    pub fn call<P>(&self, input: &P::Input) -> Reply<P::Output>
    where
        P: Procedure<Output: 'static>,
    {
        let name = match self.organization {
            Some(_) => format!("organizations.{}", P::NAME),
            None => P::NAME.to_owned(),
        };
        let input = match self.input(input) {
            Ok(input) => input,
            Err(error) => return Box::pin(ready(Err(answer::unwritable(&error)))),
        };
        let (url, body) = match P::KIND {
            Kind::Query => (self.addresses.query(&name, &input), None),
            Kind::Mutation => (self.addresses.procedure(&name), Some(input)),
        };
        let response = self.fetch(url, body, CALL_TIME);
        Box::pin(
            response
                .map(|response| response.and_then(|(status, text)| answer::output(status, &text))),
        )
    }

    fn input(&self, input: &impl serde::Serialize) -> serde_json::Result<String> {
        let mut input = serde_json::to_value(input)?;
        if let (Some(fields), Some(organization)) = (input.as_object_mut(), &self.organization) {
            fields.insert("organizationId".to_owned(), organization.as_str().into());
        }
        Ok(input.to_string())
    }

    fn fetch(
        &self,
        url: String,
        body: Option<String>,
        time: Duration,
    ) -> LocalBoxFuture<'static, Result<(u16, String), CallError>> {
        if let Some(error) = self.bearer.as_ref().and_then(unsendable) {
            return Box::pin(ready(Err(error)));
        }
        let request = Request {
            url,
            body,
            bearer: self.bearer.clone(),
        };
        let (http, timers) = (self.http.clone(), Rc::clone(&self.timers));
        Box::pin(async move {
            let response = Box::pin(http.fetch(request));
            match select(response, timers.after(time)).await {
                Either::Left((response, _)) => {
                    response.map_err(|reason| answer::unreachable(&reason))
                }
                Either::Right(_) => Err(answer::late(time)),
            }
        })
    }
}

/// A token that a header cannot carry would make the browser throw.
fn unsendable(token: &Secret) -> Option<CallError> {
    let sendable = token.expose().bytes().all(|byte| byte.is_ascii_graphic());
    (!sendable).then(|| CallError {
        kind: CallErrorKind::NotAuthorized,
        message: "The token holds characters that a header cannot carry.".to_owned(),
    })
}

//! Where a backend's calls and streams are.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use session_wire::call::WorkerVersion;
use session_wire::{CloudSessionId, EventId};

use crate::Secret;

/// Everything but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A backend's addresses.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    base: String,
    /// The bases of the generations whose streams are elsewhere.
    streams: Vec<(WorkerVersion, String)>,
}

impl Addresses {
    pub(super) fn new(base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').to_owned(),
            streams: Vec::new(),
        }
    }

    /// Moves the streams of a generation to another base.
    pub(super) fn set_stream(&mut self, version: WorkerVersion, base: &str) {
        self.streams.retain(|(other, _)| *other != version);
        self.streams
            .push((version, base.trim_end_matches('/').to_owned()));
    }

    /// Of a path that begins with a slash.
    pub(super) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Of a procedure.
    pub(super) fn procedure(&self, name: &str) -> String {
        format!("{}/api/trpc/{name}", self.base)
    }

    /// Of a procedure with its input in the URL.
    pub(super) fn query(&self, name: &str, input: &str) -> String {
        format!("{}?input={}", self.procedure(name), encode(input))
    }

    /// Of a session's stream.
    pub(super) fn stream(
        &self,
        session: &CloudSessionId,
        version: &WorkerVersion,
        ticket: &Secret,
        from: Option<EventId>,
    ) -> Secret {
        let elsewhere = self.streams.iter().find(|(other, _)| other == version);
        let base = elsewhere.map_or(&self.base, |(_, base)| base);
        let from = from.map_or_else(String::new, |EventId(id)| format!("&fromId={id}"));
        Secret::new(format!(
            "{}/stream?cloudAgentSessionId={}{from}&ticket={}",
            socket_scheme(base),
            encode(session.as_str()),
            encode(ticket.expose()),
        ))
    }
}

/// The WebSocket URL of an HTTP URL; others stay as they are.
fn socket_scheme(base: &str) -> String {
    match base.split_once("://") {
        Some(("http", rest)) => format!("ws://{rest}"),
        Some(("https", rest)) => format!("wss://{rest}"),
        _ => base.to_owned(),
    }
}

fn encode(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, RESERVED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, v1: Option<&str>, from: Option<u64>, expected: &str) {
        let mut addresses = Addresses::new(base);
        if let Some(v1) = v1 {
            addresses.set_stream(WorkerVersion::V1, v1);
        }
        let ticket = Secret::new("a.b-c=d&e");
        let url = addresses.stream(
            &"agent_1/2".into(),
            &WorkerVersion::V1,
            &ticket,
            from.map(EventId),
        );
        assert_eq!(url.expose(), expected);
    }

    #[test]
    fn streams() {
        check(
            "https://one.example/",
            None,
            None,
            "wss://one.example/stream?cloudAgentSessionId=agent_1%2F2&ticket=a.b-c%3Dd%26e",
        );
        check(
            "http://localhost:8080",
            None,
            Some(42),
            "ws://localhost:8080/stream?cloudAgentSessionId=agent_1%2F2&fromId=42&ticket=a.b-c%3Dd%26e",
        );
        check(
            "https://one.example",
            Some("wss://two.example/v1/"),
            Some(0),
            "wss://two.example/v1/stream?cloudAgentSessionId=agent_1%2F2&fromId=0&ticket=a.b-c%3Dd%26e",
        );
    }

    #[test]
    fn the_stream_of_another_generation_stays() {
        let mut addresses = Addresses::new("https://one.example");
        addresses.set_stream(WorkerVersion::V1, "https://two.example");
        let url = addresses.stream(&"s".into(), &WorkerVersion::V2, &Secret::new("t"), None);
        assert_eq!(
            url.expose(),
            "wss://one.example/stream?cloudAgentSessionId=s&ticket=t"
        );
    }

    #[test]
    fn queries_carry_any_text() {
        let addresses = Addresses::new("https://one.example///");
        assert_eq!(
            addresses.query("a.b", r#"{"id":"ä &#"}"#),
            "https://one.example/api/trpc/a.b?input=%7B%22id%22%3A%22%C3%A4%20%26%23%22%7D"
        );
    }
}

//! Leave to open a stream: signed, for one session, for a minute.

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use session_wire::call::Ticket;
use session_wire::{CloudSessionId, SessionId, Timestamp};

use crate::ids;

/// How long a ticket is good for, in seconds.
const LIFE: i64 = 60;

/// The kind of token; another one signed with the same key is no ticket.
const TYPE: &str = "stream_ticket";

/// Signs tickets and reads them back.
pub(crate) struct Tickets {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Claims {
    #[serde(rename = "type")]
    kind: String,
    user_id: String,
    kilo_session_id: SessionId,
    cloud_agent_session_id: CloudSessionId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organization_id: Option<String>,
    nonce: String,
    iat: i64,
    exp: i64,
}

/// Why a ticket opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    /// It was not signed here, or is no ticket at all.
    #[error("the ticket is invalid; ask for a new one")]
    Invalid,
    /// Its minute is over.
    #[error("the ticket has expired; ask for a new one")]
    Expired,
    /// It is for another session.
    #[error("the ticket is for another session")]
    OtherSession,
}

/// Why no ticket could be signed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignError {
    #[error("the system has no source of randomness: {0}")]
    Random(#[from] getrandom::Error),
    #[error("the ticket could not be signed: {0}")]
    Sign(#[from] jsonwebtoken::errors::Error),
}

impl Tickets {
    /// Signs with a key.
    pub(crate) fn new(key: &[u8]) -> Self {
        Self {
            encoding: EncodingKey::from_secret(key),
            decoding: DecodingKey::from_secret(key),
        }
    }

    /// A ticket for a session, good from now on for a minute.
    ///
    /// # Errors
    ///
    /// [`SignError`] when the system gives no random bytes.
    pub(crate) fn issue(
        &self,
        session: &CloudSessionId,
        agent_session: &SessionId,
        organization_id: Option<String>,
        now: Timestamp,
    ) -> Result<Ticket, SignError> {
        let iat = now.as_millis() / 1000;
        let claims = Claims {
            kind: TYPE.to_owned(),
            user_id: "local".to_owned(),
            kilo_session_id: agent_session.clone(),
            cloud_agent_session_id: session.clone(),
            organization_id,
            nonce: ids::uuid()?,
            iat,
            exp: iat + LIFE,
        };
        let ticket = jsonwebtoken::encode(&Header::default(), &claims, &self.encoding)?;
        Ok(Ticket {
            ticket,
            expires_at: claims.exp,
        })
    }

    /// Checks a ticket for a session.
    ///
    /// # Errors
    ///
    /// [`Refusal`] when it was not signed here, is too old or for another session.
    pub(crate) fn check(
        &self,
        ticket: &str,
        session: &CloudSessionId,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let mut validation = Validation::new(Algorithm::HS256);
        // Compared below with the time that is given.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(ticket, &self.decoding, &validation)
            .map_err(|error| match error.kind() {
                ErrorKind::ExpiredSignature => Refusal::Expired,
                _ => Refusal::Invalid,
            })?
            .claims;
        if claims.kind != TYPE {
            return Err(Refusal::Invalid);
        }
        if claims.exp <= now.as_millis() / 1000 {
            return Err(Refusal::Expired);
        }
        if claims.cloud_agent_session_id != *session {
            return Err(Refusal::OtherSession);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_358_783_543);

    fn later(seconds: i64) -> Timestamp {
        Timestamp::from_millis(NOW.as_millis() + seconds * 1000)
    }

    #[test]
    fn a_ticket_opens_its_session_for_a_minute() {
        let tickets = Tickets::new(b"key");
        let session = CloudSessionId::from("agent_1");
        let issued = tickets
            .issue(&session, &"ses_1".into(), Some("org".to_owned()), NOW)
            .unwrap();
        assert_eq!(issued.expires_at, 1_795_358_783 + 60);
        let check = |tickets: &Tickets, ticket: &str, session: &str, now, expected| {
            assert_eq!(tickets.check(ticket, &session.into(), now), expected);
        };
        let ticket = issued.ticket.as_str();
        let (head, _) = ticket.rsplit_once('.').unwrap();
        let again = Tickets::new(b"key");
        let other = Tickets::new(b"other key");
        check(&tickets, ticket, "agent_1", NOW, Ok(()));
        check(&again, ticket, "agent_1", later(59), Ok(()));
        check(
            &tickets,
            ticket,
            "agent_1",
            later(60),
            Err(Refusal::Expired),
        );
        check(&tickets, ticket, "agent_2", NOW, Err(Refusal::OtherSession));
        check(&other, ticket, "agent_1", NOW, Err(Refusal::Invalid));
        check(&tickets, head, "agent_1", NOW, Err(Refusal::Invalid));
        check(&tickets, "", "agent_1", NOW, Err(Refusal::Invalid));
    }

    #[test]
    fn another_token_of_the_same_key_is_no_ticket() {
        let tickets = Tickets::new(b"key");
        let claims = Claims {
            kind: "session".to_owned(),
            user_id: String::new(),
            kilo_session_id: "ses_1".into(),
            cloud_agent_session_id: "agent_1".into(),
            organization_id: None,
            nonce: String::new(),
            iat: 0,
            exp: i64::MAX,
        };
        let token = jsonwebtoken::encode(&Header::default(), &claims, &tickets.encoding).unwrap();
        assert_eq!(
            tickets.check(&token, &"agent_1".into(), NOW),
            Err(Refusal::Invalid)
        );
    }

    #[test]
    fn every_ticket_is_another() {
        let tickets = Tickets::new(b"key");
        let issue = || tickets.issue(&"agent_1".into(), &"ses_1".into(), None, NOW);
        assert_ne!(issue().unwrap().ticket, issue().unwrap().ticket);
    }
}

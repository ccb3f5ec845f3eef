//! Which event a frame is, told from its beginning alone.

use std::fmt;

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::{CloudSessionId, EventId};

/// What identifies an event: enough to pass it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its place in the stored stream; zero for what is not stored.
    pub event_id: EventId,
    /// The session whose stream it is of.
    pub session_id: CloudSessionId,
}

impl Place {
    /// Reads it from a frame that may break off anywhere; none where the break comes too early, or
    /// what is there is no event.
    ///
    /// ```
    /// use session_wire::frame::Place;
    ///
    /// let start = r#"{"eventId":42,"sessionId":"agent_1","data":{"outp"#;
    /// assert_eq!(Place::read(start).map(|place| place.event_id.0), Some(42));
    /// ```
    pub fn read(start: &str) -> Option<Self> {
        let mut found = Found::default();
        let mut frame = serde_json::Deserializer::from_str(start);
        // It ends in the middle, so that it cannot be read without an error.
        let _ = frame.deserialize_map(&mut found);
        found.place
    }
}

/// What was found before the break.
#[derive(Default)]
struct Found {
    place: Option<Place>,
}

impl<'de> Visitor<'de> for &mut Found {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let (mut event, mut session) = (None, None);
        // A number in front of the break may go on behind it, so what is found counts only where
        // another field follows.
        while let Some(name) = fields.next_key::<String>()? {
            if let (Some(event), Some(session)) = (event, &session) {
                self.place = Some(Place {
                    event_id: EventId(event),
                    session_id: CloudSessionId::clone(session),
                });
                break;
            }
            match name.as_str() {
                "eventId" => event = fields.next_value::<&RawValue>()?.get().parse().ok(),
                "sessionId" => {
                    let id = fields.next_value::<&RawValue>()?.get();
                    session = serde_json::from_str::<String>(id).ok().map(Into::into);
                }
                _ => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

//! The list of messages that a V1 host shows, from what it posted of it.

use serde_json::Value;
use session_wire::v1::{Ask, CloudMessage, Say};

use super::classify::Posted;

/// A V1 host's own list. It knows what was taken back, which no line of the stream says.
#[derive(Clone, Debug, Default)]
pub(super) struct Host {
    list: Vec<Value>,
}

impl Host {
    /// Takes in what was posted.
    pub(super) fn post(&mut self, posted: &Posted) {
        if let Some(length) = posted.length {
            self.list.resize(length, Value::Null);
        }
        for (index, message) in &posted.changed {
            if let Some(place) = index.and_then(|index| self.list.get_mut(index)) {
                *place = message.clone();
            }
        }
    }

    /// Whether a message stands in the list; all do where the host posted none.
    pub(super) fn shows(&self, message: &CloudMessage) -> bool {
        let kind = |message: &Value, name: &str| {
            message.get(name).and_then(Value::as_str).map(str::to_owned)
        };
        self.list.is_empty()
            || self.list.iter().any(|known| {
                known["ts"].as_i64() == Some(message.ts.as_millis())
                    && kind(known, "say").as_deref() == message.say.as_ref().map(Say::as_str)
                    && kind(known, "ask").as_deref() == message.ask.as_ref().map(Ask::as_str)
            })
    }
}

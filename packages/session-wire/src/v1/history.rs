//! Stored V1 messages of every age, read as today's.

use serde_json::Value;

use super::payload::is_payload;
use super::{Ask, Author, CloudMessage, Say};
use crate::{Fields, Timestamp, json};

/// Until when the server put the system's context before the person's words:
/// 2026-02-01T00:00:00Z.
pub const SYSTEM_CONTEXT_UNTIL: Timestamp = Timestamp::from_millis(1_769_904_000_000);

/// The first line of that context.
const CONTEXT: &str = "## Project Context";
/// What stands between it and the person's words.
const REQUEST: &str = "\n\nUser Request:\n\n---";

/// Reads a stored message, in the form that a program of the family wrote it in.
///
/// Older files name the fields otherwise or leave them out: the time may be a date in `timestamp`
/// (`now` stands in for none), `text` and `content` stand in for each other, a JSON text is the
/// payload, and who speaks is told by `type`, else by `role`. A stored message is never partial.
/// None for what is no object.
///
/// ```
/// use session_wire::Timestamp;
/// use session_wire::v1::{Author, from_history};
///
/// let raw = serde_json::json!({ "timestamp": "2026-02-02T00:00:00Z", "role": "user", "content": "Hi" });
/// let message = from_history(raw, Timestamp::default()).ok_or("no object")?;
/// assert_eq!((message.author, message.text.as_deref()), (Author::User, Some("Hi")));
/// assert_eq!(message.ts.as_millis(), 1_769_990_400_000);
/// # Ok::<(), &str>(())
/// ```
pub fn from_history(raw: Value, now: Timestamp) -> Option<CloudMessage> {
    let Value::Object(mut fields) = raw else {
        return None;
    };
    let made = moment(&fields);
    let author = author(&fields);
    fields.insert("ts".into(), made.unwrap_or(now).as_millis().into());
    fields.insert("type".into(), author.as_str().into());
    fields.insert("partial".into(), false.into());
    let mut message: CloudMessage = serde_json::from_value(Value::Object(fields)).ok()?;
    if message.text.is_none() {
        message.text.clone_from(&message.content);
    }
    if message.content.is_none() {
        message.content.clone_from(&message.text);
    }
    message.metadata = metadata(&message);
    if message.author == Author::User {
        let words = [&mut message.text, &mut message.content];
        for words in words.into_iter().flatten() {
            *words = without_system_context(words, made).to_owned();
        }
    }
    Some(message)
}

/// The person's words without the context that the server once put before them.
///
/// Words from [`SYSTEM_CONTEXT_UNTIL`] on are the person's own, whatever they look like; `made` is
/// none where nobody knows when they were written.
pub fn without_system_context(words: &str, made: Option<Timestamp>) -> &str {
    if made.is_some_and(|made| made >= SYSTEM_CONTEXT_UNTIL) || !words.starts_with(CONTEXT) {
        return words;
    }
    words
        .split_once(REQUEST)
        .map_or(words, |(_, own)| own.trim_start())
}

/// When a stored message was made, where it says so.
fn moment(fields: &Fields) -> Option<Timestamp> {
    let number = |name| serde_json::from_value(fields.get(name)?.clone()).ok();
    let date = || Timestamp::parse(fields.get("timestamp")?.as_str()?);
    number("ts").or_else(date).or_else(|| number("timestamp"))
}

fn author(fields: &Fields) -> Author {
    let text = |name| fields.get(name).and_then(Value::as_str);
    let named = |name| match text(name) {
        Some("user") => Some(Author::User),
        Some("assistant") => Some(Author::Assistant),
        Some("system") => Some(Author::System),
        _ => None,
    };
    match text("type") {
        Some("say") => {
            let words = text("text").or_else(|| text("content"));
            let is_users = text("say") == Some(Say::UserFeedback.as_str())
                || words.is_some_and(|words| words.starts_with(CONTEXT));
            if is_users {
                Author::User
            } else {
                Author::Assistant
            }
        }
        Some("ask") => Author::Assistant,
        _ => named("role")
            .or_else(|| named("type"))
            .unwrap_or(Author::Assistant),
    }
}

/// The payload: an object of its own, else the words of the kinds that write JSON there.
fn metadata(message: &CloudMessage) -> Option<Value> {
    let own = message.metadata.as_ref();
    if let Some(own) = own.filter(|own| own.is_object() && is_payload(own)) {
        return Some(own.clone());
    }
    let writes_json = matches!(
        (&message.say, &message.ask),
        (Some(Say::ApiReqStarted | Say::Tool | Say::UseMcpServer), _)
            | (
                None,
                Some(
                    Ask::Tool | Ask::UseMcpTool | Ask::UseMcpServer | Ask::Command | Ask::Followup
                )
            )
    );
    let words = message.text.as_deref().filter(|_| writes_json);
    let payload = words.and_then(|words| json::from_str(words).ok());
    payload
        .filter(Value::is_object)
        .or_else(|| own.filter(|own| own.is_object()).cloned())
}

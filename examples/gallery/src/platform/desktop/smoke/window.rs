//! The window's page, as a visitor sees and uses it.

use std::time::{Duration, Instant};

use dioxus::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What a visitor can see and do, as functions of the page.
const PAGE: &str = concat!(include_str!("page.js"), include_str!("place.js"));

/// Holds on to the channels of the last calls: once the page has collected a call's channel as
/// garbage, Dioxus forgets the answer, whether it was read or not.
const HOLD: &str = "const held = (window.heldChannels ??= []);
held.push(dioxus);
if (held.length > 64) held.shift();";

/// How long is waited between two looks.
pub(super) const PAUSE: Duration = Duration::from_millis(60);

/// What the page says to a call.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer<T> {
    Value(T),
    Error(String),
}

/// Does something on the page, or asks it something.
///
/// # Errors
///
/// What the page answered instead.
pub(super) async fn ask<T: DeserializeOwned + 'static>(call: &str) -> Result<T, String> {
    let script = format!(
        "{PAGE}\n{HOLD}\ntry {{ return {{ value: await ({call}) }}; }} catch (error) {{ return {{ error: String(error) }}; }}"
    );
    match document::eval(&script).join::<Answer<T>>().await {
        Ok(Answer::Value(value)) => Ok(value),
        Ok(Answer::Error(error)) => Err(format!("`{call}` failed in the page: {error}")),
        Err(error) => Err(format!("`{call}` was not answered by the page: {error}")),
    }
}

/// Waits until something is true of the page.
///
/// # Errors
///
/// That it did not become true in time, with what the page showed instead.
pub(super) async fn until(call: &str, limit: Duration) -> Result<(), String> {
    let end = Instant::now() + limit;
    while !ask::<bool>(call).await? {
        if Instant::now() > end {
            let seen: String = ask("summary()").await?;
            return Err(format!(
                "`{call}` was not true within {} s; the page showed: {seen}",
                limit.as_secs()
            ));
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

/// A text as the page's language writes it.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

//! Tries out that a text is saved as a file where the system puts downloads.

use std::path::Path;
use std::time::Instant;

use super::flow::{SOON, require};
use super::window::{PAUSE, until};
use crate::fixtures::tools::very_long_output;

/// Saves the text of a card and reads the file.
///
/// # Errors
///
/// What did not happen, or how the file differs.
pub(super) async fn run(downloads: &Path) -> Result<(), String> {
    require("goTo('Tools')", "there is no way to the tools").await?;
    until("Boolean(card('bash, very long'))", SOON).await?;
    require(
        "(card('bash, very long').click(), true)",
        "the card does not unfold",
    )
    .await?;
    until("Boolean(saveButton('bash, very long'))", SOON).await?;
    require(
        "(saveButton('bash, very long').click(), true)",
        "there is nothing to save it with",
    )
    .await?;
    let file = downloads.join("output.txt");
    let expected = very_long_output();
    let end = Instant::now() + SOON;
    loop {
        let found = std::fs::read_to_string(&file);
        if found.as_ref().is_ok_and(|text| *text == expected) {
            break;
        }
        if Instant::now() > end {
            let found = found.map_or_else(
                |error| error.to_string(),
                |text| format!("{} bytes of {}", text.len(), expected.len()),
            );
            return Err(format!("{}: {found}", file.display()));
        }
        tokio::time::sleep(PAUSE).await;
    }
    until(
        "saveButton('bash, very long').dataset.state === 'copied'",
        SOON,
    )
    .await?;
    require("goTo('Conversation')", "there is no way back").await?;
    until("choose('Legacy task')", SOON).await?;
    until("isLive('v2') && isIdle()", SOON).await
}

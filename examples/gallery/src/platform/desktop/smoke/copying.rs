//! Tries out that what is copied in the window is on the clipboard, by pasting it.

use super::flow::{SOON, require, step};
use super::hands::Hands;
use super::window::{ask, quoted, until};

/// Tries it out in the long conversation and says so, one line a rule.
///
/// # Errors
///
/// The rule that is broken, and how.
pub(super) async fn run(hands: &Hands) -> Result<(), String> {
    step("copies a message by its button", message(hands).await)?;
    step("copies all that is selected", everything(hands).await)
}

async fn message(hands: &Hands) -> Result<(), String> {
    require("(area().focus(), true)", "the area takes no focus").await?;
    let (x, y, words): (f64, f64, String) = ask("copyButton()").await?;
    hands.point_at(x, y)?;
    until("window.copied.matches(':hover')", SOON).await?;
    hands.click()?;
    until("copyButtonSays('copied')", SOON).await?;
    paste(hands).await?;
    until(&format!("box().value === {}", quoted(&words)), SOON).await
}

/// Turns that are not drawn, too.
async fn everything(hands: &Hands) -> Result<(), String> {
    require("(area().focus(), true)", "the area takes no focus").await?;
    hands.press("ctrl+a")?;
    until("isAllSelected()", SOON).await?;
    hands.press("ctrl+c")?;
    paste(hands).await?;
    until("questionsIn(box().value) === turnCount()", SOON).await
}

/// Pastes into the message box, in place of what is in it.
async fn paste(hands: &Hands) -> Result<(), String> {
    require("type('') === ''", "the box cannot be emptied").await?;
    hands.press("ctrl+v")
}

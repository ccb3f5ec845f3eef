//! What a visitor tries out, step by step.

use std::time::Duration;

use super::super::{Own, picture};
use super::Smoke;
use super::place;
use super::recorded;
use super::saving;
use super::window::{ask, quoted, until};

/// How long the page may take to show something that it has.
pub(super) const SOON: Duration = Duration::from_secs(15);

/// How long an answer may take as it was recorded.
pub(super) const ANSWER: Duration = Duration::from_secs(40);

/// What is said in the second generation's session.
const HELLO: &str = "hello";
const LONG: &str = "long, please";

/// Tries everything out and says so, one line a step.
///
/// # Errors
///
/// The step that failed, and why.
pub(super) async fn run(smoke: &Smoke, gateway: &Own) -> Result<(), String> {
    step("opens the conversation", opens().await)?;
    step("answers a message as recorded", answers().await)?;
    step(
        "shows the whole answer of a gateway that crashes in its middle",
        survives(gateway).await,
    )?;
    step("stops an answer", stops().await)?;
    step(
        "has everything again after it was closed",
        comes_back().await,
    )?;
    if let Some(path) = &smoke.screenshot {
        step("leaves a picture", picture::save(path).await)?;
    }
    step(
        "upgrades a session of the first generation",
        upgrades().await,
    )?;
    if let Some(downloads) = &smoke.downloads {
        step("saves a long text as a file", saving::run(downloads).await)?;
    }
    place::run().await
}

pub(super) fn step(what: &str, outcome: Result<(), String>) -> Result<(), String> {
    match outcome {
        Ok(()) => {
            println!("smoke: {what}: ok");
            Ok(())
        }
        Err(reason) => Err(format!("{what}: {reason}")),
    }
}

async fn opens() -> Result<(), String> {
    until("choose('Word counter')", SOON).await?;
    until("isLive('v2') && isEnded('v1')", SOON).await?;
    until("unfold('v1')", SOON).await?;
    until("isUnfolded('v1')", SOON).await
}

async fn answers() -> Result<(), String> {
    say(HELLO).await?;
    until(&format!("isAnswered({})", quoted(HELLO)), ANSWER).await?;
    shows(recorded::CHAT).await
}

async fn survives(gateway: &Own) -> Result<(), String> {
    say(LONG).await?;
    until(&format!("isAnswering({})", quoted(LONG)), ANSWER).await?;
    let mut gateway = gateway.lock().await;
    let gateway = gateway.as_mut().ok_or("the gateway is somebody else's")?;
    gateway.crash();
    until("isLost()", SOON).await?;
    gateway.restart().await?;
    until(&format!("isAnswered({})", quoted(LONG)), ANSWER).await?;
    until("isLive('v2') && !isLost()", SOON).await?;
    shows(recorded::LONG).await
}

async fn stops() -> Result<(), String> {
    say(LONG).await?;
    until(&format!("isAnswering({})", quoted(LONG)), ANSWER).await?;
    require("click('.pc-stop')", "there is no button to stop with").await?;
    until("isInterrupted()", SOON).await
}

/// Leaves the conversation for another page and comes back: everything is replayed.
async fn comes_back() -> Result<(), String> {
    let before: Vec<String> = ask("transcript()").await?;
    require("goTo('States')", "there is no way to another page").await?;
    until(
        "!session('v2') || Boolean(document.querySelector('.gallery-specimen'))",
        SOON,
    )
    .await?;
    require("goTo('Conversation')", "there is no way back").await?;
    until("choose('Word counter')", SOON).await?;
    until("isLive('v2') && isIdle() && unfold('v1')", SOON).await?;
    let expected = serde_json::Value::from(before).to_string();
    until(
        &format!("JSON.stringify(transcript()) === JSON.stringify({expected})"),
        SOON,
    )
    .await
}

async fn upgrades() -> Result<(), String> {
    require("choose('Legacy task')", "there is no project `Legacy task`").await?;
    until("isLive('v1') && sessions().length === 1", SOON).await?;
    say(HELLO).await?;
    until(
        "isEnded('v1') && isLive('v2') && sessions().length === 2",
        SOON,
    )
    .await?;
    let hello = quoted(HELLO);
    until(&format!("hasMoved({hello}, 'v1', 'v2')"), SOON).await?;
    until(&format!("isAnswered({hello})"), ANSWER).await?;
    shows(recorded::CHAT).await
}

/// Types a message and sends it, through the box's own events.
pub(super) async fn say(message: &str) -> Result<(), String> {
    let typed: String = ask(&format!("type({})", quoted(message))).await?;
    if typed != message {
        return Err(format!(
            "the box holds `{typed}` after `{message}` was typed"
        ));
    }
    until(
        "document.querySelector('.pc-send')?.disabled === false",
        SOON,
    )
    .await?;
    require("press('Enter')", "the box takes no keys").await
}

/// Does something that must be possible at once.
pub(super) async fn require(call: &str, otherwise: &str) -> Result<(), String> {
    if ask::<bool>(call).await? {
        return Ok(());
    }
    Err(otherwise.to_owned())
}

/// Compares the last answer with what the agent had stored.
async fn shows(messages: &str) -> Result<(), String> {
    let shown: String = ask("answer(lastTurn())").await?;
    for line in recorded::plain_lines(messages)? {
        let line: String = ask(&format!("words({})", quoted(&line))).await?;
        if !shown.contains(&line) {
            return Err(format!(
                "the answer does not show `{line}`; it shows `{shown}`"
            ));
        }
    }
    Ok(())
}

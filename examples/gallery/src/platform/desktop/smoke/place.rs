//! Tries out that the window keeps the reader's place in a long conversation.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::copying;
use super::flow::{ANSWER, SOON, require, say, step};
use super::hands::Hands;
use super::window::{ask, quoted, until};

/// How far what is read may seem to move, in CSS pixels: the area is scrolled by whole ones, so it may
/// stand up to half a pixel off, before and after.
const NOTHING: f64 = 1.0;

/// What is said to get an answer with tools.
const TOOLS: &str = "edit, please";

/// How long the wheel takes from the display to the page.
const REACH: Duration = Duration::from_millis(250);

/// For how many frames in a row the wheel is turned by a notch to look for gaps.
const TURNS: u32 = 60;

/// What is in the middle of the area.
#[derive(Debug, Deserialize, Serialize)]
struct Place {
    turn: String,
    top: f64,
}

/// What was seen while the wheel was turned.
#[derive(Debug, Deserialize)]
struct Gaps {
    frames: u32,
    gaps: u32,
}

/// Tries it out and says so, one line a rule.
///
/// # Errors
///
/// The rule that is broken, and how.
pub(super) async fn run() -> Result<(), String> {
    let hands = Hands::new()?;
    step("opens a card where it is", opens_card(&hands).await)?;
    step("opens a long conversation at its end", opens(&hands).await)?;
    step("follows who is at the end", follows().await)?;
    step("lets go at the wheel", lets_go(&hands, Way::Wheel).await)?;
    step("takes hold again at the end", takes_hold(&hands).await)?;
    step("lets go at a key", lets_go(&hands, Way::Key).await)?;
    step("moves nothing that is read", stays(&hands).await)?;
    step("keeps the place over another page", comes_back().await)?;
    step(
        "draws what comes into view when it comes",
        draws(&hands).await,
    )?;
    step("jumps to the latest", jumps().await)?;
    copying::run(&hands).await
}

/// What the reader lets go with.
enum Way {
    Wheel,
    Key,
}

async fn opens_card(hands: &Hands) -> Result<(), String> {
    say(TOOLS).await?;
    until(&format!("isAnswered({})", quoted(TOOLS)), ANSWER).await?;
    let at: Option<(f64, f64)> = ask("foldedCard()").await?;
    let (x, y) = at.ok_or("no card is in view")?;
    hands.point_at(x, y)?;
    hands.click()?;
    until("cardMoved().then((by) => by !== null)", SOON).await?;
    let moved: f64 = ask("cardMoved()").await?;
    if moved < NOTHING {
        return Ok(());
    }
    Err(format!("the card's head moved by {moved} pixels"))
}

async fn opens(hands: &Hands) -> Result<(), String> {
    require("goTo('Long')", "there is no long conversation").await?;
    until("turns().length > 0", SOON).await?;
    until("isAtEnd()", SOON).await?;
    let (x, y) = ask::<(f64, f64)>("middle()").await?;
    hands.point_at(x, y)
}

async fn follows() -> Result<(), String> {
    until("isFollowing()", SOON).await?;
    for _ in 0..4 {
        act("Say more").await?;
    }
    act("Add a turn").await?;
    until("isAtEnd()", SOON).await?;
    require("!canJump()", "there is a jump to where the reader is").await
}

async fn lets_go(hands: &Hands, way: Way) -> Result<(), String> {
    match way {
        Way::Wheel => hands.wheel(-1)?,
        Way::Key => {
            require("(area().focus(), true)", "the area takes no focus").await?;
            hands.press("Prior")?;
        }
    }
    until("!isFollowing() && canJump()", SOON).await?;
    tokio::time::sleep(REACH).await;
    let place = place().await?;
    for _ in 0..3 {
        act("Say more").await?;
        place.holds("more was said").await?;
    }
    Ok(())
}

async fn takes_hold(hands: &Hands) -> Result<(), String> {
    hands.wheel(60)?;
    until("isFollowing()", SOON).await?;
    act("Say more").await?;
    until("isAtEnd()", SOON).await
}

async fn stays(hands: &Hands) -> Result<(), String> {
    hands.wheel(-40)?;
    tokio::time::sleep(REACH).await;
    let place = place().await?;
    until("above() >= 0", SOON).await?;
    let above: u32 = ask("above()").await?;
    for (what, call) in [
        ("an answer above grew", format!("act('Rewrite', {above})")),
        (
            "a picture was loaded above",
            format!("act('Add a picture', {above})"),
        ),
        ("older turns came", "act('Add older turns')".to_owned()),
        ("a turn came", "act('Add a turn')".to_owned()),
    ] {
        require(&call, "the page has no such button").await?;
        place.holds(what).await?;
    }
    Ok(())
}

async fn comes_back() -> Result<(), String> {
    let place = place().await?;
    require("goTo('Markdown')", "there is no way to another page").await?;
    until("turns().length === 0", SOON).await?;
    require("goTo('Long')", "there is no way back").await?;
    until("turns().length > 0", SOON).await?;
    place.holds("the reader came back").await?;
    until("!isFollowing()", SOON).await
}

async fn draws(hands: &Hands) -> Result<(), String> {
    require("watchGaps()", "nothing can be watched").await?;
    for by in [-1, 1] {
        for _ in 0..TURNS {
            hands.wheel(by)?;
            require("frames(1)", "nothing is drawn").await?;
        }
    }
    require("rests()", "nothing rests").await?;
    let seen: Gaps = ask("window.gaps").await?;
    // What is drawn follows the wheel from another process, so a busy machine may miss a frame.
    if seen.frames < TURNS || seen.gaps > seen.frames / 10 {
        return Err(format!(
            "there was a gap in {} of {} frames",
            seen.gaps, seen.frames
        ));
    }
    until("gapsInView() === 0", SOON).await
}

async fn jumps() -> Result<(), String> {
    act("Add a turn").await?;
    require("click('.pc-jump-latest')", "there is no jump").await?;
    until("isAtEnd()", SOON).await?;
    until("isFollowing() && !canJump()", SOON).await
}

async fn act(name: &str) -> Result<(), String> {
    require(&format!("act('{name}')"), "the page has no such button").await
}

async fn place() -> Result<Place, String> {
    ask("place()").await
}

impl Place {
    /// Whether what was there still is.
    async fn holds(&self, after: &str) -> Result<(), String> {
        let from = serde_json::to_string(self).map_err(|error| error.to_string())?;
        let moved: Option<f64> = ask(&format!("moved({from})")).await?;
        match moved {
            Some(moved) if moved < NOTHING => Ok(()),
            Some(moved) => Err(format!(
                "what was read moved by {moved} pixels when {after}"
            )),
            None => Err(format!("what was read is not there any more after {after}")),
        }
    }
}

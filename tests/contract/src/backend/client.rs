//! This end of a case.

use std::rc::Rc;
use std::time::Duration;

use futures_util::future::{Either, select};
use session_client::testing::ManualTimers;
use session_client::{HttpBackend, Reply};

use super::{Answer, Case, Client};
use crate::World;
use crate::transport::is_as;

/// Longer than any call may take.
const PATIENCE: Duration = Duration::from_secs(31);

/// Runs a case; says what was wrong.
pub async fn check(world: &World, case: &Case) -> Result<(), String> {
    let run = World::new_run();
    let base = match case.answer {
        Answer::Nobody => format!("http://127.0.0.1:{}", world.unused_port().await?),
        _ => format!("http://{}/backend/{}/{run}/", world.host, case.name),
    };
    let timers = ManualTimers::default();
    let backend = HttpBackend::new(&base).with_timers(Rc::new(timers.clone()));
    let call = (case.call)(backend);
    let outcome = match case.client {
        Client::Wait => shown(call).await?,
        Client::LosePatience => {
            let begun = Box::pin(world.begun(&run));
            match select(call, begun).await {
                Either::Left((early, _)) => return Err(format!("it ended early: {early:?}")),
                Either::Right((begun, call)) => {
                    begun?;
                    timers.elapse(PATIENCE);
                    shown(call).await?
                }
            }
        }
        Client::GiveUp => {
            let begun = Box::pin(world.begun(&run));
            match select(call, begun).await {
                Either::Left((early, _)) => return Err(format!("it ended early: {early:?}")),
                Either::Right((begun, call)) => {
                    begun?;
                    drop(call);
                }
            }
            world.ended(&run).await?
        }
    };
    let expected = world.expected(case.outcome, case.in_browsers);
    if !is_as(&outcome, expected) {
        return Err(format!("it came to {outcome:?} instead of {expected:?}"));
    }
    if let Client::LosePatience = case.client {
        let ended = world.ended(&run).await?;
        if ended != "cut" {
            return Err(format!("the request was not given up: {ended:?}"));
        }
    }
    let Some(expected) = case.asked else {
        return Ok(());
    };
    let asked = world.begun(&run).await?;
    if asked == expected {
        return Ok(());
    }
    Err(format!(
        "the peer was asked {asked:?} instead of {expected:?}"
    ))
}

/// An answer in words, or the kind of its error and the words of it, none of which is a secret.
async fn shown(call: Reply<String>) -> Result<String, String> {
    match call.await {
        Ok(answer) => Ok(answer),
        Err(error) if error.message.contains("hush") => {
            Err(format!("a secret is told: {}", error.message))
        }
        Err(error) => Ok(format!("{:?}: {}", error.kind, error.message)),
    }
}

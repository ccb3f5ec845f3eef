//! This end of a case.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::oneshot;
use futures_util::StreamExt;
use futures_util::future::{Either, LocalBoxFuture, select};
use serde_json::json;
use session_client::testing::Scripted;
use session_client::{Closed, Connection, Secret, Transport, WebSockets, drive, now};
use session_model::{Input, Link, Project};

use super::heard::Heard;
use super::{Case, Client, Peer, Step};
use crate::{Platform, World};

/// Longer than a driver waits for a connection.
const PATIENCE: Duration = Duration::from_secs(21);

/// Runs a case; says what was wrong.
pub async fn check(world: &World, case: &Case) -> Result<(), String> {
    let expected = world.expected(case.expected, case.in_browsers);
    let run = World::new_run();
    let url = url(world, case, &run).await?;
    let mut heard = Heard::default();
    match case.client {
        Client::Listen => {
            let mut connection = WebSockets::new().open(&url).await;
            listen(&mut *connection, &mut heard).await?;
        }
        Client::ListenUpTo(limit) => {
            let sockets = WebSockets::new().with_max_frame(limit);
            listen(&mut *sockets.open(&url).await, &mut heard).await?;
        }
        Client::ListenLate => {
            let mut connection = open_to_a_frame(&url, &mut heard).await?;
            is_waited_for(world, case, &run).await?;
            listen(&mut *connection, &mut heard).await?;
        }
        Client::Leave => {
            let connection = open_to_a_frame(&url, &mut heard).await?;
            connection.close().await;
        }
        Client::Drop => drop(open_to_a_frame(&url, &mut heard).await?),
        Client::GiveUp => {
            let begun = Box::pin(world.begun(&run));
            match select(WebSockets::new().open(&url), begun).await {
                Either::Left(_) => return Err("it is open".to_owned()),
                Either::Right((begun, _attempt)) => drop(begun?),
            }
        }
        Client::LosePatience => {
            let begun = world.begun(&run);
            heard.hear(Err(lose_patience(url, begun).await?))?;
        }
    }
    heard.check(expected.hears)?;
    let Some(expected) = expected.peer else {
        return Ok(());
    };
    let ended = world.ended(&run).await?;
    if ended == expected {
        return Ok(());
    }
    Err(format!("the peer heard {ended:?} instead of {expected:?}"))
}

async fn url(world: &World, case: &Case, run: &str) -> Result<Secret, String> {
    let there = format!(
        "transport/{}/{run}?fromId=42&ticket=a.b-c%3Dd%26e",
        case.name
    );
    Ok(Secret::new(match case.peer {
        Peer::Nowhere(url) => url.to_owned(),
        Peer::Nobody => {
            let port = world.unused_port().await?;
            format!("ws://127.0.0.1:{port}/?ticket=hush")
        }
        Peer::NoTls => format!("wss://{}/{there}", world.host),
        _ => format!("ws://{}/{there}", world.host),
    }))
}

async fn open_to_a_frame(url: &Secret, heard: &mut Heard) -> Result<Box<dyn Connection>, String> {
    let mut connection = WebSockets::new().open(url).await;
    match connection.next().await {
        Some(item) => heard.hear(item)?,
        None => return Err("it ended without a close".to_owned()),
    }
    Ok(connection)
}

/// Waits until the peer has said all that it can while nobody listens: in a browser, until it has
/// gone. Elsewhere it must not have been able to say everything.
async fn is_waited_for(world: &World, case: &Case, run: &str) -> Result<(), String> {
    if world.platform == Platform::Browser {
        return world.ended(run).await.map(drop);
    }
    let Peer::Take([Step::Flood(all, _), ..]) = case.peer else {
        return Err("the peer does not say more than can wait".to_owned());
    };
    let said = world.said(run).await?;
    if said.parse().is_ok_and(|said: usize| said < *all) {
        return Ok(());
    }
    Err(format!("{said} of {all} frames wait somewhere"))
}

/// Hears a connection to its end, after which it must say nothing.
async fn listen(connection: &mut dyn Connection, heard: &mut Heard) -> Result<(), String> {
    while let Some(item) = connection.next().await {
        heard.hear(item)?;
    }
    match connection.next().await {
        None => Ok(()),
        Some(more) => Err(format!("it goes on after its end: {more:?}")),
    }
}

/// Opens every connection at one place.
struct At {
    sockets: WebSockets,
    url: Secret,
}

impl Transport for At {
    fn open(&self, _: &Secret) -> LocalBoxFuture<'static, Box<dyn Connection>> {
        self.sockets.open(&self.url)
    }
}

/// Has a project's driver open a stream that never opens, and lets its time pass once the attempt
/// has begun.
async fn lose_patience(
    url: Secret,
    begun: impl Future<Output = Result<String, String>>,
) -> Result<Closed, String> {
    let script = Scripted::new();
    let mut world = script.world();
    world.transport = Rc::new(At {
        sockets: WebSockets::new(),
        url,
    });
    let (driver, effects) = drive(world);
    let mut project = Project::new("p1".into(), 7);
    project.handle(Input::Open, now());
    let loaded = serde_json::from_value(json!({
        "id": "p1", "session_id": "agent_1", "sessions": [{
            "id": "1", "cloud_agent_session_id": "agent_1", "worker_version": "v2",
            "initiated": true, "prepared": true,
        }],
    }));
    let loaded = loaded.map_err(|error| error.to_string())?;
    let step = project.handle(Input::Loaded(Ok(Box::new(loaded))), now());
    effects.perform(step.effects);

    let (close, closed) = oneshot::channel();
    let close = RefCell::new(Some(close));
    let run = driver.run(|batch| {
        for input in batch.inputs {
            if let Input::Link { link, .. } = input
                && let Link::Closed { code, reason } = link
                && let Some(close) = close.take()
            {
                // Fails where nobody waits for it any more.
                let _ = close.send(Closed::by_server(code, reason));
            }
        }
    });
    let wait = async {
        begun.await?;
        script.timers.elapse(PATIENCE);
        closed.await.map_err(|_| "the driver is gone".to_owned())
    };
    match select(Box::pin(wait), Box::pin(run)).await {
        Either::Left((closed, _)) => closed,
        Either::Right(_) => Err("the driver has ended".to_owned()),
    }
}

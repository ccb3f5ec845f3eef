//! The open streams of a driver, at most one for a session.

use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, FutureExt, LocalBoxFuture, select};
use session_model::input::Link as News;
use session_model::session::Epoch;
use session_model::{CallError, Input, SessionKey, StreamRequest};

use super::World;
use crate::{Closed, Connection, Incoming, Unopened};

/// How long opening a connection may take, the ticket not counted.
const OPENING: Duration = Duration::from_secs(20);

/// The links of all sessions.
#[derive(Default)]
pub(super) struct Links {
    links: Vec<Link>,
    /// Whose turn it is, so that a session that streams without pause holds no other back.
    turn: usize,
}

/// One session's way to its stream.
pub(super) struct Link {
    pub(super) session: SessionKey,
    pub(super) epoch: Epoch,
    state: State,
}

enum State {
    Opening(LocalBoxFuture<'static, Result<Box<dyn Connection>, CallError>>),
    Open(Box<dyn Connection>),
}

impl Links {
    pub(super) fn open(&mut self, link: Link) {
        self.links.push(link);
    }

    pub(super) fn remove(&mut self, is_wanted: impl Fn(&Link) -> bool) -> Option<Link> {
        let at = self.links.iter().position(is_wanted)?;
        Some(self.links.remove(at))
    }

    pub(super) fn poll_input(&mut self, cx: &mut Context<'_>) -> Poll<Input> {
        for _ in 0..self.links.len() {
            let at = self.turn % self.links.len();
            self.turn = at + 1;
            let link = &mut self.links[at];
            if let Poll::Ready(news) = link.poll_news(cx) {
                let (session, epoch) = (link.session, link.epoch);
                if !matches!(news, News::Frame(_) | News::LeftOut(_)) {
                    self.links.remove(at);
                }
                return Poll::Ready(Input::Link {
                    session,
                    epoch,
                    link: news,
                });
            }
        }
        Poll::Pending
    }
}

impl Link {
    /// Gets a ticket and opens the stream with it, as it is polled.
    pub(super) fn new(world: &World, request: StreamRequest) -> Self {
        let (session, epoch) = (request.session, request.epoch);
        Self {
            session,
            epoch,
            state: State::Opening(opening(world, request)),
        }
    }

    /// Gives up, at any moment.
    pub(super) fn leave(self) -> LocalBoxFuture<'static, ()> {
        match self.state {
            State::Opening(_) => std::future::ready(()).boxed_local(),
            State::Open(connection) => connection.close(),
        }
    }

    /// A frame, or why there are no more.
    fn poll_news(&mut self, cx: &mut Context<'_>) -> Poll<News> {
        if let State::Opening(opening) = &mut self.state {
            match ready!(opening.poll_unpin(cx)) {
                Ok(connection) => self.state = State::Open(connection),
                Err(error) => return Poll::Ready(News::NoTicket(error)),
            }
        }
        let State::Open(connection) = &mut self.state else {
            return Poll::Pending;
        };
        Poll::Ready(match ready!(connection.poll_next_unpin(cx)) {
            Some(Ok(Incoming::Frame(text))) => News::Frame(text),
            Some(Ok(Incoming::LeftOut(frame))) => News::LeftOut(frame),
            Some(Err(closed)) => ended(closed),
            // Transports of hosts may break the rule that a close is told.
            None => ended(Closed::lost("")),
        })
    }
}

fn ended(closed: Closed) -> News {
    if closed.is_behind {
        return News::Behind;
    }
    let Closed { code, reason, .. } = closed;
    News::Closed { code, reason }
}

fn opening(
    world: &World,
    request: StreamRequest,
) -> LocalBoxFuture<'static, Result<Box<dyn Connection>, CallError>> {
    let backend = Rc::clone(&world.backend);
    let transport = Rc::clone(&world.transport);
    let timers = Rc::clone(&world.timers);
    Box::pin(async move {
        let StreamRequest {
            cloud_session,
            version,
            from,
            ..
        } = request;
        let ticket = backend.ticket(&cloud_session, &version).await?;
        let url = backend.stream_url(&cloud_session, &version, &ticket, from);
        Ok(
            match select(transport.open(&url), timers.after(OPENING)).await {
                Either::Left((connection, _)) => connection,
                Either::Right(_) => Unopened::boxed(Closed::lost(format!(
                    "The connection could not be opened in {} seconds.",
                    OPENING.as_secs()
                ))),
            },
        )
    })
}

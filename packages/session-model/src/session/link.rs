//! What a session does about news of its connection: frames, closes, timers and wakes.

use session_wire::CloudSessionId;
use session_wire::frame::{Envelope, Frame, Place};
use session_wire::stream::StreamEvent;

use super::connection::{self, Heard, Verdict};
use super::phase::is_end;
use super::{Applying, DropReason, Epoch, Life, Marks, Session};
use crate::Timestamp;
use crate::change::{Change, Step};
use crate::effect::{Effect, Timer};
use crate::input::{LeftOut, Link};
use crate::version::{Applied, Transcript as _, Version};

impl<V: Version> Session<V> {
    /// Something happened to one of the session's connections.
    pub(crate) fn link(
        &mut self,
        epoch: Epoch,
        link: Link,
        roll: f64,
        now: Timestamp,
        step: &mut Step,
    ) {
        let Life::Live(live) = &mut self.life else {
            return;
        };
        if !live.connection.is_current(epoch) {
            return;
        }
        match link {
            Link::Frame(text) => self.frame(&text, now, step),
            Link::LeftOut(frame) => self.left_out(&frame, now, step),
            Link::NoTicket(error) => {
                let verdict = live.connection.no_ticket(&error, roll, now);
                self.follow(verdict, step);
            }
            Link::Behind => {
                let verdict = live.connection.fell_behind(roll, now);
                self.follow(verdict, step);
            }
            Link::Closed { code, reason } => {
                let verdict = live.connection.closed(code, &reason, roll, now);
                self.follow(verdict, step);
            }
        }
    }

    fn follow(&mut self, verdict: Verdict, step: &mut Step) {
        let (key, cloud_session) = (self.key, self.info.cloud_session.clone());
        let Life::Live(live) = &mut self.life else {
            return;
        };
        match (verdict, cloud_session) {
            (Verdict::RetryNow, Some(cloud_session)) => {
                Self::open(key, cloud_session, &mut live.connection, step);
            }
            (Verdict::RetryAfter(after), _) => step.ask(Effect::SetTimer {
                timer: Timer::Reconnect(key, live.connection.epoch()),
                after,
            }),
            (Verdict::GiveUp | Verdict::RetryNow, _) => {}
        }
        step.mark(Change::Session(key));
    }

    fn frame(&mut self, text: &str, now: Timestamp, step: &mut Step) {
        let key = self.key;
        let Life::Live(live) = &mut self.life else {
            return;
        };
        live.connection.receive(text.len() as u64);
        match Frame::decode(text) {
            Ok(Frame::Event(envelope)) => {
                if self.hear(&envelope.session_id, now, step) {
                    self.event(&envelope, now, step);
                }
            }
            Ok(Frame::Error(error)) => {
                live.connection.refused(error);
                step.mark(Change::Session(key));
            }
            Err(error) => {
                live.dropped.note(DropReason::NoFrame, error.to_string());
                step.mark(Change::Session(key));
            }
        }
    }

    /// An event came of a session; gives whether it is this one, which is a sign of life.
    fn hear(&mut self, session: &CloudSessionId, now: Timestamp, step: &mut Step) -> bool {
        let key = self.key;
        let Life::Live(live) = &mut self.life else {
            return false;
        };
        if self.info.cloud_session.as_ref() != Some(session) {
            let words = format!("an event of another session, {session}");
            live.dropped.note(DropReason::OtherSession, words);
            step.mark(Change::Session(key));
            return false;
        }
        let heard = live.connection.heard(now);
        if heard != Heard::Again {
            step.mark(Change::Session(key));
        }
        if heard == Heard::First {
            step.ask(Effect::SetTimer {
                timer: Timer::Liveness(key, live.connection.epoch()),
                after: connection::SUSPICION,
            });
        }
        true
    }

    /// A frame is passed over: the next connection does not ask for it again.
    fn left_out(&mut self, frame: &LeftOut, now: Timestamp, step: &mut Step) {
        let key = self.key;
        if let Life::Live(live) = &mut self.life {
            live.connection.receive(frame.bytes);
        }
        let place = Place::read(&frame.start);
        if let Some(place) = &place
            && !self.hear(&place.session_id, now, step)
        {
            return;
        }
        let Life::Live(live) = &mut self.life else {
            return;
        };
        let arrival = place.map(|place| live.connection.advance(place.event_id));
        if !arrival.is_some_and(|arrival| arrival.is_repeat) {
            live.dropped.note_too_big(frame.bytes);
            step.mark(Change::Session(key));
        }
    }

    fn event(&mut self, envelope: &Envelope, now: Timestamp, step: &mut Step) {
        let key = self.key;
        let Life::Live(live) = &mut self.life else {
            return;
        };
        let arrival = live.connection.advance(envelope.event_id);
        let event = envelope.event();
        if !arrival.is_repeat && !matches!(event, StreamEvent::Agent(_)) {
            let before = live.worker.clone();
            live.worker.apply(&event);
            if live.worker != before {
                step.mark(Change::Session(key));
            }
        }
        let is_outdated = match &event {
            StreamEvent::Connected(connected) => live.connection.caught_up(connected.is_working()),
            _ => false,
        };
        let applied = self.transcript.apply(
            &Applying {
                event: &event,
                envelope,
                arrival,
                is_outdated,
                now,
            },
            &mut live.outbox,
            &mut Marks::new(key, step),
        );
        let told = match applied {
            Ok(told) => told,
            Err(reason) => {
                live.dropped.note(DropReason::NoEvent, reason);
                step.mark(Change::Session(key));
                return;
            }
        };
        // A repeat tells of a run that may long be over.
        if arrival.is_repeat {
            return;
        }
        if matches!(told, Applied::Busy | Applied::Growing) && live.worker.agent_works() {
            step.mark(Change::Session(key));
        }
        if is_end(&event) {
            live.connection.run_heard(true);
        } else if told == Applied::Busy || matches!(event, StreamEvent::Started) {
            live.connection.run_heard(false);
        }
        let phase = live.phase.after(&event, told);
        if phase != live.phase {
            live.phase = phase;
            step.mark(Change::Session(key));
        }
    }

    /// A wait is over: a lost connection is tried again.
    pub(crate) fn reconnect_due(&mut self, epoch: Epoch, step: &mut Step) {
        let (key, cloud_session) = (self.key, self.info.cloud_session.clone());
        if let (Life::Live(live), Some(cloud_session)) = (&mut self.life, cloud_session)
            && live.connection.is_waiting_in(epoch)
        {
            Self::open(key, cloud_session, &mut live.connection, step);
            step.mark(Change::Session(key));
        }
    }

    /// A connection has to have come about by now, or it is given up: an upgrade that is followed by
    /// silence ends in no other way.
    pub(crate) fn opening_due(&mut self, epoch: Epoch, roll: f64, now: Timestamp, step: &mut Step) {
        let session = self.key;
        let Life::Live(live) = &mut self.life else {
            return;
        };
        if !live.connection.is_current(epoch) || live.connection.is_open() {
            return;
        }
        step.ask(Effect::CloseStream { session, epoch });
        let verdict = live.connection.opened_for_nothing(roll, now);
        self.follow(verdict, step);
    }

    /// A connection has to have been heard of by now, or it is suspected, and then taken for dead.
    pub(crate) fn liveness_due(&mut self, epoch: Epoch, now: Timestamp, step: &mut Step) {
        let (key, cloud_session) = (self.key, self.info.cloud_session.clone());
        let (Life::Live(live), Some(cloud_session)) = (&mut self.life, cloud_session) else {
            return;
        };
        if !live.connection.is_current(epoch) || !live.connection.is_open() {
            return;
        }
        let silent = live.connection.silent_for(now);
        let liveness = live.connection.liveness_time();
        if silent < liveness {
            let is_suspect = silent >= connection::SUSPICION;
            if is_suspect && !live.connection.is_suspect() {
                live.connection.suspect();
                step.mark(Change::Session(key));
            }
            let next = if is_suspect {
                liveness
            } else {
                connection::SUSPICION
            };
            step.ask(Effect::SetTimer {
                timer: Timer::Liveness(key, epoch),
                after: next.saturating_sub(silent),
            });
            return;
        }
        step.ask(Effect::CloseStream {
            session: key,
            epoch,
        });
        live.connection.fell_silent();
        Self::open(key, cloud_session, &mut live.connection, step);
        step.mark(Change::Session(key));
    }

    /// The world came back: connections that wait or gave up are tried now.
    pub(crate) fn wake(&mut self, now: Timestamp, step: &mut Step) {
        let (key, cloud_session) = (self.key, self.info.cloud_session.clone());
        let Life::Live(live) = &mut self.life else {
            return;
        };
        let Some(cloud_session) = cloud_session else {
            return;
        };
        if live.connection.is_open() && live.connection.silent_for(now) < connection::SUSPICION {
            return;
        }
        if live.connection.is_opening() || live.connection.is_closed() {
            return;
        }
        if let Some(epoch) = live.connection.epoch_to_close() {
            step.ask(Effect::CloseStream {
                session: key,
                epoch,
            });
        }
        live.connection.reset_attempts();
        Self::open(key, cloud_session, &mut live.connection, step);
        step.mark(Change::Session(key));
    }
}

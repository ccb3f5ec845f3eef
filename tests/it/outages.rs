//! A day of outages, refusals and sleeps in simulated time, against a scripted peer.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::json;
use session_model::{
    ConnectionState, Draft, Effect, Epoch, Input, Link, SessionKey, Timer, Timestamp, Wake,
};
use session_wire::call::WorkerVersion;
use tests::{Recording, frame};

use crate::peer::{Peer, SESSION};
use crate::streams::cases;

/// A day in seconds.
const DAY: u64 = 24 * 60 * 60;

/// What the world does for a while.
#[derive(Clone, Copy, Debug)]
enum Weather {
    /// Streams open, and the server beats.
    Fair,
    /// Nothing can be opened, and what was open is cut.
    Outage,
    /// What is open says nothing any more, and what is opened says nothing at all.
    Silence,
    /// Streams open, and are soon closed for want of a ticket.
    Expired,
    /// No timer runs; then the machine wakes.
    Sleep,
}

fn weather() -> impl Strategy<Value = (Weather, u64)> {
    let kind = prop_oneof![
        3 => Just(Weather::Fair),
        2 => Just(Weather::Outage),
        1 => Just(Weather::Silence),
        1 => Just(Weather::Expired),
        1 => Just(Weather::Sleep),
    ];
    (kind, 1..5_400_u64)
}

/// A client's model in a world whose time is a number.
struct World {
    peer: Peer,
    timers: Vec<(Timestamp, Timer)>,
    /// The stream that the model has, and whether anything can be heard on it.
    stream: Option<(SessionKey, Epoch)>,
    /// What the server has stored.
    stored: Vec<String>,
    /// How many of them the open stream has sent.
    sent: usize,
    weather: Weather,
    next_beat: Timestamp,
    /// How often a stream was asked for.
    openings: usize,
}

impl World {
    fn new(stored: Vec<String>) -> Self {
        let peer = Peer::live(&WorkerVersion::V2);
        let mut world = Self {
            next_beat: peer.now,
            peer,
            timers: Vec::new(),
            stream: None,
            stored,
            sent: 0,
            weather: Weather::Fair,
            openings: 0,
        };
        world.settle();
        world
    }

    fn input(&mut self, input: Input) {
        self.peer.input(input);
        self.settle();
    }

    /// Does what the model asks for until it asks for nothing.
    fn settle(&mut self) {
        loop {
            let effects = self.peer.take_effects();
            if effects.is_empty() {
                return;
            }
            for effect in effects {
                match effect {
                    Effect::SetTimer { timer, after } => {
                        self.timers.push((self.peer.now + after, timer));
                    }
                    Effect::CloseStream { session, epoch } => {
                        assert_eq!(self.stream.take(), Some((session, epoch)), "closed twice");
                    }
                    Effect::OpenStream(request) => {
                        assert_eq!(self.stream, None, "two streams of one session");
                        self.openings += 1;
                        self.stream = Some((request.session, request.epoch));
                        self.sent = request.from.map_or(0, |id| usize::try_from(id.0).unwrap());
                        self.open();
                    }
                    _ => {}
                }
            }
        }
    }

    /// What comes of an opening in this weather.
    fn open(&mut self) {
        match self.weather {
            Weather::Fair => self.say(0, "heartbeat"),
            Weather::Outage => self.end(1006, ""),
            Weather::Expired => self.end(1008, "the ticket has expired"),
            Weather::Silence | Weather::Sleep => {}
        }
    }

    fn say(&mut self, id: u64, kind: &str) {
        let text = frame(SESSION, id, kind, &json!({}));
        self.link(Link::Frame(text));
    }

    fn link(&mut self, link: Link) {
        if let Some((session, epoch)) = self.stream {
            self.peer.input(Input::Link {
                session,
                epoch,
                link,
            });
        }
    }

    fn end(&mut self, code: u16, reason: &str) {
        let Some((session, epoch)) = self.stream.take() else {
            return;
        };
        let reason = reason.to_owned();
        let link = Link::Closed { code, reason };
        self.peer.input(Input::Link {
            session,
            epoch,
            link,
        });
    }

    /// Lets the weather change and last.
    fn turn(&mut self, weather: Weather, seconds: u64) {
        let was_asleep = matches!(self.weather, Weather::Sleep);
        self.weather = weather;
        if was_asleep {
            self.input(Input::Wake(Wake::Visible));
        }
        match weather {
            Weather::Outage => self.end(1006, ""),
            Weather::Expired => self.end(1008, ""),
            _ => {}
        }
        self.settle();
        let end = self.peer.now + Duration::from_secs(seconds);
        if let Weather::Sleep = weather {
            self.peer.now = end;
            return;
        }
        loop {
            let timer = (0..self.timers.len()).min_by_key(|index| self.timers[*index].0);
            let due = timer.map_or(end, |index| self.timers[index].0);
            let next = due.min(self.next_beat).min(end);
            self.peer.now = self.peer.now.max(next);
            if self.next_beat <= self.peer.now {
                self.next_beat = self.peer.now + Duration::from_secs(20);
                self.beat();
            } else if due <= self.peer.now
                && let Some(index) = timer
            {
                let (_, timer) = self.timers.remove(index);
                self.input(Input::Timer(timer));
            }
            if self.peer.now >= end {
                return;
            }
        }
    }

    /// The server says that it lives, and two stored events more.
    fn beat(&mut self) {
        if let Weather::Fair = self.weather {
            for _ in 0..2 {
                if let Some(event) = self.stored.get(self.sent).cloned() {
                    self.sent += 1;
                    self.link(Link::Frame(event));
                }
            }
            self.say(0, "heartbeat");
            self.settle();
        }
    }

    fn state(&self) -> ConnectionState {
        self.peer.active().connection().unwrap().state().clone()
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_day_of_bad_weather_costs_no_event(day in prop::collection::vec(weather(), 16..64)) {
        let recording = Recording::read(WorkerVersion::V2, "subagent");
        let stored = recording.frames(SESSION);
        let mut world = World::new(stored.clone());
        let mut seconds = 0;
        for (weather, lasts) in day.into_iter().cycle() {
            world.turn(weather, lasts);
            seconds += lasts;
            if seconds >= DAY {
                break;
            }
        }
        // The network is back, and tells so.
        world.turn(Weather::Fair, 1);
        world.input(Input::Wake(Wake::Online));
        world.turn(Weather::Fair, 3_600);
        prop_assert!(matches!(world.state(), ConnectionState::Open { .. }), "{:?}", world.state());
        prop_assert_eq!(world.peer.active().connection().unwrap().attempts(), 0);
        let mut undisturbed = Peer::live(&WorkerVersion::V2);
        undisturbed.frames(&stored);
        prop_assert_eq!(world.peer.messages(0), undisturbed.messages(0));
        // At most an attempt for every second of a day, spread by the back-off: no storm.
        prop_assert!(world.openings < 6_000, "{} openings", world.openings);
    }
}

#[test]
fn stopping_during_a_send_calls_once_and_opens_nothing() {
    let mut world = World::new(Vec::new());
    let openings = world.openings;
    world.peer.send("Hello");
    let sends = world.peer.take_effects();
    let send = sends.iter().find_map(|effect| match effect {
        Effect::SendMessage { session, send, .. } => Some((*session, *send)),
        _ => None,
    });
    let (session, send) = send.unwrap();
    world.peer.input(Input::Interrupt);
    world.peer.input(Input::Interrupt);
    let calls = world.peer.take_effects();
    assert!(matches!(calls[..], [Effect::Interrupt { .. }]), "{calls:?}");
    let started = serde_json::from_value(json!({ "cloudAgentSessionId": SESSION })).unwrap();
    let result = Ok(started);
    world.input(Input::Sent {
        session,
        send,
        result,
    });
    assert_eq!(world.openings, openings);
    // What a composer could still do is to say something else.
    world.peer.input(Input::Send(Draft::default()));
    assert!(world.peer.take_effects().is_empty());
}

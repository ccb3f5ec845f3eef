//! What a session does about its connection: silence, losses, wakes and the end of patience.

use std::time::Duration;

use serde_json::json;
use session_model::{
    ConnectionState, Effect, Epoch, Input, Link, LostReason, SessionKey, Timer, Timestamp, Wake,
};
use session_wire::call::WorkerVersion;
use tests::frame;

use crate::peer::{Peer, SESSION};

/// A session's connection with the clock and the timers of its world.
struct Line {
    peer: Peer,
    /// The stream that was last asked for.
    stream: (SessionKey, Epoch),
    timers: Vec<(Timestamp, Timer)>,
    opened: Vec<Option<u64>>,
    closed: usize,
}

impl Line {
    /// The project is loaded and its stream asked for.
    fn new() -> Self {
        let peer = Peer::live(&WorkerVersion::V2);
        let mut line = Self {
            stream: peer.stream(),
            peer,
            timers: Vec::new(),
            opened: Vec::new(),
            closed: 0,
        };
        line.settle();
        line
    }

    /// Like [`new`](Self::new), with a first frame.
    fn open() -> Self {
        let mut line = Self::new();
        line.frame(1, "heartbeat");
        line
    }

    fn settle(&mut self) {
        for effect in self.peer.take_effects() {
            match effect {
                Effect::SetTimer { timer, after } => {
                    self.timers.push((self.peer.now + after, timer));
                }
                Effect::OpenStream(request) => {
                    self.opened.push(request.from.map(|id| id.0));
                    self.stream = (request.session, request.epoch);
                }
                Effect::CloseStream { .. } => self.closed += 1,
                _ => {}
            }
        }
    }

    fn input(&mut self, input: Input) {
        self.peer.input(input);
        self.settle();
    }

    fn link(&mut self, link: Link) {
        let (session, epoch) = self.stream;
        self.input(Input::Link {
            session,
            epoch,
            link,
        });
    }

    fn frame(&mut self, id: u64, kind: &str) {
        self.link(Link::Frame(frame(SESSION, id, kind, &json!({}))));
    }

    fn close(&mut self, code: u16, reason: &str) {
        let reason = reason.to_owned();
        self.link(Link::Closed { code, reason });
    }

    /// Lets time pass, and the timers that run out with it.
    fn pass(&mut self, seconds: u64) {
        let end = self.peer.now + Duration::from_secs(seconds);
        while let Some(next) = (0..self.timers.len())
            .filter(|index| self.timers[*index].0 <= end)
            .min_by_key(|index| self.timers[*index].0)
        {
            let (at, timer) = self.timers.remove(next);
            self.peer.now = at;
            self.input(Input::Timer(timer));
        }
        self.peer.now = end;
    }

    /// Lets time pass in which no timer runs.
    fn sleep(&mut self, seconds: u64) {
        self.peer.now = self.peer.now + Duration::from_secs(seconds);
    }

    fn state(&self) -> &'static str {
        match self.peer.active().connection().unwrap().state() {
            ConnectionState::Closed => "closed",
            ConnectionState::Opening => "opening",
            ConnectionState::Open { .. } => "open",
            ConnectionState::Suspect { .. } => "suspect",
            ConnectionState::Waiting { .. } => "waiting",
            ConnectionState::Lost(LostReason::Exhausted) => "exhausted",
            ConnectionState::Lost(LostReason::NotAuthorized) => "not authorized",
            ConnectionState::Lost(LostReason::NotFound) => "not found",
            ConnectionState::Lost(LostReason::TooBig) => "too big",
        }
    }
}

#[test]
fn silence_is_suspected_and_then_replaced_from_the_cursor() {
    let mut line = Line::open();
    let old = line.stream;
    line.pass(29);
    assert_eq!(line.state(), "open");
    // Thirty seconds are not too long yet.
    line.pass(1);
    assert_eq!(line.state(), "open");
    line.pass(1);
    assert_eq!(line.state(), "suspect");
    line.pass(13);
    assert_eq!((line.state(), line.closed), ("suspect", 0));
    line.pass(1);
    assert_eq!((line.state(), line.closed), ("opening", 1));
    assert_eq!(line.opened, [None, Some(1)]);
    // News of the replaced connection is no news.
    let (code, reason) = (1000, String::new());
    line.peer.link(old, Link::Closed { code, reason });
    assert_eq!(line.state(), "opening");
}

#[test]
fn a_heartbeat_is_a_sign_of_life() {
    let mut line = Line::open();
    for _ in 0..10 {
        line.pass(20);
        line.frame(0, "heartbeat");
        assert_eq!(line.state(), "open");
    }
    line.pass(35);
    assert_eq!(line.state(), "suspect");
    line.frame(0, "heartbeat");
    assert_eq!(line.state(), "open");
    line.pass(20);
    assert_eq!((line.state(), line.opened.len()), ("open", 1));
}

#[test]
fn an_upgrade_that_is_followed_by_silence_is_given_up() {
    let mut line = Line::new();
    line.pass(44);
    assert_eq!(line.state(), "opening");
    line.pass(1);
    assert_eq!((line.state(), line.closed), ("waiting", 1));
    assert_eq!(line.peer.active().connection().unwrap().attempts(), 1);
    line.pass(2);
    assert_eq!((line.state(), line.opened.len()), ("opening", 2));
}

#[test]
fn noise_is_no_sign_of_life() {
    let mut line = Line::new();
    for noise in ["", "{}", "null", r#"{"eventId":1}"#] {
        line.pass(10);
        line.link(Link::Frame(noise.to_owned()));
    }
    assert_eq!(line.state(), "opening");
    line.pass(5);
    assert_eq!(line.state(), "waiting");
    let mut line = Line::open();
    line.pass(29);
    line.link(Link::Frame("{".to_owned()));
    line.pass(2);
    assert_eq!(line.state(), "suspect");
}

#[test]
fn whoever_sleeps_through_an_outage_comes_back_at_once() {
    for (before, wake) in [
        ("waiting", Wake::Online),
        ("exhausted", Wake::Visible),
        ("suspect", Wake::Visible),
    ] {
        let mut line = Line::open();
        match before {
            "waiting" => line.close(1006, ""),
            "suspect" => line.pass(31),
            _ => {
                while line.state() != before {
                    line.close(1006, "");
                    line.pass(46);
                }
            }
        }
        assert_eq!(line.state(), before);
        let openings = line.opened.len();
        line.input(Input::Wake(wake));
        assert_eq!(
            (line.state(), line.opened.len()),
            ("opening", openings + 1),
            "{before}"
        );
        assert_eq!(
            line.peer.active().connection().unwrap().attempts(),
            0,
            "{before}"
        );
    }
}

#[test]
fn a_hidden_page_is_checked_after_thirty_seconds_and_not_before() {
    let mut line = Line::open();
    line.sleep(29);
    line.input(Input::Wake(Wake::Visible));
    assert_eq!((line.state(), line.closed), ("open", 0));
    line.sleep(2);
    line.input(Input::Wake(Wake::Visible));
    assert_eq!((line.state(), line.closed), ("opening", 1));
    // A wake during the opening changes nothing.
    line.input(Input::Wake(Wake::Online));
    assert_eq!(line.opened.len(), 2);
}

#[test]
fn a_person_may_replace_what_they_suspect() {
    let mut line = Line::open();
    let (session, _) = line.stream;
    line.input(Input::Reconnect(session));
    assert_eq!((line.state(), line.closed), ("open", 0));
    line.pass(31);
    line.input(Input::Reconnect(session));
    assert_eq!((line.state(), line.closed), ("opening", 1));
}

#[test]
fn an_outage_never_ends_in_a_refusal() {
    for (code, reason) in [
        (1006, ""),
        (1001, ""),
        (1011, "failed"),
        (1012, ""),
        (1013, ""),
    ] {
        let mut line = Line::open();
        let mut closes = 0;
        while line.state() != "exhausted" {
            line.close(code, reason);
            closes += 1;
            line.pass(46);
            assert!(closes < 20, "{code} goes on for ever");
        }
        assert_eq!(closes, 9, "{code}");
    }
}

#[test]
fn whoever_falls_behind_goes_on_after_what_was_taken_in() {
    let mut line = Line::open();
    line.frame(7, "started");
    line.link(Link::Behind);
    assert_eq!((line.state(), line.closed), ("waiting", 0));
    line.pass(2);
    assert_eq!(line.opened, [None, Some(7)]);
    // Who floods with noise is not asked for ever.
    while line.state() != "exhausted" {
        line.link(Link::Behind);
        line.pass(46);
        assert!(line.opened.len() < 20, "it goes on for ever");
    }
    let facts = line.peer.active().facts().unwrap();
    assert_eq!((facts.behind, facts.cursor.map(|id| id.0)), (9, Some(7)));
}

/// A frame that comes in each connection says that it is there, but not that it is of use.
#[test]
fn what_ends_each_connection_anew_is_not_tried_without_end() {
    for (code, reason, end, openings) in [
        (1006, "", "exhausted", 9),
        (1000, "", "exhausted", 9),
        (1011, "The log cannot be read", "exhausted", 9),
        (1008, "", "not authorized", 2),
        (4001, "", "not authorized", 2),
        (1000, "Invalid ticket", "not authorized", 2),
    ] {
        let mut line = Line::open();
        while line.state() != end {
            line.frame(0, "connected");
            line.frame(1, "started");
            line.close(code, reason);
            while line.state() == "waiting" {
                line.pass(1);
            }
            assert!(line.opened.len() < 20, "{code} {reason} goes on for ever");
        }
        assert_eq!(line.opened.len(), openings, "{code} {reason}");
    }
}

#[test]
fn a_connection_that_brought_something_or_lasted_has_not_failed() {
    for code in [1006, 1008] {
        let mut line = Line::open();
        for id in 2..30 {
            line.frame(id, "started");
            line.close(code, "");
            line.pass(2);
            assert_eq!(line.state(), "opening", "{code} after event {id}");
        }
        for time in 0..30 {
            line.frame(0, "heartbeat");
            line.pass(10);
            line.frame(0, "heartbeat");
            line.close(code, "");
            line.pass(2);
            assert_eq!(line.state(), "opening", "{code} at time {time}");
        }
    }
}

/// A long message may take a slow line longer than the server may be silent.
#[test]
fn a_silence_that_comes_again_is_borne_for_longer() {
    let mut line = Line::open();
    let silence = |line: &mut Line| {
        let from = line.peer.now;
        let openings = line.opened.len();
        while line.opened.len() == openings && line.state() != "waiting" {
            line.pass(1);
        }
        line.peer.now.since(from).as_secs()
    };
    assert_eq!(silence(&mut line), 45);
    let mut silences = Vec::new();
    for _ in 0..4 {
        silences.push(silence(&mut line));
        while line.state() != "opening" {
            line.pass(1);
        }
    }
    assert_eq!(silences, [90, 180, 180, 180]);
    // What has no number says nothing of the message that takes so long.
    line.frame(0, "heartbeat");
    assert_eq!(silence(&mut line), 180);
    line.frame(2, "started");
    assert_eq!(silence(&mut line), 45);
}

//! Random schedules of faults.

use std::fmt;
use std::time::Duration;

use serde_json::json;
use session_gateway::Speed;
use session_model::Wake;

use super::dice::Dice;
use super::fault::{Fault, Opening, Passage};
use super::trial::MAX_FRAME;
use crate::frame;

/// Everything that is done to the streams of one trial, decided by a seed.
#[derive(Clone)]
pub struct Schedule {
    /// What decided it.
    pub seed: u64,
    /// How fast the gateway plays.
    pub speed: Speed,
    /// What each attempt to connect meets, in order; later ones meet nothing.
    pub passages: Vec<Passage>,
}

const CLOSES: [(u16, &str); 10] = [
    (1000, ""),
    (1001, "The gateway stops"),
    (1005, ""),
    (1008, ""),
    (1009, ""),
    (1011, "The log cannot be read"),
    (1012, "restart"),
    (1013, "try again later"),
    (4001, ""),
    (1000, "Unauthorized: invalid ticket"),
];

const ERRORS: [(&str, u16); 5] = [
    ("WS_PROTOCOL_ERROR", 1002),
    ("WS_AUTH_ERROR", 1008),
    ("WS_DUPLICATE_CONNECTION", 1000),
    ("WS_INTERNAL_ERROR", 1011),
    ("WS_SOMETHING_NEW", 4999),
];

impl Schedule {
    /// The schedule of a seed, for a stream of so many events.
    pub fn random(seed: u64, events: usize) -> Self {
        let mut dice = Dice::new(seed);
        let pace = match dice.below(3) {
            0 => "max",
            1 => "100",
            _ => "20",
        };
        let passages = 1 + dice.below(6);
        Self {
            seed,
            speed: pace.parse().unwrap_or(Speed::MAX),
            passages: (0..passages).map(|_| passage(&mut dice, events)).collect(),
        }
    }
}

fn passage(dice: &mut Dice, events: usize) -> Passage {
    let opening = opening(dice);
    // Most faults come early, so that there is something left for the next passage.
    let until = if dice.once_in(3) { events } else { events / 4 };
    let mut faults: Vec<_> = (0..=dice.below(4))
        .map(|_| (dice.below(until), fault(dice, events)))
        .collect();
    faults.sort_by_key(|(at, _)| *at);
    Passage { opening, faults }
}

fn opening(dice: &mut Dice) -> Opening {
    if !dice.once_in(3) {
        return Opening::Free;
    }
    match dice.below(7) {
        0 => Opening::NoTicket(*dice.pick(&[500, 502, 503, 429])),
        1 => Opening::TicketCut,
        2 => Opening::TicketSilent,
        3 => Opening::TicketExpired,
        4 => Opening::Refused(*dice.pick(&[401, 403, 426, 500, 503])),
        5 => Opening::Cut,
        _ => Opening::Silent,
    }
}

fn fault(dice: &mut Dice, events: usize) -> Fault {
    match dice.below(18) {
        0 | 1 => Fault::Cut,
        2 => Fault::HalfOpen,
        3 => Fault::Delay(Duration::from_millis(1 + dice.below(40) as u64)),
        4 | 5 => Fault::Repeat(1 + dice.below(40)),
        6 | 7 => Fault::Recall(dice.below(events)),
        8 => Fault::Hold(1 + dice.below(20)),
        9 => Fault::Truncate,
        10 => Fault::Garbage(dice.pick(&garbage()).clone()),
        11 => Fault::Garbage(dice.pick(&unknown()).clone()),
        12 => Fault::Binary,
        13 => Fault::Oversized(*dice.pick(&[MAX_FRAME + 1, 8 * MAX_FRAME + 1])),
        14 => {
            let (code, reason) = *dice.pick(&CLOSES);
            Fault::Close(code, reason)
        }
        15 => {
            let (code, close) = *dice.pick(&ERRORS);
            Fault::Error(code, close)
        }
        16 => Fault::Kill,
        _ => Fault::Wake(*dice.pick(&[Wake::Visible, Wake::Online])),
    }
}

/// Texts that are no frame, or one of another session.
fn garbage() -> Vec<String> {
    let texts = [
        "",
        "{",
        "null",
        "[]",
        "42",
        "\u{0}\u{fffd}",
        r#"{"type":"error"}"#,
        r#"{"eventId":"7","sessionId":"s","streamEventType":"kilocode","timestamp":"t","data":{}}"#,
        r#"{"eventId":7,"sessionId":"s","streamEventType":"kilocode","timestamp":"t"}"#,
        r#"{"eventId":-1,"sessionId":"s","streamEventType":"kilocode","timestamp":"t","data":{}}"#,
    ];
    let mut garbage: Vec<_> = texts.map(str::to_owned).into();
    let event = json!({ "type": "session.idle", "properties": { "sessionID": "ses_other" } });
    garbage.push(frame("agent_other", 1_000_000, "kilocode", &event));
    garbage
}

/// What stands for the session's name in a frame that is put into its stream.
pub(super) const THIS_SESSION: &str = "agent_this";

/// Frames of the session that mean nothing.
fn unknown() -> Vec<String> {
    let said = |kind: &str, data| frame(THIS_SESSION, 0, kind, &data);
    vec![
        said("weather", json!({ "sky": "clear" })),
        said("heartbeat", json!({})),
        said("pong", json!(null)),
        said("kilocode", json!(null)),
        said("kilocode", json!(7)),
        said("kilocode", json!({ "properties": {} })),
        said(
            "kilocode",
            json!({ "type": "weather.changed", "properties": { "sky": "clear" } }),
        ),
        said(
            "kilocode",
            json!({ "type": "message.updated", "properties": {} }),
        ),
        said(
            "kilocode",
            json!({ "type": "message.part.delta", "properties": { "delta": 3 } }),
        ),
    ]
}

impl fmt::Debug for Schedule {
    /// One line for each passage.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "seed {} at {:?}", self.seed, self.speed)?;
        for Passage { opening, faults } in &self.passages {
            write!(formatter, "\n  {opening:?}: {faults:?}")?;
        }
        Ok(())
    }
}

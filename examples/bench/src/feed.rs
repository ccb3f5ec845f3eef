//! What the benchmark says, as the frames that an agent would send for it.

use std::cell::{Cell, RefCell};

use futures_channel::mpsc::UnboundedSender;
use serde::Serialize;
use serde_json::json;

use crate::frame::{Delta, Event, Frame, Message, Part, PartKind, PartUpdate, PlacedPart, Role};

/// The stream's owner.
pub(crate) const SESSION: &str = "agent_bench";

/// The agent's own name for its session.
const OPENCODE_SESSION: &str = "ses_bench";

/// When everything in the measured conversation happens, in milliseconds since the Unix epoch.
pub(crate) const TIME: i64 = 1_795_363_200_000;

/// Puts frames into the stream and counts them.
#[derive(Debug)]
pub(crate) struct Feed {
    put: UnboundedSender<String>,
    count: Cell<u64>,
    shown: RefCell<Vec<Shown>>,
}

/// A message that is shown.
#[derive(Debug)]
struct Shown {
    id: String,
    role: Role,
    rows_before: u32,
}

/// Where an answer is found on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which turn it belongs to, counted from 1.
    pub(crate) turn: usize,
    /// How many rows of its turn belong to answers before it.
    pub(crate) rows_before: u32,
}

impl Feed {
    pub(crate) fn new(put: UnboundedSender<String>) -> Self {
        let feed = Self {
            put,
            count: Cell::new(0),
            shown: RefCell::default(),
        };
        feed.status("idle");
        feed
    }

    /// How many frames were put in.
    pub(crate) fn count(&self) -> u64 {
        self.count.get()
    }

    /// Takes out what is shown, and shows a finished conversation.
    ///
    /// # Errors
    ///
    /// Says what is not of the form that the benchmark promises.
    pub(crate) fn load(&self, transcript: &str) -> Result<(), String> {
        let transcript: Vec<Message<'_>> =
            serde_json::from_str(transcript).map_err(|error| error.to_string())?;
        for Shown { id, .. } in self.shown.take() {
            self.event(
                "message.removed",
                &json!({ "sessionID": OPENCODE_SESSION, "messageID": id }),
            );
        }
        for message in transcript {
            self.show(&message.id, message.role, 0);
            self.info(&message.id, message.role, true);
            for (number, part) in message.parts.into_iter().enumerate() {
                self.part(&message.id, number, part.finished());
            }
        }
        self.status("idle");
        Ok(())
    }

    /// Begins an answer, below as many rows of its turn.
    pub(crate) fn open(&self, id: &str, rows_before: u32) {
        self.show(id, Role::Assistant, rows_before);
        self.status("busy");
        self.info(id, Role::Assistant, false);
        self.part(id, 0, Part::opened());
    }

    /// Goes on with an answer.
    pub(crate) fn delta(&self, id: &str, text: &str) {
        let delta = Delta {
            session: OPENCODE_SESSION,
            message: id,
            part: &part_id(id, 0),
            field: "text",
            text,
        };
        self.event("message.part.delta", &delta);
    }

    /// Ends an answer.
    pub(crate) fn close(&self, id: &str) {
        self.info(id, Role::Assistant, true);
        self.status("idle");
    }

    /// Where an answer is; none for what is not shown.
    pub(crate) fn place(&self, id: &str) -> Option<Place> {
        let shown = self.shown.borrow();
        let at = shown.iter().position(|message| message.id == id)?;
        let questions = |messages: &[Shown]| {
            let asked = messages.iter().filter(|message| message.role == Role::User);
            asked.count()
        };
        // Answers before the first question are a turn of their own.
        let unasked = shown
            .first()
            .is_some_and(|first| first.role == Role::Assistant);
        Some(Place {
            turn: questions(&shown[..=at]) + usize::from(unasked),
            rows_before: shown[at].rows_before,
        })
    }

    fn show(&self, id: &str, role: Role, rows_before: u32) {
        self.shown.borrow_mut().push(Shown {
            id: id.to_owned(),
            role,
            rows_before,
        });
    }

    fn info(&self, id: &str, role: Role, is_complete: bool) {
        let mut info = json!({
            "id": id,
            "sessionID": OPENCODE_SESSION,
            "role": if role == Role::User { "user" } else { "assistant" },
            "time": { "created": TIME },
        });
        if is_complete && role == Role::Assistant {
            info["time"]["completed"] = json!(TIME);
        }
        self.event("message.updated", &json!({ "info": info }));
    }

    fn part(&self, message: &str, number: usize, part: Part<'_>) {
        let id = part_id(message, number);
        let call = (part.kind == PartKind::Tool).then(|| format!("call_{message}_{number}"));
        let part = PlacedPart {
            id: &id,
            message,
            session: OPENCODE_SESSION,
            call: call.as_deref(),
            part,
        };
        self.event("message.part.updated", &PartUpdate { part, time: TIME });
    }

    fn status(&self, status: &str) {
        let properties = json!({ "sessionID": OPENCODE_SESSION, "status": { "type": status } });
        self.event("session.status", &properties);
    }

    fn event(&self, kind: &str, properties: &impl Serialize) {
        let number = self.count.get() + 1;
        self.count.set(number);
        let frame = Frame {
            number,
            execution: "exc_bench",
            session: SESSION,
            stream: "kilocode",
            timestamp: "2026-11-22T16:00:00.000Z",
            data: Event { kind, properties },
        };
        match serde_json::to_string(&frame) {
            // Nobody reads any more only when the page is gone.
            Ok(frame) => drop(self.put.unbounded_send(frame)),
            Err(error) => unreachable!("the benchmark's own frame can be written: {error}"),
        }
    }
}

fn part_id(message: &str, number: usize) -> String {
    format!("prt_{message}_{number:04}")
}

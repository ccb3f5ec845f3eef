//! How an event changes a V1 transcript.

use std::collections::HashSet;

use session_wire::stream::{AgentEvent, StreamEvent};
use session_wire::v1::{Ask, Author, CloudMessage, Line, Say};
use session_wire::{EventId, Fields, Timestamp};

use super::identity::Place;
use super::rows::Row;
use super::transcript::{Moment, Transcript};
use crate::input::Draft;
use crate::rows::{Progress, RowId};
use crate::session::{Activity, Applying, Arrival, Marks, Outbox, told_by};
use crate::version::{self, Applied};

impl version::Transcript for Transcript {
    type Message = CloudMessage;
    type Row<'a> = Row<'a>;

    fn apply(
        &mut self,
        applying: &Applying<'_>,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> Result<Applied, String> {
        let at = Timestamp::parse(&applying.envelope.timestamp).unwrap_or(applying.now);
        let note = match applying.event {
            StreamEvent::Agent(AgentEvent::Wrapped(data)) => {
                let line = Line::decode(data)
                    .map_err(|error| format!("the V1 line cannot be read: {error}"))?;
                if let Some(message) = message_of(line, at) {
                    self.upsert(message, applying.arrival, at, outbox, marks);
                }
                return Ok(Applied::Quiet);
            }
            StreamEvent::Status { message } if !message.is_empty() => {
                system(at, Say::Status, message.clone())
            }
            StreamEvent::Connected(connected) => return Ok(told_by(connected, applying, outbox)),
            StreamEvent::CommitCompleted(commit) => {
                let words = commit.commit_message.as_ref().or(commit.message.as_ref());
                let Some(words) = words.filter(|_| commit.skipped != Some(true)) else {
                    return Ok(Applied::Quiet);
                };
                let say = if commit.success {
                    Say::Status
                } else {
                    Say::Error
                };
                system(at, say, words.clone())
            }
            StreamEvent::Error { message, .. } => system(at, Say::Error, message.clone()),
            StreamEvent::Interrupted { reason } => {
                let reason = reason.clone().unwrap_or_else(|| INTERRUPTED.to_owned());
                system(at, Say::Other(INTERRUPTED.to_owned()), reason)
            }
            _ => return Ok(Applied::Quiet),
        };
        // The stream's own notes have no identity: a repeat is told by its place in the stream.
        if !applying.arrival.is_repeat {
            let moment = Moment {
                event: applying.arrival.event,
                at,
            };
            self.append(note, false, moment, marks);
        }
        Ok(Applied::Quiet)
    }

    fn load(&mut self, messages: Vec<CloudMessage>, marks: &mut Marks<'_>) {
        self.take_list(messages, &mut Outbox::default(), marks);
    }

    /// What the list held before and does not hold now was taken out of it.
    fn seed(&mut self, messages: Vec<CloudMessage>, outbox: &mut Outbox, marks: &mut Marks<'_>) {
        // Where the stream tells it all, the list is empty.
        if messages.is_empty() {
            return;
        }
        let listed = self.take_list(messages, outbox, marks);
        let is_new = |row: &RowId| {
            self.entry(*row)
                .is_some_and(|entry| entry.changed_by.0 == 0)
        };
        let fresh: Vec<RowId> = listed.iter().copied().filter(is_new).collect();
        let gone: Vec<RowId> = self.seeded.difference(&listed).copied().collect();
        for row in gone {
            self.remove(row, marks);
        }
        self.seeded.extend(fresh);
    }

    fn row(&self, row: RowId, progress: Progress) -> Option<Row<'_>> {
        self.drawn(row, progress)
    }

    /// Only the last message can be open.
    fn mark_open(&self, marks: &mut Marks<'_>) {
        if let Some(last) = self.last() {
            self.mark_drawn(last, marks);
        }
    }

    fn activity(&self) -> Activity {
        let last = self.last();
        let Some(message) = last.and_then(|last| self.message(last)) else {
            return Activity::Working;
        };
        let has_answer = self.order.last().copied() != last;
        match (&message.say, &message.ask) {
            (Some(Say::CondenseContext), _) if message.is_partial() => Activity::Compacting,
            (Some(Say::ApiReqRetryDelayed | Say::ErrorRetry), _) => Activity::Retrying,
            (None, Some(Ask::Followup | Ask::PlanModeRespond))
                if !(message.is_partial() || message.is_answered() || has_answer) =>
            {
                Activity::Waiting
            }
            _ => Activity::Working,
        }
    }

    fn messages(&self) -> Vec<CloudMessage> {
        let entries = self.order.iter().filter_map(|row| self.entry(*row));
        entries
            .filter(|entry| !entry.is_optimistic)
            .map(|entry| entry.message.clone())
            .collect()
    }

    fn add_optimistic(&mut self, draft: &Draft, now: Timestamp, marks: &mut Marks<'_>) -> RowId {
        let images = draft
            .images
            .as_ref()
            .and_then(|images| serde_json::to_value(images).ok());
        let message = CloudMessage {
            author: Author::User,
            say: None,
            partial: Some(false),
            images,
            ..system(now, Say::UserFeedback, draft.text.clone())
        };
        let moment = Moment {
            event: EventId::default(),
            at: now,
        };
        self.append(message, true, moment, marks)
    }

    fn remove_optimistic(&mut self, row: RowId, marks: &mut Marks<'_>) {
        if self.entry(row).is_some_and(|entry| entry.is_optimistic) {
            self.remove(row, marks);
        }
    }

    fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}

impl Transcript {
    /// Takes in a whole list, and gives where its messages are.
    fn take_list(
        &mut self,
        messages: Vec<CloudMessage>,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> HashSet<RowId> {
        self.is_loading = true;
        let mut rows = HashSet::new();
        for message in messages {
            let made = message.ts;
            rows.extend(self.upsert(message, Arrival::default(), made, outbox, marks));
        }
        self.is_loading = false;
        self.project_all(marks);
        rows
    }

    /// Puts a message where it belongs, and gives where that is.
    fn upsert(
        &mut self,
        message: CloudMessage,
        arrival: Arrival,
        at: Timestamp,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> Option<RowId> {
        let moment = Moment {
            event: arrival.event,
            at,
        };
        match self.find(&message, arrival, outbox, marks) {
            Place::Known(row) | Place::Successor(row) | Place::Echo(row) => {
                self.replace(row, message, moment, marks);
                Some(row)
            }
            Place::New => Some(self.append(message, false, moment, marks)),
            Place::Stale => None,
        }
    }
}

/// What the stream's `interrupted` event is kept as.
pub(super) const INTERRUPTED: &str = "interrupted";

/// The message that a line carries; none for the program's notes to itself.
fn message_of(line: Line, at: Timestamp) -> Option<CloudMessage> {
    let hidden = |name: &Option<String>| {
        name.as_deref()
            .is_some_and(|name| matches!(name, "welcome" | "session_synced"))
    };
    if hidden(&line.kind) || hidden(&line.event) || (line.say.is_none() && line.ask.is_none()) {
        return None;
    }
    let author = match &line.say {
        Some(Say::UserFeedback) => Author::User,
        Some(_) => Author::Assistant,
        None => Author::System,
    };
    let mut extra = line.extra;
    let images = extra.remove("images");
    Some(CloudMessage {
        ts: line.timestamp.unwrap_or(at),
        author,
        say: line.say,
        ask: line.ask,
        text: line.content.or(line.text),
        content: None,
        partial: line.partial,
        metadata: line.metadata,
        images,
        extra,
    })
}

fn system(ts: Timestamp, say: Say, text: String) -> CloudMessage {
    CloudMessage {
        ts,
        author: Author::System,
        say: Some(say),
        ask: None,
        text: Some(text),
        content: None,
        partial: None,
        metadata: None,
        images: None,
        extra: Fields::new(),
    }
}

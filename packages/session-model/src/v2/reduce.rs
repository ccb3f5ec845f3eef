//! How an event changes a V2 transcript.

use session_wire::stream::StreamEvent;
use session_wire::v2::{BusEvent, MessageError, SessionStatus, StoredMessage};
use session_wire::{MessageId, RequestId, SessionId};

use super::prompts::Ask;
use super::rows::Row;
use super::transcript::{Entry, MessageEntry, MessageInfo, Transcript};
use crate::Timestamp;
use crate::input::{CallError, Draft};
use crate::rows::{Progress, RowId, ThreadId};
use crate::session::{Activity, Answer, Applying, Arrival, Marks, Outbox, TakeBack, told_by};
use crate::version::{self, Applied};

impl version::Transcript for Transcript {
    type Message = StoredMessage;
    type Row<'a> = Row<'a>;

    fn apply(
        &mut self,
        applying: &Applying<'_>,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> Result<Applied, String> {
        match applying.event {
            StreamEvent::Agent(event) => {
                let event = BusEvent::decode(*event).map_err(|error| error.to_string())?;
                if !is_ask(&event) {
                    self.prompts_rechecked(marks);
                }
                let session = summed_up(&event).cloned();
                let told = self.bus_event(event, applying.arrival, outbox, marks);
                if let Some(thread) = session.and_then(|session| self.thread_of(&session)) {
                    self.refresh_child(thread, marks);
                }
                Ok(told)
            }
            StreamEvent::Error { message, fatal, .. } => {
                if *fatal && !applying.arrival.is_repeat {
                    self.run_ended(marks);
                }
                let data = serde_json::json!({ "message": message });
                let error = MessageError {
                    name: "UnknownError".to_owned(),
                    data,
                };
                self.session_error(None, Some(error), marks);
                Ok(Applied::Quiet)
            }
            StreamEvent::Connected(connected) => {
                self.recheck_prompts(connected.session_status.as_ref(), marks);
                let told = told_by(connected, applying, outbox);
                if let Some(status) = &connected.session_status
                    && told != Applied::Quiet
                {
                    self.set_status(ThreadId::ROOT, status.clone(), marks);
                }
                Ok(told)
            }
            StreamEvent::Complete(_)
            | StreamEvent::Interrupted { .. }
            | StreamEvent::WrapperDisconnected => {
                if !applying.arrival.is_repeat {
                    self.run_ended(marks);
                }
                Ok(Applied::Quiet)
            }
            StreamEvent::CommitCompleted(commit) => {
                if !applying.arrival.is_repeat {
                    self.committed(commit, marks);
                }
                Ok(Applied::Quiet)
            }
            StreamEvent::Delivery(told) => {
                self.delivery(told, applying.arrival, applying.now, outbox, marks);
                Ok(Applied::Quiet)
            }
            _ => {
                self.prompts_rechecked(marks);
                Ok(Applied::Quiet)
            }
        }
    }

    fn load(&mut self, messages: Vec<StoredMessage>, marks: &mut Marks<'_>) {
        let mut nothing_sent = Outbox::default();
        for message in messages {
            // Its turn is drawn once, when the message comes to all of its parts.
            for part in message.parts {
                self.part_updated(part, Arrival::default(), &mut nothing_sent, marks);
            }
            self.message_updated(message.info, Arrival::default(), marks);
        }
    }

    fn row(&self, row: RowId, progress: Progress) -> Option<Row<'_>> {
        self.drawn(row, progress)
    }

    fn mark_open(&self, marks: &mut Marks<'_>) {
        for row in self.open_rows() {
            marks.row(row);
        }
    }

    fn activity(&self) -> Activity {
        let root = self.root();
        if !self.prompts().is_empty() {
            Activity::Waiting
        } else if matches!(root.status, Some(SessionStatus::Retry { .. })) {
            Activity::Retrying
        } else if self.is_compacting(ThreadId::ROOT) || root.is_compacting {
            Activity::Compacting
        } else {
            Activity::Working
        }
    }

    fn messages(&self) -> Vec<StoredMessage> {
        self.stored(ThreadId::ROOT)
    }

    fn add_optimistic(&mut self, draft: &Draft, now: Timestamp, marks: &mut Marks<'_>) -> RowId {
        let info = MessageInfo::Optimistic {
            draft: draft.clone(),
            sent_at: now,
        };
        let entry = MessageEntry::new(ThreadId::ROOT, info);
        let row = self.insert(Entry::Message(entry));
        self.drop_suggestions(marks);
        self.place(row, marks);
        row
    }

    fn remove_optimistic(&mut self, row: RowId, marks: &mut Marks<'_>) {
        if self.message(row).is_some_and(MessageEntry::is_unconfirmed) {
            self.messages.retain(|_, known| *known != row);
            self.forget_message(row, marks);
        }
    }

    fn is_empty(&self) -> bool {
        self.threads[0].order.is_empty()
    }

    fn answer(&mut self, request: &RequestId, answer: &Answer, marks: &mut Marks<'_>) -> bool {
        self.prompt_answering(request, answer, marks)
    }

    fn answer_failed(&mut self, request: &RequestId, error: CallError, marks: &mut Marks<'_>) {
        self.prompt_not_answered(request, error, marks);
    }

    fn take_back(
        &mut self,
        message: &MessageId,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> TakeBack {
        self.take_back_queued(message, outbox, marks)
    }

    fn taken_back(
        &mut self,
        message: &MessageId,
        result: Result<(), CallError>,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> Option<Draft> {
        self.queued_taken_back(message, result, outbox, marks)
    }

    fn end(&mut self, marks: &mut Marks<'_>) {
        self.drop_all_prompts(marks);
        self.drop_suggestions(marks);
        self.drop_queue(marks);
    }
}

fn is_ask(event: &BusEvent) -> bool {
    matches!(
        event,
        BusEvent::QuestionAsked(_) | BusEvent::PermissionAsked(_)
    )
}

impl Transcript {
    fn bus_event(
        &mut self,
        event: BusEvent,
        arrival: Arrival,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> Applied {
        match event {
            BusEvent::MessageUpdated { info } => self.message_updated(info, arrival, marks),
            BusEvent::PartUpdated { part, .. } => self.part_updated(part, arrival, outbox, marks),
            BusEvent::PartDelta {
                session_id,
                message_id,
                part_id,
                field,
                delta,
            } => {
                if field == "text" {
                    self.part_delta(&session_id, &message_id, &part_id, &delta, arrival, marks);
                }
                return self.told_by_growth(&session_id);
            }
            // A removal or a level that comes again tells of a state that may long be over.
            _ if arrival.is_repeat => {}
            BusEvent::MessageRemoved { message_id, .. } => self.message_removed(&message_id, marks),
            BusEvent::PartRemoved { part_id, .. } => self.part_removed(&part_id, marks),
            level => return self.session_event(level, marks),
        }
        Applied::Quiet
    }

    /// An event about a session itself: its title, what it does, what it waits for.
    fn session_event(&mut self, event: BusEvent, marks: &mut Marks<'_>) -> Applied {
        match event {
            BusEvent::SessionCreated { info } | BusEvent::SessionUpdated { info } => {
                self.session_updated(&info, marks);
            }
            BusEvent::SessionStatus { session_id, status } => {
                return self.status_changed(&session_id, status, marks);
            }
            BusEvent::SessionIdle { session_id } => {
                return self.status_changed(&session_id, SessionStatus::Idle, marks);
            }
            BusEvent::SessionError { session_id, error } => {
                self.session_error(session_id.as_ref(), error, marks);
            }
            BusEvent::TodoUpdated { session_id, todos } => {
                let thread = self.ensure_thread(&session_id);
                let entry = &mut self.threads[thread.0 as usize];
                if entry.todos != todos {
                    entry.todos = todos;
                    marks.session();
                }
            }
            BusEvent::QuestionAsked(request) => self.asked(Ask::Question(request), marks),
            BusEvent::PermissionAsked(request) => self.asked(Ask::Permission(request), marks),
            BusEvent::QuestionSettled { request_id, .. } => {
                self.settled(request_id, None, marks);
            }
            BusEvent::PermissionSettled {
                request_id, reply, ..
            } => self.settled(request_id, reply, marks),
            BusEvent::SessionCompacted { session_id } => self.compacted(&session_id, marks),
            BusEvent::SessionDiff { session_id, diff } => {
                self.diff_changed(&session_id, diff, marks);
            }
            BusEvent::SuggestionShown(suggestion) => self.suggested(suggestion, marks),
            BusEvent::SuggestionSettled { request_id, .. } => {
                self.suggestion_settled(request_id, marks);
            }
            BusEvent::TurnOpened { session_id } => {
                return self.status_changed(&session_id, SessionStatus::Busy, marks);
            }
            BusEvent::TurnClosed {
                session_id, reason, ..
            } => return self.turn_closed(&session_id, reason, marks),
            BusEvent::QueueChanged { session_id, queued } => {
                self.queue_changed(&session_id, queued, marks);
            }
            _ => {}
        }
        Applied::Quiet
    }
}

/// The session that an event may change the summary of; a token never does.
fn summed_up(event: &BusEvent) -> Option<&SessionId> {
    match event {
        BusEvent::MessageUpdated { info } => Some(info.session_id()),
        BusEvent::PartUpdated { part, .. } => Some(&part.session_id),
        BusEvent::SessionCreated { info } | BusEvent::SessionUpdated { info } => Some(&info.id),
        BusEvent::MessageRemoved { session_id, .. }
        | BusEvent::PartRemoved { session_id, .. }
        | BusEvent::SessionStatus { session_id, .. }
        | BusEvent::SessionIdle { session_id }
        | BusEvent::QuestionSettled { session_id, .. }
        | BusEvent::PermissionSettled { session_id, .. } => Some(session_id),
        BusEvent::QuestionAsked(request) => Some(&request.session_id),
        BusEvent::PermissionAsked(request) => Some(&request.session_id),
        BusEvent::SessionError { session_id, .. } => session_id.as_ref(),
        _ => None,
    }
}

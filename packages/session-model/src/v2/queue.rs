//! The person's messages that wait for the agent of a V2 session.

use std::collections::{HashMap, HashSet};

use session_wire::stream::{self, DeliveryStage};
use session_wire::v2::{Info, PartBody};
use session_wire::{MessageId, SessionId, Timestamp};

use super::transcript::{Entry, MessageEntry, MessageInfo, Transcript};
use crate::input::{CallError, Draft};
use crate::rows::{Delivery, RowId, ThreadId};
use crate::session::{Arrival, Marks, Outbox, TakeBack};

/// A message of the person's that the server keeps until the agent is ready for it.
#[derive(Clone, Debug)]
pub(super) struct QueuedMessage {
    pub(super) id: MessageId,
    pub(super) draft: Draft,
    pub(super) since: Timestamp,
    pub(super) stage: Stage,
}

/// How far a message is that the agent has not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Waiting,
    Sent,
    /// It did not get to the agent, for this reason in the server's words.
    Failed(String),
}

/// A message that waits for the agent or did not get to it, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued<'a> {
    /// The message.
    pub message: &'a MessageId,
    /// Whether it is being taken back.
    pub is_cancelling: bool,
    /// Why it could not be taken back the last time.
    pub cancel_error: Option<&'a CallError>,
    /// Why it did not get to the agent, in the server's words; none while it waits.
    pub failure: Option<&'a str>,
}

/// What is known of waiting messages besides their place in the transcript.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    cancels: HashMap<MessageId, Cancel>,
    /// What was taken back; it does not come again.
    gone: HashSet<MessageId>,
}

/// A message that the person takes back.
#[derive(Clone, Debug)]
struct Cancel {
    draft: Draft,
    /// Why the backend did not do it; none while it is asked.
    error: Option<CallError>,
}

impl QueuedMessage {
    pub(super) fn delivery(&self) -> Delivery {
        match self.stage {
            Stage::Waiting => Delivery::Queued,
            Stage::Sent => Delivery::Delivered,
            Stage::Failed(_) => Delivery::Failed,
        }
    }
}

impl Transcript {
    /// The message that a row shows, where it waits for the agent or did not get to it.
    pub fn queued_at(&self, row: RowId) -> Option<Queued<'_>> {
        let entry = self.message(row)?;
        let (message, failure) = match &entry.info {
            MessageInfo::Queued(queued) => match &queued.stage {
                Stage::Waiting => (&queued.id, None),
                Stage::Failed(why) => (&queued.id, Some(why.as_str())),
                Stage::Sent => return None,
            },
            MessageInfo::Known(info) if self.waits(entry.thread, info) => (info.id(), None),
            _ => return None,
        };
        let cancel = self.queue.cancels.get(message);
        Some(Queued {
            message,
            is_cancelling: cancel.is_some_and(|cancel| cancel.error.is_none()),
            cancel_error: cancel.and_then(|cancel| cancel.error.as_ref()),
            failure,
        })
    }

    /// Whether the agent has said that one of its messages waits.
    pub(super) fn waits(&self, thread: ThreadId, info: &Info) -> bool {
        let thread = self.thread(thread);
        thread.is_some_and(|thread| thread.queued.contains(info.id()))
    }

    /// The agent names all that waits for it.
    pub(super) fn queue_changed(
        &mut self,
        session: &SessionId,
        queued: Vec<MessageId>,
        marks: &mut Marks<'_>,
    ) {
        let thread = self.ensure_thread(session);
        let before = std::mem::replace(&mut self.threads[thread.0 as usize].queued, queued);
        let after = &self.threads[thread.0 as usize].queued;
        for id in before.iter().chain(after) {
            if before.contains(id) != after.contains(id)
                && let Some(row) = self.messages.get(id)
            {
                marks.row(*row);
            }
        }
    }

    /// The server tells how far a message of the person's is.
    pub(super) fn delivery(
        &mut self,
        told: &stream::Delivery,
        arrival: Arrival,
        now: Timestamp,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) {
        if arrival.is_repeat || self.queue.gone.contains(&told.message_id) {
            return;
        }
        match &told.stage {
            DeliveryStage::Queued => {
                self.ensure_queued(told, now, outbox, marks);
            }
            DeliveryStage::Sent => {
                self.set_stage(&told.message_id, Stage::Sent, marks);
            }
            DeliveryStage::Failed if told.accepted == Some(true) => {
                self.set_stage(&told.message_id, Stage::Sent, marks);
            }
            DeliveryStage::Failed => {
                self.ensure_queued(told, now, outbox, marks);
                let why = told.error.clone().unwrap_or_default();
                self.set_stage(&told.message_id, Stage::Failed(why), marks);
            }
            DeliveryStage::Canceled => self.forget_queued(&told.message_id, outbox, marks),
            DeliveryStage::Completed | DeliveryStage::Other(_) => {}
        }
    }

    /// Gives a waiting message its row: the one that the person has seen since it was sent, or a
    /// new one.
    fn ensure_queued(
        &mut self,
        told: &stream::Delivery,
        now: Timestamp,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) {
        let id = &told.message_id;
        if self.messages.contains_key(id) {
            return;
        }
        let sent = outbox.queued(id, told.content.as_deref());
        let row = sent.as_ref().map(|(row, _)| *row);
        let since = match row.and_then(|row| self.message(row)).map(|row| &row.info) {
            Some(MessageInfo::Optimistic { sent_at, .. }) => *sent_at,
            _ => now,
        };
        let draft = sent.map_or_else(
            || Draft {
                text: told.content.clone().unwrap_or_default(),
                ..Draft::default()
            },
            |(_, draft)| draft,
        );
        let info = MessageInfo::Queued(Box::new(QueuedMessage {
            id: id.clone(),
            draft,
            since,
            stage: Stage::Waiting,
        }));
        let row = if let Some(row) = row {
            if let Some(message) = self.message_mut(row) {
                message.info = info;
            }
            marks.row(row);
            row
        } else {
            let entry = MessageEntry::new(ThreadId::ROOT, info);
            let row = self.insert(Entry::Message(entry));
            self.place(row, marks);
            row
        };
        self.messages.insert(id.clone(), row);
        marks.session();
    }

    fn set_stage(&mut self, id: &MessageId, stage: Stage, marks: &mut Marks<'_>) {
        let Some(row) = self.messages.get(id).copied() else {
            return;
        };
        if let Some(message) = self.message_mut(row)
            && let MessageInfo::Queued(queued) = &mut message.info
            && queued.stage != stage
        {
            queued.stage = stage;
            marks.row(row);
        }
    }

    /// Takes a message that the agent has not shown out of the transcript, for good.
    fn forget_queued(&mut self, id: &MessageId, outbox: &mut Outbox, marks: &mut Marks<'_>) {
        self.queue.gone.insert(id.clone());
        let Some(row) = self.messages.get(id).copied() else {
            return;
        };
        let is_queued = |message: &MessageEntry| matches!(message.info, MessageInfo::Queued(_));
        if self.message(row).is_some_and(is_queued) {
            self.messages.remove(id);
            outbox.claim(|outgoing| outgoing.row == row);
            self.forget_message(row, marks);
            marks.session();
        }
    }

    /// The person wants a waiting message back.
    pub(super) fn take_back_queued(
        &mut self,
        id: &MessageId,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> TakeBack {
        let Some(row) = self.messages.get(id).copied() else {
            return TakeBack::No;
        };
        let (Some(queued), Some(draft)) = (self.queued_at(row), self.draft_at(row)) else {
            return TakeBack::No;
        };
        if queued.is_cancelling {
            return TakeBack::No;
        }
        if queued.failure.is_some() {
            self.forget_queued(id, outbox, marks);
            return TakeBack::Done(draft);
        }
        let cancel = Cancel { draft, error: None };
        self.queue.cancels.insert(id.clone(), cancel);
        marks.row(row);
        TakeBack::Ask
    }

    /// The backend has taken a waiting message back, or has not.
    pub(super) fn queued_taken_back(
        &mut self,
        id: &MessageId,
        result: Result<(), CallError>,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> Option<Draft> {
        let cancel = self.queue.cancels.remove(id)?;
        let row = self.messages.get(id).copied();
        if let Some(row) = row {
            marks.row(row);
        }
        match result {
            Ok(()) => {
                self.forget_queued(id, outbox, marks);
                Some(cancel.draft)
            }
            Err(error) => {
                // The agent may have begun with it meanwhile; then there is nothing to say.
                if row.is_some_and(|row| self.queued_at(row).is_some()) {
                    let error = Some(error);
                    let cancel = Cancel { error, ..cancel };
                    self.queue.cancels.insert(id.clone(), cancel);
                }
                None
            }
        }
    }

    fn draft_at(&self, row: RowId) -> Option<Draft> {
        let message = self.message(row)?;
        if let MessageInfo::Queued(queued) = &message.info {
            return Some(queued.draft.clone());
        }
        let parts = message.parts.iter().filter_map(|part| self.part(*part));
        let texts: Vec<&str> = parts
            .filter_map(|entry| match &entry.part.body {
                PartBody::Text(text) if text.synthetic != Some(true) => Some(text.text.as_str()),
                _ => None,
            })
            .collect();
        Some(Draft {
            text: texts.join("\n\n"),
            ..Draft::default()
        })
    }

    /// The session ends: what waited in it waits elsewhere, or nowhere.
    pub(super) fn drop_queue(&mut self, marks: &mut Marks<'_>) {
        let is_queued = |entry: &Entry| matches!(entry, Entry::Message(message) if matches!(message.info, MessageInfo::Queued(_)));
        let entries = self.entries.iter().enumerate();
        let rows: Vec<usize> = entries
            .filter(|(_, entry)| is_queued(entry))
            .map(|(index, _)| index)
            .collect();
        for row in rows {
            let row = RowId(u32::try_from(row).unwrap_or(u32::MAX));
            self.messages.retain(|_, known| *known != row);
            self.forget_message(row, marks);
        }
        for thread in &mut self.threads {
            thread.queued.clear();
        }
    }
}

//! How parts come, change and go; they come whole each time, and not always in order.

use std::cmp::Ordering;

use session_wire::PartId;
use session_wire::v2::{Part, PartBody, ToolPart, ToolState, ToolStatus};

use super::edits::edits;
use super::part_order;
use super::transcript::{Entry, PartEntry, Transcript};
use crate::rows::{RowId, ToolStage};
use crate::session::{Arrival, Marks, Outbox};

impl Transcript {
    pub(super) fn part_updated(
        &mut self,
        part: Part,
        arrival: Arrival,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) {
        let row = match self.parts.get(&part.id).copied() {
            Some(row) => {
                if !self.merge(row, part, arrival, marks) {
                    return;
                }
                row
            }
            // Everything up to the cursor has been here: what is not there any more was taken out.
            None if arrival.is_repeat => return,
            None => self.add_part(part, arrival, marks),
        };
        self.mark_prompt_at(row, marks);
        self.confirm_by(row, outbox, marks);
    }

    /// Adds a part to its message, in the order of the ids.
    pub(super) fn add_part(
        &mut self,
        part: Part,
        arrival: Arrival,
        marks: &mut Marks<'_>,
    ) -> RowId {
        let message = self.ensure_message(&part.session_id, &part.message_id);
        let id = part.id.clone();
        let is_compaction = matches!(part.body, PartBody::Compaction(_));
        let row = self.insert(Entry::Part(PartEntry {
            message,
            part,
            rewrites: 0,
            changed_by: arrival.event,
        }));
        self.parts.insert(id.clone(), row);
        let parts = self
            .message(message)
            .map(|message| message.parts.as_slice())
            .unwrap_or_default();
        let later = parts.iter().rev().take_while(|known| {
            self.part(**known)
                .is_some_and(|known| part_order::compare(&known.part.id, &id) == Ordering::Greater)
        });
        let index = parts.len() - later.count();
        if let Some(message) = self.message_mut(message) {
            message.parts.insert(index, row);
        }
        self.tool_came(row, marks);
        marks.row(row);
        self.mark_message_of(row, marks);
        self.project_turn_of(message, marks);
        if is_compaction {
            self.compaction_came(row, marks);
        }
        row
    }

    fn merge(&mut self, row: RowId, part: Part, arrival: Arrival, marks: &mut Marks<'_>) -> bool {
        let Some(entry) = self.part_mut(row) else {
            return false;
        };
        if arrival.is_older_than(entry.changed_by) {
            return false;
        }
        entry.changed_by = entry.changed_by.max(arrival.event);
        let mut next = part;
        let mut rewritten = false;
        match (text_of(&entry.part.body), text_of_mut(&mut next.body)) {
            (Some(known), Some(text)) => {
                let has_ended = ended(&entry.part.body);
                // A snapshot that is older than the deltas, or that forgot its text, takes nothing away.
                if text.is_empty()
                    || (!has_ended && known.len() > text.len() && known.starts_with(text.as_str()))
                {
                    known.clone_into(text);
                } else {
                    rewritten = !text.starts_with(known);
                }
            }
            _ => {
                if let (PartBody::Tool(known), PartBody::Tool(tool)) =
                    (&entry.part.body, &next.body)
                    && goes_back(known, tool)
                {
                    return false;
                }
            }
        }
        entry.rewrites += u32::from(rewritten);
        if entry.part == next {
            return false;
        }
        let kind_changed = entry.part.body.kind() != next.body.kind();
        let before = (self.is_part_visible(row), self.look(row));
        let stage = self.tool_of(row).map(stage_of);
        let edited = self.edited_by(row);
        if let Some(entry) = self.part_mut(row) {
            entry.part = next;
        }
        self.tool_came(row, marks);
        marks.row(row);
        self.mark_message_of(row, marks);
        if stage != self.tool_of(row).map(stage_of)
            && let Some(group) = self.groups.of(row)
        {
            marks.row(group);
        }
        let tells_more = edited != self.edited_by(row);
        if tells_more {
            self.mark_turn_of(row, marks);
        }
        if kind_changed || tells_more || before != (self.is_part_visible(row), self.look(row)) {
            self.project_turn_of_part(row, marks);
        }
        true
    }

    /// How many lines of which files a part has changed, where it is a tool.
    fn edited_by(&self, row: RowId) -> Vec<(String, u64, u64)> {
        let files = self.tool_of(row).map(edits).unwrap_or_default().into_iter();
        files
            .map(|file| (file.path.into_owned(), file.additions, file.deletions))
            .collect()
    }

    /// What a turn has changed is part of its totals.
    fn mark_turn_of(&self, part: RowId, marks: &mut Marks<'_>) {
        let message = self.part(part).and_then(|part| self.message(part.message));
        if let Some(turn) = message.and_then(|message| message.turn) {
            marks.turn(turn);
        }
    }

    pub(super) fn part_removed(&mut self, id: &PartId, marks: &mut Marks<'_>) {
        let Some(row) = self.parts.remove(id) else {
            return;
        };
        let Some(entry) = self.part(row) else { return };
        let message = entry.message;
        self.mark_message_of(row, marks);
        self.mark_prompt_at(row, marks);
        self.entries[row.index()] = Entry::Gone;
        if let Some(message) = self.message_mut(message) {
            message.parts.retain(|known| *known != row);
            let thread = message.thread;
            self.recount_tools(thread);
        }
        self.project_turn_of(message, marks);
    }

    /// The first words or file of a message of the person's tell which sent message it is.
    fn confirm_by(&mut self, row: RowId, outbox: &mut Outbox, marks: &mut Marks<'_>) {
        if outbox.waiting().is_empty() {
            return;
        }
        let Some(entry) = self.part(row) else { return };
        let text = match &entry.part.body {
            PartBody::Text(text) if text.synthetic != Some(true) => text.text.clone(),
            PartBody::File(_) => String::new(),
            _ => return,
        };
        let message = entry.message;
        // What waited for the agent is shown under its own row.
        let was_queued = outbox.claim(|outgoing| outgoing.row == message);
        if was_queued.is_some() {
            marks.session();
        } else if self
            .message(message)
            .is_some_and(|entry| entry.is_users() && entry.thread.0 == 0)
        {
            self.confirm(message, &text, outbox, marks);
        }
    }

    /// A message of the person's is drawn as one row, whatever its parts.
    pub(super) fn mark_message_of(&self, part: RowId, marks: &mut Marks<'_>) {
        let Some(entry) = self.part(part) else { return };
        if self
            .message(entry.message)
            .is_some_and(super::transcript::MessageEntry::is_users)
        {
            marks.row(entry.message);
        }
    }

    pub(super) fn project_turn_of_part(&mut self, part: RowId, marks: &mut Marks<'_>) {
        if let Some(message) = self.part(part).map(|entry| entry.message) {
            self.project_turn_of(message, marks);
        }
    }
}

/// The growing text of a part.
pub(super) fn text_of(body: &PartBody) -> Option<&str> {
    match body {
        PartBody::Text(text) => Some(&text.text),
        PartBody::Reasoning(reasoning) => Some(&reasoning.text),
        _ => None,
    }
}

pub(super) fn text_of_mut(body: &mut PartBody) -> Option<&mut String> {
    match body {
        PartBody::Text(text) => Some(&mut text.text),
        PartBody::Reasoning(reasoning) => Some(&mut reasoning.text),
        _ => None,
    }
}

/// Whether the agent has said that a part is written.
pub(super) fn ended(body: &PartBody) -> bool {
    match body {
        PartBody::Text(text) => text.time.is_some_and(|time| time.end.is_some()),
        PartBody::Reasoning(reasoning) => reasoning.time.is_some_and(|time| time.end.is_some()),
        _ => true,
    }
}

/// Whether a tool's state is older than the one that is known. A run that began after the known
/// one ended is a new one.
fn goes_back(known: &ToolPart, next: &ToolPart) -> bool {
    let is_newer_run = || {
        let ended = known.state.time.as_ref().and_then(|time| time.end);
        let began = next.state.time.as_ref().and_then(|time| time.start);
        matches!((ended, began), (Some(ended), Some(began)) if began > ended)
    };
    progress(&next.state) < progress(&known.state) && !is_newer_run()
}

/// How far a tool is, as its program says.
pub(super) fn stage_of(tool: &ToolPart) -> ToolStage {
    match tool.state.status {
        ToolStatus::Pending => ToolStage::Pending,
        // A state that has no meaning here goes on until it is settled.
        ToolStatus::Running | ToolStatus::Other(_) => ToolStage::Running,
        ToolStatus::Completed => ToolStage::Done,
        ToolStatus::Error => ToolStage::Failed,
    }
}

fn progress(state: &ToolState) -> u8 {
    match state.status {
        ToolStatus::Pending => 0,
        ToolStatus::Running | ToolStatus::Other(_) => 1,
        ToolStatus::Completed | ToolStatus::Error => 2,
    }
}

//! Which messages of a V1 session make a turn, and how they are drawn in it.

use super::transcript::{Entry, Transcript};
use super::visible::Part;
use crate::rows::{Arranged, RowId, ThreadId, Turn, TurnId, runs};
use crate::session::Marks;

/// A turn with the messages that it is made of.
#[derive(Clone, Debug)]
pub(super) struct TurnEntry {
    pub(super) turn: Turn,
    pub(super) messages: Vec<RowId>,
}

impl Transcript {
    /// The turn of a message at the end.
    pub(super) fn turn_for(&self, row: RowId, begins_turn: bool) -> TurnId {
        self.turns
            .last()
            .filter(|_| !begins_turn)
            .map_or(TurnId(row), |entry| entry.turn.id)
    }

    /// The messages of a turn, in order.
    pub(super) fn messages_of(&self, turn: TurnId) -> &[RowId] {
        let entry = self.turns.iter().rev().find(|entry| entry.turn.id == turn);
        entry.map_or(&[], |entry| &entry.messages)
    }

    /// Puts a message at the end of its turn.
    pub(super) fn place(&mut self, row: RowId, turn: TurnId, marks: &mut Marks<'_>) {
        match self.turns.last_mut().filter(|entry| entry.turn.id == turn) {
            Some(entry) => entry.messages.push(row),
            None => self.turns.push(TurnEntry {
                turn: Turn {
                    id: turn,
                    rows: Vec::new(),
                },
                messages: vec![row],
            }),
        }
        marks.turn(turn);
        self.project(turn, marks);
    }

    /// Takes a message out of its turn.
    pub(super) fn leave(&mut self, row: RowId, turn: TurnId, marks: &mut Marks<'_>) {
        if let Some(entry) = self.turns.iter_mut().find(|entry| entry.turn.id == turn) {
            entry.messages.retain(|known| *known != row);
        }
        self.project(turn, marks);
        self.turns.retain(|entry| !entry.messages.is_empty());
    }

    /// Finds out anew which rows a turn shows.
    pub(super) fn project(&mut self, id: TurnId, marks: &mut Marks<'_>) {
        if self.is_loading {
            return;
        }
        if let Some(index) = self.turns.iter().rposition(|entry| entry.turn.id == id) {
            self.project_at(index, marks);
        }
    }

    /// A whole list has come in: finds out which rows every turn shows.
    pub(super) fn project_all(&mut self, marks: &mut Marks<'_>) {
        for index in 0..self.turns.len() {
            self.project_at(index, marks);
        }
    }

    fn project_at(&mut self, index: usize, marks: &mut Marks<'_>) {
        let id = self.turns[index].turn.id;
        let heads = self.gather_output(index, marks);
        let runs = runs(heads.into_iter(), |row| {
            self.entry(row)
                .is_some_and(|entry| matches!(entry.part, Part::Context(_)))
        });
        let mut groups = std::mem::take(&mut self.groups);
        let before = std::mem::take(&mut self.turns[index].turn.rows);
        let Arranged { rows, changed } =
            groups.arrange(runs, &before, || self.insert(Entry::Context));
        self.groups = groups;
        for group in changed {
            marks.row(group);
        }
        let is_same = rows == before;
        let appears = before.is_empty() != rows.is_empty();
        self.turns[index].turn.rows = rows;
        if !is_same {
            marks.turn(id);
        }
        if appears {
            marks.turns(ThreadId::ROOT);
        }
    }

    /// The visible messages of a turn. What a command prints is drawn with the command, and where
    /// there is none with the first piece of it.
    fn gather_output(&mut self, turn: usize, marks: &mut Marks<'_>) -> Vec<RowId> {
        let mut heads: Vec<(RowId, Vec<RowId>)> = Vec::new();
        let mut takes_output = None;
        for row in self.turns[turn].messages.clone() {
            let Some(part) = self.entry(row).map(|entry| entry.part) else {
                continue;
            };
            match (part, takes_output) {
                (Part::Hidden, _) => continue,
                // What a command prints after it is the command's all the same.
                (Part::Checkpoint, _) => {}
                (Part::Output, Some(head)) => {
                    let head: &mut (RowId, Vec<RowId>) = &mut heads[head];
                    head.1.push(row);
                    continue;
                }
                (Part::Command | Part::Output, _) => takes_output = Some(heads.len()),
                _ => takes_output = None,
            }
            heads.push((row, Vec::new()));
        }
        for (head, output) in &heads {
            for row in output {
                self.draw_in(*row, Some(*head));
            }
            self.draw_in(*head, None);
            if let Some(entry) = self.entry_mut(*head)
                && entry.output != *output
            {
                entry.output.clone_from(output);
                marks.row(*head);
            }
        }
        heads.into_iter().map(|(head, _)| head).collect()
    }

    fn draw_in(&mut self, row: RowId, head: Option<RowId>) {
        if let Some(entry) = self.entry_mut(row) {
            entry.drawn_in = head;
        }
    }
}

//! Reads the to-do list of a session of any generation.

use session_model::AnySession;
use session_wire::v1::{TodoItem, TodoItemStatus};
use session_wire::v2::Todo;

/// A to-do list as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TodoList {
    pub(super) entries: Vec<TodoEntry>,
}

/// An entry of a to-do list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TodoEntry {
    pub(super) content: String,
    /// `pending`, `in_progress`, `completed`, `cancelled` or anything else.
    pub(super) status: String,
    /// `high`, `medium`, `low` or anything else.
    pub(super) priority: String,
}

impl TodoList {
    pub(super) fn of(session: &AnySession) -> Self {
        let entries = match session {
            AnySession::V1(session) => {
                let todos = session.transcript().todos().into_iter();
                todos.map(TodoEntry::from).collect()
            }
            AnySession::V2(session) => {
                let todos = session.transcript().root().todos().iter();
                todos.map(TodoEntry::from).collect()
            }
        };
        Self { entries }
    }

    /// How many entries need nothing more.
    pub(super) fn done(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_over()).count()
    }

    /// What is being done, else what comes next.
    pub(super) fn current(&self) -> Option<&TodoEntry> {
        let mut entries = self.entries.iter();
        let current = entries.find(|entry| entry.status == "in_progress");
        current.or_else(|| self.entries.iter().find(|entry| !entry.is_over()))
    }

    /// Whether the list still says something while the agent works, or rests.
    pub(super) fn is_shown(&self, is_working: bool) -> bool {
        !self.entries.is_empty() && (is_working || self.done() < self.entries.len())
    }
}

impl TodoEntry {
    fn is_over(&self) -> bool {
        matches!(self.status.as_str(), "completed" | "cancelled")
    }
}

impl From<TodoItem> for TodoEntry {
    fn from(item: TodoItem) -> Self {
        let status = item.status.unwrap_or(TodoItemStatus::Pending);
        Self {
            content: item.content,
            status: status.as_str().to_owned(),
            priority: String::new(),
        }
    }
}

impl From<&Todo> for TodoEntry {
    fn from(todo: &Todo) -> Self {
        Self {
            content: todo.content.clone(),
            status: todo.status.clone(),
            priority: todo.priority.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(statuses: &[&str], is_working: bool, shown: Option<(usize, Option<usize>)>) {
        let entries = statuses
            .iter()
            .enumerate()
            .map(|(place, status)| TodoEntry {
                content: place.to_string(),
                status: (*status).to_owned(),
                priority: String::new(),
            });
        let list = TodoList {
            entries: entries.collect(),
        };
        let current = list.current().and_then(|entry| entry.content.parse().ok());
        let found = list.is_shown(is_working).then(|| (list.done(), current));
        assert_eq!(found, shown, "{statuses:?}");
    }

    #[test]
    fn the_list_is_there_until_all_is_done_and_the_agent_rests() {
        check(&[], true, None);
        check(&["pending", "pending"], false, Some((0, Some(0))));
        let half = ["completed", "pending", "in_progress"];
        check(&half, true, Some((1, Some(2))));
        check(&["cancelled", "moving"], false, Some((1, Some(1))));
        check(&["completed", "cancelled"], true, Some((2, None)));
        check(&["completed", "cancelled"], false, None);
    }
}

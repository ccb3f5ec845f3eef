//! How V1 messages list what is to be done.

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// An entry of a to-do list.
    TodoItem {
        /// What is to be done.
        required content: String,
        /// How far it is.
        status?: TodoItemStatus,
        /// Its identity, where it has one.
        id?: String,
    }
}

open_enum! {
    /// How far an entry of a to-do list is.
    TodoItemStatus {
        /// Nobody works on it yet.
        Pending = "pending",
        /// It is worked on.
        InProgress = "in_progress",
        /// It is done.
        Completed = "completed",
    }
}

impl TodoItem {
    /// The entries of a markdown check list; lines that are none are left out.
    ///
    /// ```
    /// use session_wire::v1::{TodoItem, TodoItemStatus};
    ///
    /// let list = TodoItem::of_check_list("- [x] Look\n- [ ] Fix\n");
    /// assert_eq!(list[0].status, Some(TodoItemStatus::Completed));
    /// assert_eq!(list[1].content, "Fix");
    /// ```
    pub fn of_check_list(text: &str) -> Vec<Self> {
        text.lines().filter_map(Self::of_line).collect()
    }

    fn of_line(line: &str) -> Option<Self> {
        let item = line.trim_start().strip_prefix(['-', '*', '+'])?;
        let item = item.trim_start().strip_prefix('[')?;
        let (mark, content) = item.split_once(']')?;
        let status = match mark.trim() {
            "" => TodoItemStatus::Pending,
            "x" | "X" => TodoItemStatus::Completed,
            "-" | "~" => TodoItemStatus::InProgress,
            _ => return None,
        };
        Some(Self {
            content: content.trim().to_owned(),
            status: Some(status),
            id: None,
            extra: crate::Fields::new(),
        })
    }
}

//! The entries of an agent's to-do list.

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// An entry of a to-do list; older agents number theirs with an `id`.
    #[derive(Eq)]
    Todo {
        /// What is to be done.
        required content: String,
        /// `pending`, `in_progress`, `completed` or `cancelled`; see [`Todo::state`].
        status: String,
        /// `high`, `medium` or `low`; see [`Todo::importance`].
        priority: String,
    }
}

impl Todo {
    /// How far it is.
    pub fn state(&self) -> TodoStatus {
        self.status.as_str().into()
    }

    /// How much it matters.
    pub fn importance(&self) -> TodoPriority {
        self.priority.as_str().into()
    }
}

open_enum! {
    /// How far an entry of a to-do list is.
    TodoStatus {
        /// Nobody works on it yet.
        Pending = "pending",
        /// It is worked on.
        InProgress = "in_progress",
        /// It is done.
        Completed = "completed",
        /// It will not be done.
        Cancelled = "cancelled",
    }
}

open_enum! {
    /// How much an entry of a to-do list matters.
    TodoPriority {
        /// Much.
        High = "high",
        /// As most do.
        Medium = "medium",
        /// Little.
        Low = "low",
    }
}

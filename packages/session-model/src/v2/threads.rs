//! The sessions inside an agent, each a thread of its own: the root and the children that work for it.

use session_wire::v2::{FileDiff, MessageError, Session, SessionStatus, Todo, TurnEnd};
use session_wire::{MessageId, SessionId};

use super::children::Child;
use super::transcript::Transcript;
use super::turns::TurnEntry;
use crate::rows::{RowId, ThreadId};
use crate::session::Marks;
use crate::version::Applied;

/// A session inside the agent.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    pub(super) session: Option<SessionId>,
    pub(super) title: String,
    pub(super) status: Option<SessionStatus>,
    pub(super) error: Option<MessageError>,
    pub(super) todos: Vec<Todo>,
    /// What it has changed so far, as the agent sums it up.
    pub(super) diff: Vec<FileDiff>,
    /// Whether the agent says that its context is being condensed.
    pub(super) is_compacting: bool,
    /// Whether it shows messages of condensing.
    pub(super) tells_compaction: bool,
    /// The message from which on everything was taken back, until the next prompt.
    pub(super) reverted_from: Option<MessageId>,
    /// The prompts that the agent says to wait.
    pub(super) queued: Vec<MessageId>,
    /// Its messages in the order of their making.
    pub(super) order: Vec<RowId>,
    pub(super) turns: Vec<TurnEntry>,
    /// How many tools it has used.
    pub(super) tools: usize,
    /// The tool that it used last.
    pub(super) last_tool: Option<RowId>,
    /// The tool of its parent that started it.
    pub(super) started_by: Option<RowId>,
    /// What its parent shows of it.
    pub(super) child: Option<Box<Child>>,
}

impl Thread {
    /// The session inside the agent that it shows, once one is known.
    pub fn session(&self) -> Option<&SessionId> {
        self.session.as_ref()
    }

    /// The title that the agent gave it; empty before that.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it does, once the agent has said so.
    pub fn status(&self) -> Option<&SessionStatus> {
        self.status.as_ref()
    }

    /// A failure that no message carries.
    pub fn error(&self) -> Option<&MessageError> {
        self.error.as_ref()
    }

    /// Its to-do list.
    pub fn todos(&self) -> &[Todo] {
        &self.todos
    }

    /// The tool of another thread that started it; none for the root, and before it is known.
    pub fn started_by(&self) -> Option<RowId> {
        self.started_by
    }

    /// The message from which on everything was taken back and is not drawn, if any was.
    pub fn reverted_from(&self) -> Option<&MessageId> {
        self.reverted_from.as_ref()
    }
}

impl Transcript {
    /// All threads, the root first.
    pub fn threads(&self) -> impl Iterator<Item = ThreadId> + use<> {
        (0..u32::try_from(self.threads.len()).unwrap_or(u32::MAX)).map(ThreadId)
    }

    /// The thread of a child session, once it is known.
    pub fn thread_of(&self, session: &SessionId) -> Option<ThreadId> {
        self.thread_of.get(session).copied()
    }

    /// The thread of a session, made where it is new: the first one is the root.
    pub(super) fn ensure_thread(&mut self, session: &SessionId) -> ThreadId {
        if let Some(thread) = self.thread_of.get(session) {
            return *thread;
        }
        if self.threads[0].session.is_none() {
            self.threads[0].session = Some(session.clone());
            self.thread_of.insert(session.clone(), ThreadId::ROOT);
            return ThreadId::ROOT;
        }
        let thread = ThreadId(u32::try_from(self.threads.len()).unwrap_or(u32::MAX));
        self.threads.push(Thread {
            session: Some(session.clone()),
            ..Thread::default()
        });
        self.thread_of.insert(session.clone(), thread);
        thread
    }

    pub(super) fn session_updated(&mut self, info: &Session, marks: &mut Marks<'_>) {
        // A child that is heard of before its root must not take the root's place.
        if let Some(parent) = &info.parent_id {
            self.ensure_thread(parent);
        }
        let thread = self.ensure_thread(&info.id);
        let entry = &mut self.threads[thread.0 as usize];
        if entry.title != info.title {
            entry.title.clone_from(&info.title);
            marks.session();
        }
        let time = info.time.as_ref();
        entry.is_compacting = time.is_some_and(|time| time.compacting.is_some());
        let reverted_from = info.revert.as_ref();
        let reverted_from = reverted_from.map(|revert| revert.message_id.clone());
        if entry.reverted_from != reverted_from {
            entry.reverted_from = reverted_from;
            marks.session();
            self.regroup(thread, marks);
        }
    }

    /// What a session's level tells of the run; children tell nothing of the root's.
    pub(super) fn status_changed(
        &mut self,
        session: &SessionId,
        status: SessionStatus,
        marks: &mut Marks<'_>,
    ) -> Applied {
        let thread = self.ensure_thread(session);
        let told = match status {
            _ if thread != ThreadId::ROOT => Applied::Quiet,
            SessionStatus::Busy | SessionStatus::Retry { .. } => Applied::Busy,
            SessionStatus::Idle => Applied::Idle,
            SessionStatus::Other(_) => Applied::Quiet,
        };
        if status == SessionStatus::Idle {
            self.drop_prompts_of(thread, marks);
        }
        self.set_status(thread, status, marks);
        told
    }

    pub(super) fn set_status(
        &mut self,
        thread: ThreadId,
        status: SessionStatus,
        marks: &mut Marks<'_>,
    ) {
        let entry = &mut self.threads[thread.0 as usize];
        if entry.status.as_ref() == Some(&status) {
            return;
        }
        if status == SessionStatus::Busy {
            entry.error = None;
        }
        entry.status = Some(status);
        marks.session();
    }

    /// The run is over, whatever the agent itself has said last.
    pub(super) fn run_ended(&mut self, marks: &mut Marks<'_>) {
        self.drop_all_prompts(marks);
        if self.root().status.is_some() {
            self.set_status(ThreadId::ROOT, SessionStatus::Idle, marks);
        }
    }

    /// The agent does not work on a prompt any more; a failure ends the run.
    pub(super) fn turn_closed(
        &mut self,
        session: &SessionId,
        end: Option<TurnEnd>,
        marks: &mut Marks<'_>,
    ) -> Applied {
        let has_failed = end == Some(TurnEnd::Error);
        self.turn_ended(session, end, marks);
        let told = self.status_changed(session, SessionStatus::Idle, marks);
        if has_failed && told == Applied::Idle {
            Applied::Over
        } else {
            told
        }
    }

    /// Words that grow tell that the agent works, unless it has said that it does not any more.
    pub(super) fn told_by_growth(&self, session: &SessionId) -> Applied {
        let is_root = self.thread_of(session) == Some(ThreadId::ROOT);
        let has_ended = self.root().status == Some(SessionStatus::Idle);
        if is_root && !has_ended {
            Applied::Growing
        } else {
            Applied::Quiet
        }
    }

    pub(super) fn session_error(
        &mut self,
        session: Option<&SessionId>,
        error: Option<MessageError>,
        marks: &mut Marks<'_>,
    ) {
        let thread = session.map_or(ThreadId::ROOT, |session| self.ensure_thread(session));
        // An answer that was stopped says so itself.
        let error =
            error.filter(|error| !error.is_aborted() && !self.last_message_carries(thread, error));
        let entry = &mut self.threads[thread.0 as usize];
        if entry.error != error {
            entry.error = error;
            marks.session();
        }
    }

    /// Drops a thread's error when its message has come to carry it.
    pub(super) fn message_took_error(
        &mut self,
        thread: ThreadId,
        error: &MessageError,
        marks: &mut Marks<'_>,
    ) {
        let entry = &mut self.threads[thread.0 as usize];
        if entry.error.as_ref() == Some(error) {
            entry.error = None;
            marks.session();
        }
    }

    fn last_message_carries(&self, thread: ThreadId, error: &MessageError) -> bool {
        let last = self.threads[thread.0 as usize].order.last();
        last.and_then(|row| self.message(*row))
            .and_then(|message| message.error())
            == Some(error)
    }
}

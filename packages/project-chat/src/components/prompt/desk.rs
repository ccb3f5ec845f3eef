//! Where answers are prepared: the drafts of all that is asked, and the way to and from the message box.

use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::prelude::*;
use session_wire::RequestId;

use super::draft::Draft;
use super::focus::take;

/// The drafts of all that is asked in a chat; `Copy`, one for the whole chat.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Desk {
    drafts: Signal<BTreeMap<RequestId, Draft>>,
    /// Whether there is a dock beside the conversation.
    has_dock: bool,
    /// Whether the form that is drawn next takes the focus.
    takes_focus: CopyValue<bool>,
    /// Whether the focus is in a form.
    is_inside: CopyValue<bool>,
    /// Counts the wishes to go to the dock.
    entries: Signal<u64>,
    message_box: CopyValue<Option<Rc<MountedData>>>,
}

/// The desk of a chat that has a dock, for all components below.
pub(crate) fn use_desk_provider() -> Desk {
    use_context_provider(|| Desk::new(true))
}

/// The desk of the chat around, or one without a dock where there is no chat around.
pub(crate) fn use_desk() -> Desk {
    use_hook(|| try_consume_context().unwrap_or_else(|| provide_context(Desk::new(false))))
}

impl Desk {
    fn new(has_dock: bool) -> Self {
        Self {
            drafts: Signal::new(BTreeMap::new()),
            has_dock,
            takes_focus: CopyValue::new(false),
            is_inside: CopyValue::new(false),
            entries: Signal::new(0),
            message_box: CopyValue::new(None),
        }
    }

    /// What is chosen so far. Subscribes.
    pub(super) fn draft(self, request: &RequestId) -> Draft {
        self.drafts.read().get(request).cloned().unwrap_or_default()
    }

    /// What is chosen so far.
    pub(super) fn peek(self, request: &RequestId) -> Draft {
        self.drafts.peek().get(request).cloned().unwrap_or_default()
    }

    /// Changes what is chosen.
    pub(super) fn edit(mut self, request: &RequestId, edit: impl FnOnce(&mut Draft)) {
        edit(self.drafts.write().entry(request.clone()).or_default());
    }

    /// Forgets the drafts of what is not asked any more.
    pub(super) fn keep_only(mut self, open: &[RequestId]) {
        let is_open = |request: &RequestId| open.contains(request);
        if !self.drafts.peek().keys().all(is_open) {
            self.drafts.write().retain(|request, _| is_open(request));
        }
    }

    /// Whether something is answered in the conversation. Subscribes.
    pub(super) fn is_in_conversation(self, request: &RequestId) -> bool {
        !self.has_dock || self.draft(request).is_in_conversation
    }

    /// Answers something in the conversation, or in the dock, from now on.
    pub(super) fn move_to(mut self, request: &RequestId, is_in_conversation: bool) {
        self.takes_focus.set(true);
        self.edit(request, |draft| {
            draft.is_in_conversation = is_in_conversation;
        });
    }

    /// Whether the form that is drawn now takes the focus; only one does.
    pub(super) fn take_focus(mut self) -> bool {
        self.takes_focus.replace(false)
    }

    /// Has the next form take the focus.
    pub(super) fn give_focus(mut self) {
        self.takes_focus.set(true);
    }

    pub(super) fn is_inside(self) -> bool {
        *self.is_inside.peek()
    }

    pub(super) fn set_inside(mut self, is_inside: bool) {
        self.is_inside.set(is_inside);
    }

    /// Goes from the message box to what is asked.
    pub(crate) fn enter(mut self) {
        self.entries += 1;
    }

    /// How often the person wanted to go to what is asked. Subscribes.
    pub(super) fn entries(self) -> u64 {
        *self.entries.read()
    }

    /// The message box is there.
    pub(crate) fn message_box_mounted(mut self, data: Rc<MountedData>) {
        self.message_box.set(Some(data));
    }

    /// Goes to the message box, where there is one.
    pub(crate) fn leave(self) {
        if let Some(data) = &*self.message_box.peek() {
            take(Rc::clone(data));
        }
    }
}

//! What the composer holds: the text, and what belongs to it.

use std::rc::Rc;

use dioxus::prelude::*;
use session_model::{CallError, Draft, ReturnReason, Returned, Timestamp};
use session_wire::ProjectId;

use super::logic::join;
use crate::components::prompt::{Desk, use_desk};
use crate::drafts::{DraftStore, use_draft_store};
use crate::handle::ProjectHandle;

/// What the composer holds; `Copy`, made by [`use_composer`].
#[derive(Clone, Copy, PartialEq)]
pub(super) struct ComposerState {
    project: ProjectHandle,
    store: CopyValue<Rc<dyn DraftStore>>,
    id: CopyValue<ProjectId>,
    /// What is in the box now.
    text: Signal<String>,
    /// What was last put into the box by anything but the keys.
    placed: Signal<String>,
    /// Images and model of a message that came back.
    kept: CopyValue<Draft>,
    /// Why the message in the box could not be sent.
    error: Signal<Option<CallError>>,
    composed_at: CopyValue<Option<Timestamp>>,
    desk: Desk,
}

/// The composer's state, made once, with the text that was not sent last time.
pub(super) fn use_composer(project: ProjectHandle) -> ComposerState {
    let store = use_draft_store();
    let desk = use_desk();
    let state = use_hook(|| {
        let id = project.peek(|project| project.id().clone());
        let text = store.load(&id);
        ComposerState {
            project,
            store: CopyValue::new(store),
            id: CopyValue::new(id),
            placed: Signal::new(text.clone()),
            text: Signal::new(text),
            kept: CopyValue::new(Draft::default()),
            error: Signal::new(None),
            composed_at: CopyValue::new(None),
            desk,
        }
    });
    use_effect(move || {
        if project.returned().is_some()
            && let Some(returned) = project.take_returned()
        {
            state.take_back(returned);
        }
    });
    state
}

impl ComposerState {
    /// What is in the box now. Subscribes.
    pub(super) fn text(self) -> String {
        self.text.read().clone()
    }

    /// Whether there is nothing to send. Subscribes.
    pub(super) fn is_empty(self) -> bool {
        self.text.read().trim().is_empty()
    }

    /// Whether nothing at all is in the box.
    pub(super) fn is_blank(self) -> bool {
        self.text.peek().is_empty()
    }

    /// Whether the agent waits for the person to answer something.
    pub(super) fn is_asked(self) -> bool {
        self.project.peek(|project| {
            let active = project.active();
            active.is_some_and(|session| !session.prompts().is_empty())
        })
    }

    /// What was last put into the box by anything but the keys. Subscribes to that alone.
    pub(super) fn placed(self) -> String {
        self.placed.read();
        self.text.peek().clone()
    }

    /// Why the message in the box could not be sent. Subscribes.
    pub(super) fn error(self) -> Option<CallError> {
        self.error.read().clone()
    }

    pub(super) fn typed(mut self, text: String) {
        self.save(&text);
        self.text.set(text);
    }

    pub(super) fn composition_ended(mut self) {
        let now = self.project.now();
        self.composed_at.set(Some(now));
    }

    /// How long ago an input method ended its work.
    pub(super) fn since_composition(self) -> Option<std::time::Duration> {
        let ended = *self.composed_at.peek();
        ended.map(|ended| self.project.now().since(ended))
    }

    /// Sends what is in the box and empties it; whether there was anything to send.
    pub(super) fn send(mut self) -> bool {
        let text = self.text.peek().trim().to_owned();
        let kept = self.kept.peek().clone();
        if text.is_empty() && kept.images.is_none() {
            return false;
        }
        self.kept.set(Draft::default());
        self.dismiss();
        self.place(String::new());
        self.project.send(Draft { text, ..kept });
        true
    }

    /// Closes the notice about a message that could not be sent.
    pub(super) fn dismiss(mut self) {
        if self.error.peek().is_some() {
            self.error.set(None);
        }
    }

    fn take_back(mut self, returned: Returned) {
        let error = match returned.reason {
            ReturnReason::NotSent(error) => Some(error),
            // The person gave up that message; it must not mix with the one being written.
            ReturnReason::TakenBack if !self.text.peek().trim().is_empty() => return,
            ReturnReason::TakenBack => None,
        };
        let text = join(&returned.draft.text, &self.text.peek());
        self.kept.set(Draft {
            text: String::new(),
            ..returned.draft
        });
        self.place(text);
        if error.is_none() {
            // The button that took it back is gone, and with it the focus.
            self.desk.leave();
        }
        self.error.set(error);
    }

    fn place(mut self, text: String) {
        self.save(&text);
        self.text.set(text.clone());
        self.placed.set(text);
    }

    fn save(self, text: &str) {
        self.store.peek().save(&self.id.peek(), text);
    }
}

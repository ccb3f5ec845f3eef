//! Loading the messages of a session that has ended.

use session_wire::ProjectId;

use super::{HistoryState, Life, Marks, Session};
use crate::change::{Change, Step};
use crate::effect::Effect;
use crate::input::CallError;
use crate::version::{Transcript, Version};

impl<V: Version> Session<V> {
    /// Asks for an ended session's messages, unless they are there or on their way.
    pub(crate) fn expand(&mut self, project: &ProjectId, step: &mut Step) {
        let Life::Ended(history) = &mut self.life else {
            return;
        };
        let Some(cloud_session) = self.info.cloud_session.clone() else {
            return;
        };
        if matches!(history, HistoryState::Unloaded | HistoryState::Failed(_)) {
            *history = HistoryState::Loading;
            step.ask(Effect::LoadHistory {
                project: project.clone(),
                session: self.key,
                cloud_session,
                version: V::WORKER,
            });
            step.mark(Change::Session(self.key));
        }
    }

    /// The host lists messages of a live session beside its stream.
    pub(crate) fn seed(
        &mut self,
        messages: Vec<<V::Transcript as Transcript>::Message>,
        step: &mut Step,
    ) {
        if let Life::Live(live) = &mut self.life {
            let mut marks = Marks::new(self.key, step);
            self.transcript.seed(messages, &mut live.outbox, &mut marks);
        }
    }

    /// Fills an ended session.
    pub(crate) fn history_loaded(
        &mut self,
        result: Result<Vec<<V::Transcript as Transcript>::Message>, CallError>,
        step: &mut Step,
    ) {
        let Life::Ended(history) = &mut self.life else {
            return;
        };
        if *history != HistoryState::Loading {
            return;
        }
        *history = match result {
            Ok(messages) => {
                self.transcript
                    .load(messages, &mut Marks::new(self.key, step));
                HistoryState::Loaded
            }
            Err(error) => HistoryState::Failed(error),
        };
        step.mark(Change::Session(self.key));
    }
}

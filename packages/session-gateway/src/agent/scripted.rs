//! The scripted agent: plays recordings of real agents as if they happened now.

mod answer_v2;
mod listing;
mod playback;
mod recording;
mod refuse_v2;
mod restamp;
mod scripts;
mod stop_v1;
mod stop_v2;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use session_wire::call::WorkerVersion;
use session_wire::{RequestId, Timestamp};

pub(crate) use self::playback::Playback;
pub(crate) use self::recording::Recording;
pub use self::recording::RecordingError;
use self::restamp::Restamp;
use super::{AgentError, Answer, Ending, Past, Plan, Task};
use crate::config::Speed;
use crate::ids;
use crate::log::Progress;

/// The recordings, ready to be played.
#[derive(Debug)]
pub(crate) struct Scripted {
    speed: Speed,
    v1: Library,
    v2: Library,
}

type Library = HashMap<&'static str, (Arc<Recording>, Ending)>;

/// What the log keeps about a run, so that it can be played on.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Note {
    script: String,
    base: Timestamp,
    seed: u64,
    continues: bool,
    /// What the person has said so far to what was asked, by the name of the request.
    #[serde(default)]
    answers: BTreeMap<RequestId, Answer>,
}

impl Scripted {
    /// Reads all recordings.
    ///
    /// # Errors
    ///
    /// [`RecordingError`] when one of them cannot be read.
    pub(crate) fn new(speed: Speed) -> Result<Self, RecordingError> {
        Ok(Self {
            speed,
            v1: library(&WorkerVersion::V1)?,
            v2: library(&WorkerVersion::V2)?,
        })
    }

    /// Picks what to play.
    ///
    /// # Errors
    ///
    /// [`AgentError`] never in practice: every word picks something.
    pub(crate) fn plan(
        &self,
        task: Task<'_>,
        past: Past,
        now: Timestamp,
    ) -> Result<Plan, AgentError> {
        let script = scripts::pick(&task.session.version, task.prompt);
        self.plan_script(script, task, past, now)
    }

    /// Plans a certain recording, and gives it ready to be played from its start.
    ///
    /// # Errors
    ///
    /// [`AgentError`] when there is no such recording.
    pub(crate) fn rehearse(
        &self,
        script: &str,
        task: Task<'_>,
        past: Past,
        now: Timestamp,
    ) -> Result<(Plan, Playback), AgentError> {
        let plan = self.plan_script(script, task, past, now)?;
        let progress = Progress {
            plan: plan.note.clone(),
            position: 0,
        };
        let playback = self.turn(task, &progress)?;
        Ok((plan, playback))
    }

    fn plan_script(
        &self,
        script: &str,
        task: Task<'_>,
        past: Past,
        now: Timestamp,
    ) -> Result<Plan, AgentError> {
        let (recording, _) = self.find(&task.session.version, script)?;
        // Played faster than recorded, the run before may name moments that are still to come.
        let base = now.max(past.until + std::time::Duration::from_millis(1));
        let note = Note {
            script: script.to_owned(),
            base,
            seed: ids::seed(task.execution),
            continues: past.runs > 0,
            answers: BTreeMap::new(),
        };
        Ok(Plan {
            note: serde_json::to_string(&note)
                .map_err(|error| AgentError::Plan(error.to_string()))?,
            ends_at: base + recording.duration(),
        })
    }

    /// Plays a planned run from a position on.
    ///
    /// # Errors
    ///
    /// [`AgentError`] when the log names a script that is not there any more.
    pub(crate) fn turn(&self, task: Task<'_>, progress: &Progress) -> Result<Playback, AgentError> {
        let note: Note = serde_json::from_str(&progress.plan)
            .map_err(|error| AgentError::Plan(error.to_string()))?;
        let (recording, ending) = self.find(&task.session.version, &note.script)?;
        let restamp = Restamp {
            seed: note.seed,
            base: note.base,
            message: ids::message(task.execution),
            prompt: task.prompt.to_owned(),
            root: task.session.agent_session.clone(),
            session_created: task.session.created_at,
            continues: note.continues,
        };
        let position = usize::try_from(progress.position)
            .ok()
            .filter(|position| *position <= recording.lines.len())
            .ok_or_else(|| AgentError::Plan(format!("`{}` is shorter now", note.script)))?;
        Ok(Playback::new(
            Arc::clone(recording),
            restamp,
            note,
            *ending,
            self.speed,
            position,
        ))
    }

    fn find(
        &self,
        version: &WorkerVersion,
        script: &str,
    ) -> Result<&(Arc<Recording>, Ending), AgentError> {
        let library = match version {
            WorkerVersion::V1 => &self.v1,
            WorkerVersion::V2 | WorkerVersion::Other(_) => &self.v2,
        };
        library
            .get(script)
            .ok_or_else(|| AgentError::Plan(format!("there is no script `{script}`")))
    }
}

fn library(version: &WorkerVersion) -> Result<Library, RecordingError> {
    let mut library = Library::new();
    for script in scripts::table(version) {
        let recording = Recording::parse(version, script.lines)?;
        library.insert(script.name, (Arc::new(recording), script.ending));
    }
    let listing = listing::recording(version)?;
    library.insert(scripts::LISTING, (Arc::new(listing), Ending::Complete));
    Ok(library)
}

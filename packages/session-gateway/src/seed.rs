//! What a new log is filled with, so that there is something to see.

use std::time::Duration;

use serde_json::json;
use session_wire::call::WorkerVersion;
use session_wire::{CloudSessionId, ExecutionId, ProjectId, Timestamp};

use crate::agent::scripted::Scripted;
use crate::agent::{Past, Plan, Task};
use crate::calls::title;
use crate::log::projects::{self, ProjectRecord};
use crate::log::runs::{NewRun, RunState};
use crate::log::sessions::NewSession;
use crate::log::{LogError, NewEvent, SessionRecord, Write};
use crate::{clock, ids};

/// The project with a session of each generation.
const WORD_COUNTER: &str = "00000000-0000-4000-8000-000000000001";
/// The project that still has a V1 session.
const LEGACY_TASK: &str = "00000000-0000-4000-8000-000000000002";

const WRONG_COUNT: &str =
    "The word count is wrong when a file has more than one line. Please fix it.";
const MARKDOWN: &str = "Can you explain Markdown to me?";

/// A project with all that was said in it.
pub(crate) struct SeedProject {
    record: ProjectRecord,
    sessions: Vec<SeedSession>,
}

struct SeedSession {
    session: NewSession,
    ended_at: Option<Timestamp>,
    run: NewRun,
    plan: Plan,
    events: Vec<(Timestamp, NewEvent)>,
}

/// What a session of a seed shows.
struct Scene {
    version: WorkerVersion,
    script: &'static str,
    prompt: &'static str,
    reason: &'static str,
    hours_ago: u64,
    is_ended: bool,
}

/// The projects that a new log begins with.
///
/// # Errors
///
/// [`LogError`] when the system gives no random bytes, or a recording is missing.
pub(crate) fn projects(scripted: &Scripted) -> Result<Vec<SeedProject>, LogError> {
    let tools = Scene {
        version: WorkerVersion::V1,
        script: "tools",
        prompt: WRONG_COUNT,
        reason: "initial",
        hours_ago: 28,
        is_ended: true,
    };
    let chat = Scene {
        version: WorkerVersion::V2,
        script: "chat",
        prompt: MARKDOWN,
        reason: "upgrade",
        hours_ago: 22,
        is_ended: false,
    };
    let legacy = Scene {
        version: WorkerVersion::V1,
        script: "chat",
        prompt: MARKDOWN,
        reason: "initial",
        hours_ago: 26,
        is_ended: false,
    };
    let now = clock::now();
    Ok(vec![
        project(scripted, WORD_COUNTER, "Word counter", &[tools, chat], now)?,
        project(scripted, LEGACY_TASK, "Legacy task", &[legacy], now)?,
    ])
}

/// Stores the projects when there are none.
pub(crate) fn fill(write: &Write<'_>, seeds: Vec<SeedProject>) -> Result<(), LogError> {
    if !projects::list(write.reader())?.is_empty() {
        return Ok(());
    }
    for seed in seeds {
        write.insert_project(&seed.record)?;
        for session in seed.sessions {
            session.insert(write)?;
        }
    }
    Ok(())
}

impl SeedSession {
    fn insert(self, write: &Write<'_>) -> Result<(), LogError> {
        let (session, run) = (&self.session.id, &self.run);
        write.insert_session(&self.session)?;
        write.enqueue(run)?;
        write.begin_run(&run.id, &self.plan.note, self.plan.ends_at)?;
        let begun = NewEvent::stream("started", &json!({}));
        write.append(session, &run.id, self.session.created_at, &[begun])?;
        for (moment, event) in self.events {
            write.append(session, &run.id, moment, &[event])?;
        }
        let ended = NewEvent::stream("complete", &json!({"exitCode": 0}));
        write.append(session, &run.id, self.plan.ends_at, &[ended])?;
        write.finish_run(&run.id, RunState::Complete)?;
        match self.ended_at {
            Some(moment) => write.end_session(session, moment),
            None => Ok(()),
        }
    }
}

fn project(
    scripted: &Scripted,
    id: &str,
    name: &str,
    scenes: &[Scene],
    now: Timestamp,
) -> Result<SeedProject, LogError> {
    let id = ProjectId::from(id);
    let sessions = scenes
        .iter()
        .map(|scene| session(scripted, &id, scene, now))
        .collect::<Result<Vec<_>, _>>()?;
    let created: Vec<_> = sessions
        .iter()
        .map(|seed| seed.session.created_at)
        .collect();
    let current: Option<CloudSessionId> = sessions.last().map(|seed| seed.session.id.clone());
    Ok(SeedProject {
        record: ProjectRecord {
            id,
            title: name.to_owned(),
            model_id: None,
            session_id: current,
            created_at: created.first().copied().unwrap_or(now),
            last_message_at: created.last().copied().unwrap_or(now),
        },
        sessions,
    })
}

fn session(
    scripted: &Scripted,
    project: &ProjectId,
    scene: &Scene,
    now: Timestamp,
) -> Result<SeedSession, LogError> {
    let hour = i64::try_from(scene.hours_ago).unwrap_or(0) * 3_600_000;
    let created_at = Timestamp::from_millis(now.as_millis() - hour);
    let session = NewSession {
        id: ids::cloud_session()?,
        row_id: ids::uuid()?,
        project: project.clone(),
        version: scene.version.clone(),
        agent_session: ids::agent_session(created_at)?,
        created_at,
        reason: scene.reason,
        title: Some(title(scene.prompt)),
        prompt: None,
    };
    let execution: ExecutionId = ids::execution(created_at)?;
    let record = SessionRecord::from(&session);
    let task = Task {
        session: &record,
        execution: &execution,
        prompt: scene.prompt,
    };
    let (plan, playback) = scripted
        .rehearse(scene.script, task, Past::NONE, created_at)
        .map_err(|error| LogError::Damaged(error.to_string()))?;
    Ok(SeedSession {
        ended_at: scene
            .is_ended
            .then(|| plan.ends_at + Duration::from_secs(600)),
        run: NewRun {
            id: execution,
            session: session.id.clone(),
            prompt: scene.prompt.to_owned(),
        },
        session,
        events: playback.all(),
        plan,
    })
}

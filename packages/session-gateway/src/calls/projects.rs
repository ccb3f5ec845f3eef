//! The calls that read projects.

use session_wire::Fields;
use session_wire::call::{Nothing, OfProject, Project, SessionRow};

use super::{CallError, CallResult};
use crate::clock::rfc3339;
use crate::log::projects::{self, ProjectRecord};
use crate::log::sessions::{self, SessionRecord};
use crate::state::Shared;

/// All projects, the one that was used last first.
pub(super) async fn list(shared: &Shared, _: Nothing) -> CallResult<Vec<Project>> {
    let found = shared.log.read(|db| {
        let projects = projects::list(db)?;
        projects
            .into_iter()
            .map(|project| {
                let rows = sessions::of_project(db, &project.id)?;
                Ok((project, rows))
            })
            .collect::<Result<Vec<_>, _>>()
    });
    let found = found.await?.into_iter();
    Ok(found.map(|(project, rows)| answer(project, rows)).collect())
}

/// One project with its sessions; their messages come by their streams.
pub(super) async fn get(shared: &Shared, input: OfProject) -> CallResult<Project> {
    let found = shared.log.read(move |db| {
        let Some(project) = projects::find(db, &input.project_id)? else {
            return Ok(None);
        };
        let rows = sessions::of_project(db, &project.id)?;
        Ok(Some((project, rows)))
    });
    let (project, rows) = found.await?.ok_or_else(CallError::no_project)?;
    Ok(answer(project, rows))
}

fn answer(project: ProjectRecord, rows: Vec<SessionRecord>) -> Project {
    let extra = [
        ("created_at", project.created_at),
        ("last_message_at", project.last_message_at),
    ];
    Project {
        id: project.id,
        title: project.title,
        model_id: project.model_id,
        session_id: project.session_id,
        sessions: rows.into_iter().map(row).collect(),
        messages: Vec::new(),
        extra: extra
            .map(|(column, moment)| (column.to_owned(), rfc3339(moment).into()))
            .into_iter()
            .collect(),
    }
}

fn row(session: SessionRecord) -> SessionRow {
    SessionRow {
        id: session.row_id,
        cloud_agent_session_id: Some(session.id),
        worker_version: session.version,
        created_at: rfc3339(session.created_at),
        ended_at: session.ended_at.map(rfc3339),
        reason: session.reason,
        title: session.title,
        initiated: Some(session.prompt.is_none()),
        prepared: Some(true),
        extra: Fields::new(),
    }
}

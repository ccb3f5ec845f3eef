//! Which procedure of the backend each call is.

use futures_util::FutureExt;
use futures_util::future::ready;
use session_model::input::History;
use session_model::{Answer, Draft};
use session_wire::call::{
    AnswerPermission, AnswerPermissionInput, AnswerQuestion, AnswerQuestionInput, CancelMessage,
    CancelMessageInput, DeployOutput, DeployProject, GetLegacySessionMessages, GetPreviewUrl,
    GetProject, GetSessionMessages, InterruptSession, ListProjects, Nothing, OfProject, OfSession,
    Preview, Project, RejectQuestion, RejectQuestionInput, SendMessage, SendMessageInput,
    StartSession, Started, TicketInput, TriggerBuild, WorkerVersion, ticket_path,
};
use session_wire::v2::PermissionReply;
use session_wire::{CloudSessionId, EventId, MessageId, ProjectId, RequestId};

use super::{HttpBackend, TICKET_TIME, answer};
use crate::{Backend, Reply, Secret};

impl Backend for HttpBackend {
    fn list_projects(&self) -> Reply<Vec<Project>> {
        self.call::<ListProjects>(&Nothing {})
    }

    fn load_project(&self, project: &ProjectId) -> Reply<Project> {
        self.call::<GetProject>(&of(project))
    }

    fn start_session(&self, project: &ProjectId) -> Reply<Started> {
        self.call::<StartSession>(&of(project))
    }

    fn send_message(
        &self,
        project: &ProjectId,
        draft: &Draft,
        in_new_session: bool,
    ) -> Reply<Started> {
        self.call::<SendMessage>(&SendMessageInput {
            project_id: project.clone(),
            message: draft.text.clone(),
            images: draft.images.clone(),
            model: draft.model.clone(),
            force_new_session: in_new_session,
        })
    }

    fn interrupt(&self, project: &ProjectId) -> Reply<()> {
        let reply = self.call::<InterruptSession>(&of(project));
        Box::pin(reply.map(|reply| answer::done(reply?)))
    }

    fn answer(
        &self,
        project: &ProjectId,
        session: &CloudSessionId,
        request: &RequestId,
        answer: &Answer,
    ) -> Reply<()> {
        let (project_id, cloud_agent_session_id) = (project.clone(), session.clone());
        let request_id = request.clone();
        let allow = |reply, message| AnswerPermissionInput {
            project_id: project.clone(),
            cloud_agent_session_id: session.clone(),
            request_id: request.clone(),
            reply,
            message,
        };
        let reply = match answer {
            Answer::Question(answers) => self.call::<AnswerQuestion>(&AnswerQuestionInput {
                project_id,
                cloud_agent_session_id,
                request_id,
                answers: answers.clone(),
            }),
            Answer::DismissQuestion => self.call::<RejectQuestion>(&RejectQuestionInput {
                project_id,
                cloud_agent_session_id,
                request_id,
            }),
            Answer::AllowOnce => self.call::<AnswerPermission>(&allow(PermissionReply::Once, None)),
            Answer::AllowAlways => {
                self.call::<AnswerPermission>(&allow(PermissionReply::Always, None))
            }
            Answer::Refuse { message } => {
                self.call::<AnswerPermission>(&allow(PermissionReply::Reject, message.clone()))
            }
        };
        Box::pin(reply.map(|reply| answer::done(reply?)))
    }

    fn cancel_message(
        &self,
        project: &ProjectId,
        session: &CloudSessionId,
        message: &MessageId,
    ) -> Reply<()> {
        let reply = self.call::<CancelMessage>(&CancelMessageInput {
            project_id: project.clone(),
            cloud_agent_session_id: session.clone(),
            message_id: message.clone(),
        });
        Box::pin(reply.map(|reply| answer::done(reply?)))
    }

    fn load_history(
        &self,
        project: &ProjectId,
        session: &CloudSessionId,
        version: &WorkerVersion,
    ) -> Reply<History> {
        let input = OfSession {
            project_id: project.clone(),
            cloud_agent_session_id: session.clone(),
        };
        match version {
            WorkerVersion::V1 => {
                let reply = self.call::<GetLegacySessionMessages>(&input);
                Box::pin(reply.map(|reply| reply.map(History::V1)))
            }
            WorkerVersion::V2 | WorkerVersion::Other(_) => {
                let reply = self.call::<GetSessionMessages>(&input);
                Box::pin(reply.map(|reply| reply.map(History::V2)))
            }
        }
    }

    fn preview(&self, project: &ProjectId) -> Reply<Preview> {
        self.call::<GetPreviewUrl>(&of(project))
    }

    fn trigger_build(&self, project: &ProjectId) -> Reply<()> {
        let reply = self.call::<TriggerBuild>(&of(project));
        Box::pin(reply.map(|reply| reply.map(|_| ())))
    }

    fn deploy(&self, project: &ProjectId) -> Reply<DeployOutput> {
        self.call::<DeployProject>(&of(project))
    }

    fn ticket(&self, session: &CloudSessionId, version: &WorkerVersion) -> Reply<Secret> {
        let input = serde_json::to_string(&TicketInput {
            cloud_agent_session_id: session.clone(),
            organization_id: self.organization.clone(),
        });
        let input = match input {
            Ok(input) => input,
            Err(error) => return Box::pin(ready(Err(answer::unwritable(&error)))),
        };
        let response = self.fetch(
            self.addresses.at(ticket_path(version)),
            Some(input),
            TICKET_TIME,
        );
        Box::pin(
            response
                .map(|response| response.and_then(|(status, text)| answer::ticket(status, &text))),
        )
    }

    fn stream_url(
        &self,
        session: &CloudSessionId,
        version: &WorkerVersion,
        ticket: &Secret,
        from: Option<EventId>,
    ) -> Secret {
        self.addresses.stream(session, version, ticket, from)
    }
}

fn of(project: &ProjectId) -> OfProject {
    OfProject {
        project_id: project.clone(),
    }
}

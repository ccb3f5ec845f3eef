//! The calls' shapes, as the backend sends and takes them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use session_wire::call::*;
use session_wire::frame::ErrorCode;

#[test]
fn inputs_leave_out_what_is_not_said() {
    let input = SendMessageInput {
        project_id: "p".into(),
        message: "hi".to_owned(),
        images: None,
        model: None,
        force_new_session: false,
    };
    assert_eq!(
        serde_json::to_value(&input).unwrap(),
        json!({ "projectId": "p", "message": "hi" })
    );
}

#[test]
fn answers_to_prompts_say_what_they_are_about() {
    let question = AnswerQuestionInput {
        project_id: "p".into(),
        cloud_agent_session_id: "agent_1".into(),
        request_id: "que_1".into(),
        answers: vec![vec!["MIT".to_owned()], Vec::new()],
    };
    assert_eq!(
        serde_json::to_value(&question).unwrap(),
        json!({
            "projectId": "p", "cloudAgentSessionId": "agent_1", "requestId": "que_1",
            "answers": [["MIT"], []],
        })
    );
    let refused = json!({
        "projectId": "p", "cloudAgentSessionId": "agent_1", "requestId": "per_1",
        "reply": "reject", "message": "Use the other one.",
    });
    let read: AnswerPermissionInput = serde_json::from_value(refused.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), refused);
}

#[test]
fn a_project_keeps_its_unknown_columns() {
    let project = json!({
        "id": "p", "title": "T", "template": "resume", "session_id": "agent_1",
        "sessions": [{ "id": "1", "cloud_agent_session_id": "agent_1", "worker_version": "v3", "created_at": "", "ended_at": null, "reason": "moved" }],
        "messages": [],
    });
    let read: Project = serde_json::from_value(project.clone()).unwrap();
    assert_eq!(
        read.sessions[0].worker_version,
        WorkerVersion::Other("v3".to_owned())
    );
    assert_eq!(serde_json::to_value(read).unwrap(), project);
}

#[test]
fn answers_and_failures_have_their_envelopes() {
    let answer: Success<Started> = serde_json::from_value(
        json!({ "result": { "data": { "cloudAgentSessionId": "agent_1" } } }),
    )
    .unwrap();
    assert_eq!(answer.result.data.worker_version, None);
    for (code, number, status) in [
        (FailureCode::BadRequest, -32600, 400),
        (FailureCode::PaymentRequired, -32002, 402),
        (FailureCode::NotFound, -32004, 404),
        (FailureCode::Conflict, -32009, 409),
        (FailureCode::Internal, -32603, 500),
    ] {
        let failure =
            serde_json::to_value(Failure::new(code.clone(), "no", "appBuilder.x")).unwrap();
        let expected: Value = json!({
            "error": { "message": "no", "code": number, "data": { "code": code.as_str(), "httpStatus": status, "path": "appBuilder.x" } },
        });
        assert_eq!(failure, expected);
    }
}

/// A value reads as `T`, comes back as it was, and is none without each of its required fields.
fn check<T: Serialize + DeserializeOwned>(value: Value, required: &[&str]) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    for field in required {
        let mut broken = value.clone();
        broken.as_object_mut().unwrap().remove(*field).unwrap();
        assert!(serde_json::from_value::<T>(broken).is_err(), "{field}");
    }
    read
}

/// A procedure has its name, for a person and for an organisation, and its method.
fn check_procedure<P: Procedure>(name: &str, kind: Kind) {
    assert_eq!((P::path(false).as_str(), P::KIND), (name, kind));
    let of_organization = match name.strip_prefix("appBuilder.") {
        Some(_) => format!("organizations.{name}"),
        None => name.to_owned(),
    };
    assert_eq!(P::path(true), of_organization);
}

#[test]
fn procedures_by_name() {
    use Kind::{Mutation, Query};
    check_procedure::<CreateProject>("appBuilder.createProject", Mutation);
    check_procedure::<ListProjects>("appBuilder.listProjects", Query);
    check_procedure::<GetProject>("appBuilder.getProject", Query);
    check_procedure::<DeleteProject>("appBuilder.deleteProject", Mutation);
    check_procedure::<StartSession>("appBuilder.startSession", Mutation);
    check_procedure::<SendMessage>("appBuilder.sendMessage", Mutation);
    check_procedure::<PrepareLegacySession>("appBuilder.prepareLegacySession", Mutation);
    check_procedure::<InterruptSession>("appBuilder.interruptSession", Mutation);
    check_procedure::<GetLegacySessionMessages>("appBuilder.getLegacySessionMessages", Query);
    check_procedure::<GetSessionMessages>("appBuilder.getSessionMessages", Query);
    check_procedure::<GetPreviewUrl>("appBuilder.getPreviewUrl", Query);
    check_procedure::<TriggerBuild>("appBuilder.triggerBuild", Mutation);
    check_procedure::<DeployProject>("appBuilder.deployProject", Mutation);
    check_procedure::<CheckEligibility>("appBuilder.checkEligibility", Query);
    check_procedure::<GetImageUploadUrl>("appBuilder.getImageUploadUrl", Mutation);
    check_procedure::<GenerateCloneToken>("appBuilder.generateCloneToken", Mutation);
    check_procedure::<CanMigrateToGitHub>("appBuilder.canMigrateToGitHub", Query);
    check_procedure::<MigrateToGitHub>("appBuilder.migrateToGitHub", Mutation);
    check_procedure::<CreateFeedback>("appBuilderFeedback.create", Mutation);
}

#[test]
fn inputs() {
    let images = json!({ "path": "app-builder/u", "files": ["a.png"] });
    check::<CreateProjectInput>(
        json!({ "prompt": "p", "model": "m", "title": "t", "images": images, "template": "resume", "mode": "ask" }),
        &["prompt", "model"],
    );
    check::<CreateProjectInput>(json!({ "prompt": "p", "model": "m" }), &[]);
    check::<OfProject>(json!({ "projectId": "p" }), &["projectId"]);
    check::<OfSession>(
        json!({ "projectId": "p", "cloudAgentSessionId": "agent_1" }),
        &["projectId", "cloudAgentSessionId"],
    );
    check::<SendMessageInput>(
        json!({ "projectId": "p", "message": "m", "images": images, "model": "m", "forceNewSession": true }),
        &["projectId", "message"],
    );
    check::<PrepareLegacySessionInput>(
        json!({ "projectId": "p", "model": "m", "prompt": "p" }),
        &["projectId", "model", "prompt"],
    );
    check::<UploadInput>(
        json!({ "messageUuid": "u", "imageId": "i", "contentType": "image/png", "contentLength": 5 }),
        &["messageUuid", "imageId", "contentType", "contentLength"],
    );
    check::<MigrateInput>(
        json!({ "projectId": "p", "repoFullName": "o/r" }),
        &["projectId", "repoFullName"],
    );
    check::<FeedbackInput>(
        json!({
            "project_id": "p", "organization_id": "o", "feedback_text": "t", "model": "m", "preview_status": "running",
            "is_streaming": false, "message_count": 2, "recent_messages": [{ "role": "user", "text": "t", "ts": 5 }],
        }),
        &["project_id", "feedback_text"],
    );
    check::<TicketInput>(
        json!({ "cloudAgentSessionId": "agent_1", "organizationId": "o" }),
        &["cloudAgentSessionId"],
    );
}

#[test]
fn outputs() {
    check::<Created>(json!({ "projectId": "p" }), &["projectId"]);
    check::<Started>(
        json!({ "cloudAgentSessionId": "agent_1", "workerVersion": "v2" }),
        &["cloudAgentSessionId"],
    );
    check::<Done>(json!({ "success": true }), &["success"]);
    for (status, expected) in [
        ("idle", PreviewStatus::Idle),
        ("building", PreviewStatus::Building),
        ("running", PreviewStatus::Running),
        ("error", PreviewStatus::Error),
        ("asleep", PreviewStatus::Other("asleep".to_owned())),
    ] {
        let preview: Preview = check(
            json!({ "status": status, "previewUrl": "https://a" }),
            &["status"],
        );
        assert_eq!(preview.status, expected);
    }
    let may: Eligibility = check(
        json!({ "balance": 0.5, "minBalance": 1.0, "accessLevel": "limited", "isEligible": false }),
        &["accessLevel"],
    );
    assert_eq!(may.access_level, AccessLevel::Limited);
    check::<UploadUrl>(
        json!({ "signedUrl": "https://a", "key": "k" }),
        &["signedUrl"],
    );
    for expires in [json!(5), json!("2026-02-19T10:00:00Z")] {
        check::<CloneToken>(
            json!({ "token": "t", "gitUrl": "https://a", "expiresAt": expires }),
            &["token", "gitUrl"],
        );
    }
    let migration: Migration = check(
        json!({
            "hasGitHubIntegration": true, "targetAccountName": "a", "alreadyMigrated": false, "suggestedRepoName": "s",
            "newRepoUrl": "https://a", "installationSettingsUrl": "https://b", "repositorySelection": "selected",
            "availableRepos": [{ "fullName": "o/r", "createdAt": "t", "isPrivate": true }],
        }),
        &[],
    );
    assert!(migration.extra.is_empty() && migration.available_repos[0].extra.is_empty());
    check::<Ticket>(
        json!({ "ticket": "t", "expiresAt": 5 }),
        &["ticket", "expiresAt"],
    );
}

#[test]
fn deploying_and_migrating_end_in_one_of_two_ways() {
    let deployed: DeployOutput = check(
        json!({ "success": true, "deploymentId": "d", "deploymentUrl": "https://a", "alreadyDeployed": true }),
        &["success", "deploymentId"],
    );
    assert!(matches!(
        deployed,
        DeployOutput::Deployed(Deployed {
            already_deployed: true,
            ..
        })
    ));
    for (error, expected) in [
        ("payment_required", DeployRefusal::PaymentRequired),
        ("invalid_slug", DeployRefusal::InvalidSlug),
        ("slug_taken", DeployRefusal::SlugTaken),
        ("moon", DeployRefusal::Other("moon".to_owned())),
    ] {
        let refused: DeployOutput = check(
            json!({ "success": false, "error": error, "message": "m" }),
            &["error"],
        );
        assert!(matches!(refused, DeployOutput::Refused(refused) if refused.error == expected));
    }
    check::<MigrateOutput>(
        json!({ "success": true, "githubRepoUrl": "https://a", "newSessionId": "agent_2" }),
        &["success", "newSessionId"],
    );
    for error in [
        "github_app_not_installed",
        "already_migrated",
        "repo_not_found",
        "repo_not_empty",
        "push_failed",
        "project_not_found",
        "internal_error",
    ] {
        let refused: MigrateOutput = check(json!({ "success": false, "error": error }), &["error"]);
        let MigrateOutput::Refused(refused) = refused else {
            panic!("{error} is no refusal")
        };
        assert!(
            !matches!(refused.error, MigrateRefusal::Other(_)),
            "{error}"
        );
    }
}

#[test]
fn an_answer_that_says_nothing_may_be_missing() {
    for answer in [
        json!({ "result": {} }),
        json!({ "result": { "data": null } }),
        json!({ "result": { "data": { "queued": true } } }),
        json!({ "result": { "data": [1] } }),
    ] {
        let read: Success<Anything> = serde_json::from_value(answer).unwrap();
        assert_eq!(read.result.data, Anything);
    }
    assert!(serde_json::from_value::<Success<Done>>(json!({ "result": {} })).is_err());
}

#[test]
fn every_column_of_a_project_has_a_type() {
    let columns = json!({
        "template": "startup-landing-page", "deployment_id": "d", "created_at": "t", "updated_at": "t",
        "last_message_at": "t", "git_repo_full_name": "o/r", "git_platform_integration_id": "g",
        "migrated_at": "t", "created_by_user_id": "u", "owned_by_user_id": "u",
        "owned_by_organization_id": "o", "sessionInitiated": true, "sessionPrepared": false,
    });
    let mut project =
        json!({ "id": "p", "title": "T", "model_id": "m", "sessions": [], "messages": [] });
    let Value::Object(fields) = columns.clone() else {
        panic!("columns are an object")
    };
    project.as_object_mut().unwrap().extend(fields);
    let project: Project = check(project, &["id"]);
    assert!(project.columns().extra.is_empty());
    assert_eq!(serde_json::to_value(project.columns()).unwrap(), columns);
    let unsure = json!({ "id": "p", "sessionInitiated": null, "template": 4 });
    let unsure: Project = serde_json::from_value(unsure).unwrap();
    assert_eq!(
        (
            unsure.columns().session_initiated,
            unsure.columns().template
        ),
        (None, None)
    );
    check::<SessionRow>(
        json!({
            "id": "1", "cloud_agent_session_id": "agent_1", "worker_version": "v1", "created_at": "t", "ended_at": "t",
            "reason": "upgrade", "title": "t", "initiated": true, "prepared": false,
        }),
        &["id", "worker_version"],
    );
}

#[test]
fn codes_by_name() {
    for (code, name) in [
        (ErrorCode::Protocol, "WS_PROTOCOL_ERROR"),
        (ErrorCode::Auth, "WS_AUTH_ERROR"),
        (ErrorCode::SessionNotFound, "WS_SESSION_NOT_FOUND"),
        (ErrorCode::ExecutionNotFound, "WS_EXECUTION_NOT_FOUND"),
        (ErrorCode::DuplicateConnection, "WS_DUPLICATE_CONNECTION"),
        (ErrorCode::Internal, "WS_INTERNAL_ERROR"),
    ] {
        assert_eq!((code.as_str(), ErrorCode::from(name)), (name, code.clone()));
    }
    for (version, path) in [
        ("v1", "/api/cloud-agent/sessions/stream-ticket"),
        ("v2", "/api/cloud-agent-next/sessions/stream-ticket"),
        ("v3", "/api/cloud-agent-next/sessions/stream-ticket"),
    ] {
        assert_eq!(ticket_path(&version.into()), path);
    }
}

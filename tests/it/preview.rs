//! Watching a preview and putting a project online.

use serde_json::json;
use session_model::{CallError, CallErrorKind, Deployment, Effect, Input, PreviewStatus};
use session_wire::call::{DeployOutput, DeployRefusal, Preview, WorkerVersion};
use tests::frame;

use crate::peer::{Peer, SESSION};

/// What the backend answers.
#[derive(Clone)]
enum Reply {
    Idle,
    Building,
    Running(&'static str),
    Failed,
}

impl From<Reply> for Preview {
    fn from(reply: Reply) -> Self {
        let answer = match reply {
            Reply::Idle => json!({ "status": "idle" }),
            Reply::Building => json!({ "status": "building" }),
            Reply::Running(url) => json!({ "status": "running", "previewUrl": url }),
            Reply::Failed => json!({ "status": "error" }),
        };
        serde_json::from_value(answer).unwrap()
    }
}

/// What a step of a poll asked for, in short.
fn asked(peer: &mut Peer) -> Vec<String> {
    let effects = peer.take_effects();
    let asked = effects.iter().filter_map(|effect| match effect {
        Effect::GetPreview { .. } => Some("get".to_owned()),
        Effect::TriggerBuild { .. } => Some("build".to_owned()),
        Effect::SetTimer { after, .. } => Some(format!("wait {}", after.as_millis())),
        _ => None,
    });
    asked.collect()
}

fn watched() -> Peer {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.take_effects();
    peer.input(Input::WatchPreview);
    assert_eq!(asked(&mut peer), ["get"]);
    assert_eq!(peer.project.preview().status(), PreviewStatus::Building);
    peer
}

fn answer(peer: &mut Peer, result: Result<Reply, CallErrorKind>) {
    let result = result.map(Preview::from).map_err(|kind| CallError {
        kind,
        message: "no".to_owned(),
    });
    peer.input(Input::PreviewAnswered { poll: 1, result });
}

fn check(answers: &[Reply], expected: &[&[&str]], status: PreviewStatus) {
    let mut peer = watched();
    for (reply, expected) in answers.iter().zip(expected) {
        answer(&mut peer, Ok(reply.clone()));
        assert_eq!(asked(&mut peer), *expected);
    }
    assert_eq!(peer.project.preview().status(), status);
}

#[test]
fn it_is_asked_for_until_it_runs() {
    use Reply::{Building, Running};
    check(
        &[Building, Building, Running("http://p")],
        &[&["wait 2000"], &["wait 3000"], &[]],
        PreviewStatus::Running,
    );
}

#[test]
fn two_idle_answers_in_a_row_build_it() {
    use Reply::{Building, Idle};
    check(
        &[Idle, Building, Idle, Idle, Idle],
        &[
            &["wait 2000"],
            &["wait 3000"],
            &["wait 4500"],
            &["build", "wait 6750"],
            &["build", "wait 10000"],
        ],
        PreviewStatus::Building,
    );
}

#[test]
fn it_fails_with_the_answer_the_call_or_the_patience() {
    check(&[Reply::Failed], &[&[]], PreviewStatus::Error);
    let mut peer = watched();
    answer(&mut peer, Err(CallErrorKind::Network));
    assert_eq!(peer.project.preview().status(), PreviewStatus::Error);
    let mut peer = watched();
    for _ in 0..30 {
        assert_eq!(peer.project.preview().status(), PreviewStatus::Building);
        answer(&mut peer, Ok(Reply::Building));
    }
    assert_eq!(peer.project.preview().status(), PreviewStatus::Error);
    peer.take_effects();
    answer(&mut peer, Ok(Reply::Running("http://late")));
    assert_eq!(peer.project.preview().url(), None);
}

#[test]
fn a_run_that_ends_asks_for_the_next_one_without_hiding_the_last() {
    let mut peer = watched();
    answer(&mut peer, Ok(Reply::Running("http://p")));
    peer.input(Input::WatchPreview);
    peer.take_effects();
    answer(&mut peer, Ok(Reply::Idle));
    assert_eq!(asked(&mut peer), Vec::<String>::new());
    peer.input(Input::PreviewAnswered {
        poll: 2,
        result: Ok(Reply::Running("http://q").into()),
    });
    assert_eq!(peer.project.preview().url(), Some("http://q"));
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.frames(&[
        frame(SESSION, 1, "started", &json!({})),
        frame(SESSION, 2, "complete", &json!({})),
    ]);
    assert!(
        !asked(&mut peer).contains(&"get".to_owned()),
        "nobody watches"
    );
}

#[test]
fn a_project_goes_online_once_at_a_time() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.take_effects();
    peer.input(Input::Deploy);
    peer.input(Input::Deploy);
    assert_eq!(
        peer.take_effects(),
        [Effect::Deploy {
            project: "p1".into()
        }]
    );
    let output = |answer| serde_json::from_value::<DeployOutput>(answer).unwrap();
    let refused = json!({ "success": false, "error": "slug_taken", "message": "Taken" });
    peer.input(Input::Deployed(Ok(output(refused))));
    assert!(matches!(
        peer.project.deployment(),
        Deployment::Refused {
            reason: DeployRefusal::SlugTaken,
            ..
        }
    ));
    peer.input(Input::Deploy);
    let there = json!({
        "success": true,
        "deploymentId": "d1",
        "deploymentUrl": "http://d",
        "alreadyDeployed": false,
    });
    peer.input(Input::Deployed(Ok(output(there))));
    assert!(matches!(peer.project.deployment(), Deployment::Deployed { id, .. } if id == "d1"));
}

//! Watching a preview and putting a project online.

use serde_json::json;
use session_model::{
    CallError, CallErrorKind, DeployReply, Deployment, Effect, Input, PreviewReply, PreviewStatus,
};
use session_wire::call::WorkerVersion;
use tests::frame;

use crate::peer::{Peer, SESSION};

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

fn answer(peer: &mut Peer, result: Result<PreviewReply, CallErrorKind>) {
    let result = result.map_err(|kind| CallError {
        kind,
        message: "no".to_owned(),
    });
    peer.input(Input::PreviewAnswered { poll: 1, result });
}

fn check(answers: &[PreviewReply], expected: &[&[&str]], status: PreviewStatus) {
    let mut peer = watched();
    for (reply, expected) in answers.iter().zip(expected) {
        answer(&mut peer, Ok(reply.clone()));
        assert_eq!(asked(&mut peer), *expected);
    }
    assert_eq!(peer.project.preview().status(), status);
}

#[test]
fn it_is_asked_for_until_it_runs() {
    use PreviewReply::{Building, Running};
    check(
        &[Building, Building, Running("http://p".to_owned())],
        &[&["wait 2000"], &["wait 3000"], &[]],
        PreviewStatus::Running,
    );
}

#[test]
fn two_idle_answers_in_a_row_build_it() {
    use PreviewReply::{Building, Idle};
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
    check(&[PreviewReply::Failed], &[&[]], PreviewStatus::Error);
    let mut peer = watched();
    answer(&mut peer, Err(CallErrorKind::Network));
    assert_eq!(peer.project.preview().status(), PreviewStatus::Error);
    let mut peer = watched();
    for _ in 0..30 {
        assert_eq!(peer.project.preview().status(), PreviewStatus::Building);
        answer(&mut peer, Ok(PreviewReply::Building));
    }
    assert_eq!(peer.project.preview().status(), PreviewStatus::Error);
    peer.take_effects();
    answer(
        &mut peer,
        Ok(PreviewReply::Running("http://late".to_owned())),
    );
    assert_eq!(peer.project.preview().url(), None);
}

#[test]
fn a_run_that_ends_asks_for_the_next_one_without_hiding_the_last() {
    let mut peer = watched();
    answer(&mut peer, Ok(PreviewReply::Running("http://p".to_owned())));
    peer.input(Input::WatchPreview);
    peer.take_effects();
    answer(&mut peer, Ok(PreviewReply::Idle));
    assert_eq!(asked(&mut peer), Vec::<String>::new());
    peer.input(Input::PreviewAnswered {
        poll: 2,
        result: Ok(PreviewReply::Running("http://q".to_owned())),
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
    let refused = DeployReply::Refused {
        reason: "slug_taken".to_owned(),
        message: "Taken".to_owned(),
    };
    peer.input(Input::Deployed(Ok(refused)));
    assert!(
        matches!(peer.project.deployment(), Deployment::Refused { reason, .. } if reason == "slug_taken")
    );
    peer.input(Input::Deploy);
    let there = DeployReply::Deployed {
        id: "d1".to_owned(),
        url: "http://d".to_owned(),
    };
    peer.input(Input::Deployed(Ok(there)));
    assert!(matches!(peer.project.deployment(), Deployment::Deployed { id, .. } if id == "d1"));
}

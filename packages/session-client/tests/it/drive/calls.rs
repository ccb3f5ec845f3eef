//! Calls that are made, and their answers.

use session_client::testing::Call;
use session_model::input::History;
use session_model::{Answer, Draft, Effect, Input};
use session_wire::call;

use super::rig::{Rig, START, failure, live_project, requests, started};

#[test]
fn calls_are_made_and_their_answers_given() {
    let mut rig = Rig::new();
    let requests = requests(1);
    let session = requests[0].session;
    let project = || "p1".into();
    rig.effects.perform([
        Effect::LoadProject { project: project() },
        Effect::StartSession {
            project: project(),
            session,
        },
        Effect::Interrupt { project: project() },
        Effect::LoadHistory {
            project: project(),
            session,
            cloud_session: "agent_1".into(),
            version: call::WorkerVersion::V2,
        },
    ]);
    rig.settle();
    assert_eq!(
        rig.script.backend.calls(),
        [
            Call::LoadProject(project()),
            Call::StartSession(project()),
            Call::Interrupt(project()),
            Call::LoadHistory("agent_1".into(), call::WorkerVersion::V2),
        ]
    );
    assert_eq!(rig.given(), Vec::<String>::new());

    rig.script
        .backend
        .histories
        .answer(Ok(History::V2(Vec::new())));
    rig.settle();
    assert_eq!(rig.given(), ["history Ok(V2([]))"]);
    rig.script.backend.projects.answer(Err(failure()));
    rig.settle();
    rig.script.backend.starts.answer(Ok(started()));
    rig.settle();
    rig.script.backend.interrupts.answer(Ok(()));
    rig.settle();
    assert_eq!(
        rig.given(),
        [
            "loaded Unavailable",
            "started agent_1",
            "interrupted Ok(())"
        ]
    );
}

#[test]
fn answers_and_cancels_are_given_to_the_backend() {
    let mut rig = Rig::new();
    let session = requests(1)[0].session;
    let answers = [
        Answer::Question(vec![vec!["MIT".to_owned()]]),
        Answer::Refuse { message: None },
    ];
    rig.effects
        .perform(answers.clone().map(|answer| Effect::Answer {
            project: "p1".into(),
            session,
            cloud_session: "agent_1".into(),
            request: "req_1".into(),
            answer,
        }));
    rig.effects.perform([Effect::CancelMessage {
        project: "p1".into(),
        session,
        cloud_session: "agent_1".into(),
        message: "msg_1".into(),
    }]);
    rig.settle();
    let [chosen, refused] =
        answers.map(|answer| Call::Answer("agent_1".into(), "req_1".into(), answer));
    let cancel = Call::CancelMessage("agent_1".into(), "msg_1".into());
    assert_eq!(rig.script.backend.calls(), [chosen, refused, cancel]);

    rig.script.backend.answers.answer(Ok(()));
    rig.settle();
    rig.script.backend.answers.answer(Err(failure()));
    rig.settle();
    rig.script.backend.cancels.answer(Ok(()));
    rig.settle();
    assert_eq!(
        rig.given(),
        [
            "answered req_1 Ok(())",
            "answered req_1 Err(Unavailable)",
            "cancelled msg_1 Ok(())"
        ]
    );
}

#[test]
fn messages_are_sent() {
    let mut rig = Rig::new();
    let (mut project, _) = live_project(1);
    let draft = Draft {
        text: "Hello".to_owned(),
        ..Draft::default()
    };
    let step = project.handle(Input::Send(draft.clone()), START);
    rig.effects.perform(step.effects);
    rig.script.backend.sends.answer(Ok(started()));
    rig.settle();
    assert_eq!(
        rig.script.backend.calls(),
        [Call::SendMessage("p1".into(), draft, false)]
    );
    assert_eq!(rig.given(), ["sent agent_1"]);
}

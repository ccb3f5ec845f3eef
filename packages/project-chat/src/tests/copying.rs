//! What is copied of a conversation.

use session_model::{AnySession, Project, ThreadId};

use super::fixture::Live;
use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::components::written::As;
use crate::handle::Generation;
use crate::labels::Labels;

fn check(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// The agent's words in the first turn.
fn answer(project: &Project, form: As) -> String {
    match &project.sessions()[0] {
        AnySession::V1(session) => {
            form.answer::<V1>(session, V1::turns(session, ThreadId::ROOT)[0])
        }
        AnySession::V2(session) => {
            form.answer::<V2>(session, V2::turns(session, ThreadId::ROOT)[0])
        }
    }
}

#[test]
fn an_answer_is_its_words_and_a_conversation_is_everything() {
    let labels = Labels::default();
    for recording in ["v1/tools", "v2/edit"] {
        let project = Live::played(recording).project;
        let name = recording.replace('/', "_");
        for (form, suffix) in [(As::Text, "text"), (As::Markdown, "markdown")] {
            check(
                &format!("copied_answer_{name}_{suffix}"),
                &answer(&project, form),
            );
            let whole = form.conversation(&project, &labels);
            check(&format!("copied_conversation_{name}_{suffix}"), &whole);
        }
    }
}

//! What becomes of a message between the composer and the agent.

use std::rc::Rc;

use dioxus::prelude::*;
use session_model::{CallError, CallErrorKind, Draft, Effect, Input};
use session_wire::ProjectId;

use super::fixture::{Live, NOW};
use super::screen::Screen;
use crate::{DraftStore, ProjectChat, use_draft_store_provider, use_fixed_project};

/// A project whose last message could not be sent.
fn returned(text: &str) -> Live {
    let mut live = Live::played("v2/reasoning");
    let draft = Draft {
        text: text.to_owned(),
        ..Draft::default()
    };
    let step = live.project.handle(Input::Send(draft), NOW);
    let (session, send) = step
        .effects
        .into_iter()
        .find_map(|effect| match effect {
            Effect::SendMessage { session, send, .. } => Some((session, send)),
            _ => None,
        })
        .unwrap();
    let error = CallError {
        kind: CallErrorKind::PaymentRequired,
        message: "balance is 0".to_owned(),
    };
    let result = Err(error);
    live.project.handle(
        Input::Sent {
            session,
            send,
            result,
        },
        NOW,
    );
    live
}

#[test]
fn a_message_that_was_not_sent_comes_back_into_the_box_and_says_why() {
    let live = returned("Add a cart <now>");
    assert!(live.project.returned().is_some());
    let mut screen = Screen::of(live.project);
    assert!(screen.act(|project| project.peek(|known| known.returned().is_none())));
    let html = screen.html();
    assert!(
        html.contains(r#"value="Add a cart &#60;now&#62;""#),
        "{html}"
    );
    assert!(html.contains(r#"data-row="returned""#), "{html}");
    assert!(html.contains("Add credits"), "{html}");
}

#[test]
fn a_message_that_comes_back_later_is_shown_when_it_does() {
    let live = Live::played("v2/reasoning");
    let mut screen = Screen::of(live.project);
    assert!(!screen.html().contains(r#"data-row="returned""#));
    let session = screen.handle_session();
    let draft = Draft {
        text: "Later".to_owned(),
        ..Draft::default()
    };
    screen.act(|project| project.send(draft));
    let send = screen.act(|project| {
        project.peek(|known| match known.active() {
            Some(session_model::AnySession::V2(session)) => {
                session.outbox().unwrap().waiting()[0].id
            }
            other => panic!("{other:?}"),
        })
    });
    assert!(screen.html().contains(r#"data-delivery="sending""#));
    let error = CallError {
        kind: CallErrorKind::Network,
        message: String::new(),
    };
    let refused = Input::Sent {
        session,
        send,
        result: Err(error),
    };
    screen.act(|project| project.dispatch([refused]));
    let html = screen.html();
    assert!(html.contains(r#"value="Later""#), "{html}");
    assert!(!html.contains(r#"data-delivery="sending""#), "{html}");
}

impl Screen {
    fn handle_session(&mut self) -> session_model::SessionKey {
        self.act(|project| project.peek(|known| known.active().unwrap().key()))
    }
}

/// Keeps one text, whatever is saved.
struct OneDraft;

impl DraftStore for OneDraft {
    fn load(&self, _: &ProjectId) -> String {
        "half a thought".to_owned()
    }

    fn save(&self, _: &ProjectId, _: &str) {}
}

#[component]
fn Drafted() -> Element {
    use_draft_store_provider(|| Rc::new(OneDraft));
    let project = use_fixed_project(|| Live::new("v2").project);
    rsx! {
        ProjectChat { project }
    }
}

#[test]
fn the_hosts_store_of_drafts_is_used() {
    let mut dom = VirtualDom::new(Drafted);
    dom.rebuild_in_place();
    let html = dioxus_ssr::render(&dom);
    assert!(html.contains(r#"value="half a thought""#), "{html}");
}

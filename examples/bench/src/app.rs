//! The measured page: the real components, fed by the real client and model.

use std::rc::Rc;

use dioxus::prelude::*;
use project_chat::{ProjectChat, ProjectHandle};
use serde_json::json;
use session_client::testing::RefusingBackend;
use session_client::{Effects, World, drive, now};
use session_model::{Effect, Input, Link, Project};

use crate::contract;
use crate::feed::{Feed, SESSION};
use crate::stream::OneStream;
use crate::taken::Taken;

/// What the benchmark steers the page by.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) feed: Feed,
    /// How many frames the model has taken in.
    pub(crate) taken: Rc<Taken>,
    /// The driver runs as long as somebody could ask it for something.
    _effects: Effects,
}

/// The page.
#[component]
pub(crate) fn App() -> Element {
    let project = use_hook(start);
    rsx! {
        ProjectChat { project }
    }
}

/// Opens a project whose one session is live, and hands its stream to the benchmark.
fn start() -> ProjectHandle {
    let mut project = Project::new("bench".into(), 1);
    project.handle(Input::Open, now());
    let loaded = serde_json::from_value(json!({
        "id": "bench",
        "title": "Benchmark",
        "session_id": SESSION,
        "sessions": [{
            "id": "row-bench",
            "cloud_agent_session_id": SESSION,
            "worker_version": "v2",
            "initiated": true,
            "prepared": true,
        }],
    }));
    let step = match loaded {
        Ok(loaded) => project.handle(Input::Loaded(Ok(Box::new(loaded))), now()),
        Err(error) => unreachable!("the benchmark's own project can be read: {error}"),
    };

    let (stream, put) = OneStream::new();
    let mut world = World::new(Rc::new(RefusingBackend::default()));
    world.transport = stream;
    let (driver, effects) = drive(world);
    let opened = |effect: &Effect| matches!(effect, Effect::OpenStream(_));
    effects.perform(step.effects.into_iter().filter(opened));

    let handle = ProjectHandle::fixed(project);
    let taken = Rc::new(Taken::default());
    let page = Rc::new(Page {
        feed: Feed::new(put),
        taken: Rc::clone(&taken),
        _effects: effects,
    });
    spawn(driver.run(move |batch| {
        let frames = batch.inputs.iter().filter(|input| is_frame(input)).count() as u64;
        handle.take_in(batch);
        taken.add(frames);
    }));
    contract::install(&page);
    handle
}

fn is_frame(input: &Input) -> bool {
    matches!(
        input,
        Input::Link {
            link: Link::Frame(_),
            ..
        }
    )
}

//! Tries out the window that it is in, the way a person would.

mod copying;
mod flow;
mod hands;
mod place;
mod recorded;
mod saving;
mod window;

use std::path::PathBuf;
use std::process;
use std::sync::Arc;

use dioxus::prelude::*;

use super::Own;

/// What is left behind by trying the window out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Smoke {
    /// Where a picture of the conversation goes.
    pub(super) screenshot: Option<PathBuf>,
    /// Where the system puts what is downloaded; nothing is saved where that is not known.
    pub(super) downloads: Option<PathBuf>,
}

/// Tries everything out once, then ends the process: with 0, or with 1 and the reason.
#[component]
pub(super) fn Visitor(smoke: Smoke) -> Element {
    let gateway = use_context::<Own>();
    use_future(move || {
        let (smoke, gateway) = (smoke.clone(), Arc::clone(&gateway));
        async move {
            let outcome = flow::run(&smoke, &gateway).await;
            // Only a trial's own gateway has made this folder.
            let _ = std::fs::remove_dir_all(super::gateway::trial_folder());
            match outcome {
                Ok(()) => {
                    println!("smoke: everything works");
                    process::exit(0);
                }
                Err(reason) => {
                    println!("smoke: FAILED: {reason}");
                    process::exit(1);
                }
            }
        }
    });
    VNode::empty()
}

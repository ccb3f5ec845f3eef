//! The gallery in a window, with a gateway of its own where none is named.

mod flags;
mod gateway;
mod picture;
mod smoke;

use std::process::ExitCode;
use std::sync::Arc;

use dioxus::desktop::{Config, LogicalSize, WindowBuilder};
use dioxus::prelude::*;
use tokio::sync::Mutex;

use crate::app::App;
use crate::page::Page;
use crate::platform::Start;
use flags::{Asked, Flags};
use gateway::OwnGateway;

/// The window's own gateway, where it has one.
type Own = Arc<Mutex<Option<OwnGateway>>>;

/// Opens the window.
pub(crate) fn launch() -> ExitCode {
    let flags = match flags::parse(lexopt::Parser::from_env()) {
        Ok(Asked::Window(flags)) => flags,
        Ok(Asked::Help) => {
            println!("{}", flags::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("error: {error}. `gallery --help` lists the flags.");
            return ExitCode::from(2);
        }
    };
    match open(flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Shows where the person is in the window's title.
pub(crate) fn show_address(page: &Page) {
    dioxus::desktop::window().set_title(&format!("{}, project-chat gallery", page.title()));
}

/// Follows the person to another address; a window has no address bar.
pub(crate) fn follow_address(_: Callback<Page>) {}

fn open(flags: Flags) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no threads could be started: {error}"))?;
    // Dioxus runs its tasks on the runtime that it is launched in.
    let _inside = runtime.enter();
    let (gateway, own) = if let Some(url) = flags.gateway {
        (url, None)
    } else {
        let own = runtime.block_on(OwnGateway::start(flags.smoke.is_some()))?;
        println!("gateway: {}", own.url());
        (own.url(), Some(own))
    };
    // The window ends the process, so the gateway lives as long as the window does.
    let own: Own = Arc::new(Mutex::new(own));
    let window = WindowBuilder::new()
        .with_title("project-chat gallery")
        .with_inner_size(LogicalSize::new(flags.width, flags.height));
    let config = Config::new()
        .with_window(window)
        .with_menu(None)
        .with_custom_index(include_str!("../../index.html").to_owned());
    dioxus::LaunchBuilder::desktop()
        .with_context(Start {
            gateway,
            page: flags.page,
        })
        .with_context(flags.smoke)
        .with_context(own)
        .with_cfg(config)
        .launch(Root);
    Ok(())
}

/// The gallery, and where asked for, the one who tries it out.
#[component]
fn Root() -> Element {
    let smoke = use_context::<Option<smoke::Smoke>>();
    rsx! {
        App {}
        if let Some(smoke) = smoke {
            smoke::Visitor { smoke }
        }
    }
}

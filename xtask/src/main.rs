//! Every task of this repository as one command: `cargo xtask help` lists them.

mod ci;
mod cli;
mod demo;
mod e2e;
mod failure;
mod faults;
mod gateway;
mod process;
mod program;
mod say;
mod setup;
mod tidy;
mod web;
mod workspace;

use std::process::ExitCode;

use cli::Task;
use failure::{Failure, Outcome};
use workspace::Workspace;

fn main() -> ExitCode {
    let outcome = cli::parse(lexopt::Parser::from_env()).and_then(run);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !matches!(failure, Failure::Said) {
                eprintln!("error: {failure}");
            }
            failure.exit_code()
        }
    }
}

fn run(task: Task) -> Outcome {
    match task {
        Task::Help => {
            println!("{}", cli::HELP);
            Ok(())
        }
        Task::OpenWhenReady(page) => {
            demo::open_when_ready(&page);
            Ok(())
        }
        Task::Setup(goal) => setup::everything_for(&Workspace::find()?, goal),
        Task::Web(page) => {
            let workspace = Workspace::find()?;
            setup::all(&workspace, &[setup::Need::Wasm])?;
            web::build(&workspace, &page).map(drop)
        }
        Task::Bench => {
            let workspace = Workspace::find()?;
            setup::all(&workspace, &[setup::Need::Wasm])?;
            let folder = web::build(&workspace, &web::Page::bench())?;
            println!("{}", folder.display());
            Ok(())
        }
        Task::Demo(options) => demo::run(&Workspace::find()?, &options),
        Task::Ci(steps) => ci::run(&Workspace::find()?, &steps),
        Task::Faults(args) => faults::run(&Workspace::find()?, &args),
        Task::Tidy => tidy::run(&Workspace::find()?),
        Task::E2e(args) => e2e::set_up_and_run(&Workspace::find()?, &args),
    }
}

impl Failure {
    fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Work(_) | Self::Said => ExitCode::FAILURE,
        }
    }
}

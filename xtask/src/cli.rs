//! The command line, read into one closed list of tasks.

use std::ffi::OsString;

use lexopt::prelude::*;

use crate::ci::Step;
use crate::demo;
use crate::failure::{Failure, Outcome};
use crate::setup::Goal;
use crate::web::{Page, Profile};

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
Every task of this repository. Each one sets up what it needs first.

  cargo xtask demo    build the gallery for the browser and serve it with a scripted agent
      --port N            port to listen on (4777; 0 takes a free one)
      --host H            address to listen on (127.0.0.1)
      --data-dir D        where sessions are kept (.demo)
      --no-open           do not open a browser
      --profile web|dev   small to download (web), or quick to build (dev)
  cargo xtask ci [step …]    every check and test, or the named ones
  cargo xtask web     build a package for the browser into target/web/<package>/
      --package P         which package (gallery)
      --profile web|dev   as above
  cargo xtask bench build    build the page that speeds are measured on, and print its folder
  cargo xtask e2e [args …]   the browser tests; arguments go to Playwright
  cargo xtask faults [args …]  recordings through a hostile network; --help lists the arguments
  cargo xtask tidy           the rules of the tree
  cargo xtask setup [demo|web|ci]   only fetch what is missing (for ci unless told otherwise)
  cargo xtask help           this text";

/// One thing to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Task {
    Help,
    Setup(Goal),
    Web(Page),
    /// Builds the measured page, and prints its folder.
    Bench,
    Demo(demo::Options),
    Ci(Vec<Step>),
    Tidy,
    E2e(Vec<OsString>),
    Faults(Vec<OsString>),
    /// The demo's own background half: opens the page once its server answers.
    OpenWhenReady(demo::ReadyPage),
}

/// Reads the command line.
pub(crate) fn parse(mut args: lexopt::Parser) -> Outcome<Task> {
    let Some(first) = args.next()? else {
        return Ok(Task::Help);
    };
    let name = match first {
        Value(name) => name.string()?,
        Long("help") | Short('h') => return Ok(Task::Help),
        other => return Err(other.unexpected().into()),
    };
    match name.as_str() {
        "help" => Ok(Task::Help),
        "setup" => setup(&mut args).map(Task::Setup),
        "web" => web(&mut args).map(Task::Web),
        "bench" => bench(&mut args),
        "demo" => demo(&mut args).map(Task::Demo),
        "ci" => ci(&mut args).map(Task::Ci),
        "tidy" => end(&mut args).map(|()| Task::Tidy),
        "faults" => Ok(Task::Faults(args.raw_args()?.collect())),
        "e2e" => Ok(Task::E2e(args.raw_args()?.collect())),
        "open-when-ready" => ready_page(&mut args).map(Task::OpenWhenReady),
        _ => Err(Failure::Usage(format!("there is no command `{name}`"))),
    }
}

fn setup(args: &mut lexopt::Parser) -> Outcome<Goal> {
    let mut goal = Goal::Ci;
    while let Some(arg) = args.next()? {
        match arg {
            Value(name) => {
                let name = name.string()?;
                goal = Goal::named(&name).ok_or_else(|| {
                    Failure::Usage(format!(
                        "`{name}` cannot be set up for; demo, web and ci can"
                    ))
                })?;
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(goal)
}

fn web(args: &mut lexopt::Parser) -> Outcome<Page> {
    let mut page = Page::gallery(Profile::Web);
    while let Some(arg) = args.next()? {
        match arg {
            Long("package") => page.package = args.value()?.string()?,
            Long("profile") => page.profile = profile(args)?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(page)
}

fn bench(args: &mut lexopt::Parser) -> Outcome<Task> {
    match args.next()? {
        Some(Value(name)) if name == "build" => end(args).map(|()| Task::Bench),
        Some(other) => Err(other.unexpected().into()),
        None => Err(Failure::Usage(
            "`bench` does one thing: `bench build`".to_owned(),
        )),
    }
}

fn demo(args: &mut lexopt::Parser) -> Outcome<demo::Options> {
    let mut options = demo::Options::default();
    while let Some(arg) = args.next()? {
        match arg {
            Long("port") => options.port = args.value()?.parse()?,
            Long("host") => options.host = args.value()?.string()?,
            Long("data-dir") => options.data_dir = Some(args.value()?.into()),
            Long("no-open") => options.open = false,
            Long("profile") => options.profile = profile(args)?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn ci(args: &mut lexopt::Parser) -> Outcome<Vec<Step>> {
    let mut steps = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Value(name) => {
                let name = name.string()?;
                let step = Step::named(&name).ok_or_else(|| {
                    let names = Step::ALL.map(Step::name).join(", ");
                    Failure::Usage(format!("there is no step `{name}`; the steps are {names}"))
                })?;
                steps.push(step);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(steps)
}

fn ready_page(args: &mut lexopt::Parser) -> Outcome<demo::ReadyPage> {
    let address = args.value()?.parse()?;
    let url = args.value()?.string()?;
    Ok(demo::ReadyPage { address, url })
}

fn profile(args: &mut lexopt::Parser) -> Outcome<Profile> {
    let name = args.value()?.string()?;
    Profile::named(&name)
        .ok_or_else(|| Failure::Usage(format!("there is no profile `{name}`; web and dev are")))
}

fn end(args: &mut lexopt::Parser) -> Outcome {
    match args.next()? {
        None => Ok(()),
        Some(arg) => Err(arg.unexpected().into()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn check(line: &str, expected: &Task) {
        let args = line.split_whitespace();
        let task = parse(lexopt::Parser::from_args(args)).unwrap();
        assert_eq!(&task, expected, "{line}");
    }

    fn check_error(line: &str, expected: &str) {
        let args = line.split_whitespace();
        let failure = parse(lexopt::Parser::from_args(args)).unwrap_err();
        assert!(matches!(failure, Failure::Usage(_)), "{line}");
        assert!(
            failure.to_string().starts_with(expected),
            "{line}: {failure}"
        );
    }

    #[test]
    fn every_command_is_read() {
        check("", &Task::Help);
        check("--help", &Task::Help);
        check("setup", &Task::Setup(Goal::Ci));
        check("setup demo", &Task::Setup(Goal::Demo));
        check("web", &Task::Web(Page::gallery(Profile::Web)));
        check(
            "web --package bench --profile dev",
            &Task::Web(Page {
                package: "bench".into(),
                profile: Profile::Dev,
            }),
        );
        check(
            "demo --port 0 --host 0.0.0.0 --data-dir here --no-open --profile dev",
            &Task::Demo(demo::Options {
                port: 0,
                host: "0.0.0.0".into(),
                data_dir: Some("here".into()),
                open: false,
                profile: Profile::Dev,
            }),
        );
        check("bench build", &Task::Bench);
        check("ci", &Task::Ci(Vec::new()));
        check(
            "ci tidy clippy-wasm",
            &Task::Ci(vec![Step::Tidy, Step::ClippyWasm]),
        );
        check("tidy", &Task::Tidy);
        check(
            "e2e --ui specs/a.spec.ts",
            &Task::E2e(vec!["--ui".into(), "specs/a.spec.ts".into()]),
        );
    }

    #[test]
    fn the_arguments_of_faults_are_its_own() {
        check(
            "faults --schedules 5 --seed 9",
            &Task::Faults(["--schedules", "5", "--seed", "9"].map(Into::into).into()),
        );
    }

    #[test]
    fn what_there_is_not_is_said_with_what_there_is() {
        check_error("fly", "there is no command `fly`");
        check_error(
            "ci tidy fly",
            "there is no step `fly`; the steps are fmt, clippy, ",
        );
        check_error(
            "setup moon",
            "`moon` cannot be set up for; demo, web and ci can",
        );
        check_error(
            "web --profile fast",
            "there is no profile `fast`; web and dev are",
        );
        check_error("demo --port many", "cannot parse argument \"many\"");
        check_error("bench", "`bench` does one thing");
        check_error("bench press", "unexpected argument");
        check_error("tidy up", "unexpected argument \"up\"");
    }
}

//! Every check and test, one step after the other, with a summary at the end.

mod cargo_steps;
mod deny;
mod desktop;
mod step;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::e2e;
use crate::failure::{Failure, Outcome};
use crate::say;
use crate::setup::{self, Need};
use crate::tidy;
use crate::web::{self, Page, Profile};
use crate::workspace::Workspace;

pub(crate) use step::Step;

/// How one step ended.
#[derive(Debug)]
struct Ended {
    step: Step,
    took: Duration,
    failure: Option<Failure>,
}

/// Sets up what the steps need, runs every one of them in the fixed order, and fails if any did.
/// No name means all steps.
pub(crate) fn run(workspace: &Workspace, chosen: &[Step]) -> Outcome {
    let steps: Vec<Step> = Step::ALL
        .into_iter()
        .filter(|step| chosen.is_empty() || chosen.contains(step))
        .collect();
    let missing = set_up(workspace, &steps);
    let ended: Vec<Ended> = steps
        .into_iter()
        .map(|step| {
            let start = Instant::now();
            let outcome = say::step(step.name(), || {
                unless_missing(step, &missing)?;
                perform(workspace, step)
            });
            Ended {
                step,
                took: start.elapsed(),
                failure: outcome.err(),
            }
        })
        .collect();
    println!("\n{}", summary(&ended));
    let failed: Vec<&str> = ended
        .iter()
        .filter(|ended| ended.failure.is_some())
        .map(|ended| ended.step.name())
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "failed: `cargo xtask ci {}` runs these again",
        failed.join(" ")
    )))
}

fn perform(workspace: &Workspace, step: Step) -> Outcome {
    match step {
        Step::Fmt => cargo_steps::fmt(workspace),
        Step::Clippy => cargo_steps::clippy(workspace),
        Step::ClippyWasm => cargo_steps::clippy_wasm(workspace),
        Step::Test => cargo_steps::test(workspace),
        Step::Doctest => cargo_steps::doctest(workspace),
        Step::Doc => cargo_steps::doc(workspace),
        Step::Tidy => tidy::run(workspace),
        Step::Deny => deny::run(workspace),
        Step::Web => web::build(workspace, &Page::gallery(Profile::Web)).map(drop),
        Step::Bytes => web::budget::check(&web::build(workspace, &Page::bench())?),
        Step::E2e => e2e::run(workspace, &[]),
        Step::Desktop => desktop::run(workspace),
    }
}

/// Gets what the steps need, and returns what could not be had.
fn set_up(workspace: &Workspace, steps: &[Step]) -> BTreeMap<Need, Failure> {
    Need::ALL
        .into_iter()
        .filter(|need| steps.iter().any(|step| step.needs().contains(need)))
        .filter_map(|need| Some((need, setup::one(workspace, need).err()?)))
        .collect()
}

/// Fails a step that needs something that could not be had.
fn unless_missing(step: Step, missing: &BTreeMap<Need, Failure>) -> Outcome {
    match step.needs().iter().find_map(|need| missing.get(need)) {
        Some(failure) => Err(Failure::new(failure.to_string())),
        None => Ok(()),
    }
}

/// A table of the steps, why some failed, and one line that counts them.
fn summary(ended: &[Ended]) -> String {
    let mut lines = Vec::new();
    for Ended {
        step,
        took,
        failure,
    } in ended
    {
        let mark = if failure.is_none() { "ok" } else { "FAILED" };
        let took = say::duration(*took);
        lines.push(format!("{:<12} {mark:<7} {took:>12}", step.name()));
        lines.extend(
            failure
                .iter()
                .map(|failure| format!("             {failure}")),
        );
    }
    let failed = ended.iter().filter(|ended| ended.failure.is_some()).count();
    let passed = ended.len() - failed;
    lines.push(format!("{passed} passed, {failed} failed"));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_summary_names_every_step_and_counts_them() {
        let ended = [
            Ended {
                step: Step::Fmt,
                took: Duration::from_millis(1200),
                failure: None,
            },
            Ended {
                step: Step::Desktop,
                took: Duration::from_secs(61),
                failure: Some(Failure::new("no window")),
            },
        ];
        let expected = "\
fmt          ok             1.2 s
desktop      FAILED     1 min 1 s
             no window
1 passed, 1 failed";
        assert_eq!(summary(&ended), expected);
    }

    #[test]
    fn a_step_fails_for_what_it_needs_only() {
        let missing = BTreeMap::from([(Need::Chromium, Failure::new("no Chromium"))]);
        let failure = unless_missing(Step::E2e, &missing).unwrap_err();
        assert_eq!(failure.to_string(), "no Chromium");
        assert!(unless_missing(Step::Web, &missing).is_ok());
    }
}

//! Many trials at once.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;

use futures_util::stream::{StreamExt, iter};
use session_gateway::transcript::Script;
use session_wire::call::WorkerVersion;
use tokio::runtime::Builder;
use tokio::task::LocalSet;

use super::trial::{Difference, Report, run};

/// How many trials a thread has under way: most of the time each of them waits.
const AT_ONCE: usize = 8;

/// A recording with the name that it is called by.
#[derive(Clone, Debug)]
pub struct Named {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub script: Script,
}

/// The outcome of one trial of a campaign.
#[derive(Debug)]
pub struct Outcome {
    /// What decided it.
    pub seed: u64,
    /// What was played.
    pub name: String,
    /// How it ended.
    pub result: Result<Report, Difference>,
}

/// Runs a trial for each seed, each with the recording whose turn it is, and tells every outcome as
/// it comes. A seed has the same schedule and recording in every campaign of the same recordings.
///
/// # Errors
///
/// When the system gives no thread or event loop.
pub fn campaign(
    recordings: &[Named],
    seeds: Range<u64>,
    mut told: impl FnMut(Outcome),
) -> std::io::Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let seeds = Mutex::new(seeds);
    let next = || seeds.lock().ok()?.next();
    let (tell, outcomes) = mpsc::channel();
    thread::scope(|scope| {
        for number in 0..threads {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let (next, tell) = (&next, tell.clone());
            thread::Builder::new()
                .name(format!("trials {number}"))
                .spawn_scoped(scope, move || {
                    let seeds = iter(std::iter::from_fn(next));
                    let mut trials = seeds
                        .map(|seed| trial(recordings, seed))
                        .buffer_unordered(AT_ONCE);
                    LocalSet::new().block_on(&runtime, async {
                        while let Some(outcome) = trials.next().await {
                            // Fails only when the campaign was given up.
                            let _ = tell.send(outcome);
                        }
                    });
                })?;
        }
        drop(tell);
        outcomes.iter().for_each(&mut told);
        Ok(())
    })
}

/// The recordings of `tests/transcripts` that are short enough to be sent often.
///
/// # Errors
///
/// That one of them cannot be read.
pub fn recordings() -> Result<Vec<Named>, String> {
    let versions = [WorkerVersion::V1, WorkerVersion::V2];
    let all = versions.iter().flat_map(|version| {
        let names = crate::names(version).into_iter();
        names.map(move |name| (version, name))
    });
    let short = all.filter(|(_, name)| name != "long");
    short
        .map(|(version, name)| recording(version, &name))
        .collect()
}

/// A recording of `tests/transcripts`.
pub(super) fn recording(version: &WorkerVersion, name: &str) -> Result<Named, String> {
    let name = format!("{}/{name}.jsonl", version.as_str());
    let path = crate::folder().join(&name);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let script = Script::read(&text).map_err(|error| format!("{name}: {error}"))?;
    Ok(Named { name, script })
}

async fn trial(recordings: &[Named], seed: u64) -> Outcome {
    let turn = usize::try_from(seed).unwrap_or_default() % recordings.len();
    let Named { name, script } = &recordings[turn];
    Outcome {
        seed,
        name: name.clone(),
        result: run(script, seed).await,
    }
}

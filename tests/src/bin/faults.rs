//! The fault proxy as a program: other seeds, other recordings, or many clients at once.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use lexopt::ValueExt;
use lexopt::prelude::{Long, Short};
use session_gateway::transcript::Script;
use tests::network::{Figures, Named, campaign, crowd, serve_crowd};

const HELP: &str = "\
Sends recordings through a hostile network and compares what a client ends with, or streams a long
one to many clients at once.

  --schedules N     how many schedules of faults (500)
  --seed S          the first schedule's seed; the others follow it
  --recording FILE  plays this file instead of the built-in recordings
  --clients N       streams to so many clients instead, through a gateway of its own process
  --seconds S       for about so long (60)
  --help            this text";

/// What is to be done.
struct Args {
    schedules: u64,
    seed: Option<u64>,
    recording: Option<PathBuf>,
    clients: Option<usize>,
    seconds: u64,
    /// Be the gateway of a crowd.
    serve: bool,
}

fn main() -> ExitCode {
    let outcome = match read(std::env::args_os().skip(1)) {
        Ok(Some(args)) => match args.clients {
            Some(clients) if args.serve => serve_crowd(clients, args.seconds).map(|()| 0),
            Some(clients) => stream(clients, args.seconds),
            None => run(&args),
        },
        Ok(None) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(error) => Err(format!("{error}; see --help")),
    };
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn read(args: impl Iterator<Item = OsString>) -> Result<Option<Args>, lexopt::Error> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut args = Args {
        schedules: 500,
        seed: None,
        recording: None,
        clients: None,
        seconds: 60,
        serve: false,
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Long("schedules") => args.schedules = parser.value()?.parse()?,
            Long("seed") => args.seed = Some(parser.value()?.parse()?),
            Long("recording") => args.recording = Some(parser.value()?.into()),
            Long("clients") => args.clients = Some(parser.value()?.parse()?),
            Long("seconds") => args.seconds = parser.value()?.parse()?,
            Long("serve") => args.serve = true,
            Long("help") | Short('h') => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(args))
}

/// Runs the schedules; gives how many differed.
fn run(args: &Args) -> Result<u64, String> {
    let recordings = recordings(args.recording.as_deref())?;
    let seed = args.seed.unwrap_or_else(any_seed);
    let seeds = seed..seed.saturating_add(args.schedules);
    let started = Instant::now();
    let (mut done, mut differ, mut faults, mut retries) = (0_u64, 0_u64, 0_u64, 0_u64);
    let again = args.recording.as_ref().map_or(String::new(), |file| {
        format!(" --recording {}", file.display())
    });
    campaign(&recordings, seeds, |outcome| {
        done += 1;
        match outcome.result {
            Ok(report) => {
                faults += u64::from(report.faults);
                retries += u64::from(report.retries);
            }
            Err(difference) => {
                differ += 1;
                println!("\n{}: {difference}", outcome.name);
                println!(
                    "replay: cargo xtask faults --schedules 1 --seed {}{again}",
                    outcome.seed
                );
            }
        }
        if done % 50 == 0 {
            println!(
                "{done} of {}, {} s",
                args.schedules,
                started.elapsed().as_secs()
            );
        }
    })
    .map_err(|error| format!("the system gives no thread: {error}"))?;
    println!(
        "first seed {seed}; {faults} faults were met, {retries} connections had to be asked for"
    );
    println!("{done} schedules, {differ} differ");
    Ok(differ)
}

/// Streams to many clients; gives how many of them differ.
fn stream(clients: usize, seconds: u64) -> Result<u64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut server = Command::new(program);
    server.arg("--serve");
    server.args(["--clients", &clients.to_string()]);
    server.args(["--seconds", &seconds.to_string()]);
    let figures = crowd(&mut server, seconds)?;
    let Figures {
        sent,
        received,
        differ,
        ..
    } = figures;
    println!(
        "{} s, {sent} events sent, {received} received",
        figures.took.as_secs()
    );
    match figures.memory {
        Some(memory) => {
            let [start, peak, end] = memory.map(|kib| kib / 1024);
            println!(
                "the gateway's memory: {start} MiB at the start, {peak} at most, {end} at the end"
            );
        }
        None => println!("this system does not tell how much memory the gateway has"),
    }
    println!("{clients} clients, {differ} differ");
    Ok(u64::try_from(differ).unwrap_or(u64::MAX) + u64::from(sent != received))
}

fn any_seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    // Short enough to be typed again.
    now.map_or(0, |now| now.as_secs() % 1_000_000_000)
}

/// The recording of a file, or all that are built in.
fn recordings(file: Option<&Path>) -> Result<Vec<Named>, String> {
    let Some(file) = file else {
        return tests::network::recordings();
    };
    let name = file.display().to_string();
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{name} cannot be read: {error}"))?;
    let script = Script::read(&text).map_err(|error| format!("{name}: {error}"))?;
    Ok(vec![Named { name, script }])
}

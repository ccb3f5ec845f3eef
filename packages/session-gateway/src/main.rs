//! The gateway as a program.

mod cli;
mod signals;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use session_gateway::transcript::{Recording, Script, text};
use session_gateway::{Config, Gateway, Preparation, url_host};

use crate::cli::{Command, TranscriptArgs};

/// The exit code of what the person can put right.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os().skip(1)) {
        Ok(Command::Serve(config, None)) => serve(config, None),
        Ok(Command::Serve(mut config, Some(file))) => match script(&file) {
            Ok(script) => {
                config.recording = Some(script);
                serve(config, Some(&file))
            }
            Err(error) => refuse(&error),
        },
        Ok(Command::Transcript(args)) => transcript(&args),
        Ok(Command::Help) => print(cli::HELP),
        Ok(Command::Version) => print(concat!("session-gateway ", env!("CARGO_PKG_VERSION"), "\n")),
        Err(error) => refuse(&error),
    }
}

fn print(text: &str) -> ExitCode {
    // A reader that has gone away wants no more of it.
    let _ = io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

fn refuse(error: &dyn std::fmt::Display) -> ExitCode {
    let _ = writeln!(io::stderr(), "session-gateway: {error}");
    ExitCode::from(USAGE)
}

/// The text of a recording's file; an error is a line for the person.
fn read(file: &Path) -> Result<String, String> {
    let name = file.display();
    let bytes = std::fs::read(file).map_err(|error| format!("{name} cannot be read: {error}"))?;
    let text = text(&bytes).map_err(|error| format!("{name}: {error}"))?;
    Ok(text.to_owned())
}

fn script(file: &Path) -> Result<Script, String> {
    Script::read(&read(file)?).map_err(|error| format!("{}: {error}", file.display()))
}

fn transcript(args: &TranscriptArgs) -> ExitCode {
    let file = args.file.display();
    let text = match read(&args.file) {
        Ok(text) => text,
        Err(error) => return refuse(&error),
    };
    let recording = match Recording::read(&text, args.session.as_deref()) {
        Ok(recording) => recording,
        Err(error) => return refuse(&format!("{file}: {error}")),
    };
    for (kind, count) in recording.unknown() {
        warn(&format!("{count} × {kind}: no meaning here"));
    }
    if let (count @ 1.., Some(reason)) = recording.dropped() {
        warn(&format!("{count} × no frame that can be read: {reason}"));
    }
    print(&recording.render(args.format))
}

fn warn(line: &str) {
    // Nobody reads it, then.
    let _ = writeln!(io::stderr(), "session-gateway: {line}");
}

fn serve(config: Config, recording: Option<&Path>) -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return refuse(&error),
    };
    runtime.block_on(run(config, recording))
}

async fn run(config: Config, recording: Option<&Path>) -> ExitCode {
    // Listened for from the start, so that no signal is missed.
    let stopped = match signals::stop() {
        Ok(stopped) => stopped,
        Err(error) => return refuse(&error),
    };
    let host = url_host(&config.host);
    let version = config
        .recording
        .as_ref()
        .map(|script| script.version().clone());
    let running = match Gateway::start(config).await {
        Ok(running) => running,
        Err(error) => return refuse(&error),
    };
    if let (Some(file), Some(version)) = (recording, version) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let preparation = Preparation {
            title: name.clone().into_owned(),
            version,
            prompt: name.into_owned(),
        };
        if let Err(error) = running.prepare(preparation).await {
            return refuse(&error);
        }
    }
    print(&format!(
        "listening on http://{host}:{}\n",
        running.addr().port()
    ));
    stopped.await;
    running.shutdown().await;
    ExitCode::SUCCESS
}

//! The gateway as a program.

mod cli;
mod signals;

use std::io::{self, Write as _};
use std::process::ExitCode;

use session_gateway::transcript::Recording;
use session_gateway::{Config, Gateway, url_host};

use crate::cli::{Command, TranscriptArgs};

/// The exit code of what the person can put right.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os().skip(1)) {
        Ok(Command::Serve(config)) => serve(config),
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

fn transcript(args: &TranscriptArgs) -> ExitCode {
    let file = args.file.display();
    let text = match std::fs::read_to_string(&args.file) {
        Ok(text) => text,
        Err(error) => return refuse(&format!("{file} cannot be read: {error}")),
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

fn serve(config: Config) -> ExitCode {
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
    runtime.block_on(run(config))
}

async fn run(config: Config) -> ExitCode {
    // Listened for from the start, so that no signal is missed.
    let stopped = match signals::stop() {
        Ok(stopped) => stopped,
        Err(error) => return refuse(&error),
    };
    let host = url_host(&config.host);
    let running = match Gateway::start(config).await {
        Ok(running) => running,
        Err(error) => return refuse(&error),
    };
    print(&format!(
        "listening on http://{host}:{}\n",
        running.addr().port()
    ));
    stopped.await;
    running.shutdown().await;
    ExitCode::SUCCESS
}

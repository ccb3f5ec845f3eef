//! What the program is asked for on its command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use lexopt::{Arg, Parser, ValueExt};
use session_gateway::transcript::Format;
use session_gateway::{Config, Speed};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
The server half of the session protocol, for this machine.

Usage: session-gateway [serve] [OPTIONS]

Commands:
  serve                  Keep sessions and stream them (what happens without a command)
  transcript FILE        Fold a recording and print what it amounts to

Options of serve:
  --host HOST            Name or address to listen on [default: 127.0.0.1]
  --port PORT            Port to listen on, 0 takes any free one [default: 4777]
  --data-dir DIR         Where the log is kept, made when missing [default: gateway-data]
  --web-root DIR         Folder of a web page to serve at /
  --speed FACTOR         How many times faster than recorded scripts are played;
                         0 or max: without pauses [default: 1]
  --recording FILE       Play this recording of an agent to whatever is asked, in a new
                         project of its own, instead of the built-in scripts
  --allow-origin ORIGIN  Web origin that may use the gateway, such as
                         http://localhost:8080; may be given several times

Options of transcript:
  --format FORMAT        json, markdown or text [default: json]
  --session ID           Another session of the recording than its root

Options:
  --help                 Print this
  --version              Print the version
";

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    /// Run a gateway, with the recording in a file where one is named.
    Serve(Config, Option<PathBuf>),
    /// Fold a recording and print what it amounts to.
    Transcript(TranscriptArgs),
    /// Print [`HELP`].
    Help,
    /// Print the version.
    Version,
}

/// What [`Command::Transcript`] is told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TranscriptArgs {
    /// The recording.
    pub(crate) file: PathBuf,
    /// How it is printed.
    pub(crate) format: Format,
    /// Another session than the root.
    pub(crate) session: Option<String>,
}

/// Reads the arguments, without the program's name.
///
/// # Errors
///
/// A line for the person that says what is wrong and what to do.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(arguments);
    read(&mut parser).map_err(|error| format!("{error}; see session-gateway --help"))
}

fn read(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let mut config = Config::new("gateway-data");
    let mut recording = None;
    let mut is_first = true;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Command::Version),
            Arg::Value(command) if is_first && command == "serve" => {}
            Arg::Value(command) if is_first && command == "transcript" => {
                return transcript(parser);
            }
            Arg::Long("host") => config.host = parser.value()?.string()?,
            Arg::Long("port") => config.port = value(parser, "a port is a number up to 65535")?,
            Arg::Long("data-dir") => config.data_dir = PathBuf::from(parser.value()?),
            Arg::Long("web-root") => config.web_root = Some(PathBuf::from(parser.value()?)),
            Arg::Long("speed") => {
                config.speed = value::<Speed>(parser, "a speed is a number, or max")?;
            }
            Arg::Long("recording") => recording = Some(PathBuf::from(parser.value()?)),
            Arg::Long("allow-origin") => config.allow_origins.push(parser.value()?.string()?),
            _ => return Err(argument.unexpected()),
        }
        is_first = false;
    }
    Ok(Command::Serve(config, recording))
}

fn transcript(parser: &mut Parser) -> Result<Command, lexopt::Error> {
    let (mut file, mut format, mut session) = (None, Format::default(), None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Long("format") => {
                format = value(parser, "a format is json, markdown or text")?;
            }
            Arg::Long("session") => session = Some(parser.value()?.string()?),
            Arg::Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            _ => return Err(argument.unexpected()),
        }
    }
    let file = file.ok_or("the file of a recording is missing")?;
    Ok(Command::Transcript(TranscriptArgs {
        file,
        format,
        session,
    }))
}

fn value<T: FromStr>(parser: &mut Parser, expected: &str) -> Result<T, lexopt::Error> {
    let text = parser.value()?.string()?;
    text.parse()
        .map_err(|_| format!("`{text}` does not fit: {expected}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, String> {
        super::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn nothing_is_needed() {
        let expected = Config::new("gateway-data");
        assert_eq!(parse(""), Ok(Command::Serve(expected.clone(), None)));
        assert_eq!(parse("serve"), Ok(Command::Serve(expected, None)));
    }

    #[test]
    fn everything_can_be_said() {
        let line = "serve --host ::1 --port 0 --data-dir d --web-root=w --speed max \
                    --recording a.jsonl --allow-origin http://a --allow-origin http://b";
        let expected = Config {
            host: "::1".to_owned(),
            port: 0,
            web_root: Some("w".into()),
            speed: Speed::MAX,
            allow_origins: vec!["http://a".to_owned(), "http://b".to_owned()],
            ..Config::new("d")
        };
        let recording = Some("a.jsonl".into());
        assert_eq!(parse(line), Ok(Command::Serve(expected, recording)));
        assert_eq!(parse("--port 1 --help"), Ok(Command::Help));
        assert_eq!(parse("--version"), Ok(Command::Version));
        let args = TranscriptArgs {
            file: "a.jsonl".into(),
            format: Format::Text,
            session: Some("ses_1".to_owned()),
        };
        let line = "transcript a.jsonl --format text --session ses_1";
        assert_eq!(parse(line), Ok(Command::Transcript(args)));
    }

    #[test]
    fn mistakes_are_explained() {
        let check = |line: &str, part: &str| {
            let told = parse(line);
            assert!(
                told.as_ref()
                    .is_err_and(|text| text.contains(part) && text.contains("--help")),
                "{line}: {told:?}"
            );
        };
        check("--colour red", "--colour");
        check("--port", "--port");
        check("--port 70000", "65535");
        check("--speed fast", "max");
        check("play", "play");
        check("serve serve", "serve");
        check("transcript", "missing");
        check("transcript a --format xml", "markdown");
        check("--host ::1 serve", "serve");
    }
}

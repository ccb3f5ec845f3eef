//! What a gateway is started with.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::transcript::Script;

/// How a gateway is to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The name or address to listen on.
    pub host: String,
    /// The port to listen on; zero takes any free one.
    pub port: u16,
    /// Where the log is kept; made when it is not there.
    pub data_dir: PathBuf,
    /// The folder of a web page to serve at `/`.
    pub web_root: Option<PathBuf>,
    /// How fast recordings are played.
    pub speed: Speed,
    /// A recording that answers every message instead of the built-in ones. A new log then begins
    /// without projects.
    pub recording: Option<Script>,
    /// How often a silent stream says that it lives.
    pub heartbeat: Duration,
    /// Web origins other than its own that may use the gateway, such as `http://localhost:8080`.
    pub allow_origins: Vec<String>,
}

impl Config {
    /// A gateway for this machine alone, on the usual port, at the recorded speed.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            host: "127.0.0.1".to_owned(),
            port: 4777,
            data_dir: data_dir.into(),
            web_root: None,
            speed: Speed::RECORDED,
            recording: None,
            heartbeat: Duration::from_secs(20),
            allow_origins: Vec::new(),
        }
    }
}

/// How many times faster than recorded something is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed(Pace);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Pace {
    Times(f64),
    Max,
}

impl Speed {
    /// As fast as it was recorded.
    pub const RECORDED: Self = Self(Pace::Times(1.0));
    /// Without any pause.
    pub const MAX: Self = Self(Pace::Max);

    /// How long a recorded pause takes.
    pub(crate) fn pause(self, recorded: Duration) -> Duration {
        match self.0 {
            Pace::Times(times) => Duration::try_from_secs_f64(recorded.as_secs_f64() / times)
                .unwrap_or(Duration::from_secs(3600)),
            Pace::Max => Duration::ZERO,
        }
    }
}

/// Why a text is no speed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a speed is a number such as 0.5 or 10, or `max`")]
pub struct NoSpeed;

impl FromStr for Speed {
    type Err = NoSpeed;

    /// Reads a factor; `0` and `max` are no pauses at all.
    fn from_str(text: &str) -> Result<Self, NoSpeed> {
        if text == "max" {
            return Ok(Self::MAX);
        }
        match text.parse::<f64>() {
            Ok(0.0) => Ok(Self::MAX),
            Ok(times) if times.is_finite() && times > 0.0 => Ok(Self(Pace::Times(times))),
            _ => Err(NoSpeed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_divides_pauses() {
        let check = |text: &str, expected: Result<u64, NoSpeed>| {
            let pause = text
                .parse::<Speed>()
                .map(|speed| speed.pause(Duration::from_secs(1)));
            assert_eq!(pause, expected.map(Duration::from_millis), "{text}");
        };
        check("1", Ok(1000));
        check("10", Ok(100));
        check("0.5", Ok(2000));
        check("0", Ok(0));
        check("max", Ok(0));
        check("-1", Err(NoSpeed));
        check("inf", Err(NoSpeed));
        check("NaN", Err(NoSpeed));
        check("fast", Err(NoSpeed));
    }
}

//! The gateway that a window brings with it.

use std::env;
use std::path::PathBuf;

use session_gateway::{Config, Gateway, Running, Speed};

/// A gateway of this process, on a free port of this machine.
#[derive(Debug)]
pub(super) struct OwnGateway {
    config: Config,
    /// None between a crash and the next start.
    running: Option<Running>,
}

impl OwnGateway {
    /// Starts it: on what was said before, or for a trial on a new folder and at a higher speed.
    ///
    /// # Errors
    ///
    /// Why it could not be started, for the person.
    pub(super) async fn start(is_trial: bool) -> Result<Self, String> {
        let mut config = Config::new(if is_trial { trial_folder() } else { folder() });
        config.port = 0;
        if is_trial {
            config.speed = "4".parse().unwrap_or(Speed::RECORDED);
        }
        let mut gateway = Self {
            config,
            running: None,
        };
        gateway.restart().await?;
        Ok(gateway)
    }

    /// Where it is reached.
    pub(super) fn url(&self) -> String {
        format!("http://{}:{}", self.config.host, self.config.port)
    }

    /// Ends it without a word, as a crash would.
    pub(super) fn crash(&mut self) {
        if let Some(running) = self.running.take() {
            running.kill();
        }
    }

    /// Starts it again after a crash, where it was and with what it has kept.
    ///
    /// # Errors
    ///
    /// Why it could not be started, for the person.
    pub(super) async fn restart(&mut self) -> Result<(), String> {
        let running = Gateway::start(self.config.clone())
            .await
            .map_err(|error| format!("no gateway could be started: {error}"))?;
        self.config.port = running.addr().port();
        self.running = Some(running);
        Ok(())
    }
}

/// Where a trial's conversations are kept.
pub(super) fn trial_folder() -> PathBuf {
    env::temp_dir().join(format!("project-chat-smoke-{}", std::process::id()))
}

/// Where conversations are kept from one window to the next.
fn folder() -> PathBuf {
    let variable = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    variable("XDG_DATA_HOME")
        .or_else(|| variable("LOCALAPPDATA"))
        .or_else(|| Some(env::home_dir()?.join(".local").join("share")))
        .unwrap_or_else(env::temp_dir)
        .join("project-chat-gallery")
}

//! What a task says when it cannot go on.

use std::fmt;
use std::io;
use std::path::Path;

/// The result of everything that a task does.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// Why a task stopped, in words that tell the person what to do next.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line asks for something that there is not.
    Usage(String),
    /// The work itself could not be done.
    Work(String),
    /// A program has failed, and has said all that there is to say as its last line.
    Said,
}

impl Failure {
    /// A failure of the work itself.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self::Work(what.into())
    }

    /// A failure to do something with a file or folder.
    pub(crate) fn file(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::Work(format!("cannot {doing} {}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) => write!(f, "{what}\n\n`cargo xtask help` lists the commands."),
            Self::Work(what) => f.write_str(what),
            Self::Said => Ok(()),
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

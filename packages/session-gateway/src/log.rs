//! The durable log: everything that must survive a restart, in one SQLite file.

pub(crate) mod events;
pub(crate) mod projects;
pub(crate) mod prompts;
mod readers;
pub(crate) mod runs;
mod schema;
pub(crate) mod sessions;
mod tails;
#[cfg(test)]
mod tests;
mod writer;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use session_wire::CloudSessionId;
use tokio::sync::watch;

pub(crate) use self::events::NewEvent;
pub(crate) use self::runs::Progress;
pub(crate) use self::sessions::SessionRecord;
pub(crate) use self::writer::Write;

/// Why the log could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The data directory cannot be made or written to.
    #[error(
        "the data directory {path} cannot be used: {source}; choose another one that you may write to"
    )]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another gateway has the data directory open.
    #[error(
        "another gateway is running on the data directory {0}; stop it, or choose another directory"
    )]
    InUse(PathBuf),
    /// The data directory was written by a newer gateway.
    #[error(
        "the data directory was written by a newer gateway (schema {0}); use that one, or choose another directory"
    )]
    TooNew(i64),
    /// SQLite failed.
    #[error("the log cannot be read or written: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored value has a shape that this gateway never writes.
    #[error("the log holds a damaged value: {0}")]
    Damaged(String),
    /// The system gave no random bytes.
    #[error("the system has no source of randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// A change was refused by the disk.
    #[error("the log could not be written: {0}; make room on the disk, then try again")]
    Commit(String),
    /// The system gave no thread to write with.
    #[error("the log's writer could not be started: {0}")]
    Thread(std::io::Error),
    /// The gateway is stopping, or its file cannot be written.
    #[error("the log takes no more changes")]
    Closed,
}

/// The log's result.
pub(crate) type Result<T> = std::result::Result<T, LogError>;

/// The open log; cheap to clone.
#[derive(Clone)]
pub(crate) struct Log {
    writer: Arc<writer::Writer>,
    readers: Arc<readers::Readers>,
    tails: Arc<tails::Tails>,
}

impl Log {
    /// Opens the log in a directory, making both when they are not there.
    ///
    /// Blocks on the disk: call it where that is allowed.
    ///
    /// # Errors
    ///
    /// [`LogError`] when the directory cannot be used or another gateway uses it.
    pub(crate) fn open(directory: &Path) -> Result<Self> {
        let refused = |source| LogError::Directory {
            path: directory.to_owned(),
            source,
        };
        fs::create_dir_all(directory).map_err(refused)?;
        let lock = File::create(directory.join("gateway.lock")).map_err(refused)?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => LogError::InUse(directory.to_owned()),
            TryLockError::Error(source) => refused(source),
        })?;
        let file = directory.join("gateway.sqlite");
        let connection = Connection::open(&file)?;
        schema::prepare(&connection)?;
        let tails = Arc::new(tails::Tails::default());
        Ok(Self {
            writer: Arc::new(writer::Writer::spawn(connection, lock, Arc::clone(&tails))?),
            readers: Arc::new(readers::Readers::new(file)),
            tails,
        })
    }

    /// Changes the log in one transaction; it is committed when this returns.
    ///
    /// Changes that arrive together are committed together. A change that fails leaves no trace.
    ///
    /// # Errors
    ///
    /// What `change` returned, or [`LogError`] when it could not be committed.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer.write(change).await
    }

    /// Reads a consistent state of the log.
    ///
    /// # Errors
    ///
    /// What `query` returned, or [`LogError`] when the log cannot be opened.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.readers.read(query).await
    }

    /// Follows the id of a session's last stored event.
    ///
    /// The value is a hint: it starts at zero and is set by every commit from now on.
    pub(crate) fn follow(&self, session: &CloudSessionId) -> watch::Receiver<u64> {
        self.tails.follow(session)
    }

    /// Stops writing and closes the file; what was not committed yet is refused.
    ///
    /// Blocks until the running transaction is over.
    pub(crate) fn close(&self) {
        self.writer.close();
        self.readers.close();
    }
}

impl std::fmt::Debug for Log {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Log").finish_non_exhaustive()
    }
}

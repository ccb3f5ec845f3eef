//! A few read-only connections, used off the async threads.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;
use tokio::task;

use super::{LogError, Result};

const CONNECTIONS: usize = 4;

pub(super) struct Readers {
    file: PathBuf,
    permits: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(file: PathBuf) -> Self {
        Self {
            file,
            permits: Semaphore::new(CONNECTIONS),
            idle: Mutex::default(),
        }
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _permit = self.permits.acquire().await.map_err(|_| LogError::Closed)?;
        let idle = self.take();
        let file = self.file.clone();
        let read = task::spawn_blocking(move || -> Result<(Connection, T)> {
            let connection = match idle {
                Some(connection) => connection,
                None => Connection::open_with_flags(
                    file,
                    OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
                )?,
            };
            // One transaction, so that several statements see the same state.
            let transaction = connection.unchecked_transaction()?;
            let answer = query(&transaction)?;
            drop(transaction);
            Ok((connection, answer))
        });
        let (connection, answer) = read.await.map_err(|_| LogError::Closed)??;
        self.put_back(connection);
        Ok(answer)
    }

    pub(super) fn close(&self) {
        self.permits.close();
        while self.take().is_some() {}
    }

    fn take(&self) -> Option<Connection> {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
    }

    fn put_back(&self, connection: Connection) {
        if !self.permits.is_closed() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
        }
    }
}

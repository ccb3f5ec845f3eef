//! The one thread that writes, committing together what arrives together.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, Transaction};
use session_wire::CloudSessionId;
use tokio::sync::oneshot;

use super::tails::Tails;
use super::{LogError, Result};

/// How many changes share a commit at most, so that none waits for long.
const CHANGES_PER_COMMIT: usize = 64;

/// Told how the commit went.
type Reply = Box<dyn FnOnce(&rusqlite::Result<()>) + Send>;
/// Given a transaction, or why there is none.
type Job = Box<dyn FnOnce(Result<&Write<'_>>) -> Reply + Send>;

/// What a change may do.
pub(crate) struct Write<'a> {
    pub(super) connection: &'a Connection,
    /// The sessions whose logs grew, with their last ids.
    pub(super) grown: RefCell<BTreeMap<CloudSessionId, u64>>,
}

pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    closing: Arc<AtomicBool>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread; it keeps `lock` until it ends.
    pub(super) fn spawn(connection: Connection, lock: File, tails: Arc<Tails>) -> Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let closing = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&closing);
        let thread = thread::Builder::new()
            .name("log-writer".to_owned())
            .spawn(move || {
                run(connection, &queue, &tails, &stop);
                drop(lock);
            })
            .map_err(LogError::Thread)?;
        Ok(Self {
            jobs: Mutex::new(Some(jobs)),
            closing,
            thread: Mutex::new(Some(thread)),
        })
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Write<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (sender, answer) = oneshot::channel();
        let job: Job = Box::new(move |write| {
            let result = write.and_then(|write| write.in_savepoint(change));
            Box::new(move |committed: &rusqlite::Result<()>| {
                let result = match committed {
                    Ok(()) => result,
                    Err(error) => result.and(Err(LogError::Commit(error.to_string()))),
                };
                // Nobody waits any more when the caller was cancelled; the change stays.
                let _ = sender.send(result);
            })
        });
        self.jobs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .and_then(|jobs| jobs.send(job).ok())
            .ok_or(LogError::Closed)?;
        answer.await.map_err(|_| LogError::Closed)?
    }

    pub(super) fn close(&self) {
        self.closing.store(true, Ordering::Release);
        drop(
            self.jobs
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the log's writer ended by a panic");
        }
    }
}

impl Write<'_> {
    fn in_savepoint<T>(&self, change: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let grown = self.grown.borrow().clone();
        self.connection.execute_batch("SAVEPOINT change")?;
        match change(self) {
            Ok(value) => {
                self.connection.execute_batch("RELEASE change")?;
                Ok(value)
            }
            Err(error) => {
                self.connection
                    .execute_batch("ROLLBACK TO change; RELEASE change")?;
                self.grown.replace(grown);
                Err(error)
            }
        }
    }
}

fn run(connection: Connection, queue: &mpsc::Receiver<Job>, tails: &Tails, closing: &AtomicBool) {
    while let Ok(first) = queue.recv() {
        if closing.load(Ordering::Acquire) {
            return;
        }
        let jobs = std::iter::once(first).chain(queue.try_iter().take(CHANGES_PER_COMMIT - 1));
        if let Err(error) = commit(&connection, jobs, tails) {
            tracing::error!("the log could not be written: {error}");
        }
    }
}

fn commit(
    connection: &Connection,
    jobs: impl Iterator<Item = Job>,
    tails: &Tails,
) -> rusqlite::Result<()> {
    let begun = Transaction::new_unchecked(connection, rusqlite::TransactionBehavior::Immediate);
    let transaction = match begun {
        Ok(transaction) => transaction,
        Err(error) => {
            for job in jobs {
                job(Err(LogError::Commit(error.to_string())))(&Ok(()));
            }
            return Err(error);
        }
    };
    let write = Write {
        connection: &transaction,
        grown: RefCell::default(),
    };
    let replies: Vec<Reply> = jobs.map(|job| job(Ok(&write))).collect();
    let grown = write.grown.into_inner();
    let outcome = transaction.commit();
    if outcome.is_ok() {
        for (session, last) in grown {
            tails.publish(&session, last);
        }
    }
    for reply in replies {
        reply(&outcome);
    }
    outcome
}

//! What time it is.

use session_model::Timestamp;
use web_time::{SystemTime, UNIX_EPOCH};

/// The wall clock's time, for [`Project::handle`](session_model::Project::handle); works on every
/// platform.
///
/// ```
/// assert!(session_client::now().as_millis() > 1_700_000_000_000);
/// ```
pub fn now() -> Timestamp {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}

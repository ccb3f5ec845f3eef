//! Everything of a project that a person can see, as one text.

use std::fmt::Write as _;

use session_model::version::Transcript as _;
use session_model::{AnySession, Project, ThreadId};

/// What a project shows, whatever its rows are called and however its connections are.
pub fn picture(project: &Project) -> String {
    let mut picture = String::new();
    for session in project.sessions() {
        // Writing to a text never fails.
        let _ = writeln!(picture, "session, running: {}", session.is_interruptible());
        let _ = writeln!(picture, "{:?}", session.prompts());
        macro_rules! rows {
            ($session:expr, $threads:expr) => {
                for thread in $threads {
                    let _ = writeln!(picture, "thread");
                    for turn in $session.transcript().turns(thread) {
                        let _ = writeln!(picture, "turn");
                        for row in $session
                            .transcript()
                            .turn(turn)
                            .into_iter()
                            .flat_map(|turn| &turn.rows)
                        {
                            let _ = writeln!(picture, "{:?}", $session.row(*row));
                        }
                    }
                }
            };
        }
        match session {
            AnySession::V1(session) => {
                let transcript = session.transcript();
                rows!(session, [ThreadId::ROOT]);
                for message in transcript.messages() {
                    let _ = writeln!(picture, "{message:?}");
                }
            }
            AnySession::V2(session) => {
                let transcript = session.transcript();
                rows!(session, transcript.threads());
                let root = transcript.root();
                let _ = writeln!(
                    picture,
                    "{} {:?} {:?} {:?}",
                    root.title(),
                    root.status(),
                    root.error(),
                    root.todos()
                );
                for thread in transcript.threads() {
                    for message in transcript.stored(thread) {
                        let _ = writeln!(picture, "{message:?}");
                    }
                }
            }
        }
    }
    picture
}

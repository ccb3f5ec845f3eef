//! All that can be seen of a project, by the key under which a view reads it.

use std::collections::BTreeMap;

use session_model::{AnySession, Change, Connection, ConnectionState, Project, ThreadId, Totals};

/// What is drawn under each key.
pub(crate) type Picture = BTreeMap<Change, String>;

/// Takes the picture of a project.
pub(crate) fn picture(project: &Project) -> Picture {
    let mut picture = Picture::new();
    let of_project = format!(
        "{:?} {:?} {:?} {:?} {:?} {} {:?} {:?}",
        project.load(),
        project.settings(),
        (project.preview().status(), project.preview().url()),
        project.deployment(),
        project.new_session(),
        project.is_interrupting(),
        project.failure(),
        project.returned(),
    );
    picture.insert(Change::Project, of_project);
    let keys = project.sessions().iter().map(AnySession::key);
    picture.insert(Change::Sessions, format!("{:?}", keys.collect::<Vec<_>>()));
    for session in project.sessions() {
        picture.extend(picture_of(session));
    }
    picture
}

/// Takes the picture of one session.
pub(crate) fn picture_of(session: &AnySession) -> Picture {
    let key = session.key();
    let mut picture = Picture::new();
    macro_rules! draw {
        ($session:expr, $threads:expr, $around:expr, $ends:expr) => {{
            let transcript = $session.transcript();
            for thread in $threads {
                let turns: Vec<_> = transcript.turns(thread).collect();
                picture.insert(Change::Turns(key, thread), format!("{turns:?}"));
                for turn in turns {
                    let rows = &transcript.turn(turn).unwrap().rows;
                    let totals = transcript.turn_totals(turn);
                    let changes = transcript.turn_changes(turn);
                    let ends = $ends(turn);
                    picture.insert(
                        Change::Turn(key, turn),
                        format!("{rows:?} {totals:?} {changes:?} {ends}"),
                    );
                    let grouped = rows.iter().flat_map(|row| transcript.members(*row));
                    for row in rows.iter().chain(grouped) {
                        let shown = $session.row(*row).expect("what is drawn has a row");
                        picture.insert(
                            Change::Row(key, *row),
                            format!("{shown:?} {}", $around(*row)),
                        );
                    }
                }
            }
            format!("{:?} {:?}", $session.outbox(), $session.dropped())
        }};
    }
    let own = match session {
        AnySession::V1(session) => {
            let own = draw!(session, [ThreadId::ROOT], |_| "", |_| "");
            let transcript = session.transcript();
            format!("{own} {:?} {:?}", transcript.todos(), transcript.totals())
        }
        AnySession::V2(session) => {
            let transcript = session.transcript();
            let around = |row| {
                let permissions: Vec<_> = transcript.permissions_at(row).collect();
                let queued = transcript.queued_at(row);
                format!("{:?} {permissions:?} {queued:?}", transcript.prompt_at(row))
            };
            let own = draw!(session, transcript.threads(), around, |turn| format!(
                "{:?}",
                transcript.turn_end(turn)
            ));
            let threads = transcript.threads().filter_map(|id| {
                let (totals, thread) = (transcript.totals(id), transcript.thread(id)?);
                let state = (thread.title(), thread.status(), thread.error());
                let reverted = thread.reverted_from();
                // Its turns are read by themselves; a thread of nothing else shows nothing here.
                let is_known = state != ("", None, None)
                    || (thread.todos(), reverted, totals) != (&[], None, Totals::default());
                is_known.then(|| format!("{state:?} {:?} {reverted:?} {totals:?}", thread.todos()))
            });
            format!(
                "{own} {:?} {:?}",
                transcript.prompts(),
                threads.collect::<Vec<_>>()
            )
        }
    };
    let shown = format!(
        "{:?} {} {:?} {} {} {:?} {:?} {own}",
        session.info(),
        life(session),
        session.connection().map(connection),
        session.is_streaming(),
        session.is_interruptible(),
        (session.activity(), session.status_line()),
        (
            session.preparation(),
            session.cloud_status(),
            session.commands(),
            session.changed_files(),
            session.suggestions(),
        ),
    );
    picture.insert(Change::Session(key), shown);
    picture
}

fn life(session: &AnySession) -> String {
    use session_model::Life;
    match session.life() {
        Life::Prepared => "prepared".to_owned(),
        Life::Live(_) => "live".to_owned(),
        Life::Ended(history) => format!("{history:?}"),
    }
}

/// A connection as it is shown; when it was last heard of is not.
fn connection(connection: &Connection) -> String {
    let state = match connection.state() {
        ConnectionState::Open { .. } => "open".to_owned(),
        state => format!("{state:?}"),
    };
    format!("{state} {:?}", connection.refusal())
}

/// What is shown to a person of the transcripts, whatever the rows are called: a line a row.
pub(crate) fn shown(session: &AnySession) -> String {
    let picture = picture_of(session);
    let rows = picture.into_iter();
    let rows = rows.filter(|(key, _)| matches!(key, Change::Row(..)));
    rows.map(|(_, row)| row + "\n").collect()
}

/// The keys under which something looks different.
pub(crate) fn differing(before: &Picture, after: &Picture) -> Vec<Change> {
    let keys = before
        .keys()
        .chain(after.keys().filter(|key| !before.contains_key(key)));
    keys.filter(|key| before.get(key) != after.get(key))
        .copied()
        .collect()
}

//! How a turn changed a file.

use session_model::{Difference, Session, TurnId};

use crate::components::tool_card::{self, ToolState, relative};
use crate::diff::FileDiff;
use crate::handle::Generation;

/// How a turn changed the file that is told as `path`: as its agent sums it up, else as its tools
/// did it, one after the other. None where neither tells, or where it is too long to be drawn line
/// by line.
pub(crate) fn difference<G: Generation>(
    session: &Session<G::Version>,
    turn: TurnId,
    path: &str,
) -> Option<FileDiff> {
    told::<G>(session, turn, path).or_else(|| made::<G>(session, turn, path))
}

fn told<G: Generation>(
    session: &Session<G::Version>,
    turn: TurnId,
    path: &str,
) -> Option<FileDiff> {
    let files = G::changed(session, turn);
    let file = files.iter().find(|file| file.path == path)?;
    let told = match file.difference {
        Difference::Unknown => None,
        Difference::Patch(text) => tool_card::patch(text)?.into_iter().next(),
        Difference::Texts { before, after } => {
            let mut file = tool_card::compared(path, before, after, true)?;
            file.mark_words();
            Some(file)
        }
    };
    told.filter(|file| !file.hunks.is_empty())
}

fn made<G: Generation>(
    session: &Session<G::Version>,
    turn: TurnId,
    path: &str,
) -> Option<FileDiff> {
    let workspace = G::workspace(session);
    let path = relative(path, workspace);
    let mut whole: Option<FileDiff> = None;
    let mut put = |change: FileDiff| match &mut whole {
        Some(whole) => whole.hunks.extend(change.hunks),
        None => whole = Some(change),
    };
    for row in &G::turn(session, turn)?.rows {
        G::call(session, *row, &mut |call| {
            if call.state == ToolState::Completed {
                let changes = tool_card::changes(call).into_iter();
                changes
                    .filter(|change| relative(&change.path, workspace) == path)
                    .for_each(&mut put);
            }
        });
    }
    whole.filter(|file| !file.hunks.is_empty())
}

//! What the person has unfolded, by names that a replay gives again.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use session_model::Project;
use session_wire::ProjectId;

use super::{Folding, Place, State};
use crate::components::scroll_area::transcript;
use crate::tab;

/// What it is kept as.
const NAME: &str = "folds";

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

#[derive(Default)]
struct Kept {
    projects: HashMap<ProjectId, Lasting>,
    /// What the backend has no name for; it is another thing in another copy of the project.
    passing: HashMap<(u64, Folding), State>,
}

/// What the person has unfolded in a project, by session and name.
type Lasting = BTreeMap<String, BTreeMap<String, State>>;

/// What the person has unfolded of something; none for what they left as it was.
pub(super) fn load(of: Place) -> Option<State> {
    let serial = of.project.serial();
    of.project.peek(|project| {
        KEPT.with_borrow_mut(|kept| {
            let known = kept.of(project);
            // Most people unfold little, so most rows need no name.
            let place = (!known.is_empty())
                .then(|| name(project, of.what))
                .flatten();
            let lasting =
                place.and_then(|(session, what)| known.get(&session)?.get(&what).cloned());
            lasting.or_else(|| kept.passing.get(&(serial, of.what)).cloned())
        })
    })
}

/// Keeps what the person has unfolded of something.
pub(super) fn save(of: Place, state: State) {
    let serial = of.project.serial();
    of.project.peek(|project| {
        KEPT.with_borrow_mut(|kept| {
            let Some((session, what)) = name(project, of.what) else {
                kept.passing.insert((serial, of.what), state);
                return;
            };
            let known = kept.of(project);
            known.entry(session).or_default().insert(what, state);
            tab::save(project.id(), NAME, Some(&*known));
        });
    });
}

impl Kept {
    fn of(&mut self, project: &Project) -> &mut Lasting {
        let id = project.id();
        let known = self.projects.entry(id.clone());
        known.or_insert_with(|| tab::load(id, NAME).unwrap_or_default())
    }
}

/// The backend's own names of a session and of something in it, where it has given them.
fn name(project: &Project, what: Folding) -> Option<(String, String)> {
    let (Folding::Session(key) | Folding::Row(key, _) | Folding::Foot(key, _)) = what;
    let session = project.session(key)?;
    let id = session.info().cloud_session.as_ref()?;
    let what = match what {
        Folding::Session(_) => String::new(),
        Folding::Row(_, row) => transcript::name(session, row)?,
        Folding::Foot(_, turn) => {
            let first = transcript::name(session, turn.first_row())?;
            format!("foot {first}")
        }
    };
    Some((id.to_string(), what))
}

//! Draws the line below a turn.

use std::rc::Rc;

use dioxus::prelude::*;
use session_model::{Change, Session, StepTaken, ThreadId, TurnId, TurnTotals};

use super::changed::{Changed, ChangedFiles};
use super::figures::Figures;
use crate::components::copy::CopyMenu;
use crate::components::fold::{Folding, Spot, use_fold_of};
use crate::components::local_time::use_local_time;
use crate::components::menu::Entry;
use crate::components::tool_card::lines_stat;
use crate::components::written::As;
use crate::handle::{Generation, SessionHandle};
use crate::labels::{Labels, use_labels};

/// What folds below a turn: its figures, the list of its files, and each of them.
const FIGURES: Spot = Spot(0);
const FILES: Spot = Spot(1);
const FIRST_FILE: Spot = Spot(2);

/// What is known of a turn around its rows.
struct Known {
    /// Whether no turn follows it.
    is_last: bool,
    totals: TurnTotals,
    steps: Vec<StepTaken>,
    files: Vec<Changed>,
}

/// The line below a turn; nothing while the agent works on the turn. Rerun when the turn changes,
/// and that of the last turn when the session around its transcript does.
#[component]
pub(crate) fn TurnFooter<G: Generation>(session: SessionHandle<G>, turn: TurnId) -> Element {
    crate::rendered!("footer");
    let labels = use_labels();
    let local_time = use_local_time();
    let fold = use_fold_of(session.project, Folding::Foot(session.key, turn));
    let known = session.read_turn(turn, |known| {
        let is_last = G::turns(known, ThreadId::ROOT).last() == Some(&turn);
        Known {
            is_last,
            totals: G::totals(known, turn),
            steps: G::steps(known, turn),
            files: changed::<G>(known, turn),
        }
    });
    let Some(known) = known else {
        return VNode::empty();
    };
    let Known {
        totals,
        steps,
        files,
        ..
    } = known;
    if known.is_last && is_worked_on(session) {
        return VNode::empty();
    }
    let is_open = fold.is_spot_open(FIGURES, false);
    let shows_files = fold.is_spot_open(FILES, false);
    let parts = parts(&totals, &labels);
    let ended = totals.ended;
    let for_copy = Rc::clone(&labels);
    rsx! {
        footer { class: "pc-turn-foot", "data-row": "turn",
            div { class: "pc-turn-line",
                if let Some(ended) = ended {
                    time { {local_time.of_day(ended, &labels)} }
                }
                if !parts.is_empty() {
                    button {
                        class: "pc-turn-figures",
                        r#type: "button",
                        aria_expanded: is_open,
                        title: "{labels.turns.figures}",
                        onclick: move |_| fold.toggle_spot(FIGURES, false),
                        "{parts}"
                    }
                }
                if !files.is_empty() {
                    button {
                        class: "pc-turn-files",
                        r#type: "button",
                        aria_expanded: shows_files,
                        onclick: move |_| fold.toggle_spot(FILES, false),
                        {(labels.turns.changed)(u64::try_from(files.len()).unwrap_or(u64::MAX))}
                        {lines_stat(totals.changes.additions, totals.changes.deletions, &labels.tools)}
                    }
                }
                CopyMenu {
                    label: labels.turns.copy.to_string(),
                    entries: entries(&labels),
                    make: move |place| text(session, turn, place, &for_copy),
                }
            }
            if shows_files && !files.is_empty() {
                ChangedFiles::<G> { session, turn, files, fold, first: FIRST_FILE }
            }
            if is_open {
                Figures { totals: totals.answers, steps }
            }
        }
    }
}

fn changed<G: Generation>(session: &Session<G::Version>, turn: TurnId) -> Vec<Changed> {
    let workspace = G::workspace(session);
    let files = G::changed(session, turn).into_iter();
    files.map(|file| Changed::of(&file, workspace)).collect()
}

/// Whether the agent works on the session's last turn.
fn is_worked_on<G: Generation>(session: SessionHandle<G>) -> bool {
    let changes = [
        Change::Session(session.key),
        Change::Turns(session.key, ThreadId::ROOT),
    ];
    session.project.read(&changes, |project| {
        let session = project.session(session.key);
        session.is_some_and(session_model::AnySession::is_streaming)
    })
}

fn parts(totals: &TurnTotals, labels: &Labels) -> String {
    let words = &labels.turns;
    let answers = &totals.answers;
    let tokens = answers.input + answers.output + answers.reasoning;
    let parts = [
        totals.duration().map(words.took),
        (tokens > 0).then(|| (words.tokens)(tokens)),
        (answers.cost > 0.0).then(|| (words.cost)(answers.cost)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn entries(labels: &Labels) -> Vec<Entry> {
    let words = &labels.turns;
    let entry = |name, words: &str| Entry {
        name,
        words: words.to_owned(),
    };
    vec![
        entry("answer-text", &words.copy_answer_text),
        entry("answer-markdown", &words.copy_answer_markdown),
        entry("turn-text", &words.copy_turn_text),
        entry("turn-markdown", &words.copy_turn_markdown),
    ]
}

/// The text of the menu's entry at `place`.
fn text<G: Generation>(
    session: SessionHandle<G>,
    turn: TurnId,
    place: usize,
    labels: &Labels,
) -> String {
    let text = session.peek(|known| match place {
        0 => As::Text.answer::<G>(known, turn),
        1 => As::Markdown.answer::<G>(known, turn),
        2 => As::Text.turn::<G>(known, turn, labels),
        _ => As::Markdown.turn::<G>(known, turn, labels),
    });
    text.unwrap_or_default()
}

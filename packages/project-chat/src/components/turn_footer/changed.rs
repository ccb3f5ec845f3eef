//! The files that a turn changed.

use dioxus::prelude::*;
use session_model::{AnySession, ChangedFile, FileChange, SessionKey, TurnId};

use super::difference::difference;
use crate::chunk::{self, chunk};
use crate::components::drawing::Drawing;
use crate::components::fold::{Fold, Spot};
use crate::components::icon::{Glyph, icon};
use crate::components::tool_card::{About, Section, ShownPath, draw_section, lines_stat};
use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::handle::{Generation, ProjectHandle, SessionHandle};
use crate::labels::use_labels;
use crate::renderers::use_renderers;

chunk! {
    /// How a file was changed, line by line.
    static DIFFERENCE: fn(ProjectHandle, SessionKey, TurnId, &str, Fold, Spot) -> Element =
        tools(draw_difference);
}

/// A file that was changed, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Changed {
    /// Its path as its agent tells it.
    told: String,
    path: ShownPath,
    kind: FileChange,
    additions: u64,
    deletions: u64,
}

impl Changed {
    /// A file as it is shown by an agent that works in the folder `workspace`.
    pub(super) fn of(file: &ChangedFile<'_>, workspace: Option<&str>) -> Self {
        Self {
            told: file.path.to_string(),
            path: ShownPath::of(&file.path, workspace),
            kind: file.kind,
            additions: file.additions,
            deletions: file.deletions,
        }
    }
}

/// The files of a turn, each with what happened to it, which unfolds to how; `data-change` is
/// `added`, `modified` or `deleted`. What the person unfolds is kept in `fold`, from `first` on.
#[component]
pub(super) fn ChangedFiles<G: Generation>(
    session: SessionHandle<G>,
    turn: TurnId,
    files: Vec<Changed>,
    fold: Fold,
    first: Spot,
) -> Element {
    let labels = use_labels();
    rsx! {
        ul { class: "pc-turn-details pc-changed-files",
            for (spot , file) in (first.0..).map(Spot).zip(files) {
                li { key: "{file.told}", class: "pc-changed-file", "data-change": name(file.kind),
                    button {
                        class: "pc-changed-line",
                        r#type: "button",
                        aria_expanded: fold.is_spot_open(spot, false),
                        onclick: move |_| fold.toggle_spot(spot, false),
                        {icon(glyph(file.kind))}
                        span { class: "pc-hidden", "{(labels.turns.change)(file.kind)}" }
                        span { class: "pc-code pc-path", dir: "ltr", title: "{file.told}",
                            if !file.path.folder.is_empty() {
                                span { class: "pc-path-folder", "{file.path.folder}" }
                            }
                            span { class: "pc-path-name", "{file.path.name}" }
                        }
                        {lines_stat(file.additions, file.deletions, &labels.tools)}
                        span { class: "pc-chevron", {icon(Glyph::Chevron)} }
                    }
                    if fold.is_spot_open(spot, false) {
                        {chunk::draw(&DIFFERENCE, &labels, |draw| {
                            draw(session.project, session.key, turn, &file.told, fold, spot)
                        })}
                    }
                }
            }
        }
    }
}

fn draw_difference(
    project: ProjectHandle,
    session: SessionKey,
    turn: TurnId,
    path: &str,
    fold: Fold,
    spot: Spot,
) -> Element {
    let is_v1 = project.peek(|project| matches!(project.session(session), Some(AnySession::V1(_))));
    if is_v1 {
        let session = SessionHandle::<V1>::new(project, session);
        return rsx! {
            FileDifference::<V1> { session, turn, path, fold, spot }
        };
    }
    let session = SessionHandle::<V2>::new(project, session);
    rsx! {
        FileDifference::<V2> { session, turn, path, fold, spot }
    }
}

/// How a file was changed. Rerun when the turn changes.
#[component]
fn FileDifference<G: Generation>(
    session: SessionHandle<G>,
    turn: TurnId,
    path: String,
    fold: Fold,
    spot: Spot,
) -> Element {
    let labels = use_labels();
    let renderers = use_renderers();
    let known = session.read_turn(turn, |known| {
        let workspace = G::workspace(known).map(str::to_owned);
        (difference::<G>(known, turn, &path), workspace)
    });
    let (file, workspace) = known.unwrap_or_default();
    let Some(file) = file else {
        return rsx! {
            p { class: "pc-changed-unknown", "{labels.turns.no_difference}" }
        };
    };
    let about = About {
        workspace: workspace.as_deref(),
        is_running: false,
    };
    let drawing = Drawing {
        project: session.project,
        fold,
        labels: &labels,
        renderers: &renderers,
    };
    draw_section(&Section::Diff(vec![file]), spot, about, drawing)
}

const fn name(kind: FileChange) -> &'static str {
    match kind {
        FileChange::Added => "added",
        FileChange::Modified => "modified",
        FileChange::Deleted => "deleted",
    }
}

const fn glyph(kind: FileChange) -> Glyph {
    match kind {
        FileChange::Added => Glyph::FilePlus,
        FileChange::Modified => Glyph::Pencil,
        FileChange::Deleted => Glyph::FileMinus,
    }
}

//! The files that a turn changed.

use dioxus::prelude::*;
use session_model::{ChangedFile, FileChange, TurnId};

use super::difference::difference;
use crate::components::drawing::Drawing;
use crate::components::fold::{Fold, Spot};
use crate::components::icon::{Glyph, icon};
use crate::components::tool_card::{About, Section, ShownPath, draw_section, lines_stat};
use crate::handle::{Generation, SessionHandle};
use crate::labels::use_labels;
use crate::renderers::use_renderers;

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
                        FileDifference::<G> { session, turn, path: file.told.clone(), fold, spot }
                    }
                }
            }
        }
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

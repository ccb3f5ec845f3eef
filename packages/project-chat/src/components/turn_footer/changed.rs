//! The files that a turn changed.

use dioxus::prelude::*;
use session_model::{ChangedFile, FileChange};

use crate::components::icon::{Glyph, icon};
use crate::components::tool_card::{ShownPath, lines_stat};
use crate::labels::use_labels;

/// A file that was changed, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Changed {
    path: ShownPath,
    kind: FileChange,
    additions: u64,
    deletions: u64,
}

impl Changed {
    /// A file as it is shown by an agent that works in the folder `workspace`.
    pub(crate) fn of(file: &ChangedFile<'_>, workspace: Option<&str>) -> Self {
        Self {
            path: ShownPath::of(&file.path, workspace),
            kind: file.kind,
            additions: file.additions,
            deletions: file.deletions,
        }
    }
}

/// The files of a turn, each with what happened to it; `data-change` is `added`, `modified` or
/// `deleted`.
#[component]
pub(super) fn ChangedFiles(files: Vec<Changed>) -> Element {
    let labels = use_labels();
    rsx! {
        ul { class: "pc-turn-details pc-changed-files",
            for file in files.iter() {
                li { class: "pc-changed-file", "data-change": name(file.kind),
                    {icon(glyph(file.kind))}
                    span { class: "pc-hidden", "{(labels.turns.change)(file.kind)}" }
                    span { class: "pc-code pc-path", dir: "ltr",
                        if !file.path.folder.is_empty() {
                            span { class: "pc-path-folder", "{file.path.folder}" }
                        }
                        span { class: "pc-path-name", "{file.path.name}" }
                    }
                    {lines_stat(file.additions, file.deletions, &labels.tools)}
                }
            }
        }
    }
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

//! How the last copy went, and telling it.

use dioxus::prelude::*;

use crate::components::icon::{Glyph, icon};
use crate::components::markdown::clipboard;
use crate::labels::Labels;

/// How the last copy went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copying {
    Idle,
    Copied,
    Failed,
}

impl Copying {
    /// Copies a text.
    pub(super) async fn of(text: String) -> Self {
        if clipboard::write(text).await {
            Self::Copied
        } else {
            Self::Failed
        }
    }

    /// Its name in `data-state`.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Copied => "copied",
            Self::Failed => "failed",
        }
    }

    /// What it is in words; `idle` before anything was copied.
    pub(super) fn words<'a>(self, idle: &'a str, labels: &'a Labels) -> &'a str {
        match self {
            Self::Idle => idle,
            Self::Copied => &labels.markdown.copied,
            Self::Failed => &labels.markdown.copy_failed,
        }
    }

    /// Draws it. The words are seen while they tell how it went, and read aloud then.
    pub(super) fn draw(self, words: &str) -> Element {
        let glyph = match self {
            Self::Idle => Glyph::Copy,
            Self::Copied => Glyph::Check,
            Self::Failed => Glyph::Alert,
        };
        let class = match self {
            Self::Idle => "pc-hidden",
            Self::Copied | Self::Failed => "pc-copy-told",
        };
        rsx! {
            {icon(glyph)}
            span { class, aria_live: "polite", "{words}" }
        }
    }
}

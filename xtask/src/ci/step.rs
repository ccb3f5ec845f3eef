//! The steps of `cargo xtask ci`: their names, their order, what each one needs.

use crate::e2e;
use crate::setup::Need;

/// One check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Fmt,
    Clippy,
    ClippyWasm,
    Test,
    Doctest,
    Doc,
    Tidy,
    Deny,
    Web,
    Bytes,
    E2e,
    Desktop,
}

impl Step {
    /// Every step, in the order in which they run.
    pub(crate) const ALL: [Self; 12] = [
        Self::Fmt,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Test,
        Self::Doctest,
        Self::Doc,
        Self::Tidy,
        Self::Deny,
        Self::Web,
        Self::Bytes,
        Self::E2e,
        Self::Desktop,
    ];

    /// The step of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// What people type.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Test => "test",
            Self::Doctest => "doctest",
            Self::Doc => "doc",
            Self::Tidy => "tidy",
            Self::Deny => "deny",
            Self::Web => "web",
            Self::Bytes => "bytes",
            Self::E2e => "e2e",
            Self::Desktop => "desktop",
        }
    }

    /// What has to be on the machine for it.
    pub(crate) fn needs(self) -> &'static [Need] {
        match self {
            Self::Tidy => &[],
            Self::Fmt => &[Need::Lints],
            Self::Clippy => &[Need::Lints, Need::WindowLibraries],
            Self::Test | Self::Doctest | Self::Doc => &[Need::WindowLibraries],
            Self::ClippyWasm => &[Need::Lints, Need::Wasm],
            Self::Web | Self::Bytes => &[Need::Wasm],
            Self::Deny => &[Need::CargoDeny],
            Self::E2e => e2e::NEEDS,
            Self::Desktop => &[Need::WindowLibraries, Need::Display],
        }
    }
}

//! Where the gallery runs: a page in a browser, a window, or nowhere yet.

#[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
mod desktop;
#[cfg(not(any(
    all(feature = "web", target_arch = "wasm32"),
    all(feature = "desktop", not(target_arch = "wasm32"))
)))]
mod nowhere;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod web;

#[cfg(all(feature = "desktop", not(target_arch = "wasm32")))]
pub(crate) use desktop::{follow_address, launch, show_address};
#[cfg(not(any(
    all(feature = "web", target_arch = "wasm32"),
    all(feature = "desktop", not(target_arch = "wasm32"))
)))]
pub(crate) use nowhere::{follow_address, launch, show_address};
#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub(crate) use web::{follow_address, launch, show_address};

use crate::page::Page;

/// What a platform tells the gallery when it starts.
#[derive(Clone, Debug)]
pub(crate) struct Start {
    /// The URL of the gateway; empty for the page's own origin.
    pub(crate) gateway: String,
    /// The page to show first.
    pub(crate) page: Page,
}

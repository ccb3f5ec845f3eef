//! A button that saves a text as a file.

mod button;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

use std::time::Duration;

pub(crate) use button::SaveFrom;
#[cfg(not(target_arch = "wasm32"))]
use native::save;
#[cfg(target_arch = "wasm32")]
use web::save;

/// How long a browser or a web view may take to read what it was told to download.
const READING: Duration = Duration::from_secs(20);

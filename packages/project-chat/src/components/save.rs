//! A button that saves a text as a file.

mod button;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

pub(crate) use button::SaveFrom;
#[cfg(not(target_arch = "wasm32"))]
use native::save;
#[cfg(target_arch = "wasm32")]
use web::save;

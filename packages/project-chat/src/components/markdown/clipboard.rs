//! Puts text on the clipboard.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::write;
#[cfg(target_arch = "wasm32")]
pub(crate) use web::write;

//! What a transport and a backend must do on every platform, as cases that each platform runs.
//!
//! Natively `tests/platform.rs` runs them; in a browser the page does that the binary is compiled
//! to, opened by `tests/e2e/specs/contract.spec.ts`. Their other end is always the same [`peer`].
//! What a platform cannot do like the others is said in the case, with the reason.

pub mod backend;
#[cfg(not(target_arch = "wasm32"))]
pub mod peer;
pub mod transport;
mod world;

pub use world::{Difference, Outcome, Platform, World, run};

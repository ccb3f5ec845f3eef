//! When the world comes back: the page is seen again, the machine woke, the network is there.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use native::wakes;
#[cfg(target_arch = "wasm32")]
pub use web::wakes;

use futures_util::stream::LocalBoxStream;
use session_model::Wake;

/// Every time that the world comes back.
pub type Wakes = LocalBoxStream<'static, Wake>;

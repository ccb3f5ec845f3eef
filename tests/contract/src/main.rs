//! The two ends of the contract in a browser: there the page, elsewhere its peer.

#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(not(target_arch = "wasm32"))]
mod server;

#[cfg(target_arch = "wasm32")]
use page::run;
#[cfg(not(target_arch = "wasm32"))]
use server::run;

fn main() {
    run();
}

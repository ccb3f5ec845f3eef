//! The page that speeds are measured on.

#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod app;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod contract;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod feed;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod frame;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod stream;
#[cfg(all(feature = "web", target_arch = "wasm32"))]
mod taken;

#[cfg(all(feature = "web", target_arch = "wasm32"))]
fn main() {
    dioxus::LaunchBuilder::web().launch(app::App);
}

#[cfg(not(all(feature = "web", target_arch = "wasm32")))]
fn main() {
    eprintln!(
        "There is nothing to measure outside of a browser: `cargo xtask web --package bench`."
    );
}

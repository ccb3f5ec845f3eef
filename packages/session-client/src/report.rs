//! What is told to a host's diagnostics; nothing without the feature `tracing`.

#[cfg(not(feature = "tracing"))]
mod silent;
#[cfg(feature = "tracing")]
mod traced;

#[cfg(not(feature = "tracing"))]
pub use silent::report;
#[cfg(feature = "tracing")]
pub use traced::report;

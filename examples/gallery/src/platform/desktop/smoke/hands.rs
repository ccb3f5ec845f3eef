//! A mouse and a keyboard for whoever tries the window out.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub(super) use linux::Hands;
#[cfg(not(target_os = "linux"))]
pub(super) use other::Hands;

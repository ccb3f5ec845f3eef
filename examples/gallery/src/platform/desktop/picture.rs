//! A picture of what the window shows.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub(super) use linux::save;
#[cfg(not(target_os = "linux"))]
pub(super) use other::save;

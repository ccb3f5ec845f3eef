//! How the system tells the program to stop, by platform.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use unix::stop;
#[cfg(windows)]
pub(crate) use windows::stop;

//! No hands where the display's input cannot be given.

/// Cannot be had.
pub(in super::super) enum Hands {}

impl Hands {
    /// Says that there are none.
    ///
    /// # Errors
    ///
    /// Always.
    pub(in super::super) fn new() -> Result<Self, String> {
        Err("the reader's place is tried out on Linux only".to_owned())
    }

    pub(in super::super) fn point_at(&self, _: f64, _: f64) -> Result<(), String> {
        match *self {}
    }

    pub(in super::super) fn click(&self) -> Result<(), String> {
        match *self {}
    }

    pub(in super::super) fn wheel(&self, _: i32) -> Result<(), String> {
        match *self {}
    }

    pub(in super::super) fn press(&self, _: &str) -> Result<(), String> {
        match *self {}
    }
}

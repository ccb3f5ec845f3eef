//! The smallest app that embeds the chat.
#![allow(
    unused_qualifications,
    reason = "`rsx!` names its event handlers by their whole path"
)]

fn main() {}

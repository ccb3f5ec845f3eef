//! The smallest app that embeds the chat.

fn main() {}

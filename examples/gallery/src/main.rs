//! Every component in every state, and the whole chat; web and desktop.

fn main() {}

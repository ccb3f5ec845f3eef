//! Every task of this repository as one command.

fn main() {}

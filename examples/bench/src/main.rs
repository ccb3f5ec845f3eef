//! The page that speeds are measured on.

fn main() {}

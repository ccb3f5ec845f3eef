//! Integration tests of all crates, in one binary.

//! The calls that read what an ended session said.

//! Benchmarks of decoding, folding and markdown.

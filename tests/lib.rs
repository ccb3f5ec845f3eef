//! Nothing but the integration test binary beside it.

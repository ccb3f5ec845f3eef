//! What touches the world: transports, calls and the loop that drives the model.

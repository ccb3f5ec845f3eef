//! The loop between a model and a scripted world.

mod batches;
mod calls;
mod ends;
mod life;
mod rig;
mod streams;
mod too_big;
mod wakes;

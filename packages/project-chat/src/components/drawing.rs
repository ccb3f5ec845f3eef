//! What every function that draws a row is given.

use crate::components::fold::Fold;
use crate::handle::ProjectHandle;
use crate::labels::Labels;
use crate::renderers::Renderers;

/// What every function that draws a row is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawing<'a> {
    pub(crate) project: ProjectHandle,
    /// What the person has unfolded in the row.
    pub(crate) fold: Fold,
    pub(crate) labels: &'a Labels,
    pub(crate) renderers: &'a Renderers,
}

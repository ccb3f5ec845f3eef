//! What an agent does that uses a tool, in a line.

use super::call::ToolCall;
use super::head::Head;
use super::kind::ToolKind;
use super::subject::Subject;
use crate::components::working::Doing;
use crate::labels::ToolLabels;

/// What the use of a tool is while it runs; none where it does not.
pub(crate) fn doing(call: &ToolCall<'_>, labels: &ToolLabels) -> Option<Doing> {
    if !call.state.is_running() {
        return None;
    }
    let head = Head::of(call, labels);
    let subject = match head.subject {
        Subject::Path { path, .. } => path.name,
        other => other.text(),
    };
    Some(match call.kind {
        ToolKind::Bash if !subject.is_empty() => Doing::Running(subject),
        _ => Doing::Using(head.name, subject),
    })
}

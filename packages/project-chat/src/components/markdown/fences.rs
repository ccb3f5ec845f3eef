//! What a host draws in place of the fences of its choice.

use std::fmt;
use std::rc::Rc;

use dioxus::prelude::*;

use crate::markdown::Code;

/// Draws a fence, or leaves it to the code block.
type Draw = dyn Fn(&Code) -> Option<Element>;

/// Draws the fences that a host knows.
#[derive(Clone)]
pub struct Fences(Rc<Draw>);

impl Fences {
    /// Fences that `draw` draws; none leaves a fence to the code block.
    ///
    /// It is called again whenever the fence grew. Its text comes from the conversation: whatever is
    /// made of it has to be nodes, never an HTML string.
    pub fn new(draw: impl Fn(&Code) -> Option<Element> + 'static) -> Self {
        Self(Rc::new(draw))
    }

    pub(super) fn draw(&self, code: &Code) -> Option<Element> {
        (self.0)(code)
    }
}

impl fmt::Debug for Fences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fences")
    }
}

/// Draws fences below the component that runs in the host's own way. `make` runs once.
///
/// ```
/// use dioxus::prelude::*;
/// use project_chat::components::markdown::{Fences, use_fences_provider};
///
/// #[component]
/// fn Page() -> Element {
///     use_fences_provider(|| {
///         Fences::new(|code| {
///             let source = code.text.to_string();
///             (code.language.as_deref() == Some("mermaid")).then(|| rsx! { Diagram { source } })
///         })
///     });
///     rsx! { /* ProjectChat { … } */ }
/// }
///
/// #[component]
/// fn Diagram(source: String) -> Element {
///     rsx! { figure { "{source}" } }
/// }
/// ```
pub fn use_fences_provider(make: impl FnOnce() -> Fences) -> Fences {
    use_context_provider(make)
}

/// What is in force here, where a host has provided it.
pub(super) fn use_fences() -> Option<Fences> {
    use_hook(try_consume_context::<Fences>)
}

//! Which highlighter is in force for the components of a page.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{Highlighter, Lexers};

/// Colours the code of the components below the one that runs with `make`'s highlighter. `make`
/// runs once.
///
/// ```
/// use std::rc::Rc;
///
/// use dioxus::prelude::*;
/// use project_chat::highlight::{HighlightLines, Highlighter, use_highlighter_provider};
///
/// /// Leaves every code plain.
/// #[derive(Debug)]
/// struct Plain;
///
/// impl Highlighter for Plain {
///     fn begin(&self, _: &str) -> Option<Box<dyn HighlightLines>> {
///         None
///     }
/// }
///
/// #[component]
/// fn Page() -> Element {
///     use_highlighter_provider(|| Rc::new(Plain));
///     rsx! { /* ProjectChat { … } */ }
/// }
/// ```
pub fn use_highlighter_provider(make: impl FnOnce() -> Rc<dyn Highlighter>) -> Rc<dyn Highlighter> {
    use_context_provider(make)
}

/// The highlighter that is in force here: the nearest provided one, [`Lexers`] without any.
pub fn use_highlighter() -> Rc<dyn Highlighter> {
    use_hook(|| try_consume_context::<Rc<dyn Highlighter>>().unwrap_or_else(|| Rc::new(Lexers)))
}

//! The host's say in links and images.

use std::rc::Rc;

use dioxus::prelude::*;

use crate::markdown::links::Policy;

/// Allows more links and images in the components below the one that runs. `make` runs once.
///
/// ```
/// use dioxus::prelude::*;
/// use project_chat::{markdown::links::Policy, use_link_policy_provider};
///
/// #[component]
/// fn App() -> Element {
///     use_link_policy_provider(|| Policy::default().with_scheme("vscode"));
///     rsx! { /* ProjectChat { … } */ }
/// }
/// ```
pub fn use_link_policy_provider(make: impl FnOnce() -> Policy) -> Rc<Policy> {
    use_context_provider(|| Rc::new(make()))
}

/// The policy that is in force here: the nearest provided one, the strictest without any.
pub fn use_link_policy() -> Rc<Policy> {
    use_hook(|| try_consume_context::<Rc<Policy>>().unwrap_or_default())
}

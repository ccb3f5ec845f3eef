//! What a host draws in its own way: one value in context.

use std::fmt;
use std::rc::Rc;

use dioxus::prelude::*;

use crate::components::divider::DividerView;
use crate::components::markdown::Fences;
use crate::components::tool_card::ToolCall;
use crate::components::undrawable::{Guard, undrawable};
use crate::handle::ProjectHandle;
use crate::labels::labels_here;
use crate::markdown::Code;

type DrawTool = Rc<dyn for<'a> Fn(&ToolCall<'a>) -> Option<Element>>;
type DrawDivider = Rc<dyn for<'a> Fn(&DividerView<'a>) -> Option<Element>>;
type DrawHeader = Rc<dyn Fn(ProjectHandle) -> Option<Element>>;

/// What a host draws in its own way. A function that gives none leaves the thing to the library.
/// Where one gives an error, or what it gives fails, that very thing is said to be undrawable
/// (`data-row="undrawable"`) and all else stands, until it is drawn again when what it was given
/// changes; a panic ends a page as it does everywhere.
///
/// The functions run inside of the component whose part they draw, so they must not call hooks; what
/// needs state is a component of the host's in what they give.
///
/// ```
/// use dioxus::prelude::*;
/// use project_chat::{Renderers, use_renderers_provider};
///
/// #[component]
/// fn Page() -> Element {
///     use_renderers_provider(|| {
///         Renderers::default()
///             .tool(|call| (call.tool == "deploy").then(|| rsx! {
///                 p { "Deployed: {call.output.unwrap_or_default()}" }
///             }))
///             .divider(|divider| Some(rsx! {
///                 hr { title: "{divider.text}" }
///             }))
///     });
///     rsx! { /* ProjectChat { … } */ }
/// }
/// ```
#[derive(Clone, Default)]
pub struct Renderers {
    tool: Option<DrawTool>,
    divider: Option<DrawDivider>,
    header: Option<DrawHeader>,
    fences: Option<Fences>,
}

impl Renderers {
    /// Draws tools' cards with `draw`.
    #[must_use]
    pub fn tool(mut self, draw: impl Fn(&ToolCall<'_>) -> Option<Element> + 'static) -> Self {
        self.tool = Some(Rc::new(draw));
        self
    }

    /// Draws what stands between messages with `draw`: compactions, interruptions, hand-overs.
    #[must_use]
    pub fn divider(mut self, draw: impl Fn(&DividerView<'_>) -> Option<Element> + 'static) -> Self {
        self.divider = Some(Rc::new(draw));
        self
    }

    /// Draws fences of code with `draw`, as [`Fences`] does alone.
    #[must_use]
    pub fn fence(mut self, draw: impl Fn(&Code) -> Option<Element> + 'static) -> Self {
        self.fences = Some(Fences::new(move |code| caught(draw(code), None)));
        self
    }

    /// Draws the header of the chat with `draw`.
    #[must_use]
    pub fn header(mut self, draw: impl Fn(ProjectHandle) -> Option<Element> + 'static) -> Self {
        self.header = Some(Rc::new(draw));
        self
    }

    pub(crate) fn draw_tool(&self, call: &ToolCall<'_>) -> Option<Element> {
        caught(self.tool.as_ref()?(call), None)
    }

    pub(crate) fn draw_divider(&self, divider: &DividerView<'_>) -> Option<Element> {
        caught(self.divider.as_ref()?(divider), None)
    }

    pub(crate) fn draw_header(&self, project: ProjectHandle) -> Option<Element> {
        caught(self.header.as_ref()?(project), Some(project))
    }
}

/// What a host drew, of a project where it is given that; its failures stay in its place.
fn caught(drawn: Option<Element>, of: Option<ProjectHandle>) -> Option<Element> {
    Some(match drawn? {
        // As a part of what is around it, it would be drawn as nothing.
        Err(RenderError::Error(error)) => undrawable(&error, &labels_here()),
        drawn => rsx! {
            Guard { of, {drawn} }
        },
    })
}

impl fmt::Debug for Renderers {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Renderers")
            .field("tool", &self.tool.is_some())
            .field("divider", &self.divider.is_some())
            .field("header", &self.header.is_some())
            .field("fences", &self.fences.is_some())
            .finish()
    }
}

/// Has the components below the one that runs draw with the host's functions. `make` runs once.
pub fn use_renderers_provider(make: impl FnOnce() -> Renderers) -> Rc<Renderers> {
    let renderers = use_context_provider(|| Rc::new(make()));
    use_hook(|| renderers.fences.clone().map(provide_context));
    renderers
}

/// The host's functions that are in force here; without any the library draws everything itself.
pub(crate) fn use_renderers() -> Rc<Renderers> {
    use_hook(|| try_consume_context::<Rc<Renderers>>().unwrap_or_default())
}

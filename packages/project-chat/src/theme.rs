//! The look of the library as one style sheet, built on custom properties that a host can set.

use dioxus::prelude::*;

/// The whole style sheet. Hosts that link it themselves can write it to a file and leave out
/// [`Styles`].
pub const CSS: &str = concat!(
    include_str!("theme/properties.css"),
    include_str!("theme/base.css"),
    include_str!("components/project_chat/style.css"),
    include_str!("components/scroll_area/style.css"),
    include_str!("components/session/style.css"),
    include_str!("components/thread/style.css"),
    include_str!("components/message/style.css"),
    include_str!("components/markdown/style.css"),
    include_str!("components/reasoning/style.css"),
    include_str!("components/tool_card/style.css"),
    include_str!("components/record/style.css"),
    include_str!("components/divider/style.css"),
    include_str!("components/notice/style.css"),
    include_str!("components/working/style.css"),
    include_str!("components/connection/style.css"),
    include_str!("components/composer/style.css"),
    include_str!("components/placeholder/style.css"),
);

/// Mounts the style sheet where it stands, as a `<style>` element.
///
/// [`ProjectChat`](crate::ProjectChat) does it by itself; a host that uses the parts alone mounts
/// it once. `nonce` is for pages whose content security policy asks for one.
#[component]
pub fn Styles(nonce: Option<String>) -> Element {
    rsx! {
        style { nonce, "data-pc-styles": "", {CSS} }
    }
}

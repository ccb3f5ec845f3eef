//! The dialog that shows a picture large.

use std::rc::Rc;

use dioxus::prelude::*;

use crate::components::icon::{Glyph, icon};
use crate::labels::use_labels;

/// Which picture is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gallery {
    open: Signal<Option<Large>>,
}

/// A picture that is shown large, and the button that opened it.
#[derive(Clone, Debug)]
pub(super) struct Large {
    pub(super) url: String,
    pub(super) name: String,
    pub(super) opener: Option<Rc<MountedData>>,
}

/// The gallery of the nearest [`Lightbox`]; none where there is none.
pub(crate) fn use_lightbox() -> Option<Gallery> {
    use_hook(try_consume_context::<Gallery>)
}

impl Gallery {
    /// Shows a picture large.
    pub(super) fn open(mut self, picture: Large) {
        self.open.set(Some(picture));
    }

    /// Closes the picture, and has the focus where it was before.
    fn close(mut self) {
        let closed = self.open.write().take();
        if let Some(opener) = closed.and_then(|picture| picture.opener) {
            // A button that is gone has no focus to take, which is no failure.
            spawn(async move { drop(opener.set_focus(true).await) });
        }
    }
}

/// Draws `children`, and over everything the picture of them that is open.
#[component]
pub(crate) fn Lightbox(children: Element) -> Element {
    let inherited = use_lightbox();
    let gallery = use_context_provider(|| {
        inherited.unwrap_or_else(|| Gallery {
            open: Signal::new(None),
        })
    });
    rsx! {
        {children}
        if inherited.is_none() {
            OpenPicture { gallery }
        }
    }
}

/// The dialog. There is one thing in it that takes the focus, so that no key leads out of it.
#[component]
fn OpenPicture(gallery: Gallery) -> Element {
    let labels = use_labels();
    let open = gallery.open.read();
    let Some(picture) = open.as_ref() else {
        return VNode::empty();
    };
    let words = (labels.transcript.picture)(&picture.name);
    rsx! {
        div {
            class: "pc-lightbox",
            role: "dialog",
            "aria-modal": "true",
            aria_label: "{words}",
            "data-state": "open",
            onclick: move |_| gallery.close(),
            onkeydown: move |event| {
                // What is open takes every key: the conversation behind it must not move.
                event.stop_propagation();
                match event.key() {
                    Key::Escape => {
                        event.prevent_default();
                        gallery.close();
                    }
                    Key::Tab => event.prevent_default(),
                    _ => {}
                }
            },
            figure {
                img { src: "{picture.url}", alt: "{picture.name}" }
                figcaption { dir: "auto", "{picture.name}" }
            }
            button {
                class: "pc-button pc-icon-button",
                r#type: "button",
                aria_label: "{labels.transcript.close_picture}",
                title: "{labels.transcript.close_picture}",
                onmounted: move |event| async move {
                    // Without the focus the dialog can still be closed with a click.
                    drop(event.data().set_focus(true).await);
                },
                onclick: move |event| {
                    event.stop_propagation();
                    gallery.close();
                },
                {icon(Glyph::Close)}
            }
        }
    }
}

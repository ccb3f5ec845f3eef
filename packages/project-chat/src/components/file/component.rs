//! Draws a file.

use std::rc::Rc;

use dioxus::prelude::*;

use super::lightbox::{Large, use_lightbox};
use crate::components::icon::{Glyph, icon};
use crate::labels::{Labels, use_labels};
use crate::markdown::links;

/// The longest address, in bytes, that is put on the page: more would only make it slow.
const MAX_ADDRESS: usize = 12 * 1024 * 1024;

/// A file as it is shown, whatever message it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileView<'a> {
    /// Its name; may be empty.
    pub name: &'a str,
    /// Its MIME type; may be empty.
    pub mime: &'a str,
    /// Where it is; often a whole `data:` address.
    pub url: &'a str,
}

impl<'a> FileView<'a> {
    /// A file of these.
    pub fn new(name: &'a str, mime: &'a str, url: &'a str) -> Self {
        Self { name, mime, url }
    }

    /// Its picture's address, where it has one that may be shown.
    fn picture(&self) -> Option<&'a str> {
        let is_picture = self.mime.starts_with("image/") || self.url.starts_with("data:image/");
        let url = Some(self.url).filter(|url| is_picture && url.len() <= MAX_ADDRESS)?;
        links::image(url).map(|_| url)
    }

    /// How long it is, in bytes, where its address holds it.
    fn size(&self) -> Option<u64> {
        let (head, data) = self.url.strip_prefix("data:")?.split_once(',')?;
        let length = data.trim_end_matches('=').len();
        let bytes = if head.ends_with(";base64") {
            length * 3 / 4
        } else {
            length
        };
        u64::try_from(bytes).ok()
    }
}

/// Draws a file: its picture where it may be shown, else its name, kind and size.
pub(crate) fn draw(file: &FileView<'_>, labels: &Labels) -> Element {
    let name = match file.name.trim() {
        "" => labels.transcript.unnamed_file.as_ref(),
        name => name,
    };
    if let Some(url) = file.picture() {
        return rsx! {
            figure { class: "pc-file", "data-row": "file", "data-kind": "picture",
                Picture { url: url.to_owned(), name: name.to_owned() }
            }
        };
    }
    let size = file.size().map(|bytes| (labels.transcript.size)(bytes));
    let is_inside = file.url.starts_with("data:") && file.url.len() <= MAX_ADDRESS;
    rsx! {
        figure { class: "pc-file", "data-row": "file", "data-kind": "file",
            {icon(Glyph::File)}
            figcaption {
                span { class: "pc-file-name", dir: "auto", "{name}" }
                span { class: "pc-file-kind", dir: "ltr",
                    "{file.mime}"
                    if let Some(size) = size {
                        " · {size}"
                    }
                }
            }
            if is_inside {
                a {
                    class: "pc-file-save",
                    href: file.url,
                    download: name,
                    title: "{labels.transcript.save}",
                    {icon(Glyph::Download)}
                    span { class: "pc-hidden", "{labels.transcript.save}: {name}" }
                }
            }
        }
    }
}

/// A picture as a button that opens it large.
#[component]
pub(crate) fn Picture(url: String, name: String) -> Element {
    let labels = use_labels();
    let lightbox = use_lightbox();
    let mut opener = use_hook(|| CopyValue::new(None::<Rc<MountedData>>));
    let words = (labels.transcript.open_picture)(&name);
    let picture = rsx! {
        img { src: "{url}", alt: "{name}", loading: "lazy", decoding: "async" }
    };
    let Some(lightbox) = lightbox else {
        return picture;
    };
    rsx! {
        button {
            class: "pc-picture",
            r#type: "button",
            aria_label: "{words}",
            title: "{name}",
            onmounted: move |event| opener.set(Some(event.data())),
            onclick: move |_| {
                lightbox.open(Large {
                    url: url.clone(),
                    name: name.clone(),
                    opener: opener.peek().clone(),
                });
            },
            {picture}
        }
    }
}

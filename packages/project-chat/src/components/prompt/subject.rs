//! What a request for permission is about.

use dioxus::prelude::*;
use session_wire::v2::PermissionRequest;

use crate::components::drawing::Drawing;
use crate::components::fold::Spot;
use crate::components::tool_card::{
    self, About, Form, Section, draw_section, pretty, relative, string,
};

/// Draws what is to be allowed: a difference, a command, or whatever the request names.
pub(super) fn draw(
    request: &PermissionRequest,
    workspace: Option<&str>,
    drawing: Drawing<'_>,
) -> Element {
    let path = string(&request.metadata, &["filepath", "parentDir", "path"]);
    let path = path.map(|path| relative(path, workspace));
    let about = About {
        workspace,
        is_running: true,
    };
    rsx! {
        div { class: "pc-prompt-subject",
            if let Some(path) = path {
                p { class: "pc-prompt-path", dir: "ltr", "{path}" }
            }
            for (place , section) in (0..).zip(sections(request)) {
                {draw_section(&section, Spot(place), about, drawing)}
            }
        }
    }
}

fn sections(request: &PermissionRequest) -> Vec<Section<'_>> {
    let metadata = &request.metadata;
    if let Some(diff) = string(metadata, &["diff"]) {
        return match tool_card::patch(diff) {
            Some(files) => vec![Section::Diff(files)],
            None => vec![text(Form::Plain, diff.to_owned())],
        };
    }
    if let Some(command) = string(metadata, &["command"]) {
        return vec![text(Form::Command, command.to_owned())];
    }
    let patterns = Some(request.patterns.join("\n")).filter(|patterns| !patterns.is_empty());
    let details = pretty(metadata, &[]);
    let texts = patterns.into_iter().chain(details);
    texts.map(|words| text(Form::Plain, words)).collect()
}

fn text(form: Form, text: String) -> Section<'static> {
    Section::Text {
        heading: None,
        form,
        text: text.into(),
    }
}

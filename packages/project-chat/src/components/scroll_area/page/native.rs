//! The page in a window: reports come and are answered a moment later.

use dioxus::document::{Eval, eval};
use dioxus::prelude::*;

use super::{Order, Report};
use crate::components::scroll_area::ScrollHandle;

const PAGE: &str = include_str!("page.js");

/// What ends the page's side.
const END: &str = "";

/// A scroll area on the page, until it is dropped.
pub(in super::super) struct Page {
    eval: Eval,
}

impl Page {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "in a browser an area can be no element"
    )]
    /// Takes hold of the area whose `data-area` is `name`.
    pub(in super::super) fn attach(
        _area: &MountedData,
        name: u64,
        scroll: ScrollHandle,
    ) -> Option<Self> {
        let script = format!(
            "{}
            const area = document.querySelector('[data-area=\"{name}\"]');
            const page = attach(area, (report) => {{ dioxus.send(report); }});
            for (;;) {{
                const order = await dioxus.recv();
                if (order === '{END}') break;
                page.tell(order);
            }}
            page.detach();",
            PAGE.replace("export function", "function")
        );
        let mut page = eval(&script);
        spawn(async move {
            while let Ok(text) = page.recv::<String>().await {
                let order = Report::read(&text).and_then(|report| scroll.take(report));
                if let Some(order) = order {
                    // Fails when the window is gone.
                    let _ = page.send(order.write());
                }
            }
        });
        Some(Self { eval: page })
    }

    /// Gives an order.
    pub(in super::super) fn tell(&self, order: &Order) {
        // Fails when the window is gone.
        let _ = self.eval.send(order.write());
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.eval.send(END);
    }
}

//! The page in a browser: reports come and are answered in the same moment.

use dioxus::core::{Runtime, current_scope_id};
use dioxus::prelude::*;
use wasm_bindgen::prelude::*;

use super::{Order, Report};
use crate::components::scroll_area::ScrollHandle;

#[wasm_bindgen(module = "/src/components/scroll_area/page/page.js")]
extern "C" {
    fn attach(
        area: &web_sys::Element,
        report: &Closure<dyn Fn(String) -> Option<String>>,
    ) -> Attached;
}

#[wasm_bindgen]
extern "C" {
    type Attached;

    #[wasm_bindgen(method)]
    fn tell(this: &Attached, order: &str);

    #[wasm_bindgen(method)]
    fn detach(this: &Attached);
}

/// A scroll area on the page, until it is dropped.
pub(in super::super) struct Page {
    attached: Attached,
    _report: Closure<dyn Fn(String) -> Option<String>>,
}

impl Page {
    /// Takes hold of an area; none where it is not an element of a page.
    pub(in super::super) fn attach(
        area: &MountedData,
        _name: u64,
        scroll: ScrollHandle,
    ) -> Option<Self> {
        let area = area.downcast::<web_sys::Element>()?;
        let (runtime, scope) = (Runtime::current(), current_scope_id());
        let report = Closure::new(move |text: String| {
            let report = Report::read(&text)?;
            let order = runtime.in_scope(scope, || scroll.take(report))?;
            Some(order.write())
        });
        Some(Self {
            attached: attach(area, &report),
            _report: report,
        })
    }

    /// Gives an order.
    pub(in super::super) fn tell(&self, order: &Order) {
        self.attached.tell(&order.write());
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.attached.detach();
    }
}

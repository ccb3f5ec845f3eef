//! Chunks of a page that is split: each is fetched when it is first asked for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::thread::LocalKey;

use dioxus::core::{Runtime, ScopeId, current_scope_id, schedule_update};
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::Code;

/// Code that travels apart.
pub(crate) struct Chunk<T: 'static> {
    pub(crate) state: &'static LocalKey<RefCell<Load<T>>>,
    pub(crate) fetch: fn() -> Fetched<T>,
}

/// The code of a chunk, once it is there.
pub(crate) type Fetched<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// How far a chunk is, for the whole page.
pub(crate) struct Load<T> {
    /// None until it is first asked for.
    code: Option<Code<T>>,
    /// What to redraw when that changes, by the app and the place in it.
    waiting: BTreeMap<(usize, ScopeId), Arc<dyn Fn() + Send + Sync>>,
}

impl<T> Load<T> {
    pub(crate) const fn new() -> Self {
        Self {
            code: None,
            waiting: BTreeMap::new(),
        }
    }
}

impl<T: Copy> Chunk<T> {
    /// The code, if it is there. It is asked for by that, and the component that runs is run again
    /// when it is there or cannot be loaded.
    pub(crate) fn code(&'static self) -> Code<T> {
        let (code, is_new) = self.state.with_borrow_mut(|load| {
            let is_new = load.code.is_none();
            let code = *load.code.get_or_insert(Code::Coming);
            if !matches!(code, Code::Here(_))
                && let Some(app) = Runtime::try_current()
            {
                let place = (Rc::as_ptr(&app).addr(), current_scope_id());
                load.waiting.entry(place).or_insert_with(schedule_update);
            }
            (code, is_new)
        });
        if is_new {
            self.load();
        }
        code
    }

    /// Asks again for what could not be loaded.
    pub(crate) fn load_again(&'static self) {
        self.tell(Code::Coming);
        self.load();
    }

    fn load(&'static self) {
        spawn_local(async {
            let code = (self.fetch)().await;
            self.tell(code.map_or(Code::Missing, Code::Here));
        });
    }

    fn tell(&'static self, code: Code<T>) {
        let waiting = self.state.with_borrow_mut(|load| {
            load.code = Some(code);
            std::mem::take(&mut load.waiting)
        });
        for redraw in waiting.into_values() {
            redraw();
        }
    }
}

/// Declares a chunk: its name among the files of a page, and what to call in it.
macro_rules! chunk {
    ($(#[$about:meta])* $vis:vis static $chunk:ident: $code:ty = $name:ident($($value:tt)+);) => {
        $(#[$about])*
        $vis static $chunk: $crate::chunk::Chunk<$code> = {
            #[wasm_split_helpers::wasm_split($name, fallible)]
            fn $name() -> Result<$code, wasm_split_helpers::SplitLoaderError> {
                Ok($($value)+)
            }
            thread_local! {
                static STATE: ::std::cell::RefCell<$crate::chunk::Load<$code>> =
                    const { ::std::cell::RefCell::new($crate::chunk::Load::new()) };
            }
            $crate::chunk::Chunk {
                state: &STATE,
                fetch: || Box::pin($name()),
            }
        };
    };
}
pub(crate) use chunk;

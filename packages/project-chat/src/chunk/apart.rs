//! Chunks of a page that is split: each is fetched when it is first asked for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::thread::LocalKey;
use std::time::Duration;

use dioxus::core::{Runtime, ScopeId, current_scope_id, schedule_update};
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::Code;
use crate::clock::{idle, sleep};

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
    /// How often it could not be loaded.
    failures: u32,
    /// Whether it is asked for again in a while.
    is_due: bool,
}

/// What comes before a chunk that is asked for.
#[derive(Clone, Copy)]
enum First {
    /// What is drawn without it.
    Drawing,
    /// Whatever the reader waits for.
    Everything,
}

/// How long it takes until what could not be loaded is asked for again by itself; each time twice
/// as long, up to so many times.
const PAUSE: Duration = Duration::from_secs(1);
const DOUBLINGS: u32 = 8;

impl<T> Load<T> {
    pub(crate) const fn new() -> Self {
        Self {
            code: None,
            waiting: BTreeMap::new(),
            failures: 0,
            is_due: false,
        }
    }
}

impl<T: Copy> Chunk<T> {
    /// The code, if it is there. It is asked for by that, and the component that runs is run again
    /// when it is there or cannot be loaded.
    pub(crate) fn code(&'static self) -> Code<T> {
        self.ask(First::Drawing)
    }

    fn ask(&'static self, first: First) -> Code<T> {
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
            self.load(first);
        }
        code
    }

    /// The code, if it is there, for what goes without it meanwhile and has no button: what could not
    /// be loaded is asked for again by itself, later and later, as long as somebody needs it.
    pub(crate) fn code_in_time(&'static self) -> Option<T> {
        match self.ask(First::Everything) {
            Code::Here(code) => Some(code),
            Code::Coming => None,
            Code::Missing => {
                self.load_later();
                None
            }
        }
    }

    /// Asks again for what could not be loaded.
    pub(crate) fn load_again(&'static self) {
        self.tell(Code::Coming);
        self.load(First::Drawing);
    }

    fn load_later(&'static self) {
        let pause = self.state.with_borrow_mut(|load| {
            let doublings = load.failures.saturating_sub(1).min(DOUBLINGS);
            let is_new = !std::mem::replace(&mut load.is_due, true);
            is_new.then(|| PAUSE * 2_u32.pow(doublings))
        });
        let Some(pause) = pause else {
            return;
        };
        spawn_local(async move {
            sleep(pause).await;
            let is_missing = self.state.with_borrow_mut(|load| {
                load.is_due = false;
                matches!(load.code, Some(Code::Missing))
            });
            if is_missing {
                self.load_again();
            }
        });
    }

    fn load(&'static self, first: First) {
        spawn_local(async move {
            match first {
                First::Drawing => sleep(Duration::ZERO).await,
                First::Everything => idle().await,
            }
            let code = (self.fetch)().await;
            if code.is_err() {
                self.state.with_borrow_mut(|load| load.failures += 1);
            }
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

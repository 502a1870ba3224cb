//! Presses that do something at once: none does it twice, nor to the row that came under the finger meanwhile.

use crate::act::browser;
use leptos::prelude::*;
use sightline_shared::id::DocId;

/// Two taps closer than this are one to whoever taps: browsers and Android take 300 ms, gloves a little more.
const ONE_TAP_MS: f64 = 400.0;

/// What is being done. Copy.
#[derive(Clone, Copy)]
pub(crate) struct Pressing {
    /// Requests to which something is being done.
    busy: RwSignal<Vec<DocId>>,
    /// When something was done at once for the last time, in milliseconds since the page began to load.
    last_ms: StoredValue<f64>,
}

impl Pressing {
    pub(super) fn new() -> Self {
        Self { busy: RwSignal::new(Vec::new()), last_ms: StoredValue::new(f64::NEG_INFINITY) }
    }

    /// Whether something is being done to this request; the caller is told when that changes.
    pub(crate) fn is_busy(self, request: DocId) -> bool {
        self.busy.with(|busy| busy.contains(&request))
    }

    /// Whether a press in a list is meant: what it is on may just have moved there.
    pub(crate) fn is_meant(self) -> bool {
        browser::monotonic() - self.last_ms.try_get_value().unwrap_or_default() > ONE_TAP_MS
    }

    /// Something is done to it from now on, unless something is already.
    pub(super) fn begin(self, request: DocId) -> bool {
        let is_free = self.busy.with_untracked(|busy| !busy.contains(&request));
        if is_free {
            let _ = self.last_ms.try_set_value(browser::monotonic());
            self.busy.update(|busy| busy.push(request));
        }
        is_free
    }

    pub(super) fn end(self, request: DocId) {
        let _ = self.busy.try_update(|busy| busy.retain(|one| *one != request));
    }
}

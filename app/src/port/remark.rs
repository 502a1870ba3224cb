//! How many edits wait to be sent, kept outside of IndexedDB: when a browser has cleared that, a person is told what went with it (SY20).
//!
//! Kept twice. Chromium clears databases and caches when the disk is short, and leaves `localStorage`; "clear site data" in settings can
//! leave cookies. What clears both leaves nobody who could know.

use super::js;
use super::platform::{forget, recall, remember};
use std::cell::Cell;
use wasm_bindgen::JsValue;

const NAME: &str = "unsent";
const COOKIE: &str = "sightline-unsent";
/// The longest that browsers keep a cookie: 400 days.
const COOKIE_SECONDS: u32 = 34_560_000;

/// The remark, written only when it changes.
#[derive(Default)]
pub(crate) struct Remark {
    last: Cell<Option<usize>>,
}

impl Remark {
    /// So many edits wait to be sent.
    pub(crate) fn keep(&self, edits: usize) {
        if self.last.replace(Some(edits)) == Some(edits) {
            return;
        }
        if edits == 0 {
            return clear();
        }
        remember(NAME, &edits.to_string());
        set_cookie(&format!("{COOKIE}={edits}; path=/; samesite=strict; max-age={COOKIE_SECONDS}"));
    }
}

/// Everything was sent, or its person has let it go.
pub(crate) fn clear() {
    forget(NAME);
    set_cookie(&format!("{COOKIE}=; path=/; samesite=strict; max-age=0"));
}

/// What was kept last.
pub(crate) fn kept() -> usize {
    let by_cookie = cookies().and_then(|all| in_cookies(&all));
    let by_storage = recall(NAME).and_then(|edits| edits.parse().ok());
    by_cookie.max(by_storage).unwrap_or_default()
}

fn in_cookies(all: &str) -> Option<usize> {
    all.split(';').find_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('=')?.parse().ok())
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn cookies() -> Option<String> {
    let document = document()?;
    js::get(&document, "cookie")?.as_string()
}

fn set_cookie(cookie: &str) {
    if let Some(document) = document() {
        js::set(&document, "cookie", &JsValue::from_str(cookie));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn what_was_kept_last_is_found_in_either_place() {
        let remark = Remark::default();
        remark.keep(3);
        assert_eq!(kept(), 3);
        forget(NAME);
        assert_eq!(kept(), 3, "by the cookie");
        remark.keep(2);
        set_cookie(&format!("{COOKIE}=; path=/; max-age=0"));
        assert_eq!(kept(), 2, "by the storage");
        remark.keep(0);
        assert_eq!(kept(), 0);
    }

    #[wasm_bindgen_test]
    fn other_cookies_are_not_taken_for_it() {
        assert_eq!(in_cookies("a=1; sightline-unsent=7; b=2"), Some(7));
        assert_eq!(in_cookies("sightline-unsent-not=7; x-sightline-unsent=8; sightline-unsent=many"), None);
    }
}

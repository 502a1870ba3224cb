//! Which document this tab is at work on, where it is found even if the tab dies at it (SY19): `localStorage` takes a word at once, in the
//! middle of a task, and keeps it when the wasm traps or the tab hangs and is closed.
//!
//! | key | value |
//! |---|---|
//! | `sightline-at-work-TAB` | the document that the tab is at work on |
//! | `sightline-died-TAB` | the same, written by the loader when the wasm trapped at it |
//! | `sightline-strikes` | the build, then a line per document: how often a tab died at it |
//!
//! A trap proves that the document did it. A tab that is gone without one may have been killed for any reason: only the second time counts.

use super::js;
use super::platform::local_storage as storage;
use sightline_shared::id::{DocId, Incarnation};
use sightline_shared::in_order::InOrder as _;
use sightline_shared::session::Witness;
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Storage;

const AT_WORK: &str = "sightline-at-work-";
const DIED: &str = "sightline-died-";
const STRIKES: &str = "sightline-strikes";
/// A lock that a tab holds as long as it lives.
const ALIVE: &str = "sightline-tab-";
/// With so many strikes a document is left alone.
const STRIKES_MAX: u32 = 2;

/// What earlier tabs died at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Strikes {
    build: String,
    docs: BTreeMap<DocId, u32>,
}

impl Strikes {
    /// Reads what was kept; another build tries everything again.
    fn read(text: &str, build: &str) -> Self {
        let mut lines = text.lines();
        let same = lines.next() == Some(build);
        let doc = |line: &str| {
            let (doc, count) = line.split_once(' ')?;
            Some((doc.parse().ok()?, count.parse().ok()?))
        };
        let docs = lines.filter(|_| same).filter_map(doc).collect();
        Self { build: build.to_owned(), docs }
    }

    fn to_text(&self) -> String {
        let lines = self.docs.iter().map(|(doc, count)| format!("\n{doc} {count}"));
        std::iter::once(self.build.clone()).chain(lines).collect()
    }

    fn add(&mut self, doc: DocId, strikes: u32) {
        let count = self.docs.entry(doc).or_default();
        *count = count.saturating_add(strikes);
    }

    /// Documents to leave alone.
    pub(crate) fn quarantined(&self) -> impl Iterator<Item = DocId> + '_ {
        self.docs.iter().filter(|(_, count)| **count >= STRIKES_MAX).map(|(doc, _)| *doc)
    }
}

/// Counts what dead tabs were at work on. A browser that keeps nothing has nothing to count.
pub(crate) async fn count(build: &str) -> Strikes {
    let Some(storage) = storage() else { return Strikes::default() };
    let kept = storage.get_item(STRIKES).ok().flatten().unwrap_or_default();
    let mut strikes = Strikes::read(&kept, build);
    let alive = alive().await;
    for tab in tabs(&storage) {
        let died = take(&storage, DIED, &tab);
        if died.is_none() && alive.contains(&tab) {
            continue;
        }
        let at_work = take(&storage, AT_WORK, &tab);
        match (died, at_work) {
            (Some(doc), _) => strikes.add(doc, STRIKES_MAX),
            (None, Some(doc)) => strikes.add(doc, 1),
            (None, None) => {}
        }
    }
    keep(&storage, &strikes);
    strikes
}

fn keep(storage: &Storage, strikes: &Strikes) {
    if strikes.docs.is_empty() {
        drop(storage.remove_item(STRIKES));
    } else {
        drop(storage.set_item(STRIKES, &strikes.to_text()));
    }
}

/// The tabs that have left a mark.
fn tabs(storage: &Storage) -> Vec<String> {
    let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    let tab = |key: String| key.strip_prefix(AT_WORK).or_else(|| key.strip_prefix(DIED)).map(str::to_owned);
    let mut tabs: Vec<String> = keys.filter_map(tab).collect();
    tabs.put_in_order();
    tabs.dedup();
    tabs
}

fn take(storage: &Storage, kind: &str, tab: &str) -> Option<DocId> {
    let key = format!("{kind}{tab}");
    let found = storage.get_item(&key).ok().flatten();
    drop(storage.remove_item(&key));
    found?.parse().ok()
}

/// The tabs that live. Where there are no locks a mark counts for a dead tab's: at worst a document has a strike too many.
async fn alive() -> Vec<String> {
    let Some(locks) = js::navigator().and_then(|navigator| js::get(&navigator, "locks")) else {
        return Vec::new();
    };
    let state = js::call_async(&locks, "query", &[]).await.unwrap_or(JsValue::NULL);
    let held = js::get(&state, "held").and_then(|held| held.dyn_into::<js_sys::Array>().ok());
    let name = |lock: JsValue| js::get(&lock, "name")?.as_string()?.strip_prefix(ALIVE).map(str::to_owned);
    held.iter().flat_map(js_sys::Array::iter).filter_map(name).collect()
}

/// This tab's own mark.
pub(crate) struct Marks {
    key: String,
    at_work: Option<DocId>,
    strikes: Strikes,
}

impl Marks {
    /// Says that this tab lives, for as long as it does.
    pub(crate) fn new(tab: Incarnation, strikes: Strikes) -> Self {
        super::platform::set_mark("tab", &tab.to_string());
        if let Some(locks) = js::navigator().and_then(|navigator| js::get(&navigator, "locks")) {
            let held =
                Closure::<dyn FnMut() -> js_sys::Promise>::new(|| js_sys::Promise::new(&mut |_, _| ()));
            let name = JsValue::from_str(&format!("{ALIVE}{tab}"));
            drop(js::call(&locks, "request", &[name, held.as_ref().clone()]));
            held.forget();
        }
        Self { key: format!("{AT_WORK}{tab}"), at_work: None, strikes }
    }
}

impl Witness for Marks {
    fn at_work(&mut self, doc: Option<DocId>) {
        let Some(storage) = storage() else { return };
        match doc {
            Some(doc) => drop(storage.set_item(&self.key, &doc.to_string())),
            None => drop(storage.remove_item(&self.key)),
        }
        // It was read after all: whatever that tab died of, it wasn't this.
        let before = std::mem::replace(&mut self.at_work, doc);
        if before.is_some_and(|before| self.strikes.docs.remove(&before).is_some()) {
            keep(&storage, &self.strikes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sightline_shared::id::DocKind;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn doc(number: u8) -> DocId {
        let mut bytes = [number; 16];
        bytes[0] = DocKind::Request.into();
        DocId::from_bytes(bytes)
    }

    fn mark(kind: &str, tab: &str, doc: DocId) {
        storage().unwrap().set_item(&format!("{kind}{tab}"), &doc.to_string()).unwrap();
    }

    fn quarantined(strikes: &Strikes) -> Vec<DocId> {
        strikes.quarantined().collect()
    }

    /// SY19: a trap counts at once, a tab that is just gone the second time; another build tries again.
    #[wasm_bindgen_test]
    async fn a_document_that_a_tab_died_at_is_left_alone() {
        mark(AT_WORK, "gone", doc(1));
        mark(AT_WORK, "trapped", doc(2));
        mark(DIED, "trapped", doc(2));
        assert_eq!(quarantined(&count("a").await), [doc(2)]);
        assert_eq!(quarantined(&count("a").await), [doc(2)], "a mark counts once");
        mark(AT_WORK, "gone again", doc(1));
        assert_eq!(quarantined(&count("a").await), [doc(1), doc(2)]);
        assert!(quarantined(&count("b").await).is_empty(), "another build");
    }

    #[wasm_bindgen_test]
    async fn a_living_tabs_mark_is_no_strike_and_reading_well_takes_strikes_away() {
        let tab = Incarnation::from_bytes([5; 8]);
        let mut marks = Marks::new(tab, Strikes::default());
        marks.at_work(Some(doc(3)));
        for _ in 0..STRIKES_MAX {
            assert!(quarantined(&count("c").await).is_empty());
        }
        marks.at_work(None);

        mark(AT_WORK, "gone", doc(4));
        let mut marks = Marks::new(Incarnation::from_bytes([6; 8]), count("c").await);
        marks.at_work(Some(doc(4)));
        marks.at_work(None);
        mark(AT_WORK, "gone again", doc(4));
        assert!(quarantined(&count("c").await).is_empty(), "it was read in between");
        count("d").await;
    }
}

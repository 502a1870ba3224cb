//! Which notices and echoes were seen on this device, in `localStorage`: what somebody has looked at is their device's to know, and nobody else's.
//!
//! | key | value |
//! |---|---|
//! | `sightline-seen` | when this device first looked, in milliseconds; then the keys of what was seen, the latest last |

use super::clock;
use super::platform::local_storage as storage;
use sightline_shared::id::Millis;
use sightline_shared::view::Notice;
use std::collections::BTreeSet;

const SEEN: &str = "sightline-seen";
/// Keys that are kept: several times what is ever shown at once.
const KEYS_MAX: usize = 1_000;

/// What was seen here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    first: Millis,
    keys: BTreeSet<u64>,
}

impl Seen {
    /// Whether somebody has looked at this notice here; what happened before this device first looked is not new to it.
    pub(crate) fn has(&self, notice: &Notice, now: Millis) -> bool {
        self.has_key(notice.key, notice.at, now)
    }

    /// The same of anything with such a key that happened then.
    pub(crate) fn has_key(&self, key: u64, at: Millis, now: Millis) -> bool {
        // A first look that lies ahead was a wrong clock's: it says nothing.
        let before_first = self.first <= now && at < self.first;
        before_first || self.keys.contains(&key)
    }
}

/// What was seen. A browser that keeps nothing begins with every start.
pub(crate) fn kept() -> Seen {
    keep(&[])
}

/// Remembers that these were seen; what another tab has remembered meanwhile stays.
pub(crate) fn keep(seen: &[u64]) -> Seen {
    let (first, mut keys) = stored().unwrap_or_else(|| (clock::now(), Vec::new()));
    keys.retain(|key| !seen.contains(key));
    keys.extend(seen);
    let surplus = keys.len().saturating_sub(KEYS_MAX);
    keys.drain(..surplus);
    if let Some(storage) = storage() {
        let words = keys.iter().map(|key| format!(" {key:x}")).collect::<String>();
        drop(storage.set_item(SEEN, &format!("{}{words}", first.0)));
    }
    Seen { first, keys: keys.into_iter().collect() }
}

fn stored() -> Option<(Millis, Vec<u64>)> {
    let value = storage()?.get_item(SEEN).ok()??;
    let mut words = value.split(' ');
    let first = Millis(words.next()?.parse().ok()?);
    Some((first, words.filter_map(|key| u64::from_str_radix(key, 16).ok()).collect()))
}

/// This device begins anew.
pub(crate) fn clear() {
    if let Some(storage) = storage() {
        drop(storage.remove_item(SEEN));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// VI26: an echo is new until it is opened, however late it came, but for those from before this device.
    #[wasm_bindgen_test]
    fn what_nobody_looked_at_is_new_however_old_it_is() {
        let (first, month) = (Millis(1_000), Millis(1_000 + 30 * 86_400_000));
        let seen = Seen { first, keys: [7].into() };
        assert!(!seen.has_key(8, first, month) && seen.has_key(7, first, month));
        assert!(seen.has_key(8, Millis(999), month));
    }

    #[wasm_bindgen_test]
    fn what_was_seen_is_kept_and_the_oldest_is_forgotten_first() {
        clear();
        let first = kept().first;
        keep(&[1, u64::MAX]);
        assert_eq!(kept(), Seen { first, keys: [1, u64::MAX].into() });
        keep(&[1]);
        let many: Vec<u64> = (10..10 + u64::try_from(KEYS_MAX).unwrap() - 1).collect();
        let seen = keep(&many);
        assert!(seen.keys.contains(&1) && !seen.keys.contains(&u64::MAX), "seen again is seen last");
        clear();
        assert_eq!(kept().keys, [].into());
    }
}

//! What somebody has typed and not sent yet, kept in `localStorage`: it takes a word at once, with nothing left to flush, and keeps it when
//! the tab is killed. A transaction of IndexedDB would end later than some kills.
//!
//! | key | value |
//! |---|---|
//! | `sightline-draft-PLACE` | when it was typed, in milliseconds; a space; the text |

use super::clock;
use super::platform::local_storage as storage;
use sightline_shared::id::Millis;
use sightline_shared::in_order::InOrder as _;
use web_sys::Storage;

const DRAFT: &str = "sightline-draft-";
/// Drafts that are kept, one for each form; with more the oldest goes.
const DRAFTS_MAX: usize = 50;
/// Characters of one draft; of a longer one the last that fitted stays.
const DRAFT_CHARS_MAX: usize = 64 * 1_024;

/// What was typed here before, and when.
pub(crate) fn kept(place: &str) -> Option<(Millis, String)> {
    let value = storage()?.get_item(&format!("{DRAFT}{place}")).ok()??;
    let (at, text) = value.split_once(' ')?;
    Some((Millis(at.parse().ok()?), text.to_owned()))
}

/// Keeps what is typed here; nothing typed is nothing kept. A browser that keeps nothing loses it with the tab, as before.
pub(crate) fn keep(place: &str, text: &str) {
    let Some(storage) = storage() else { return };
    let key = format!("{DRAFT}{place}");
    if text.trim().is_empty() {
        drop(storage.remove_item(&key));
        return;
    }
    if text.len() > DRAFT_CHARS_MAX && text.chars().count() > DRAFT_CHARS_MAX {
        return;
    }
    if storage.get_item(&key).ok().flatten().is_none() {
        make_room(&storage, DRAFTS_MAX - 1);
    }
    drop(storage.set_item(&key, &format!("{} {text}", clock::now().0)));
}

/// All of them go: this device begins anew.
pub(crate) fn clear() {
    if let Some(storage) = storage() {
        make_room(&storage, 0);
    }
}

/// Removes the oldest until so many are left.
fn make_room(storage: &Storage, left: usize) {
    let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    let made = |key: &str| {
        let value = storage.get_item(key).ok().flatten()?;
        value.split_once(' ')?.0.parse().ok().map(Millis)
    };
    let mut drafts: Vec<(Option<Millis>, String)> =
        keys.filter(|key| key.starts_with(DRAFT)).map(|key| (made(&key), key)).collect();
    drafts.put_in_order();
    let surplus = drafts.len().saturating_sub(left);
    for (_, key) in drafts.into_iter().take(surplus) {
        drop(storage.remove_item(&key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// KN14.
    #[wasm_bindgen_test]
    fn a_draft_is_kept_until_it_is_sent_and_the_oldest_goes_first() {
        clear();
        let kept = |place: &str| kept(place).map(|(_, text)| text);
        keep("one", "Pallet 12,\n bay C");
        assert_eq!(kept("one").as_deref(), Some("Pallet 12,\n bay C"));
        keep("one", "  ");
        assert_eq!(kept("one"), None);
        let storage = storage().unwrap();
        storage.set_item(&format!("{DRAFT}oldest"), "1 typed long ago").unwrap();
        for number in 0..DRAFTS_MAX {
            keep(&number.to_string(), "typed");
        }
        assert_eq!((kept("oldest"), kept("0").as_deref()), (None, Some("typed")));
        keep("7", "typed again");
        assert_eq!(kept("0").as_deref(), Some("typed"), "one that is there takes no place of another's");
        keep("7", &"x".repeat(DRAFT_CHARS_MAX + 1));
        assert_eq!(kept("7").as_deref(), Some("typed again"), "what is longer than a draft may be");
        clear();
        assert_eq!(kept("7"), None);
    }
}

//! A short name for what many titles have in common.

use super::plain;
use crate::in_order::InOrder as _;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Shorter words say little.
const LETTERS_MIN: usize = 4;
/// A name is made of so many words at most.
const NAME_WORDS_MAX: usize = 3;
/// A word of a name stands in one of so many titles at least.
const ONE_OF: usize = 5;

/// A word, as it was met.
#[derive(Default)]
struct Met<'a> {
    shown: &'a str,
    titles: usize,
    /// The sum of its places in the titles that have it.
    places: usize,
}

/// The commonest words of some titles, in the order in which they mostly stand; the commonest title itself where a third say the same. Empty where
/// they have nothing in common.
pub(super) fn common_name(titles: &[&str]) -> String {
    common_title(titles).unwrap_or_else(|| common_words(titles))
}

fn common_title(titles: &[&str]) -> Option<String> {
    let mut same: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for title in titles {
        let entry = same.entry(plain::sort_key(title)).or_insert((0, title));
        entry.0 += 1;
    }
    let (_, (count, title)) =
        same.into_iter().max_by_key(|(key, (count, _))| (*count, Reverse(key.clone())))?;
    (count > 1 && count * 3 >= titles.len()).then(|| title.trim().to_owned())
}

fn common_words(titles: &[&str]) -> String {
    let mut words: BTreeMap<String, Met<'_>> = BTreeMap::new();
    for title in titles {
        let mut seen = BTreeSet::new();
        for (place, (range, word)) in plain::spans(title).into_iter().enumerate() {
            let says = word.chars().count() >= LETTERS_MIN && !word.chars().any(|letter| letter.is_numeric());
            if !says || !seen.insert(word.clone()) {
                continue;
            }
            let met = words.entry(word).or_default();
            met.titles += 1;
            met.places += place;
            if met.shown.is_empty() {
                met.shown = title.get(range).unwrap_or_default();
            }
        }
    }
    let common = |met: &Met<'_>| met.titles > 1 && met.titles * ONE_OF >= titles.len();
    let mut kept: Vec<(String, Met<'_>)> = words.into_iter().filter(|(_, met)| common(met)).collect();
    kept.put_in_order_by_key(|(word, met)| (Reverse(met.titles), word.clone()));
    kept.truncate(NAME_WORDS_MAX);
    // Where they mostly stand; places are compared as fractions.
    kept.put_in_order_by(|(one, a), (other, b)| {
        (a.places * b.titles, one).cmp(&(b.places * a.titles, other))
    });
    let name = kept.iter().map(|(_, met)| met.shown.to_lowercase()).collect::<Vec<_>>().join(" ");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

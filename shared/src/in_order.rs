//! Lists in order, small in the download.
//!
//! The standard library's sorts are compiled anew for every type and every key: 83 of its stable and 50 of its unstable ones were an
//! eighth of the app's code. Here one of them sorts places in a list, whatever lies there, and the list follows. The order is the same,
//! and stable. It costs a call through a pointer for each comparison.

use std::cmp::Ordering;

/// A list that can be put in order. Stable: what compares as equal stays as it lay.
pub trait InOrder<T> {
    /// By what compares two.
    fn put_in_order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// By a key, made for each comparison.
    fn put_in_order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);

    /// By a key, made once for each.
    fn put_in_order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);

    /// By itself.
    fn put_in_order(&mut self)
    where
        T: Ord;
}

impl<T> InOrder<T> for [T] {
    fn put_in_order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let places = sorted(self.len(), &mut |one, other| match (self.get(one), self.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        });
        follow(places, &mut |one, other| self.swap(one, other));
    }

    fn put_in_order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.put_in_order_by(|one, other| key(one).cmp(&key(other)));
    }

    fn put_in_order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let places = sorted(keys.len(), &mut |one, other| keys.get(one).cmp(&keys.get(other)));
        follow(places, &mut |one, other| self.swap(one, other));
    }

    fn put_in_order(&mut self)
    where
        T: Ord,
    {
        self.put_in_order_by(T::cmp);
    }
}

/// The places of a list in the order of what lies there.
#[inline(never)]
fn sorted(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..len).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

/// Takes what lies at each of these places to where the place stands in the list of them, along circles of swaps.
#[inline(never)]
fn follow(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        while let Some(place) = places.get_mut(at) {
            let from = std::mem::replace(place, at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_order_of_the_standard_library(list in prop::collection::vec((0u8..9, any::<u8>()), 0..80)) {
            let mut by_std = list.clone();
            by_std.sort_by_key(|(key, _)| *key);
            let mut by_key = list.clone();
            by_key.put_in_order_by_key(|(key, _)| *key);
            prop_assert_eq!(&by_key, &by_std);
            let mut by_cached_key = list.clone();
            by_cached_key.put_in_order_by_cached_key(|(key, _)| key.to_string());
            prop_assert_eq!(&by_cached_key, &by_std);
            let mut by_itself = list.clone();
            by_itself.put_in_order();
            by_std.sort();
            prop_assert_eq!(by_itself, by_std);
        }
    }
}

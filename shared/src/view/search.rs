//! An index of words, so that a search reads a few thousand words and not all rows.
//!
//! Each distinct word stands once in one long text; a query word is looked for in that text, and the rows behind each word that
//! contains it are marked. A row takes a slot; when its text changes it takes a new one, and the old slot is dead until the next
//! tidying.

use super::plain;
use crate::id::DocId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Stands before every word, so that a match at a word's beginning can be told.
const EDGE: char = '\n';

/// Which words of a query a row has: one bit per query word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mask {
    /// Anywhere in a word.
    pub(super) inside: u8,
    /// At the beginning of a word.
    pub(super) at_start: u8,
}

impl Mask {
    fn join(&mut self, other: Self) {
        self.inside |= other.inside;
        self.at_start |= other.at_start;
    }
}

/// The index of words.
#[derive(Debug, Clone, Default)]
pub(super) struct Search {
    /// All words, each after an [`EDGE`], in the order of their numbers.
    text: String,
    /// Where each word's edge stands in `text`.
    starts: Vec<usize>,
    /// The number of a word.
    numbers: HashMap<Box<str>, usize>,
    /// The slots that have a word, dead ones too.
    slots_of_word: Vec<Vec<u32>>,
    /// The document in each slot; none: dead.
    slots: Vec<Option<DocId>>,
    slot_of: BTreeMap<DocId, u32>,
    /// Documents whose text is new and not taken in.
    waiting: BTreeSet<DocId>,
}

impl Search {
    /// A document's text is new: it waits to be taken in.
    pub(super) fn expect(&mut self, id: DocId) {
        self.forget(id);
        self.waiting.insert(id);
    }

    /// A document is gone.
    pub(super) fn forget(&mut self, id: DocId) {
        self.waiting.remove(&id);
        if let Some(slot) = self.slot_of.remove(&id)
            && let Some(place) = self.slots.get_mut(slot as usize)
        {
            *place = None;
        }
    }

    /// Whether some documents wait.
    pub(super) fn waits(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The first documents that wait.
    pub(super) fn waiting_first(&self, count_max: usize) -> Vec<DocId> {
        self.waiting.iter().take(count_max).copied().collect()
    }

    /// Takes a document's texts in.
    pub(super) fn take_in(&mut self, id: DocId, texts: &[String]) {
        self.forget(id);
        if self.slots.len() > 1_024 + 2 * self.slot_of.len() {
            self.tidy();
        }
        let Ok(slot) = u32::try_from(self.slots.len()) else { return };
        self.slots.push(Some(id));
        self.slot_of.insert(id, slot);
        for word in texts.iter().flat_map(|text| plain::words(text)) {
            let number = self.number_of(word);
            if let Some(slots) = self.slots_of_word.get_mut(number)
                && slots.last() != Some(&slot)
            {
                slots.push(slot);
            }
        }
    }

    fn number_of(&mut self, word: String) -> usize {
        if let Some(number) = self.numbers.get(word.as_str()) {
            return *number;
        }
        let number = self.starts.len();
        self.starts.push(self.text.len());
        self.text.push(EDGE);
        self.text.push_str(&word);
        self.slots_of_word.push(Vec::new());
        self.numbers.insert(word.into_boxed_str(), number);
        number
    }

    /// About how much memory the index takes, in bytes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        let postings: usize = self.slots_of_word.iter().map(|slots| 24 + slots.capacity() * 4).sum();
        let numbers: usize = self.numbers.keys().map(|word| 32 + word.len()).sum();
        self.text.capacity()
            + self.starts.capacity() * 8
            + postings
            + numbers
            + self.slots.capacity() * 17
            + self.slot_of.len() * 24
    }

    /// Drops dead slots and words that nobody has any more.
    fn tidy(&mut self) {
        let mut tidy = Self { waiting: std::mem::take(&mut self.waiting), ..Self::default() };
        let mut moved: Vec<Option<u32>> = vec![None; self.slots.len()];
        for (id, slot) in &self.slot_of {
            let new = tidy.slots.len() as u32;
            if let Some(place) = moved.get_mut(*slot as usize) {
                *place = Some(new);
            }
            tidy.slots.push(Some(*id));
            tidy.slot_of.insert(*id, new);
        }
        for (word, number) in std::mem::take(&mut self.numbers) {
            let slots = self.slots_of_word.get(number).into_iter().flatten();
            let mut alive: Vec<u32> = slots.filter_map(|slot| *moved.get(*slot as usize)?).collect();
            if !alive.is_empty() {
                alive.sort_unstable();
                let number = tidy.number_of(word.into_string());
                if let Some(place) = tidy.slots_of_word.get_mut(number) {
                    *place = alive;
                }
            }
        }
        *self = tidy;
    }

    /// Which documents have which of these words, by id; those that have none are left out.
    ///
    /// `texts`: the texts of a document that waits.
    pub(super) fn look_up<'a>(
        &self,
        words: &[String],
        texts: impl Fn(DocId) -> [&'a str; 3],
    ) -> Vec<(DocId, Mask)> {
        let mut masks = vec![Mask::default(); self.slots.len()];
        for (word, bit) in words.iter().zip((0..8).map(|place| 1_u8 << place)) {
            self.mark(word, bit, &mut masks);
        }
        let taken = self.slot_of.iter().filter_map(|(id, slot)| Some((*id, *masks.get(*slot as usize)?)));
        let waiting = self.waiting.iter().map(|id| (*id, mask_of(words, &texts(*id))));
        let mut hits: Vec<_> = taken.chain(waiting).filter(|(_, mask)| mask.inside != 0).collect();
        hits.sort_unstable_by_key(|(id, _)| *id);
        hits
    }

    fn mark(&self, word: &str, bit: u8, masks: &mut [Mask]) {
        for (at, _) in self.text.match_indices(word) {
            let number = self.starts.partition_point(|start| *start < at).saturating_sub(1);
            let at_start = self.starts.get(number).is_some_and(|start| start + EDGE.len_utf8() == at);
            let mark = Mask { inside: bit, at_start: if at_start { bit } else { 0 } };
            for slot in self.slots_of_word.get(number).into_iter().flatten() {
                if let Some(mask) = masks.get_mut(*slot as usize) {
                    mask.join(mark);
                }
            }
        }
    }
}

/// Which of these words some texts have.
pub(super) fn mask_of(words: &[String], texts: &[&str]) -> Mask {
    let mut mask = Mask::default();
    let own: Vec<String> = texts.iter().flat_map(|text| plain::words(text)).collect();
    for (word, bit) in words.iter().zip((0..8).map(|place| 1_u8 << place)) {
        for other in own.iter().filter(|other| other.contains(word.as_str())) {
            mask.join(Mask { inside: bit, at_start: if other.starts_with(word.as_str()) { bit } else { 0 } });
        }
    }
    mask
}

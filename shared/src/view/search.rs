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

    /// Which documents have which of these words.
    ///
    /// `texts`: the texts of a document that waits.
    pub(super) fn look_up<'a>(
        &'a self,
        words: &[String],
        texts: impl Fn(DocId) -> [&'a str; 3],
    ) -> Marks<'a> {
        let mut masks = vec![Mask::default(); self.slots.len()];
        for (word, bit) in words.iter().zip((0..8).map(|place| 1_u8 << place)) {
            self.mark(word, bit, &mut masks);
        }
        let waiting = self.waiting.iter().map(|id| (*id, mask_of(words, &texts(*id))));
        Marks { search: self, masks, waiting: waiting.filter(|(_, mask)| mask.inside != 0).collect() }
    }

    fn mark(&self, word: &str, bit: u8, masks: &mut [Mask]) {
        let mut number = 0;
        let mut marked = None;
        for at in places(self.text.as_bytes(), word.as_bytes()) {
            // Matches come in the order of the text: walking beside is cheaper than a search for each of thousands.
            while self.starts.get(number + 1).is_some_and(|next| *next < at) {
                number += 1;
            }
            // The first match in a word is the only one that can be at its beginning.
            if marked.replace(number) == Some(number) {
                continue;
            }
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

/// Where a word begins in a text. The standard library's search is made for long needles in long texts: for a few letters it takes ten
/// times as long, and this is done with every key.
fn places<'a>(text: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> {
    let first = word.first().copied();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(rest) = text.get(at..) {
            let skipped = rest.iter().position(|byte| Some(*byte) == first)?;
            at += skipped + 1;
            if rest.get(skipped..).is_some_and(|rest| rest.starts_with(word)) {
                return Some(at - 1);
            }
        }
        None
    })
}

/// What a look-up found: which documents have which of the words.
pub(super) struct Marks<'a> {
    search: &'a Search,
    /// By slot.
    masks: Vec<Mask>,
    waiting: BTreeMap<DocId, Mask>,
}

impl Marks<'_> {
    /// Which words this document has.
    pub(super) fn of(&self, id: DocId) -> Mask {
        let taken = self.search.slot_of.get(&id).and_then(|slot| self.masks.get(*slot as usize));
        taken.or_else(|| self.waiting.get(&id)).copied().unwrap_or_default()
    }

    /// All documents that have one of the words at least, in no order.
    pub(super) fn hits(&self) -> impl Iterator<Item = (DocId, Mask)> {
        let taken = self.search.slots.iter().zip(&self.masks).filter_map(|(id, mask)| Some(((*id)?, *mask)));
        taken.filter(|(_, mask)| mask.inside != 0).chain(self.waiting.iter().map(|(id, mask)| (*id, *mask)))
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

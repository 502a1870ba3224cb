//! An index of words, so that a search reads a few thousand words and not all rows.
//!
//! Each distinct word stands once in one long text; a query word is looked for in that text, and the rows behind each word that
//! contains it are marked. A row takes a slot; when its text changes it takes a new one, and the old slot is dead until the next
//! tidying. What decides about the order of hits stands in the slot, so that thousands of hits are counted and ranked without a look at
//! their rows.

use super::plain;
use super::typo::{Bag, Typed};
use crate::id::{DocId, DocKind, Millis};
use crate::in_order::InOrder as _;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Stands before every word, so that a match at a word's beginning can be told.
const EDGE: char = '\n';
/// Bytes from which on a word that was typed is also looked for inside of words: two Latin letters are in most of them.
const INSIDE_BYTES_MIN: usize = 3;
/// Words that are spelt nearly as one that was typed: the nearest of them are taken.
const NEAR_WORDS_MAX: usize = 64;
/// Rows that aren't taken in yet and are read at once: what was just written is found. More of them have to wait.
pub(super) const WAITING_READ_MAX: usize = 32;

/// Which words of a query a row has: one bit per query word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mask {
    /// In its own texts: name or title, reference, details.
    pub(super) own: u8,
    /// There, or in what was said since.
    pub(super) any: u8,
    /// At the beginning of a word.
    pub(super) at_start: u8,
}

impl Mask {
    pub(super) fn join(&mut self, other: Self) {
        self.own |= other.own;
        self.any |= other.any;
        self.at_start |= other.at_start;
    }
}

/// What decides about a row's place among hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Somebody waits: it stands above the rest.
    pub(super) open: bool,
    /// Of what is as open, the latest comes first.
    pub(super) changed_at: Millis,
    /// The customer that a request names, or that a row is.
    pub(super) customer: Option<DocId>,
    /// Its answer is kept, and holds.
    pub(super) kept: bool,
}

/// The texts of a row that can be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Texts<'a> {
    pub(super) own: [&'a str; 4],
    pub(super) said: [&'a str; 4],
}

impl Texts<'_> {
    fn words(&self) -> impl Iterator<Item = (String, bool)> {
        let own = self.own.iter().flat_map(|text| plain::words(text)).map(|word| (word, false));
        own.chain(self.said.iter().flat_map(|text| plain::words(text)).map(|word| (word, true)))
    }

    /// Which of these words they have.
    pub(super) fn mask(&self, words: &[String]) -> Mask {
        let mut mask = Mask::default();
        for (own, said) in self.words() {
            for (word, bit) in words.iter().zip(bits()) {
                if own.starts_with(word.as_str()) {
                    mask.join(mark(bit, said, true));
                } else if is_long(word) && own.contains(word.as_str()) {
                    mask.join(mark(bit, said, false));
                }
            }
        }
        mask
    }
}

fn bits() -> impl Iterator<Item = u8> {
    (0..8).map(|place| 1_u8 << place)
}

fn is_long(word: &str) -> bool {
    word.len() >= INSIDE_BYTES_MIN
}

fn mark(bit: u8, said: bool, at_start: bool) -> Mask {
    Mask { own: if said { 0 } else { bit }, any: bit, at_start: if at_start { bit } else { 0 } }
}

/// A row's place.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) id: DocId,
    pub(super) open: bool,
    pub(super) changed_at: Millis,
    /// The number of the customer that it names or is; 0: none.
    pub(super) customer: u32,
    pub(super) kept: bool,
}

fn slot_of(id: DocId, standing: Standing, customer: u32) -> Slot {
    Slot { id, open: standing.open, changed_at: standing.changed_at, customer, kept: standing.kept }
}

/// The index of words.
#[derive(Debug, Clone, Default)]
pub(super) struct Search {
    /// All words, each after an [`EDGE`], in the order of their numbers.
    text: String,
    /// Where each word's edge stands in `text`.
    starts: Vec<usize>,
    bags: Vec<Bag>,
    /// The number of a word.
    numbers: HashMap<Box<str>, usize>,
    /// The slots that have a word, dead ones too: twice the slot, and one more where the word was said.
    slots_of_word: Vec<Vec<u32>>,
    /// None: dead.
    slots: Vec<Option<Slot>>,
    pub(super) slot_of: BTreeMap<DocId, u32>,
    /// Customers by numbers, so that a request's is found without a search.
    customers: BTreeMap<DocId, u32>,
    /// Documents whose text is new and not taken in.
    waiting: BTreeSet<DocId>,
}

impl Search {
    /// A document's text is new: it waits to be taken in.
    pub(super) fn expect(&mut self, id: DocId, customer: Option<DocId>) {
        self.forget(id);
        self.customer_number(customer);
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

    /// How many documents wait.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// How many documents are taken in.
    pub(super) fn taken(&self) -> usize {
        self.slot_of.len()
    }

    /// The first documents that wait.
    pub(super) fn waiting_first(&self, count_max: usize) -> Vec<DocId> {
        // Customers and parties have greater ids than requests, and are few: they can be picked first.
        self.waiting.iter().rev().take(count_max).copied().collect()
    }

    /// Something else than its text has changed.
    pub(super) fn note(&mut self, id: DocId, standing: Standing) {
        let customer = self.customer_number(standing.customer);
        let slot = self.slot_of.get(&id).and_then(|slot| self.slots.get_mut(*slot as usize));
        if let Some(Some(slot)) = slot {
            *slot = slot_of(id, standing, customer);
        }
    }

    fn customer_number(&mut self, customer: Option<DocId>) -> u32 {
        let Some(customer) = customer else { return 0 };
        let next = u32::try_from(self.customers.len()).map_or(0, |count| count + 1);
        *self.customers.entry(customer).or_insert(next)
    }

    /// Takes a document's texts in.
    pub(super) fn take_in(&mut self, id: DocId, texts: &Texts<'_>, standing: Standing) {
        self.forget(id);
        if self.slots.len() > 1_024 + 2 * self.slot_of.len() {
            self.tidy();
        }
        let Ok(slot) = u32::try_from(self.slots.len()) else { return };
        let customer = self.customer_number(standing.customer);
        self.slots.push(Some(slot_of(id, standing, customer)));
        self.slot_of.insert(id, slot);
        for (word, said) in texts.words() {
            let number = self.number_of(word);
            // Own texts come first: a word that was said, too, is one of its own.
            if let Some(slots) = self.slots_of_word.get_mut(number)
                && slots.last().is_none_or(|last| last >> 1 != slot)
            {
                slots.push(slot << 1 | u32::from(said));
            }
        }
    }

    fn number_of(&mut self, word: String) -> usize {
        if let Some(number) = self.numbers.get(word.as_str()) {
            return *number;
        }
        let number = self.starts.len();
        self.starts.push(self.text.len());
        self.bags.push(Bag::of(&word));
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
            + self.starts.capacity() * 12
            + postings
            + numbers
            + self.slots.capacity() * size_of::<Option<Slot>>()
            + (self.slot_of.len() + self.customers.len()) * 24
    }

    /// Drops dead slots and words that nobody has any more.
    fn tidy(&mut self) {
        let mut tidy = Self {
            waiting: std::mem::take(&mut self.waiting),
            customers: std::mem::take(&mut self.customers),
            ..Self::default()
        };
        let mut moved: Vec<Option<u32>> = vec![None; self.slots.len()];
        for (id, slot) in &self.slot_of {
            let new = tidy.slots.len() as u32;
            if let Some(place) = moved.get_mut(*slot as usize) {
                *place = Some(new);
            }
            tidy.slots.push(self.slots.get(*slot as usize).cloned().flatten());
            tidy.slot_of.insert(*id, new);
        }
        for (word, number) in std::mem::take(&mut self.numbers) {
            let slots = self.slots_of_word.get(number).into_iter().flatten();
            let moved = |slot: &u32| Some(moved.get((*slot >> 1) as usize).copied()?? << 1 | *slot & 1);
            let mut alive: Vec<u32> = slots.filter_map(moved).collect();
            if !alive.is_empty() {
                alive.put_in_order();
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
    pub(super) fn look_up<'a>(&'a self, words: &[String], texts: impl Fn(DocId) -> Texts<'a>) -> Marks<'a> {
        let mut marks =
            Marks { search: self, masks: vec![Mask::default(); self.slots.len()], waiting: Vec::new() };
        for (word, bit) in words.iter().zip(bits()) {
            self.look_for(word, bit, &mut marks.masks);
        }
        // Of many only those that aren't requests are read: nobody must be written down twice because the index isn't whole.
        let is_whole = self.waiting.len() <= WAITING_READ_MAX;
        let last_request = DocId::last_of(DocKind::Request);
        let read = self.waiting.iter().filter(|id| is_whole || **id > last_request);
        let waiting = read.map(|id| (*id, texts(*id).mask(words)));
        marks.waiting = waiting.filter(|(_, mask)| mask.any != 0).collect();
        marks
    }

    fn look_for(&self, word: &str, bit: u8, masks: &mut [Mask]) {
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
            if at_start || is_long(word) {
                self.mark_slots(number, bit, at_start, masks);
            }
        }
    }

    fn mark_slots(&self, number: usize, bit: u8, at_start: bool, masks: &mut [Mask]) {
        let (own, said) = (mark(bit, false, at_start), mark(bit, true, at_start));
        for slot in self.slots_of_word.get(number).into_iter().flatten() {
            if let Some(mask) = masks.get_mut((*slot >> 1) as usize) {
                mask.join(if slot & 1 == 0 { own } else { said });
            }
        }
    }

    /// The numbers of the words that are spelt nearly as this one, the nearest first.
    fn near(&self, typed: &Typed) -> Vec<usize> {
        let word = |number: usize| {
            let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
            self.text.get(self.starts.get(number)? + EDGE.len_utf8()..end)
        };
        let alive = |slot: &u32| self.slots.get((*slot >> 1) as usize).is_some_and(Option::is_some);
        let is_alive = |number: usize| self.slots_of_word.get(number).into_iter().flatten().any(alive);
        let may_be = self.bags.iter().enumerate().filter(|(_, bag)| typed.may_be(**bag));
        let mut near: Vec<(usize, &str, usize)> = may_be
            .filter_map(|(number, _)| Some((typed.distance(word(number)?)?, word(number)?, number)))
            .filter(|(_, _, number)| is_alive(*number))
            .collect();
        // By their letters, and not by when they came: equal rows give equal hits.
        near.put_in_order();
        near.into_iter().take(NEAR_WORDS_MAX).map(|(_, _, number)| number).collect()
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
    pub(super) search: &'a Search,
    /// By slot.
    pub(super) masks: Vec<Mask>,
    pub(super) waiting: Vec<(DocId, Mask)>,
}

impl Marks<'_> {
    /// Marks also what is spelt nearly as these words. What isn't taken in yet is left as it is.
    pub(super) fn add_near(&mut self, words: &[String]) {
        for (word, bit) in words.iter().zip(bits()) {
            let typed = Typed::of(word);
            if typed.forgives() {
                for number in self.search.near(&typed) {
                    self.search.mark_slots(number, bit, false, &mut self.masks);
                }
            }
        }
    }

    /// All living slots, marked or not.
    pub(super) fn slots(&self) -> impl Iterator<Item = (&Slot, Mask)> {
        let slots = self.search.slots.iter().zip(&self.masks);
        slots.filter_map(|(slot, mask)| Some((slot.as_ref()?, *mask)))
    }

    /// What is marked and has no slot yet.
    pub(super) fn waiting(&self) -> &[(DocId, Mask)] {
        &self.waiting
    }

    /// Everything of a kind that has all of these words in its own texts.
    pub(super) fn whole(&self, kind: DocKind, full: u8) -> impl Iterator<Item = (DocId, Mask)> {
        let taken = self.slots().map(|(slot, mask)| (slot.id, mask));
        taken
            .chain(self.waiting.iter().copied())
            .filter(move |(id, mask)| mask.own == full && full != 0 && id.kind() == kind)
    }

    /// A customer's number among [`Marks::customers_len`]; 0: no row names them.
    pub(super) fn customer_number(&self, customer: DocId) -> u32 {
        self.search.customers.get(&customer).copied().unwrap_or_default()
    }

    /// One more than the greatest number of a customer.
    pub(super) fn customers_len(&self) -> usize {
        self.search.customers.len() + 1
    }
}

//! Telephone numbers as people write and dictate them: compared by their digits, from the end.
//!
//! Whoever reads a number off a display doesn't know how it was written down: with the country's code, with a trunk zero, in groups, or
//! only its last digits. All of these end alike, so numbers are looked up from their end. A library of all countries' numbering plans
//! would say which numbers exist; nobody asks that here, and its tables would be downloaded by everybody.

use super::search::{Marks, Mask};
use super::{Named, Rows, plain};
use crate::id::DocId;
use crate::in_order::InOrder as _;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Digits that a number has at least: fewer are a house, a floor or a count.
pub const PHONE_DIGITS_MIN: usize = 4;
/// Two numbers are the same when so many of their last digits agree, whatever stands before: a country's code, a trunk zero, an exit code.
const SAME_DIGITS: usize = 10;
/// A shorter number, without the area's code, is the end of a longer one when it has at least so many digits.
const LOCAL_DIGITS_MIN: usize = 6;
/// Digits of a country's code at most.
const COUNTRY_DIGITS_MAX: usize = 3;
/// Others of the same number who are named.
const SAME_PHONE_MAX: usize = 3;
/// The zero of each script whose digits people type.
const ZEROS: [char; 8] = ['0', '٠', '۰', '०', '০', '๐', '௦', '０'];

/// One number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneNumber {
    /// As it is written.
    pub written: String,
    /// What a telephone dials: digits, after a plus where one is written.
    pub dial: String,
}

/// The numbers of a text, in its order; words between them are left out. Commas, semicolons, line breaks and words separate.
pub fn phone_numbers(text: &str) -> Vec<PhoneNumber> {
    let number = |run: Run| PhoneNumber {
        written: text.get(run.at).unwrap_or_default().to_owned(),
        dial: if run.plus { format!("+{}", run.digits) } else { run.digits },
    };
    runs(text).into_iter().map(number).collect()
}

/// A run of digits, with what people write between them.
#[derive(Default)]
struct Run {
    at: Range<usize>,
    plus: bool,
    digits: String,
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run::default();
    let mut end = |run: &mut Run| {
        let run = std::mem::take(run);
        if run.digits.len() >= PHONE_DIGITS_MIN {
            runs.push(run);
        }
    };
    let mut skipped = 0;
    for (at, letter) in text.char_indices() {
        if at < skipped {
            continue;
        }
        if let Some(digit) = digit(letter) {
            if run.digits.is_empty() && !run.plus {
                run.at.start = at;
            }
            run.digits.push(digit);
            run.at.end = at + letter.len_utf8();
        } else if matches!(letter, '+' | '＋') {
            end(&mut run);
            (run.at.start, run.plus) = (at, true);
        } else if letter == '(' && is_trunk_zero(text, at, &run) {
            skipped = at + "(0)".len();
        } else if !is_between(letter) || is_parting(text, at, letter) {
            end(&mut run);
        }
    }
    end(&mut run);
    runs
}

/// "+49 (0)89": the zero is dialled only by who leaves the country's code out.
fn is_trunk_zero(text: &str, at: usize, run: &Run) -> bool {
    let code = if run.plus { Some(run.digits.as_str()) } else { run.digits.strip_prefix("00") };
    code.is_some_and(|code| (1..=COUNTRY_DIGITS_MAX).contains(&code.len()))
        && text.get(at..).is_some_and(|rest| rest.starts_with("(0)"))
}

fn digit(letter: char) -> Option<char> {
    let value = |zero: char| (letter as u32).checked_sub(zero as u32).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

/// What stands between a number's digits: blanks of all widths, dashes, points, brackets, and marks of direction that come with copying.
fn is_between(letter: char) -> bool {
    match letter {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => false,
        '-' | '.' | '(' | ')' | '/' | '[' | ']' | '\u{ad}' | '−' | '－' | '．' | '（' | '）' => true,
        '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{2069}' | '\u{feff}' => true,
        other => other.is_whitespace(),
    }
}

/// "600 123 456 / 700 222 333" is two numbers, and "089/123456" one.
fn is_parting(text: &str, at: usize, letter: char) -> bool {
    let blank = |letter: Option<char>| letter.is_some_and(char::is_whitespace);
    let before = || text.get(..at).and_then(|text| text.chars().next_back());
    let after = || text.get(at..).and_then(|text| text.chars().nth(1));
    letter == '/' && (blank(before()) || blank(after()))
}

/// So many of their last digits are the same.
fn common(one: &str, other: &str) -> usize {
    one.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count()
}

/// Whether both reach the same telephone, as far as digits tell.
fn is_same(one: &str, other: &str) -> bool {
    let common = common(one, other);
    let own = |digits: &str| digits.trim_start_matches('0').len();
    common >= SAME_DIGITS || (common >= LOCAL_DIGITS_MIN && (common >= own(one) || common >= own(other)))
}

/// Whether a number is meant by what somebody typed: the whole of it, or its last digits.
fn is_meant(number: &str, typed: &str) -> bool {
    common(number, typed) == typed.len() || is_same(number, typed)
}

/// Who has which number, by its digits from the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Phones(BTreeSet<(String, DocId)>);

impl Phones {
    pub(super) fn add<'a>(&mut self, texts: impl Iterator<Item = &'a str>, id: DocId) {
        self.0.extend(texts.flat_map(runs).map(|run| (backward(&run.digits), id)));
    }

    pub(super) fn remove<'a>(&mut self, texts: impl Iterator<Item = &'a str>, id: DocId) {
        for run in texts.flat_map(runs) {
            self.0.remove(&(backward(&run.digits), id));
        }
    }

    /// Those who have a number that fits: it must end with the same digits, as many as a local number has.
    fn who(&self, digits: &str, fits: fn(&str, &str) -> bool) -> BTreeSet<DocId> {
        let end: String = digits.chars().rev().take(LOCAL_DIGITS_MIN).collect();
        let first = (end.clone(), DocId::from_bytes([0; DocId::LEN]));
        let alike = self.0.range(first..).take_while(|(number, _)| number.starts_with(&end));
        alike.filter(|(number, _)| fits(&backward(number), digits)).map(|(_, id)| *id).collect()
    }
}

fn backward(digits: &str) -> String {
    digits.chars().rev().collect()
}

/// What somebody typed: its words, and the numbers that some of them may be.
pub(super) struct Query {
    pub(super) words: Vec<String>,
    /// Digits, and one bit for each word that is a part of them.
    numbers: Vec<(String, u8)>,
}

impl Query {
    pub(super) fn of(typed: &str) -> Self {
        let words = plain::query_words(typed);
        let numbers = runs(typed).into_iter().map(|run| {
            let own = plain::words(typed.get(run.at).unwrap_or_default());
            let bits = words.iter().rev().fold(0_u8, |bits, word| bits << 1 | u8::from(own.contains(word)));
            (run.digits, bits)
        });
        Self { numbers: numbers.collect(), words }
    }
}

impl Marks<'_> {
    /// Marks a document also by what isn't one of its words.
    fn add(&mut self, id: DocId, mask: Mask) {
        let slot = self.search.slot_of.get(&id).and_then(|slot| self.masks.get_mut(*slot as usize));
        if let Some(own) = slot {
            own.join(mask);
        } else if let Some((_, own)) = self.waiting.iter_mut().find(|(waits, _)| *waits == id) {
            own.join(mask);
        } else {
            self.waiting.push((id, mask));
        }
    }
}

/// Whether a number of one text is one of another.
pub(crate) fn have_same_phone(one: &str, other: &str) -> bool {
    let (one, other) = (runs(one), runs(other));
    one.iter().any(|number| other.iter().any(|other| is_one(&number.digits, &other.digits)))
}

/// Whether two numbers are one, however few digits they have.
fn is_one(one: &str, other: &str) -> bool {
    one == other || is_same(one, other)
}

/// The numbers of many lines, each with the last line on which it stood.
#[derive(Debug, Clone, Default)]
pub(crate) struct PhoneLines {
    /// By their last digits, as many as a local number has: numbers that are one have these in common.
    by_end: BTreeMap<String, BTreeMap<String, u64>>,
}

impl PhoneLines {
    /// Takes the numbers of a text; says on which line above one of them stood last.
    pub(crate) fn put(&mut self, text: &str, line: u64) -> Option<u64> {
        let runs = runs(text);
        let above = runs.iter().filter_map(|run| self.above(&run.digits)).max();
        for run in runs {
            self.by_end.entry(end(&run.digits).to_owned()).or_default().insert(run.digits, line);
        }
        above
    }

    fn above(&self, digits: &str) -> Option<u64> {
        let alike = self.by_end.get(end(digits)).into_iter().flatten();
        alike.filter(|(other, _)| is_one(other, digits)).map(|(_, line)| *line).max()
    }
}

/// The last digits, as many as a local number has.
fn end(digits: &str) -> &str {
    digits.get(digits.len().saturating_sub(LOCAL_DIGITS_MIN)..).unwrap_or(digits)
}

impl Rows {
    /// Which documents have which words of a query. The words that are a customer's telephone number are their own.
    pub(super) fn marks(&self, query: &Query) -> Marks<'_> {
        let mut marks = self.search().look_up(&query.words, |id| self.texts_of(id));
        for (digits, bits) in query.numbers.iter().filter(|(_, bits)| *bits != 0) {
            for id in self.indexes().phones.who(digits, is_meant) {
                marks.add(id, Mask { own: *bits, any: *bits, at_start: *bits });
            }
        }
        marks
    }

    /// Other customers who have a telephone number of this one, or of one who shows under them: perhaps the same person, perhaps not.
    pub fn same_phone(&self, customer: DocId) -> Vec<Named> {
        let kept = self.kept(customer);
        let mut others = self.who_has_phone(&self.phones_of(kept).join(","));
        others.retain(|one| one.id != kept);
        others.truncate(SAME_PHONE_MAX);
        others
    }

    /// Who stands for those who have one of the numbers of this text, by name.
    pub(crate) fn who_has_phone(&self, text: &str) -> Vec<Named> {
        let found = runs(text).into_iter().flat_map(|run| self.indexes().phones.who(&run.digits, is_same));
        let kept: BTreeSet<DocId> = found.map(|id| self.kept(id)).collect();
        let mut named: Vec<Named> = kept.into_iter().map(|id| self.named(id)).collect();
        named.put_in_order_by_cached_key(|one| (plain::sort_key(&one.name), one.id));
        named
    }

    /// Whether a customer is reached by a number of this text already.
    pub(crate) fn has_phone(&self, kept: DocId, text: &str) -> bool {
        have_same_phone(&self.phones_of(kept).join(","), text)
    }

    /// The texts by which a customer is reached: their own, what was written apart, and those of whoever shows under them.
    pub(crate) fn phones_of(&self, kept: DocId) -> Vec<String> {
        let own = self.customer(kept).into_iter().flat_map(super::CustomerRow::phones);
        let own = own.filter(|text| !text.is_empty()).map(str::to_owned);
        own.chain(self.duplicates_of(kept).into_iter().flat_map(|one| one.phones)).collect()
    }
}

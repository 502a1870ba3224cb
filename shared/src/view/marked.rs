//! Where a text has what was searched for: the text in pieces, those that were found marked.

use super::plain;
use super::typo::{Bag, Typed};
use std::ops::Range;

/// Characters of an excerpt before the first word that was found, and after it.
const BEFORE_CHARS: usize = 40;
const AFTER_CHARS: usize = 110;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// As it was written.
    pub text: String,
    /// Whether it is what was searched for.
    pub found: bool,
}

/// The words that were searched for.
pub(super) struct Wanted {
    words: Vec<(String, Typed)>,
    /// What is spelt nearly as they are counts, too.
    near: bool,
}

/// A word of a text that was searched for: its bytes, and the words of the query, a bit each.
type Match = (Range<usize>, u8);

impl Wanted {
    pub(super) fn new(words: &[String], near: bool) -> Self {
        Self { words: words.iter().map(|word| (word.clone(), Typed::of(word))).collect(), near }
    }

    fn matches(&self, text: &str) -> Vec<Match> {
        let bits_of = |word: &str| {
            let hit = |(wanted, typed): &(String, Typed)| {
                word.contains(wanted.as_str())
                    || self.near
                        && typed.forgives()
                        && typed.may_be(Bag::of(word))
                        && typed.distance(word).is_some()
            };
            let bits = self.words.iter().zip((0..8).map(|place| 1_u8 << place));
            bits.filter(|(wanted, _)| hit(wanted)).fold(0, |all, (_, bit)| all | bit)
        };
        let words = plain::spans(text).into_iter().map(|(range, word)| (range, bits_of(&word)));
        words.filter(|(_, bits)| *bits != 0).collect()
    }

    /// A text as a whole, and which words it has.
    pub(super) fn whole(&self, text: &str) -> (Vec<Piece>, u8) {
        let matches = self.matches(text);
        (pieces(text, 0..text.len(), &matches), all_bits(&matches))
    }

    /// The beginning of a text.
    pub(super) fn beginning(&self, text: &str) -> Vec<Piece> {
        let end = after(text, 0);
        let more = (end < text.len()).then(|| Piece { text: " …".into(), found: false });
        pieces(text, 0..end, &self.matches(text)).into_iter().chain(more).collect()
    }

    /// Of these texts the part of the one that has most of what the bits of `has` lack; the first of them. Nothing when none has any.
    pub(super) fn excerpt<'a>(&self, texts: impl Iterator<Item = &'a str>, has: u8) -> Option<Vec<Piece>> {
        let mut best: Option<(u32, &str, Vec<Match>)> = None;
        for text in texts {
            let matches = self.matches(text);
            let count = (all_bits(&matches) & !has).count_ones();
            if count > best.as_ref().map_or(0, |best| best.0) {
                best = Some((count, text, matches));
            }
        }
        let (_, text, matches) = best?;
        let first = matches.iter().find(|(_, bits)| bits & !has != 0)?;
        let begin = before(text, first.0.start);
        let end = after(text, first.0.end);
        let mut part = pieces(text, begin..end, &matches);
        if begin > 0 {
            part.insert(0, Piece { text: "… ".into(), found: false });
        }
        if end < text.len() {
            part.push(Piece { text: " …".into(), found: false });
        }
        Some(part)
    }
}

fn all_bits(matches: &[Match]) -> u8 {
    matches.iter().fold(0, |all, (_, bits)| all | bits)
}

/// Where a part begins that has this place: at a word, a little before.
fn before(text: &str, at: usize) -> usize {
    let head = text.get(..at).unwrap_or_default();
    let Some((far, _)) = head.char_indices().rev().nth(BEFORE_CHARS) else { return 0 };
    let rest = head.get(far..).unwrap_or_default();
    rest.find(char::is_whitespace).map_or(at, |space| far + space + 1)
}

/// Where it ends.
fn after(text: &str, at: usize) -> usize {
    let tail = text.get(at..).unwrap_or_default();
    let Some((far, _)) = tail.char_indices().nth(AFTER_CHARS) else { return text.len() };
    let rest = tail.get(..far).unwrap_or_default();
    rest.rfind(char::is_whitespace).map_or(at + far, |space| at + space)
}

fn pieces(text: &str, part: Range<usize>, matches: &[Match]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, found| {
        let text = text.get(range).unwrap_or_default();
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), found });
        }
    };
    let mut at = part.start;
    for (range, _) in matches.iter().filter(|(range, _)| range.start >= part.start && range.end <= part.end) {
        push(at..range.start, false);
        push(range.clone(), true);
        at = range.end;
    }
    push(at..part.end, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| if piece.found { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    /// VI42
    #[test]
    fn vi42_what_was_found_is_marked_as_it_was_written() {
        let wanted = Wanted::new(&["cafe".into(), "lot".into()], false);
        assert_eq!(
            told(&wanted.whole("Slots at the Cafe\u{301}s, 倉庫").0),
            "[Slots] at the [Cafe\u{301}s], 倉庫"
        );
        assert_eq!(told(&wanted.whole("nothing").0), "nothing");
        let near = Wanted::new(&["invoise".into()], true);
        assert_eq!(told(&near.whole("Two Invoices").0), "Two [Invoices]");
        assert_eq!(near.whole("Two Invoices").1, 1);
    }

    /// VI42
    #[test]
    fn vi42_an_excerpt_is_the_part_that_has_what_the_title_lacks() {
        let wanted = Wanted::new(&["pallet".into(), "bay".into()], false);
        let long = format!("{} pallet 12 stands in bay 4 {}", "über ".repeat(40), "wörter ".repeat(40));
        let texts = ["a pallet", "the bay", long.as_str()];
        let excerpt = wanted.excerpt(texts.into_iter(), 0).expect("two words");
        let said = told(&excerpt);
        assert!(said.starts_with("… über") && said.ends_with("wörter …"), "{said}");
        assert!(said.contains("[pallet] 12 stands in [bay] 4"), "{said}");
        assert!(said.chars().count() < 180, "{said}");
        assert_eq!(told(&wanted.excerpt(texts.into_iter(), 1).expect("the bay")), "the [bay]");
        assert_eq!(wanted.excerpt(texts.into_iter(), 3), None);
        assert_eq!(wanted.excerpt(["x".repeat(500).as_str()].into_iter(), 0), None);
    }
}

//! Text as people type it in a hurry: without case, accents and punctuation.

use crate::in_order::InOrder as _;
use std::ops::Range;

/// Words searched for at most; the rest of a query is left out.
pub(super) const QUERY_WORDS_MAX: usize = 8;
/// A longer run of letters and digits is cut: it is no word, and nobody types it.
const WORD_BYTES_MAX: usize = 64;

/// The words of a text: runs of letters and digits, in lower case and without accents.
pub(super) fn words(text: &str) -> Vec<String> {
    spans(text).into_iter().map(|(_, word)| word).collect()
}

/// The same, each with the bytes of the text that it stands on.
pub(super) fn spans(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut begin, mut end) = (0, 0);
    for (at, letter) in text.char_indices() {
        if is_mark(letter) {
            end = at + letter.len_utf8();
            continue;
        }
        if letter.is_alphanumeric() {
            if word.is_empty() {
                begin = at;
            }
            end = at + letter.len_utf8();
            push_plain(&mut word, letter);
        } else if !word.is_empty() {
            words.push((begin..end, cut(std::mem::take(&mut word))));
        }
    }
    if !word.is_empty() {
        words.push((begin..end, cut(word)));
    }
    words
}

/// The words of a query, each once, those that are part of another left out.
pub(super) fn query_words(query: &str) -> Vec<String> {
    let mut words = words(query);
    words.put_in_order_by_key(|word| std::cmp::Reverse(word.len()));
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        if !kept.iter().any(|other| other.starts_with(&word)) {
            kept.push(word);
        }
    }
    kept.truncate(QUERY_WORDS_MAX);
    kept
}

/// One text without case and accents, for sorting and comparing names.
pub fn sort_key(text: &str) -> String {
    words(text).join(" ")
}

fn cut(mut word: String) -> String {
    if word.len() > WORD_BYTES_MAX {
        let end = (0..=WORD_BYTES_MAX).rev().find(|at| word.is_char_boundary(*at)).unwrap_or(0);
        word.truncate(end);
    }
    word
}

/// Combining accents, as some keyboards and file systems write them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn push_plain(word: &mut String, letter: char) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_lowercase());
        return;
    }
    for lower in letter.to_lowercase().filter(|lower| !is_mark(*lower)) {
        match lower {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => word.push('a'),
            'æ' => word.push_str("ae"),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => word.push('c'),
            'ď' | 'đ' | 'ð' => word.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => word.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => word.push('g'),
            'ĥ' | 'ħ' => word.push('h'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => word.push('i'),
            'ĵ' => word.push('j'),
            'ķ' => word.push('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => word.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => word.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => word.push('o'),
            'œ' => word.push_str("oe"),
            'ŕ' | 'ŗ' | 'ř' => word.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => word.push('s'),
            'ß' => word.push_str("ss"),
            'ţ' | 'ť' | 'ŧ' | 'ț' => word.push('t'),
            'þ' => word.push_str("th"),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => word.push('u'),
            'ŵ' => word.push('w'),
            'ý' | 'ÿ' | 'ŷ' => word.push('y'),
            'ź' | 'ż' | 'ž' => word.push('z'),
            other => word.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(words("Café  Müller-Østerby, Straße 7!"), ["cafe", "muller", "osterby", "strasse", "7"]);
        assert_eq!(words("e\u{301}te\u{301}"), ["ete"], "accents written apart");
        assert_eq!(words("İstanbul ŁÓDŹ"), ["istanbul", "lodz"]);
        assert_eq!(words("倉庫 4471"), ["倉庫", "4471"]);
        assert!(words(" -- !").is_empty());
    }

    #[test]
    fn a_query_word_that_another_begins_with_says_nothing_new() {
        assert_eq!(query_words("ito it 20117 Ito"), ["20117", "ito"]);
    }

    #[test]
    fn an_endless_word_is_cut_at_a_letter() {
        let word = words(&"ü倉".repeat(100)).remove(0);
        assert!(word.len() <= WORD_BYTES_MAX && word.starts_with("u倉"));
    }
}

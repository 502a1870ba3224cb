//! What a question of one line can be answered with: a word, a number or a text.

use crate::ui::words::{Language, t};
use sightline_shared::view::plain_words;

/// How a question of one line can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// With yes or no: nothing in it asks for anything else.
    YesOrNo,
    /// With a number: it asks how many.
    Number,
    /// With words: it asks who, what, where.
    Words,
}

impl Answers {
    /// Whether a number may answer it. Of a question that isn't understood nobody knows.
    pub(crate) fn may_be_number(self) -> bool {
        self != Self::Words
    }
}

/// How a title can be answered, as it is read in all languages of the app; none if it isn't a question. Who wrote it may speak another
/// language than who reads it. What it doesn't know as a word that asks leaves yes or no, and words are always at hand.
pub(crate) fn answers(title: &str) -> Option<Answers> {
    if !title.trim_end().ends_with(['?', '？', '؟']) {
        return None;
    }
    let plain = format!(" {} ", plain_words(title));
    let has = |words: &[String]| words.iter().any(|word| plain.contains(word.as_str()));
    Some(ASKING.with(|asking| {
        if has(&asking.number) {
            Answers::Number
        } else if has(&asking.other) {
            Answers::Words
        } else {
            Answers::YesOrNo
        }
    }))
}

/// The words that ask, of all languages, each between spaces as in a title made plain.
struct Asking {
    number: Vec<String>,
    other: Vec<String>,
}

thread_local! {
    /// Read once: a list asks for each of its cards.
    static ASKING: Asking = Asking {
        number: words_of("question-number-words"),
        other: words_of("question-words"),
    };
}

fn words_of(key: &str) -> Vec<String> {
    let lists = Language::ALL.into_iter().filter_map(|language| language.line(key));
    lists.flat_map(|list| list.split(',')).map(|word| format!(" {} ", word.trim())).collect()
}

/// The words that answer it by themselves.
pub(crate) fn short_answers(title: &str) -> Vec<String> {
    match answers(title) {
        Some(Answers::YesOrNo) => vec![t!("confirm-yes"), t!("confirm-no")],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// KN15
    #[wasm_bindgen_test]
    fn a_question_is_known_by_its_words_in_every_language() {
        for (title, wanted) in [
            ("Waive the second delivery fee?", Some(Answers::YesOrNo)),
            ("¿Se puede enviar hoy?", Some(Answers::YesOrNo)),
            ("Is lot 4471 blocked? ", Some(Answers::YesOrNo)),
            ("Which pallet has lot 4471?", Some(Answers::Words)),
            ("For lot 4471, which pallet?", Some(Answers::Words)),
            ("Can you tell me who has the key?", Some(Answers::Words)),
            ("By van or by lorry?", Some(Answers::Words)),
            ("¿Dónde está la carretilla?", Some(Answers::Words)),
            ("¿DONDE ESTA?", Some(Answers::Words)),
            ("How many pallets are there?", Some(Answers::Number)),
            ("¿Cuántos palés quedan?", Some(Answers::Number)),
            ("在这里吗？", Some(Answers::YesOrNo)),
            ("The lift is stuck", None),
            ("Somehow it whichever whats?", Some(Answers::YesOrNo)),
            ("?", Some(Answers::YesOrNo)),
        ] {
            assert_eq!(answers(title), wanted, "{title}");
        }
    }
}

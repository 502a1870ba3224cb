//! MA16, MA17: what is asked, after which answers.

use super::questions::{NotUnderstood, Question, answered, asked, lacking, not_understood, questions};
use proptest::prelude::*;

const CHARGING: &str = "Which lot?\n\n Is it urgent? (yes / no) \n- yes: Until when?\n- yes: Who brings it? (the driver / we do)\n-- we do: From which gate?\n- no: Which week?\nAnything else?";

fn after(answers: &[&str]) -> Vec<String> {
    let all = questions(CHARGING);
    let asked = asked(&all, |place| answers.get(place).copied().unwrap_or_default().to_owned());
    all.into_iter().zip(asked).filter(|(_, asked)| *asked).map(|(question, _)| question.text).collect()
}

#[test]
fn a_question_is_asked_after_its_answer_only() {
    // MA16
    assert_eq!(after(&[]), ["Which lot?", "Is it urgent?", "Anything else?"]);
    assert_eq!(after(&["", "no"]), ["Which lot?", "Is it urgent?", "Which week?", "Anything else?"]);
    assert_eq!(
        after(&["7", "yes", "", "we do"]),
        [
            "Which lot?",
            "Is it urgent?",
            "Until when?",
            "Who brings it?",
            "From which gate?",
            "Anything else?"
        ]
    );
    assert_eq!(
        after(&["", "no", "", "we do"]).len(),
        4,
        "what hangs on a question that isn't asked isn't, either"
    );
}

#[test]
fn answers_to_what_is_not_asked_any_more_are_not_sent() {
    // MA16
    let all = questions(CHARGING);
    let say = |urgent: &'static str| {
        answered(&all, move |place| {
            ["4471", urgent, "Friday", "we do", "Gate 3", "week 9", " "][place].to_owned()
        })
    };
    assert_eq!(
        say("yes"),
        "Which lot? 4471\nIs it urgent? yes\nUntil when? Friday\nWho brings it? we do\nFrom which gate? Gate 3\n"
    );
    assert_eq!(say("no"), "Which lot? 4471\nIs it urgent? no\nWhich week? week 9\n");
}

#[test]
fn what_is_needed_is_lacking_until_it_is_answered_and_only_where_it_is_asked() {
    // MA67
    let all = questions(
        "Which lot? *\nUrgent? (yes / no)*\n- yes: Until when? *\nWhere *? (here / there)\nStars? * (a / b)\n*",
    );
    let texts: Vec<_> = all.iter().map(|question| (&*question.text, question.needed)).collect();
    assert_eq!(
        texts,
        [
            ("Which lot?", true),
            ("Urgent?", true),
            ("Until when?", true),
            ("Where *?", false),
            ("Stars?", true),
            ("*", false)
        ]
    );
    assert_eq!(all[1].choices, ["yes", "no"]);
    assert_eq!(all[4].choices, ["a", "b"]);
    let lacks = |answers: [&'static str; 6]| {
        let lacking = lacking(&all, move |place| answers[place].to_owned());
        all.iter().zip(lacking).filter(|(_, lacks)| *lacks).map(|(one, _)| &*one.text).collect::<Vec<_>>()
    };
    assert_eq!(lacks(["", "", "", "", "", ""]), ["Which lot?", "Urgent?", "Stars?"]);
    assert_eq!(lacks([" ", "yes", "", "", "a", ""]), ["Which lot?", "Until when?"], "blanks are no answer");
    assert_eq!(lacks(["4471", "no", "", "", "b", ""]), [""; 0]);
    assert_eq!(not_understood("Which lot? *\nUrgent? (yes / no) *\n- yes: Until when?"), None);
}

#[test]
fn what_is_not_understood_is_named_and_asked_as_it_stands() {
    // MA17
    use NotUnderstood as N;
    for (text, why) in [
        ("- yes: Until when?", N::NoQuestionAbove),
        ("Which lot?\n- yes: Until when?", N::NoQuestionAbove),
        ("Now? (yes / no)\n-- yes: Until when?", N::NoQuestionAbove),
        ("Now? (yes / no)\n- maybe: Until when?", N::NoSuchAnswer),
        ("Now? (yes / no)\n- yes:", N::NoQuestion),
        ("Now? (yes / )", N::BadAnswers),
        ("Now? (yes / yes)", N::BadAnswers),
    ] {
        let last = text.lines().last().unwrap_or_default();
        assert_eq!(not_understood(text), Some((last.to_owned(), why)), "{text}");
        let read = questions(text);
        let plain = Question { text: last.to_owned(), choices: Vec::new(), when: None, needed: false };
        assert_eq!(read.last(), Some(&plain));
    }
    for text in [
        "Which lot (on the label)?",
        "- Which lot?",
        "(a / b)",
        CHARGING,
        "Now? (yes / no)\n- yes / no: Why?",
    ] {
        assert_eq!(not_understood(text), None, "{text}");
    }
}

proptest! {
    /// MA16: whatever the text and the answers, a question is asked exactly when it hangs on nothing, or an earlier one is asked and has
    /// one of its answers; so nothing is asked that can't be reached.
    #[test]
    fn nothing_is_asked_that_cannot_be_reached(
        lines in proptest::collection::vec("-{0,3} ?(a|b|c|a / b)?:? ?[a-c?]{0,3}( \\((a / b|a / b / c|a / a|a)\\))?( ?\\*)?", 0..12),
        answers in proptest::collection::vec("[a-c]?", 12),
    ) {
        let all = questions(&lines.join("\n"));
        let answer = |place: usize| answers.get(place).cloned().unwrap_or_default();
        let asked = asked(&all, answer);
        prop_assert_eq!(asked.len(), all.len());
        for (place, question) in all.iter().enumerate() {
            let reached = match &question.when {
                None => true,
                Some((on, wanted)) => {
                    prop_assert!(*on < place, "only earlier questions");
                    prop_assert!(wanted.iter().all(|one| all[*on].choices.contains(one)));
                    asked[*on] && wanted.contains(&answer(*on))
                }
            };
            prop_assert_eq!(asked[place], reached);
        }
    }

    /// MA17: any text at all reads as questions, and says the same twice.
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        prop_assert_eq!(questions(&text), questions(&text));
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        prop_assert_eq!(questions(&text).len(), lines);
    }
}

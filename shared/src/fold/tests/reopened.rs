//! FO27: what becomes of promises and clocks when work is opened again, given back, or noted down for somebody.

use super::*;
use crate::fold::{FirstDelivery, Measured, NextAct, Side, offered};

fn minute(minute: i64) -> Millis {
    Millis(minute * 60_000)
}

/// `"name kind after…"` told one a minute, as in [`story`], with some kinds as they are given here.
fn told(text: &str, kinds: &[(&str, EventKind)], by: &[(&str, u8)], behalf: &[&str]) -> Folded {
    let mut request = story(text);
    for event in &mut request.events {
        let called = name(event.id);
        if let Some((_, kind)) = kinds.iter().find(|(other, _)| *other == called) {
            event.kind = kind.clone();
        }
        if let Some((_, who)) = by.iter().find(|(other, _)| *other == called) {
            event.by = person(*who);
        }
        if behalf.contains(&&*called) {
            event.on_behalf_of = "Rosa".to_owned();
        }
    }
    fold(&request)
}

fn reopened(reply_by: Option<i64>, taken_back: bool) -> EventKind {
    EventKind::Reopened { reason: "empty".to_owned(), reply_by: reply_by.map(minute), taken_back }
}

const DELIVERED: &str = "a asked; b accepted after a; c delivered after b; d reopened after c";

/// The asker opened again what was delivered, and whoever has it has until minute 50 to say something.
fn opened(then: &str) -> Folded {
    let text = format!("{DELIVERED}{then}");
    told(&text, &[("d", reopened(Some(50), false))], &[("d", 1)], &[])
}

#[test]
fn fo27_what_is_opened_again_waits_for_a_word_of_its_owner_and_the_old_promise_is_over() {
    let folded = opened("");
    assert_eq!((folded.state, folded.owner, folded.is_owned()), (State::Reopened, Some(person(7)), true));
    assert_eq!((folded.promised, folded.reply_by, folded.answered_at), (None, Some(minute(50)), None));
    assert_eq!(offered(&folded, Side::Provider).first(), Some(&NextAct::Accept), "a new time is expected");
    let older = told(DELIVERED, &[], &[("d", 1)], &[]);
    assert_eq!((older.promised, older.reply_by, older.answered_at), (None, None, None));
}

#[test]
fn fo27_accepting_working_waiting_news_and_delivering_are_words() {
    for word in ["accepted", "working", "waiting", "announced", "delivered", "counteroffered", "declined"] {
        let folded = opened(&format!("; e {word} after d"));
        assert_eq!(folded.answered_at, Some(minute(5)), "{word}");
    }
    assert_eq!(opened("; e commented after d").answered_at, None);
    assert_eq!(opened("; e handedover after d").answered_at, None, "whoever is handed it has to say it");
    assert_eq!(opened("; e accepted after d").promised, Some(Millis(900)));
    let before = told(
        "a asked; b accepted after a; x announced after b; c delivered after x; d reopened after c",
        &[],
        &[("d", 1)],
        &[],
    );
    assert_eq!(before.answered_at, None, "news from before are none");
}

#[test]
fn fo27_whoever_opens_their_own_again_owes_nobody_a_word() {
    let folded = told(DELIVERED, &[("d", reopened(Some(50), false))], &[("d", 7)], &[]);
    assert_eq!((folded.promised, folded.answered_at), (None, Some(minute(2))));
}

#[test]
fn fo27_figures_go_by_the_first_answer_and_the_first_delivery() {
    let first = Measured {
        reply_by: Some(Millis(500)),
        answered_at: Some(minute(2)),
        accepted_at: Some(minute(2)),
        delivery: Some(FirstDelivery { promised: Some(Millis(900)), at: minute(3) }),
    };
    assert_eq!(opened("").measured, first);
    assert_eq!(opened("; e accepted after d; f delivered after e").measured, first);
    let elsewhere = opened("; e handedon after d");
    assert_eq!(elsewhere.measured, Measured::default(), "another team begins anew");
}

#[test]
fn st7_giving_back_is_no_broken_promise_and_no_late_answer() {
    let back = ("c", EventKind::HandedOver { to: None, note: String::new() });
    let text = "a asked; b accepted after a; c handedover after b; d accepted after c; e delivered after d";
    let folded = told(text, &[back], &[], &[]);
    assert_eq!((folded.reply_by, folded.answered_at), (Some(minute(3)), Some(minute(4))), "its clocks");
    assert_eq!((folded.measured.reply_by, folded.measured.answered_at), (Some(Millis(500)), Some(minute(2))));
    assert_eq!((folded.measured.accepted_at, folded.accepted_at), (Some(minute(2)), Some(minute(4))));
}

#[test]
fn fo27_what_is_taken_back_had_not_been() {
    let delivered = told(DELIVERED, &[("d", reopened(Some(77), true))], &[], &[]);
    assert_eq!((delivered.promised, delivered.reply_by), (Some(Millis(900)), Some(Millis(500))));
    assert_eq!((delivered.answered_at, delivered.measured.delivery), (Some(minute(2)), None));
    let withdrawn = "a asked; b withdrawn after a; c reopened after b";
    let asked = told(withdrawn, &[("c", reopened(Some(77), true))], &[], &[]);
    assert_eq!((asked.reply_by, asked.answered_at), (Some(minute(77)), None));
    let declined = "a asked; b declined after a; c reopened after b";
    let asked = told(declined, &[("c", reopened(Some(77), true))], &[], &[]);
    assert_eq!((asked.reply_by, asked.answered_at), (Some(minute(77)), None));
    assert_eq!(asked.measured.answered_at, None, "nobody has answered");
}

#[test]
fn st7_taking_a_later_delivery_back_leaves_the_first() {
    let wait = EventKind::Waiting { on: String::new(), on_asker: true, until: None, why: String::new() };
    let text = "a asked; b accepted after a; c waiting after b; d delivered after c; e reopened after d; \
                f delivered after e; g reopened after f";
    let kinds = [("c", wait), ("e", reopened(Some(50), false)), ("g", reopened(None, true))];
    let folded = told(text, &kinds, &[("e", 1)], &[]);
    assert_eq!(folded.measured.delivery, Some(FirstDelivery { promised: Some(Millis(900)), at: minute(4) }));
    assert_eq!(folded.first_pauses, [crate::view::Pause { from: minute(3), to: Some(minute(4)) }]);
    let first = "a asked; b accepted after a; c waiting after b; d delivered after c; e reopened after d";
    let none = told(first, &[("e", reopened(None, true))], &[], &[]);
    assert_eq!((none.measured.delivery, none.first_pauses), (None, Vec::new()));
}

#[test]
fn fo25_an_answer_that_the_asker_wrote_down_makes_nobody_its_owner() {
    let noted = EventKind::Delivered { answer: "In bay 3".to_owned(), over_open: false, noted: true };
    let text = "a asked; b delivered after a";
    let by_a_colleague = told(text, &[("b", noted)], &[("a", 1), ("b", 2)], &["b"]);
    assert_eq!((by_a_colleague.state, by_a_colleague.owner), (State::Delivered, None));
    assert_eq!(by_a_colleague.answered_at, Some(minute(2)));
    // Before there was a word for it.
    assert_eq!(told(text, &[], &[("a", 1), ("b", 1)], &["b"]).owner, None);
    assert_eq!(
        told(text, &[], &[("a", 1), ("b", 7)], &["b"]).owner,
        Some(person(7)),
        "of the team that has it"
    );
    let again = told(
        "a asked; b delivered after a; c reopened after b",
        &[],
        &[("a", 1), ("b", 1), ("c", 1)],
        &["b"],
    );
    assert_eq!((again.state, again.is_owned()), (State::Reopened, false));
    assert_eq!(offered(&again, Side::Provider).first(), Some(&NextAct::Accept), "it waits for the team");
    let owned = told("a asked; b accepted after a; c delivered after b", &[], &[("a", 1), ("c", 1)], &["c"]);
    assert_eq!(owned.owner, Some(person(7)), "who had it has it");
}

//! KN6 and KN7: answers that are kept.

use super::*;
use crate::doc::policy::{Who, allowed};
use crate::fold::{Outcome, fold};
use crate::limits::{KEPT_CHARS_MAX, LINE_CHARS_MAX};
use crate::model::Model;
use crate::view::{KeptRow, RequestRow, Row, derive};
use crate::wire::RefusalReason;

fn keeping(question: &str, answer: &str) -> Edit {
    act(EventKind::Kept { question: question.to_owned(), answer: answer.to_owned() })
}

fn delivered() -> Edit {
    act(EventKind::Delivered { answer: "In bay 3".to_owned(), over_open: false, noted: false })
}

fn answered() -> Doc {
    let mut doc = with(&asking());
    edit(&mut doc, 2, 2, &delivered());
    doc
}

fn row(doc: &Doc) -> RequestRow {
    match derive(&doc.read().expect("it reads")) {
        Row::Request(row) => *row,
        other => unreachable!("a request, not {other:?}"),
    }
}

fn kept(doc: &Doc) -> Option<KeptRow> {
    row(doc).kept
}

fn refused(doc: &Doc, kept: &Edit, expected: EditError) {
    let mut doc = doc.clone();
    assert_eq!(write(&mut doc, actor(1), &[(kept, stamp(90))]), Err(expected), "{kept:?}");
}

#[test]
fn kn6_what_was_answered_is_kept_with_who_and_when() {
    let mut doc = answered();
    let before = row(&doc);
    assert_eq!(before.kept, None);
    edit(&mut doc, 1, 3, &keeping("Where is a charger?", "In bay 3, behind the door"));
    let after = row(&doc);
    let (by, at) = (person(1), stamp(3).device_time + stamp(3).offset);
    let (question, answer) = ("Where is a charger?".to_owned(), "In bay 3, behind the door".to_owned());
    assert_eq!(after.kept, Some(KeptRow { question, answer, by, at, reopened: false }));
    // What was said doesn't change, nor where it stands.
    assert_eq!((after.state, after.said, after.last_words), (before.state, before.said, before.last_words));
    // It is changed, also after it was closed, and taken back.
    edit(
        &mut doc,
        1,
        4,
        &act(EventKind::Confirmed { helped: Some(true), thanks: String::new(), over_open: false }),
    );
    edit(&mut doc, 2, 5, &keeping("Where is a charger?", "In bay 5"));
    assert_eq!(kept(&doc).map(|kept| (kept.answer, kept.by)), Some(("In bay 5".to_owned(), person(2))));
    edit(&mut doc, 1, 6, &keeping("", ""));
    assert_eq!(kept(&doc), None);
}

#[test]
fn kn6_only_an_answer_is_kept_and_never_one_that_few_may_read() {
    refused(&with(&asking()), &keeping("Where?", "Here"), EditError::NotNow);
    refused(&Doc::empty(REQUEST), &keeping("Where?", "Here"), EditError::Missing);
    let mut private = with(&Edit::Ask(Box::new(Ask { private: true, ..ask() })));
    edit(&mut private, 2, 2, &delivered());
    refused(&private, &keeping("Where?", "Here"), EditError::NotAllowed);
    let long = |chars| "é".repeat(chars);
    for (question, answer) in [
        ("", "Here"),
        ("Where?", ""),
        ("Where?", " "),
        ("Where?", &long(KEPT_CHARS_MAX + 1)),
        (&long(LINE_CHARS_MAX + 1), "Here"),
    ] {
        refused(&answered(), &keeping(question, answer), EditError::BadText);
    }
    let mut longest = answered();
    edit(&mut longest, 1, 3, &keeping(&long(LINE_CHARS_MAX), &long(KEPT_CHARS_MAX)));
    let kept = kept(&longest).expect("it fits");
    assert_eq!((kept.question, kept.answer), (long(LINE_CHARS_MAX), long(KEPT_CHARS_MAX)));
}

/// What a hostile device writes past its own checks.
#[test]
fn kn6_a_device_that_keeps_what_it_may_not_is_refused() {
    let who = Who { person: person(1), device: device(1), admin: false };
    let judged = |meddle: fn(&mut Request)| {
        let before = answered();
        let mut after = before.clone();
        edit(&mut after, 1, 3, &keeping("Where?", "Here"));
        let (mut before, mut after) = (before.read().expect("reads"), after.read().expect("reads"));
        for model in [&mut before, &mut after] {
            if let Model::Request(request) = model {
                meddle(request);
            }
        }
        allowed(Some(&before), &after, &who)
    };
    fn said(request: &mut Request, (question, answer): (&str, &str)) {
        for event in &mut request.events {
            if matches!(event.kind, EventKind::Kept { .. }) {
                event.kind = EventKind::Kept { question: question.to_owned(), answer: answer.to_owned() };
            }
        }
    }
    assert_eq!(judged(|_| ()), Ok(()));
    assert_eq!(judged(|request| said(request, ("", ""))), Ok(()));
    let bad = Err(RefusalReason::BadDocument);
    assert_eq!(judged(|request| request.private = true), bad);
    assert_eq!(judged(|request| said(request, ("", "Here"))), bad);
    assert_eq!(judged(|request| said(request, ("Where?", ""))), bad);
    assert_eq!(judged(|request| said(request, ("Where?", &"x".repeat(KEPT_CHARS_MAX + 1)))), bad);
    let another = |request: &mut Request| {
        let kept = request.events.iter_mut().filter(|event| matches!(event.kind, EventKind::Kept { .. }));
        kept.for_each(|event| event.by = person(2));
    };
    assert_eq!(judged(another), Err(RefusalReason::NotAllowed));
    // Of a request that nobody has answered it makes no sense, and nothing shows it.
    let mut doc = answered();
    edit(&mut doc, 1, 3, &keeping("Where?", "Here"));
    let Model::Request(mut request) = doc.read().expect("it reads") else { unreachable!("a request") };
    request.events.retain(|event| !matches!(event.kind, EventKind::Delivered { .. }));
    let folded = fold(&request);
    assert_eq!(folded.events.last().map(|effect| effect.outcome), Some(Outcome::Senseless));
    assert_eq!(folded.kept, []);
}

/// Two devices that don't know of each other, brought together.
fn apart(before: &Doc, number: u64, one: &Edit, other: &Edit) -> Doc {
    let (mut here, mut there) = (before.clone(), before.clone());
    edit(&mut here, 1, number, one);
    let written = edit(&mut there, 2, number + 1, other);
    here.apply(&written.bytes).expect("an honest change");
    there.absorb([&here.save()[..]]).expect("an honest document");
    assert_eq!(derive(&here.read().expect("reads")), derive(&there.read().expect("reads")));
    here
}

#[test]
fn kn7_of_what_was_kept_apart_both_show_until_somebody_chooses() {
    let doc = apart(&answered(), 50, &keeping("Where?", "Bay 3"), &keeping("Where?", "Bay 5"));
    let all = |doc: &Doc| fold(&read(doc)).kept.len();
    assert_eq!((all(&doc), row(&doc).disputed), (2, true));
    assert_eq!(kept(&doc).map(|kept| kept.answer), Some("Bay 5".to_owned()), "the later one, if anything");
    let mut chosen = doc;
    edit(&mut chosen, 1, 60, &keeping("Where?", "Bay 3"));
    assert_eq!((all(&chosen), row(&chosen).disputed), (1, false));
    assert_eq!(kept(&chosen).map(|kept| kept.answer), Some("Bay 3".to_owned()));
    // The same, said twice, is no dispute.
    let same = apart(&answered(), 50, &keeping("Where?", "Bay 3"), &keeping("Where?", "Bay 3"));
    assert!(!row(&same).disputed);
    // Who takes it back doesn't know that somebody said it better: that one stays.
    let doc = apart(&chosen, 70, &keeping("Where?", "Bay 4"), &keeping("", ""));
    assert_eq!(kept(&doc).map(|kept| kept.answer), Some("Bay 4".to_owned()));
    assert!(row(&doc).disputed);
}

#[test]
fn kn7_what_was_opened_again_since_says_so() {
    let reopened =
        act(EventKind::Reopened { reason: "Not there".to_owned(), reply_by: None, taken_back: false });
    let holds = |doc: &Doc| row(doc).holding().is_some();
    let mut doc = answered();
    edit(&mut doc, 1, 3, &keeping("Where?", "Bay 3"));
    assert!(holds(&doc));
    edit(&mut doc, 1, 4, &reopened);
    assert!(kept(&doc).is_some_and(|kept| kept.reopened) && !holds(&doc));
    refused(&doc, &keeping("Where?", "Bay 4"), EditError::NotNow);
    // Answered anew it stays so: the answer may be another one.
    edit(&mut doc, 2, 5, &delivered());
    assert!(!holds(&doc));
    edit(&mut doc, 2, 6, &keeping("Where?", "Bay 4"));
    assert!(holds(&doc));
    // Who keeps it without knowing that it was opened again has kept the old answer.
    assert!(!holds(&apart(&answered(), 50, &keeping("Where?", "Bay 3"), &reopened)));
}

fn read(doc: &Doc) -> Request {
    match doc.read().expect("it reads") {
        Model::Request(request) => request,
        other => unreachable!("a request, not {other:?}"),
    }
}

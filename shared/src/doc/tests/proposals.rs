//! MA32, PO11: a promise is proposed, answered and taken back; what two people do at once stays; what makes no sense is refused.

use super::*;
use crate::edit::{Answering, ServiceField};
use crate::limits::{LINE_CHARS_MAX, PROPOSALS_MAX};
use crate::model::{Answer, Model, Offer, Proposal, Service, Verdict};
use crate::wire::RefusalReason;
use automerge::ROOT;
use automerge::transaction::Transactable;

const SERVICE: DocKind = DocKind::Service;

fn id() -> DocId {
    doc_id(SERVICE, 1)
}

fn desk() -> Doc {
    with(&Edit::AddService {
        id: id(),
        provider: team(1),
        served: team(2),
        name: "Chargers".to_owned(),
        reply_within: Some(Span::hours(4)),
        deliver_within: None,
    })
}

fn offer(hours: i64) -> Offer {
    Offer {
        end: Some(team(1)),
        reply_within: Some(Span::hours(hours)),
        deliver_within: None,
        reconfirm_by: Some(Millis(99)),
        words: "two of us left".to_owned(),
    }
}

fn change(field: ServiceField) -> Edit {
    Edit::ChangeService { id: id(), field }
}

fn proposing(offer: Offer) -> Edit {
    change(ServiceField::Proposed(Some(Box::new(offer))))
}

fn answering(by: u8, to: Millis, verdict: Verdict, words: &str) -> Edit {
    let answer = Answering { to, verdict, words: words.to_owned() };
    change(ServiceField::Answered(person(by), Some(Box::new(answer))))
}

fn service_of(doc: &Doc) -> Service {
    match doc.read().expect("readable") {
        Model::Service(service) => service,
        other => panic!("{other:?}"),
    }
}

fn at(number: u64) -> Millis {
    stamp(number).device_time + stamp(number).offset
}

/// MA32.
#[test]
fn what_is_proposed_reads_back_with_its_answer_and_the_old_promise_holds() {
    let mut doc = desk();
    edit(&mut doc, 1, 2, &proposing(offer(8)));
    let expected = Proposal { by: person(1), at: at(2), offer: offer(8), answer: None };
    assert_eq!(service_of(&doc).proposals, std::slice::from_ref(&expected));
    assert_eq!(service_of(&doc).promise.reply_within.value, Some(Span::hours(4)));
    edit(&mut doc, 2, 3, &answering(1, at(2), Verdict::Declined, "no: nights too"));
    let answer = Answer {
        to: at(2),
        verdict: Verdict::Declined,
        by: person(2),
        at: at(3),
        words: "no: nights too".into(),
    };
    assert_eq!(service_of(&doc).proposals, [Proposal { answer: Some(answer), ..expected }]);
    edit(&mut doc, 1, 4, &proposing(offer(6)));
    let proposals = service_of(&doc).proposals;
    assert_eq!((proposals.len(), &proposals[0].answer), (1, &None), "a later one waits for its own answer");
    edit(&mut doc, 1, 5, &change(ServiceField::Proposed(None)));
    assert_eq!(service_of(&doc).proposals, []);
    let copy = Doc::load(id(), [&*doc.save()]).expect("sound");
    assert_eq!(service_of(&copy), service_of(&doc));
}

/// MA33.
#[test]
fn what_two_propose_at_once_stays_and_of_two_answers_the_yes_counts() {
    let (mut one, mut other) = (desk(), desk());
    edit(&mut one, 1, 2, &proposing(offer(8)));
    edit(&mut other, 2, 3, &proposing(Offer { end: Some(team(2)), ..offer(2) }));
    exchange(&mut one, &mut other);
    assert_eq!(service_of(&one), service_of(&other));
    let said: Vec<_> = service_of(&one).proposals.iter().map(|one| (one.by, one.at)).collect();
    assert_eq!(said, [(person(1), at(2)), (person(2), at(3))]);
    edit(&mut one, 3, 4, &answering(1, at(2), Verdict::Declined, "no"));
    edit(&mut other, 4, 5, &answering(1, at(2), Verdict::Accepted, ""));
    exchange(&mut one, &mut other);
    assert_eq!(service_of(&one), service_of(&other));
    let answer = service_of(&one).proposals[0].answer.clone().expect("answered");
    assert_eq!((answer.verdict, answer.by), (Verdict::Accepted, person(4)));
}

/// MA32.
#[test]
fn what_makes_no_sense_is_not_written() {
    let wrong = [
        (proposing(Offer { words: " ".into(), ..offer(8) }), EditError::BadText),
        (proposing(Offer { words: "x".repeat(LINE_CHARS_MAX + 1), ..offer(8) }), EditError::BadText),
        (proposing(Offer { end: Some(team(3)), ..offer(8) }), EditError::NotAllowed),
        (proposing(offer(0)), EditError::NotAllowed),
        (answering(1, at(9), Verdict::Accepted, ""), EditError::NotNow),
        (answering(2, at(2), Verdict::Accepted, ""), EditError::NotNow),
        (answering(1, at(2), Verdict::Declined, ""), EditError::BadText),
    ];
    for (wrong, error) in wrong {
        let mut doc = desk();
        edit(&mut doc, 1, 2, &proposing(offer(8)));
        assert_eq!(write(&mut doc, actor(1), &[(&wrong, stamp(5))]), Err(error), "{wrong:?}");
    }
}

fn judged(before: &Doc, after: &Doc, who: u8) -> Result<(), RefusalReason> {
    let who = Who { person: person(who), device: device(who), admin: true };
    allowed(Some(&before.read().expect("readable")), &after.read().expect("readable"), &who)
}

/// Writes a key as a hostile device would.
fn hostile(before: &Doc, key: &str, value: &str) -> Doc {
    let mut after = before.clone();
    let mut tx = after.automerge.transaction();
    tx.put(ROOT, key, value).expect("written");
    tx.commit();
    after
}

/// PO11.
#[test]
fn nobody_proposes_or_answers_in_anothers_name() {
    let mut doc = desk();
    edit(&mut doc, 1, 2, &proposing(offer(8)));
    assert_eq!(judged(&desk(), &doc, 1), Ok(()));
    assert_eq!(judged(&desk(), &doc, 2), Err(RefusalReason::NotAllowed), "somebody else's");
    assert_eq!(judged(&doc, &desk(), 2), Err(RefusalReason::NotAllowed), "taken back by another");
    let mut answered = doc.clone();
    edit(&mut answered, 2, 3, &answering(1, at(2), Verdict::Accepted, ""));
    assert_eq!(judged(&doc, &answered, 2), Ok(()));
    assert_eq!(judged(&doc, &answered, 1), Err(RefusalReason::NotAllowed), "said in another's name");
    let (proposal, answer) = (format!("proposal:{}", person(1)), format!("answer:{}", person(1)));
    let bad = Err(RefusalReason::BadDocument);
    let cases = [
        (&proposal, format!("{} {} - - - why", at(2).0, team(9)), bad),
        (&proposal, format!("{} - -5 - - why", at(2).0), bad),
        (&proposal, format!("{} - - - - {}", at(2).0, "x".repeat(LINE_CHARS_MAX + 1)), bad),
        (&answer, format!("{} declined {} 7 ", at(2).0, person(1)), bad),
        (&answer, format!("{} accepted {} 7 {}", at(2).0, person(1), "x".repeat(LINE_CHARS_MAX + 1)), bad),
        // What can't be read is no proposal: it is left alone, like an unknown key.
        (&"proposal:nobody".to_owned(), "x".to_owned(), Ok(())),
        (&answer, "perhaps".to_owned(), Ok(())),
    ];
    for (key, value, expected) in cases {
        assert_eq!(judged(&doc, &hostile(&doc, key, &value), 1), expected, "{key} {value}");
    }
}

/// PO11.
#[test]
fn there_is_an_end_to_proposals() {
    let many = |count: usize| {
        let mut doc = desk();
        for number in 0..count {
            let mut bytes = [7; DocId::LEN];
            bytes[0] = DocKind::Person.into();
            bytes[15] = u8::try_from(number).expect("few");
            doc = hostile(&doc, &format!("proposal:{}", DocId::from_bytes(bytes)), "5 - - - - why");
        }
        doc
    };
    assert_eq!(judged(&many(PROPOSALS_MAX * 2), &many(PROPOSALS_MAX * 2), 1), Ok(()));
    let over = many(PROPOSALS_MAX * 2 + 1);
    assert_eq!(judged(&over, &over, 1), Err(RefusalReason::DocTooLarge));
    let mut full = many(PROPOSALS_MAX);
    let refused = write(&mut full, actor(1), &[(&proposing(offer(8)), stamp(9))]).map(|_| ());
    assert_eq!(refused, Err(EditError::TooLarge), "told here");
}

//! What a person may do to a document.

use super::*;
use crate::edit::{PartyField, PersonField};
use crate::limits::{LINE_CHARS_MAX, MENTIONS_MAX, SEEN_MAX, SPLIT_MAX};
use crate::model::{Customer, Event, Field, Party, Step, Tells};
use crate::wire::RefusalReason;

const MEMBER: Who = Who {
    person: DocId::from_bytes([4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
    device: DeviceId::from_bytes([1; 8]),
    admin: false,
};
const ADMIN: Who = Who { admin: true, ..MEMBER };

#[track_caller]
fn check(before: Option<&Doc>, after: &Doc, who: &Who, expected: Result<(), RefusalReason>) {
    let before = before.map(|doc| doc.read().expect("readable"));
    assert_eq!(allowed(before.as_ref(), &after.read().expect("readable"), who), expected);
}

#[test]
fn po1_only_admins_write_the_settings() {
    let settings = with(&Edit::NameWorkspace { name: "Hansa".to_owned() });
    check(None, &settings, &MEMBER, Err(RefusalReason::NotAllowed));
    check(None, &settings, &ADMIN, Ok(()));
    check(Some(&settings), &settings, &MEMBER, Err(RefusalReason::NotAllowed));
}

#[test]
fn po2_a_person_writes_their_own_document() {
    for (number, expected) in [(1, Ok(())), (2, Err(RefusalReason::NotAllowed))] {
        let id = person(number);
        let before = with(&Edit::AddPerson { id, name: "Ana".to_owned(), team: None });
        check(None, &before, &MEMBER, expected);
        let mut after = before.clone();
        edit(&mut after, 1, 2, &Edit::ChangePerson { id, field: PersonField::Team(Some(team(1))) });
        check(Some(&before), &after, &MEMBER, expected);
        check(Some(&before), &after, &ADMIN, Ok(()));
    }
}

#[test]
fn po3_any_member_asks_acts_and_draws_the_map() {
    let asked = with(&asking());
    check(None, &asked, &MEMBER, Ok(()));
    let mut accepted = asked.clone();
    edit(&mut accepted, 1, 2, &accepting(1));
    check(Some(&asked), &accepted, &MEMBER, Ok(()));
    let party = with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Yard".to_owned() });
    let mut retired = party.clone();
    edit(&mut retired, 2, 2, &Edit::ChangeParty { id: team(1), field: PartyField::Retired(true) });
    check(Some(&party), &retired, &MEMBER, Ok(()));
}

#[test]
fn po4_an_event_is_by_the_one_who_writes_it() {
    let asked = with(&asking());
    let mut by_another = asked.clone();
    edit(&mut by_another, 2, 2, &accepting(1));
    check(Some(&asked), &by_another, &MEMBER, Err(RefusalReason::NotAllowed));
    check(Some(&asked), &by_another, &ADMIN, Err(RefusalReason::NotAllowed));
    let mut claimed = asked.clone();
    let of_another = Stamp { by: person(2), ..stamp(2) };
    write(&mut claimed, actor(1), &[(&accepting(1), of_another)]).expect("a good edit");
    check(Some(&asked), &claimed, &MEMBER, Err(RefusalReason::NotAllowed));
}

/// A request after somebody has meddled with it.
#[track_caller]
fn meddle(meddle: impl FnOnce(&mut Request), expected: Result<(), RefusalReason>) {
    let mut doc = with(&asking());
    edit(&mut doc, 1, 2, &accepting(1));
    let before = request_of(&doc);
    let mut after = before.clone();
    meddle(&mut after);
    assert_eq!(allowed(Some(&Model::Request(before)), &Model::Request(after), &ADMIN), expected);
}

fn another(number: u64, seen: &[u64]) -> Event {
    Event {
        id: stamp(number).event,
        kind: EventKind::Working,
        seen: seen.iter().map(|number| stamp(*number).event).collect(),
        by: MEMBER.person,
        device: MEMBER.device,
        device_time: Millis(0),
        offset: Span::ZERO,
        on_behalf_of: String::new(),
    }
}

#[test]
fn po5_events_are_written_once() {
    let not_allowed = Err(RefusalReason::NotAllowed);
    meddle(|request| drop(request.events.pop()), not_allowed);
    meddle(|request| request.events[1].device_time = Millis(1), not_allowed);
    meddle(|request| request.events[0].seen.push(stamp(2).event), not_allowed);
    meddle(|request| request.events[1].device = device(9), not_allowed);
    meddle(|request| request.events.reverse(), Ok(()));
}

#[test]
fn po6_an_event_names_what_exists_and_not_too_much() {
    let bad = Err(RefusalReason::BadDocument);
    meddle(|request| request.events.push(another(3, &[2])), Ok(()));
    meddle(|request| request.events.push(another(3, &[2, 77])), bad);
    meddle(|request| request.events.push(another(3, &[3])), bad);
    meddle(|request| request.events.push(another(3, &[2; SEEN_MAX + 1])), bad);
    meddle(|request| request.events.push(another(3, &[])), bad);
    meddle(|request| request.events.extend([another(3, &[2, 4]), another(4, &[3])]), bad);
    meddle(
        |request| request.events.push(Event { kind: EventKind::Asked { reply_by: None }, ..another(3, &[]) }),
        bad,
    );
    let many = |request: &mut Request| request.events.extend((3..2_010).map(|number| another(number, &[2])));
    meddle(many, Err(RefusalReason::DocTooLarge));
}

#[test]
fn po7_what_no_edit_changes_stays() {
    let not_allowed = Err(RefusalReason::NotAllowed);
    meddle(|request| request.asker = team(8), not_allowed);
    meddle(|request| request.provider = team(8), not_allowed);
    meddle(|request| request.service = None, not_allowed);
    meddle(|request| request.private = true, not_allowed);
    meddle(|request| request.id = doc_id(DocKind::Request, 5), Err(RefusalReason::BadDocument));
}

#[test]
fn po8_texts_are_within_their_limits() {
    let bad = Err(RefusalReason::BadDocument);
    let long = "x".repeat(LINE_CHARS_MAX + 1);
    meddle(|request| request.title.value.clear(), bad);
    meddle(|request| request.title.others.push(long.clone()), bad);
    let wordless = EventKind::Commented { text: String::new(), mentions: Vec::new(), answers: false };
    meddle(|request| request.events.push(Event { kind: wordless, ..another(3, &[2]) }), bad);
    meddle(|request| request.events.push(Event { on_behalf_of: long.clone(), ..another(3, &[2]) }), bad);
}

#[test]
fn po9_nobody_is_their_own_parent_and_a_kind_stays_a_kind() {
    let mut own = request_of(&with(&asking()));
    own.parent = Field::of(Some(own.id));
    assert_eq!(allowed(None, &Model::Request(own.clone()), &ADMIN), Err(RefusalReason::BadDocument));
    own.parent = Field::default();
    let party = with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Yard".to_owned() })
        .read()
        .expect("a party");
    assert_eq!(allowed(Some(&party), &Model::Request(own), &ADMIN), Err(RefusalReason::BadDocument));
    let Model::Party(mut vendor) = party.clone() else { panic!("a party") };
    vendor.kind = PartyKind::Vendor;
    assert_eq!(allowed(Some(&party), &Model::Party(vendor), &ADMIN), Err(RefusalReason::NotAllowed));
}

/// FO28, FO25: what is written down for somebody else names them; the relay and the device ask the same.
#[test]
fn fo28_what_is_written_down_for_somebody_names_them() {
    let before = with(&asking());
    let accepted = EventKind::Accepted { owner: team(2), promised: None };
    let noted = EventKind::Delivered { answer: "Aisle 7".to_owned(), over_open: false, noted: true };
    for kind in [accepted, noted] {
        for (behalf, expected) in
            [("Rosa", Ok(())), ("", Err(RefusalReason::BadDocument)), (" ", Err(RefusalReason::BadDocument))]
        {
            let said =
                Edit::Act { request: before.id(), event: kind.clone(), on_behalf_of: behalf.to_owned() };
            let written = write(&mut before.clone(), actor(1), &[(&said, stamp_of(1, 9))]);
            assert_eq!(written.is_ok(), expected.is_ok(), "{kind:?} for {behalf:?}");
            let (Ok(Model::Request(old)), mut after) = (before.read(), before.clone()) else {
                panic!("a request")
            };
            edit(&mut after, 1, 9, &act(sample_of(&kind)));
            let Ok(Model::Request(mut new)) = after.read() else { panic!("a request") };
            for event in new.events.iter_mut().filter(|event| !event.seen.is_empty()) {
                (event.kind, event.on_behalf_of) = (kind.clone(), behalf.to_owned());
            }
            assert_eq!(allowed(Some(&Model::Request(old)), &Model::Request(new), &MEMBER), expected);
        }
    }
}

fn sample_of(kind: &EventKind) -> EventKind {
    some_event(Kind::from(kind), 7, 4)
}

#[test]
fn cu3_a_duplicate_is_one_of_another_customer() {
    let (id, other) = (doc_id(DocKind::Customer, 1), doc_id(DocKind::Customer, 2));
    let add = Edit::AddCustomer { id, name: "Ito".to_owned(), reference: String::new(), segment: None };
    let Model::Customer(before) = with(&add).read().expect("a customer") else { panic!("a customer") };
    let merged = |value, others| {
        let after = Model::Customer(Customer { merged_into: Field { value, others }, ..before.clone() });
        assert_eq!(
            allowed(None, &after, &ADMIN),
            allowed(Some(&Model::Customer(before.clone())), &after, &ADMIN)
        );
        allowed(None, &after, &ADMIN)
    };
    assert_eq!(merged(Some(other), vec![None]), Ok(()));
    let bad = Err(RefusalReason::BadDocument);
    assert_eq!(merged(Some(id), vec![]), bad);
    assert_eq!(merged(Some(team(1)), vec![]), bad);
    assert_eq!(merged(Some(other), vec![Some(id)]), bad);
}

/// VI34
#[test]
fn steps_are_few_and_each_is_later_than_the_one_before() {
    let before = with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Yard".to_owned() });
    let Ok(Model::Party(party)) = before.read() else { unreachable!("a party") };
    let steps = |minutes: &[i64]| -> Vec<Step> {
        minutes.iter().map(|after| Step { after: Span::minutes(*after), tells: Tells::Team }).collect()
    };
    let month = 30 * 24 * 60;
    for (minutes, fine) in [
        (&[][..], true),
        (&[0, 1, 2, 3, month], true),
        (&[0, 1, 2, 3, 4, 5], false),
        (&[5, 5], false),
        (&[-1], false),
        (&[month + 1], false),
    ] {
        let expected = if fine { Ok(()) } else { Err(RefusalReason::BadDocument) };
        let meant = Party { steps: Field::of(steps(minutes)), ..party.clone() };
        let disputed =
            Party { steps: Field { value: Vec::new(), others: vec![steps(minutes)] }, ..party.clone() };
        for after in [meant, disputed] {
            assert_eq!(
                allowed(Some(&Model::Party(party.clone())), &Model::Party(after.clone()), &MEMBER),
                expected
            );
            assert_eq!(allowed(None, &Model::Party(after), &MEMBER), expected);
        }
        let change = Edit::ChangeParty { id: team(1), field: PartyField::Steps(steps(minutes)) };
        let written = write(&mut before.clone(), actor(1), &[(&change, stamp(2))]);
        assert_eq!(written.is_ok(), fine, "{minutes:?}");
    }
}

/// FO22, too.
#[test]
fn fo19_fo20_a_merge_names_another_request_and_a_comment_people_and_teams() {
    let bad = Err(RefusalReason::BadDocument);
    let merged = |into| EventKind::Merged { into, reason: String::new() };
    let naming = |mentions| EventKind::Commented { text: "look".to_owned(), mentions, answers: false };
    let split = |into| EventKind::Split { into };
    let many = vec![person(1); MENTIONS_MAX + 1];
    for (kind, expected) in [
        (merged(doc_id(DocKind::Request, 9)), Ok(())),
        (merged(REQUEST), bad),
        (merged(team(1)), bad),
        (split(vec![doc_id(DocKind::Request, 9)]), Ok(())),
        (split(vec![]), bad),
        (split(vec![REQUEST]), bad),
        (split(vec![team(1)]), bad),
        (split(vec![doc_id(DocKind::Request, 9); SPLIT_MAX + 1]), bad),
        (naming(vec![person(1), team(2)]), Ok(())),
        (naming(vec![doc_id(DocKind::Customer, 2)]), bad),
        (naming(many), bad),
    ] {
        meddle(|request| request.events.push(Event { kind: kind.clone(), ..another(7, &[2]) }), expected);
        let written = write(&mut with(&asking()), actor(1), &[(&act(kind), stamp(2))]);
        assert_eq!(written.is_ok(), expected.is_ok());
    }
}

//! Parties, services and customers: where they stand, what they were merged into, and what hostile devices write there.

use super::edits::{check, refused};
use super::*;
use crate::edit::{CustomerField, PartyField, ServiceField};
use crate::limits::{LINE_CHARS_MAX, SPOT_MAX};
use crate::model::{Field, Party, PictureStyle, Promise, Service, Spot};
use crate::view::{PartyRow, Row, ServiceRow, stored};
use crate::wire::RefusalReason;

const MEMBER: Who =
    Who { person: DocId::from_bytes([4; 16]), device: DeviceId::from_bytes([1; 8]), admin: false };

fn yard() -> Doc {
    with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Yard".to_owned() })
}

fn change(field: PartyField) -> Edit {
    Edit::ChangeParty { id: team(1), field }
}

fn at(x: i32, y: i32) -> PartyField {
    PartyField::Place(PictureStyle::Rings, Some(Spot { x, y }))
}

fn party_row(doc: &Doc) -> PartyRow {
    match stored(doc).expect("readable").row {
        Row::Party(row) => row,
        other => panic!("{other:?}"),
    }
}

fn service_row(doc: &Doc) -> ServiceRow {
    match stored(doc).expect("readable").row {
        Row::Service(row) => row,
        other => panic!("{other:?}"),
    }
}

#[test]
fn ma10_of_two_drags_at_once_one_holds_everywhere_and_it_can_be_taken_back() {
    let mut here = yard();
    let mut there = here.clone();
    edit(&mut here, 1, 2, &change(at(10, -20)));
    edit(&mut there, 2, 3, &change(at(-7, 900)));
    exchange(&mut here, &mut there);
    let shown = party_row(&here).at_rings.expect("placed");
    assert_eq!(party_row(&there).at_rings, Some(shown));
    assert!([Spot { x: 10, y: -20 }, Spot { x: -7, y: 900 }].contains(&shown), "{shown:?} is half of each");
    edit(&mut here, 1, 4, &change(PartyField::Place(PictureStyle::Rings, None)));
    exchange(&mut here, &mut there);
    for doc in [&here, &there] {
        assert_eq!((party_row(doc).at_rings, party_row(doc).at_layers), (None, None));
    }
}

#[test]
fn ma10_nobody_is_placed_out_of_reach() {
    for (spot, fine) in [
        ((0, 0), true),
        ((SPOT_MAX, -SPOT_MAX), true),
        ((SPOT_MAX + 1, 0), false),
        ((0, -SPOT_MAX - 1), false),
        ((i32::MIN, i32::MAX), false),
    ] {
        let spot = Spot { x: spot.0, y: spot.1 };
        for style in [PictureStyle::Rings, PictureStyle::Layers] {
            let field = change(PartyField::Place(style, Some(spot)));
            assert_eq!(write(&mut yard(), actor(1), &[(&field, stamp(2))]).is_ok(), fine, "{spot:?}");
        }
        let disputed = |party: &mut Party| party.at_layers = Field { value: None, others: vec![Some(spot)] };
        let expected = if fine { Ok(()) } else { Err(RefusalReason::BadDocument) };
        judged(|party| party.at_rings = Field::of(Some(spot)), expected);
        judged(disputed, expected);
    }
}

/// What the relay says of a party that somebody meddled with.
#[track_caller]
fn judged(meddle: impl FnOnce(&mut Party), expected: Result<(), RefusalReason>) {
    let Ok(Model::Party(before)) = yard().read() else { unreachable!("a party") };
    let mut after = before.clone();
    meddle(&mut after);
    assert_eq!(allowed(Some(&Model::Party(before)), &Model::Party(after.clone()), &MEMBER), expected);
    assert_eq!(allowed(None, &Model::Party(after), &MEMBER), expected);
}

#[test]
fn ma11_sites_departments_and_contacts_are_lines() {
    let long = "x".repeat(LINE_CHARS_MAX + 1);
    let bad = Err(RefusalReason::BadDocument);
    judged(|party| party.site = Field::of("Hamburg".to_owned()), Ok(()));
    judged(|party| party.site = Field::of(long.clone()), bad);
    judged(|party| party.department = Field { value: String::new(), others: vec![long.clone()] }, bad);
    for field in [PartyField::Site(long.clone()), PartyField::Department(long.clone())] {
        refused(yard(), &[change(field)], EditError::BadText);
    }
    let (service, id) = charging();
    let contact = Edit::ChangeService { id, field: ServiceField::Contact(long.clone()) };
    refused(service.clone(), &[contact], EditError::BadText);
    let Ok(Model::Service(before)) = service.read() else { unreachable!("a service") };
    let after = Service { contact: Field::of(long), ..before.clone() };
    assert_eq!(allowed(Some(&Model::Service(before)), &Model::Service(after), &MEMBER), bad);
}

#[test]
fn cl9_the_hours_of_a_service_make_sense() {
    let (service, id) = charging();
    let hours = |text: &str| Edit::ChangeService { id, field: ServiceField::Hours(text.to_owned()) };
    refused(service.clone(), &[hours("mo-fr 8-17"), hours("whenever")], EditError::BadText);
    let Ok(Model::Service(before)) = service.read() else { unreachable!("a service") };
    for (text, expected) in
        [("mo-fr 08:00-17:00", Ok(())), ("", Ok(())), ("mo-fr 8-17", Err(RefusalReason::BadDocument))]
    {
        let after = Service { hours: Field::of(text.to_owned()), ..before.clone() };
        assert_eq!(allowed(Some(&Model::Service(before.clone())), &Model::Service(after), &MEMBER), expected);
        let after = Service {
            hours: Field { value: String::new(), others: vec![text.to_owned()] },
            ..before.clone()
        };
        assert_eq!(allowed(Some(&Model::Service(before.clone())), &Model::Service(after), &MEMBER), expected);
    }
}

fn charging() -> (Doc, DocId) {
    let id = doc_id(DocKind::Service, 1);
    let (provider, served, name) = (team(1), team(2), "Chargers".to_owned());
    let (reply_within, deliver_within) = (Some(Span::hours(1)), None);
    (with(&Edit::AddService { id, provider, served, name, reply_within, deliver_within }), id)
}

#[test]
fn ma11_all_values_of_what_two_wrote_apart_are_shown_until_one_is_kept() {
    let mut here = yard();
    let mut there = here.clone();
    for (number, field) in (2..).zip([PartyField::Site("Lyon".into()), PartyField::Department("Rail".into())])
    {
        edit(&mut here, 1, number, &change(field));
    }
    for (number, field) in (5..).zip([PartyField::Site("Metz".into()), PartyField::Department("Road".into())])
    {
        edit(&mut there, 2, number, &change(field));
    }
    exchange(&mut here, &mut there);
    let row = party_row(&here);
    assert_eq!(row, party_row(&there));
    let all = |one: &String, others: &[String]| {
        let mut all: Vec<String> = std::iter::once(one).chain(others).cloned().collect();
        all.sort();
        all
    };
    assert_eq!(all(&row.site, &row.other_sites), ["Lyon", "Metz"]);
    assert_eq!(all(&row.department, &row.other_departments), ["Rail", "Road"]);
    edit(&mut here, 1, 8, &change(PartyField::Site("Metz".into())));
    let row = party_row(&here);
    assert_eq!((&*row.site, row.other_sites.len(), row.other_departments.len()), ("Metz", 0, 1));
}

#[test]
fn ma11_none_is_among_the_values_of_a_promise() {
    let (mut here, id) = charging();
    let mut there = here.clone();
    let change = |field| Edit::ChangeService { id, field };
    for (number, field) in (2..).zip([
        ServiceField::ReplyWithin(None),
        ServiceField::DeliverWithin(Some(Span::days(1))),
        ServiceField::ReconfirmBy(Some(Millis(7))),
        ServiceField::Contact("Gate".into()),
        ServiceField::Hours("mo-fr 08:00-17:00".into()),
        ServiceField::Questions("Which?".into()),
    ]) {
        edit(&mut here, 1, number, &change(field));
    }
    for (number, field) in (12..).zip([
        ServiceField::ReplyWithin(Some(Span::hours(2))),
        ServiceField::DeliverWithin(None),
        ServiceField::ReconfirmBy(Some(Millis(9))),
        ServiceField::Contact("Yard".into()),
        ServiceField::Hours("mo-su 00:00-24:00".into()),
        ServiceField::Questions("Where?".into()),
    ]) {
        edit(&mut there, 2, number, &change(field));
    }
    exchange(&mut here, &mut there);
    let row = service_row(&here);
    assert_eq!(row, service_row(&there));
    let said = |shown: Option<i64>, others: Vec<i64>, or_none: bool| {
        let values = shown.into_iter().chain(others).count();
        values + usize::from(or_none || shown.is_none())
    };
    let spans = |others: &[Span]| others.iter().map(|span| span.0).collect();
    let reply = row.reply_within.map(|span| span.0);
    assert_eq!(said(reply, spans(&row.other_reply_within), row.or_no_reply), 2);
    let deliver = row.deliver_within.map(|span| span.0);
    assert_eq!(said(deliver, spans(&row.other_deliver_within), row.or_no_deliver), 2);
    assert_eq!((row.other_reconfirm_by.len(), row.or_no_reconfirm), (1, false));
    assert_eq!((row.other_contacts.len(), row.other_questions.len(), row.disputed), (1, 1, true));
    assert_eq!(row.other_hours.len(), 1);
}

#[test]
fn ma12_no_party_is_merged_into_itself_or_into_what_is_no_party() {
    let bad = Err(RefusalReason::BadDocument);
    for (other, fine) in
        [(team(2), true), (team(1), false), (person(1), false), (doc_id(DocKind::Customer, 2), false)]
    {
        let edit = change(PartyField::MergedInto(Some(other)));
        assert_eq!(write(&mut yard(), actor(1), &[(&edit, stamp(2))]).is_ok(), fine, "{other}");
        let expected = if fine { Ok(()) } else { bad };
        judged(|party| party.merged_into = Field::of(Some(other)), expected);
        judged(|party| party.merged_into = Field { value: None, others: vec![Some(other)] }, expected);
    }
    refused(Doc::empty(team(1)), &[change(PartyField::MergedInto(None))], EditError::Missing);
}

#[test]
fn cu3_nobody_is_a_duplicate_of_themselves_or_of_what_is_no_customer() {
    let id = doc_id(DocKind::Customer, 1);
    let add = Edit::AddCustomer { id, name: "Ito".to_owned(), reference: String::new(), segment: None };
    let into = |other| Edit::ChangeCustomer { id, field: CustomerField::MergedInto(Some(other)) };
    refused(with(&add), &[into(id)], EditError::NotAllowed);
    refused(with(&add), &[into(team(1))], EditError::NotAllowed);
    refused(Doc::empty(id), &[into(doc_id(DocKind::Customer, 2))], EditError::Missing);
}

#[test]
fn do1_a_service_reads_as_it_was_written() {
    let id = doc_id(DocKind::Service, 1);
    let change = |field| Edit::ChangeService { id, field };
    let service = Service {
        id,
        provider: team(1),
        served: team(2),
        name: Field::of("Chargers".to_owned()),
        promise: Promise {
            reply_within: Field::of(None),
            deliver_within: Field::of(Some(Span::days(2))),
            reconfirm_by: Field::of(Some(Millis(99))),
        },
        questions: Field::of("Which bay?".to_owned()),
        contact: Field::of("Gate 3, 040-112".to_owned()),
        hours: Field::of("mo-fr 06:00-22:00".to_owned()),
        proposals: Vec::new(),
        retired: false,
    };
    let add = Edit::AddService {
        id,
        provider: team(1),
        served: team(2),
        name: "Chargers".to_owned(),
        reply_within: Some(Span::hours(4)),
        deliver_within: Some(Span::days(2)),
    };
    check(
        &[
            add,
            change(ServiceField::ReplyWithin(None)),
            change(ServiceField::ReconfirmBy(Some(Millis(99)))),
            change(ServiceField::Questions("Which bay?".to_owned())),
            change(ServiceField::Contact("Gate 3, 040-112".to_owned())),
            change(ServiceField::Hours("mo-fr 06:00-22:00".to_owned())),
            change(ServiceField::Retired(true)),
            change(ServiceField::Retired(false)),
        ],
        &Model::Service(service),
    );
}

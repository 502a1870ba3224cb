//! Every edit is written, read and loaded again; what makes no sense is refused and changes nothing.

use super::*;
use crate::edit::{CustomerField, PartyField, PersonField};
use crate::fold::fold;
use crate::id::Day;
use crate::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use crate::model::{
    Away, Customer, Event, Field, Party, Person, PictureStyle, Settings, Snippet, Spot, Step, TeamAway, Tells,
};

#[track_caller]
pub(super) fn check(edits: &[Edit], expected: &Model) {
    let mut doc = Doc::empty(edits[0].doc());
    for (edit, number) in edits.iter().zip(1..) {
        write(&mut doc, actor(1), &[(edit, stamp(number))]).expect("a good edit");
    }
    assert_eq!(doc.read().as_ref(), Ok(expected));
    for bytes in [doc.save(), doc.save_raw()] {
        let loaded = Doc::load(doc.id(), [&bytes[..]]).expect("its own bytes");
        assert_eq!((loaded.read().as_ref(), loaded.heads()), (Ok(expected), doc.heads()));
    }
}

#[test]
fn do1_a_request_reads_as_it_was_asked() {
    let ask = Ask { private: true, ..ask() };
    let asking = || Edit::Ask(Box::new(ask.clone()));
    let asked = Event {
        id: stamp(1).event,
        kind: EventKind::Asked { reply_by: ask.reply_by },
        seen: vec![],
        by: person(1),
        device: device(1),
        device_time: stamp(1).device_time,
        offset: Span(-250),
        on_behalf_of: String::new(),
    };
    let request = Request {
        id: REQUEST,
        title: Field::of(ask.title.clone()),
        details: Field::of(ask.details.clone()),
        asker: ask.asker,
        provider: ask.provider,
        service: ask.service,
        customer: Field::of(ask.customer),
        words: Field::of(ask.words.clone()),
        reference: Field::of(ask.reference.clone()),
        parent: Field::of(ask.parent),
        due: Field::of(ask.due),
        private: true,
        voice: None,
        events: vec![asked],
    };
    check(&[asking()], &Model::Request(request));
}

#[test]
fn do1_every_kind_of_event_reads_as_it_was_written() {
    let at = Millis(1_700_000_500_000);
    let words = || "por qué no".to_owned();
    let steps = [
        EventKind::CounterOffered { promised: Some(at), reason: words() },
        EventKind::Refused { reason: words(), reply_by: Some(at) },
        EventKind::HandedOn { to: team(5), reason: words(), reply_by: Some(Millis(99)) },
        EventKind::Declined { reason: words(), instead: Some(team(6)) },
        EventKind::Accepted { owner: person(1), promised: None },
        EventKind::HandedOver { to: Some(person(3)), note: words() },
        EventKind::HandedOver { to: None, note: String::new() },
        EventKind::Accepted { owner: person(1), promised: None },
        EventKind::Working,
        EventKind::Waiting { on: words(), on_asker: true, until: Some(at), why: words() },
        EventKind::Announced { next_update: at, note: words() },
        EventKind::Delivered { answer: words(), over_open: false, noted: false },
        EventKind::Kept { question: "¿Dónde?".to_owned(), answer: words() },
        EventKind::Confirmed { helped: Some(false), thanks: words(), over_open: false },
        EventKind::Kept { question: String::new(), answer: String::new() },
        EventKind::Reopened { reason: words(), reply_by: None, taken_back: false },
        EventKind::Commented { text: words(), mentions: Vec::new(), answers: false },
        EventKind::Withdrawn { reason: String::new() },
        EventKind::Reopened { reason: words(), reply_by: None, taken_back: false },
        EventKind::Split { into: vec![doc_id(DocKind::Request, 8), doc_id(DocKind::Request, 9)] },
        EventKind::Followed { stop: false },
        EventKind::Followed { stop: true },
        EventKind::Commented { text: words(), mentions: vec![person(3), team(4)], answers: false },
        EventKind::Merged { into: doc_id(DocKind::Request, 9), reason: words() },
    ];
    let mut doc = with(&asking());
    for (kind, number) in steps.iter().zip(2..) {
        let on_behalf_of = "Rosa, by phone".to_owned();
        edit(&mut doc, 1, number, &Edit::Act { request: REQUEST, event: kind.clone(), on_behalf_of });
    }
    let loaded = request_of(&Doc::load(REQUEST, [&doc.save()[..]]).expect("its own bytes"));
    let kinds: Vec<EventKind> = loaded.events.iter().skip(1).map(|event| event.kind.clone()).collect();
    assert_eq!(kinds, steps);
    assert!(
        loaded
            .events
            .iter()
            .skip(1)
            .all(|event| event.on_behalf_of == "Rosa, by phone" && event.seen.len() == 1)
    );
}

#[test]
fn do1_the_other_documents_read_as_they_were_written() {
    let text = |text: &str| Field::of(text.to_owned());
    let (id, name) = (team(1), || "Depósito".to_owned());
    let steps = vec![
        Step { after: Span::ZERO, tells: Tells::Owner },
        Step { after: Span::minutes(20), tells: Tells::Team },
        Step { after: Span::days(1), tells: Tells::Above },
    ];
    let day = |day| Day::of(2026, 12, day).expect("a day");
    let gone =
        TeamAway { from: day(1), until: day(4), stands_in: Some(team(2)), words: "stock taking".into() };
    let party = Party {
        id,
        kind: PartyKind::Team,
        name: text("Yard"),
        note: text("Ring twice"),
        retired: true,
        retired_at: Some(stamp(4).device_time + stamp(4).offset),
        steps: Field::of(steps.clone()),
        work: crate::model::Work::default(),
        snippets: vec![Snippet {
            language: "pt-br".to_owned(),
            name: "onde: está".to_owned(),
            text: text("A caminho."),
        }],
        site: text("Hamburg"),
        department: text("Logistik"),
        at_rings: Field::of(Some(Spot { x: -120, y: 7 })),
        at_layers: Field::of(None),
        merged_into: Field::of(Some(team(2))),
        away: Field::of(Some(gone.clone())),
        put_away: vec!["service x".to_owned()],
    };
    let change = |field| Edit::ChangeParty { id, field };
    check(
        &[
            Edit::AddParty { id, kind: PartyKind::Team, name: name() },
            change(PartyField::Name("Yard".to_owned())),
            change(PartyField::Note("Ring twice".to_owned())),
            change(PartyField::Retired(true)),
            change(PartyField::Steps(Vec::new())),
            change(PartyField::Steps(steps)),
            change(PartyField::Snippet("pt-br".to_owned(), "onde: está".to_owned(), "A caminho.".to_owned())),
            change(PartyField::Site("Hamburg".to_owned())),
            change(PartyField::Department("Logistik".to_owned())),
            change(PartyField::Place(PictureStyle::Rings, Some(Spot { x: -120, y: 7 }))),
            change(PartyField::Place(PictureStyle::Layers, Some(Spot { x: 1, y: 1 }))),
            change(PartyField::Place(PictureStyle::Layers, None)),
            change(PartyField::MergedInto(Some(team(2)))),
            change(PartyField::Away(None)),
            change(PartyField::Away(Some(gone))),
            change(PartyField::PutAway("service y".to_owned(), true)),
            change(PartyField::PutAway("service x".to_owned(), true)),
            change(PartyField::PutAway("service y".to_owned(), false)),
        ],
        &Model::Party(party),
    );
    let id = person(1);
    let away = Away { from: Millis(1), until: None, words: "at the dentist, back soon".to_owned() };
    let person = Person {
        id,
        name: text("Depósito"),
        team: Field::of(None),
        devices: vec![(device(2), "phone".to_owned())],
        filters: vec![("mine".to_owned(), "mine=1".to_owned())],
        duty_until: Field::of(Some(Millis(5))),
        away: Field::of(Some(away.clone())),
        left: Field::of(Some(Millis(9))),
    };
    check(
        &[
            Edit::AddPerson { id, name: name(), team: Some(team(1)) },
            Edit::ChangePerson { id, field: PersonField::Team(None) },
            Edit::ChangePerson { id, field: PersonField::DutyUntil(Some(Millis(5))) },
            Edit::ChangePerson {
                id,
                field: PersonField::Away(Some(Away { until: Some(Millis(2)), ..away.clone() })),
            },
            Edit::ChangePerson { id, field: PersonField::Away(None) },
            Edit::ChangePerson { id, field: PersonField::Away(Some(away)) },
            Edit::ChangePerson { id, field: PersonField::Left(Some(Millis(9))) },
            Edit::ChangePerson { id, field: PersonField::Device(device(2), "phone".to_owned()) },
            Edit::ChangePerson { id, field: PersonField::Filter("mine".into(), Some("mine=1".into())) },
            Edit::ChangePerson { id, field: PersonField::Filter("gone".into(), Some("days=7".into())) },
            Edit::ChangePerson { id, field: PersonField::Filter("gone".into(), None) },
        ],
        &Model::Person(person),
    );
    let id = doc_id(DocKind::Customer, 1);
    let other = doc_id(DocKind::Customer, 2);
    let customer = Customer {
        id,
        name: text("Depósito"),
        reference: text("K-2"),
        phone: text("+34 600 123 456"),
        segment: Some(team(3)),
        merged_into: Field::of(Some(other)),
    };
    check(
        &[
            Edit::AddCustomer { id, name: name(), reference: "K-1".to_owned(), segment: Some(team(3)) },
            Edit::ChangeCustomer { id, field: CustomerField::Reference("K-2".to_owned()) },
            Edit::ChangeCustomer { id, field: CustomerField::Phone("+34 600 123 456".to_owned()) },
            Edit::ChangeCustomer { id, field: CustomerField::MergedInto(None) },
            Edit::ChangeCustomer { id, field: CustomerField::MergedInto(Some(other)) },
        ],
        &Model::Customer(customer),
    );
    check(
        &[Edit::NameWorkspace { name: "Old".to_owned() }, Edit::NameWorkspace { name: name() }],
        &Model::Settings(Settings { name: text("Depósito") }),
    );
}

#[test]
fn do2_several_edits_are_one_change_and_see_each_other() {
    let mut doc = Doc::empty(REQUEST);
    let edits = [asking(), accepting(1), commenting("on my way"), titling("Two chargers")];
    let stamped: Vec<(&Edit, Stamp)> =
        edits.iter().zip(1..).map(|(edit, number)| (edit, stamp(number))).collect();
    let written = write(&mut doc, actor(1), &stamped).expect("good edits");
    assert_eq!(doc.changes(), vec![(written.hash, written.bytes)]);
    let request = request_of(&doc);
    assert_eq!(request.title.value, "Two chargers");
    let seen: Vec<_> = request.events.iter().map(|event| event.seen.clone()).collect();
    assert_eq!(seen, vec![vec![], vec![stamp(1).event], vec![stamp(2).event], vec![stamp(3).event]]);
}

#[test]
fn do3_any_text_survives() {
    for text in [
        "👩🏽‍🔧🚚",
        "Zoë Zoe\u{308}",
        "שלום العربية",
        "nul\0\u{202e}reversed",
        "line\nline\ttab",
        "\u{feff}\u{10ffff}",
    ] {
        let mut doc = with(&asking());
        edit(&mut doc, 1, 2, &titling(text));
        edit(&mut doc, 1, 3, &commenting(text));
        let request = request_of(&Doc::load(REQUEST, [&doc.save()[..]]).expect("its own bytes"));
        assert_eq!(request.title.value, text);
        let said = request.events.into_iter().map(|event| event.kind).skip(1);
        let before = ask().title;
        assert_eq!(
            said.collect::<Vec<_>>(),
            [
                EventKind::Reworded { what: Wording::Title, before, after: text.to_owned() },
                EventKind::Commented { text: text.to_owned(), mentions: Vec::new(), answers: false }
            ]
        );
    }
}

#[track_caller]
pub(super) fn refused(mut doc: Doc, edits: &[Edit], expected: EditError) {
    let before = doc.save();
    let stamped: Vec<(&Edit, Stamp)> =
        edits.iter().zip(50..).map(|(edit, number)| (edit, stamp(number))).collect();
    assert_eq!(write(&mut doc, actor(1), &stamped), Err(expected));
    assert_eq!(doc.save(), before, "a refused edit changes nothing");
}

#[test]
fn do4_texts_have_limits() {
    let long = |chars: usize| "é".repeat(chars);
    refused(with(&asking()), &[titling("  ")], EditError::BadText);
    refused(with(&asking()), &[titling(&long(LINE_CHARS_MAX + 1))], EditError::BadText);
    refused(with(&asking()), &[commenting(&long(TEXT_CHARS_MAX + 1))], EditError::BadText);
    refused(with(&asking()), &[commenting("")], EditError::BadText);
    refused(
        with(&asking()),
        &[act(EventKind::CounterOffered { promised: None, reason: String::new() })],
        EditError::BadText,
    );
    let mut doc = with(&asking());
    edit(&mut doc, 1, 2, &titling(&long(LINE_CHARS_MAX)));
    edit(&mut doc, 1, 3, &commenting(&long(TEXT_CHARS_MAX)));
}

#[test]
fn do5_an_impossible_edit_is_refused_whole() {
    refused(Doc::empty(REQUEST), &[accepting(1)], EditError::Missing);
    refused(with(&asking()), &[asking()], EditError::NotNow);
    refused(with(&asking()), &[act(EventKind::Working)], EditError::NotNow);
    refused(with(&asking()), &[act(EventKind::Asked { reply_by: None })], EditError::NotNow);
    refused(
        with(&asking()),
        &[accepting(1), act(EventKind::Confirmed { helped: None, thanks: String::new(), over_open: false })],
        EditError::NotNow,
    );
    let withdrawn = act(EventKind::Withdrawn { reason: String::new() });
    refused(with(&asking()), &[withdrawn, titling("too late")], EditError::NotNow);
    refused(with(&asking()), &[], EditError::NotAllowed);
    let other = Edit::ChangeParty { id: team(1), field: PartyField::Retired(true) };
    refused(with(&asking()), std::slice::from_ref(&other), EditError::NotAllowed);
    refused(Doc::empty(team(1)), &[other], EditError::Missing);
    let own_parent = Edit::Ask(Box::new(Ask { parent: Some(REQUEST), ..ask() }));
    refused(Doc::empty(REQUEST), &[own_parent], EditError::NotAllowed);
    let wrong_kind = Edit::AddParty { id: REQUEST, kind: PartyKind::Team, name: "a party".to_owned() };
    refused(Doc::empty(REQUEST), &[wrong_kind], EditError::NotAllowed);
    let unknown = Edit::AddParty { id: team(1), kind: PartyKind::Unknown, name: "who".to_owned() };
    refused(Doc::empty(team(1)), &[unknown], EditError::NotAllowed);
}

#[test]
fn do5_the_same_event_is_not_written_twice() {
    let mut doc = with(&asking());
    let again = write(&mut doc, actor(1), &[(&accepting(1), stamp(1))]);
    assert_eq!(again, Err(EditError::NotNow));
}

#[test]
fn do6_saying_again_what_is_so_still_makes_a_change() {
    let mut doc = with(&asking());
    let before = doc.heads();
    let written = edit(&mut doc, 1, 2, &titling(&ask().title));
    assert_ne!(doc.heads(), before);
    assert_eq!(inspect(&written.bytes).map(|meta| meta.hash), Ok(written.hash));
    assert_eq!(Doc::load(REQUEST, [&doc.save()[..]]).map(|doc| doc.heads()), Ok(doc.heads()));
}

#[test]
fn do7_a_document_does_not_grow_without_end() {
    let mut doc = with(&asking());
    let text: String = (0..4_000)
        .map(|number| char::from(b'a' + u8::try_from(number * number % 26).expect("a letter")))
        .collect();
    let refused_at = (2..1_000).find(|number| {
        let result = write(&mut doc, actor(1), &[(&commenting(&text), stamp(*number))]);
        assert!(matches!(result, Ok(_) | Err(EditError::TooLarge)));
        result.is_err()
    });
    assert!(refused_at.is_some());
    assert!(doc.size() <= crate::limits::DOC_BYTES_MAX && doc.is_large() && !doc.is_too_large());
    assert!(doc.size() > crate::limits::DOC_BYTES_MAX - 10_000);
}

#[test]
fn do8_an_event_names_what_nobody_else_has_seen() {
    let mut one = with(&asking());
    let mut other = one.clone();
    edit(&mut one, 1, 2, &commenting("here"));
    edit(&mut other, 2, 3, &commenting("there"));
    exchange(&mut one, &mut other);
    edit(&mut one, 1, 4, &accepting(1));
    let request = request_of(&one);
    let mut seen =
        request.events.iter().find(|event| event.id == stamp_of(1, 4).event).expect("written").seen.clone();
    seen.sort_unstable();
    assert_eq!(seen, vec![stamp_of(1, 2).event, stamp_of(2, 3).event]);
    assert_eq!(fold(&request).frontier, vec![stamp_of(1, 4).event]);
}

/// FO20: rows know who follows and who is named; who only looks on has done nothing to the request.
#[test]
fn fo20_followers_and_mentions_are_in_the_row() {
    let mut doc = with(&asking());
    let row = |doc: &Doc| match crate::view::derive(&doc.read().expect("readable")) {
        crate::view::Row::Request(row) => row,
        other => panic!("{other:?}"),
    };
    let before = row(&doc);
    let follow = |stop| act(EventKind::Followed { stop });
    for (who, number, edited) in
        [(1, 2, follow(false)), (2, 3, follow(false)), (1, 4, follow(true)), (3, 5, follow(true))]
    {
        edit(&mut doc, who, number, &edited);
    }
    let after = row(&doc);
    assert_eq!(after.followers, [person(2)]);
    assert_eq!((after.state, after.changed_at), (before.state, before.changed_at));
    edit(
        &mut doc,
        1,
        6,
        &act(EventKind::Commented { text: "@".to_owned(), mentions: vec![person(3)], answers: false }),
    );
    let named: Vec<_> = row(&doc).mentions.iter().map(|one| (one.who, one.by)).collect();
    assert_eq!(named, [(person(3), person(1))]);
}

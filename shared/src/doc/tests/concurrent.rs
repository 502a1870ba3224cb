//! Two devices that did not know of each other.

use super::*;
use crate::edit::{CustomerField, PersonField};
use crate::fold::{Outcome, fold};
use crate::limits::PHONE_CHARS_MAX;
use crate::view::{Row, Rows, State, customers, stored};

#[test]
fn do9_both_titles_show() {
    let mut one = with(&asking());
    let mut other = one.clone();
    edit(&mut one, 1, 2, &titling("Charger, bay 4"));
    edit(&mut other, 2, 3, &titling("Charger for Ana"));
    exchange(&mut one, &mut other);
    let title = request_of(&one).title;
    let mut both = [vec![title.value.clone()], title.others.clone()].concat();
    both.sort();
    assert_eq!(both, ["Charger for Ana", "Charger, bay 4"]);
    assert!(title.is_disputed());
    assert_eq!(request_of(&other).title, title);
    edit(&mut one, 1, 4, &titling("Charger for Ana, bay 4"));
    assert!(!request_of(&one).title.is_disputed(), "whoever has seen both settles it");
}

#[test]
fn do9_agreeing_without_knowing_is_no_dispute() {
    let mut one = with(&asking());
    let mut other = one.clone();
    edit(&mut one, 1, 2, &titling("Charger"));
    edit(&mut other, 2, 3, &titling("Charger"));
    exchange(&mut one, &mut other);
    assert!(!request_of(&one).title.is_disputed());
}

#[test]
fn do9_none_is_a_value_that_can_be_disputed() {
    let mut one = with(&asking());
    let mut other = one.clone();
    let due = |due| Edit::Reword { request: REQUEST, field: RequestField::Due(due) };
    edit(&mut one, 1, 2, &due(None));
    edit(&mut other, 2, 3, &due(Some(Due { at: Millis(7), from: None, takes: None })));
    exchange(&mut one, &mut other);
    let disputed = request_of(&one).due;
    assert!(disputed.is_disputed() && [disputed.value, disputed.others[0]].contains(&None));
}

#[test]
fn do10_settings_may_begin_on_two_devices() {
    let named = |who: u8, name: &str| {
        let mut doc = Doc::empty(DocId::SETTINGS);
        edit(&mut doc, who, 1, &Edit::NameWorkspace { name: name.to_owned() });
        doc
    };
    let (mut one, mut other) = (named(1, "Hansa"), named(2, "Hansa Yard"));
    exchange(&mut one, &mut other);
    assert_eq!(one.heads(), other.heads());
    let Ok(Model::Settings(settings)) = one.read() else { panic!("settings") };
    assert_eq!(settings.name.others.len(), 1);
    edit(&mut one, 1, 2, &Edit::NameWorkspace { name: "Hansa".to_owned() });
}

#[test]
fn do10_containers_of_two_beginnings_are_read_as_one() {
    let id = person(1);
    let begun = |who: u8| {
        let mut doc = Doc::empty(id);
        edit(&mut doc, who, 1, &Edit::AddPerson { id, name: "Ana".to_owned(), team: None });
        let field = PersonField::Device(device(who), format!("device {who}"));
        edit(&mut doc, who, 2, &Edit::ChangePerson { id, field });
        doc
    };
    let (mut one, mut other) = (begun(1), begun(2));
    exchange(&mut one, &mut other);
    let Ok(Model::Person(person)) = one.read() else { panic!("a person") };
    assert_eq!(person.devices, vec![(device(1), "device 1".to_owned()), (device(2), "device 2".to_owned())]);
    let renamed = Edit::ChangePerson { id, field: PersonField::Device(device(1), "new".to_owned()) };
    edit(&mut one, 1, 3, &renamed);
    let Ok(Model::Person(person)) = one.read() else { panic!("a person") };
    assert_eq!(person.devices[0], (device(1), "new".to_owned()));
}

#[test]
fn fo2_an_acceptance_and_a_withdrawal_meet_through_documents() {
    let mut one = with(&asking());
    let mut other = one.clone();
    edit(&mut one, 1, 2, &accepting(1));
    edit(&mut other, 2, 3, &act(EventKind::Withdrawn { reason: "solved".to_owned() }));
    exchange(&mut one, &mut other);
    let folded = fold(&request_of(&one));
    assert_eq!(folded, fold(&request_of(&other)));
    assert_eq!(folded.state, State::Withdrawn);
    let lost =
        folded.events.iter().find(|effect| effect.id == stamp_of(1, 2).event).map(|effect| effect.outcome);
    assert_eq!(lost, Some(Outcome::Overruled(stamp_of(2, 3).event)));
}

#[test]
fn do11_the_device_comes_from_the_actor() {
    let mut doc = with(&asking());
    let claimed = Stamp { by: person(1), ..stamp_of(2, 2) };
    write(&mut doc, actor(2), &[(&accepting(1), claimed)]).expect("a good edit");
    let devices: Vec<DeviceId> = request_of(&doc).events.iter().map(|event| event.device).collect();
    assert_eq!(devices, vec![device(1), device(2)]);
}

/// Two customers, as two devices have them.
fn two_customers() -> [[Doc; 2]; 2] {
    let added = |number| {
        let id = doc_id(DocKind::Customer, number);
        with(&Edit::AddCustomer { id, name: "Ito".to_owned(), reference: String::new(), segment: None })
    };
    let docs = [added(1), added(2)];
    [docs.clone(), docs]
}

fn merging(number: u8, into: u8) -> Edit {
    let into = doc_id(DocKind::Customer, into);
    Edit::ChangeCustomer {
        id: doc_id(DocKind::Customer, number),
        field: CustomerField::MergedInto(Some(into)),
    }
}

fn rows_of(docs: &[Doc]) -> Rows {
    docs.iter().map(|doc| stored(doc).expect("readable").row).collect()
}

#[test]
fn cu2_who_merged_each_into_the_other_apart_sees_one_customer_alike() {
    let [mut one, mut other] = two_customers();
    edit(&mut one[0], 1, 2, &merging(1, 2));
    edit(&mut other[1], 2, 3, &merging(2, 1));
    for (here, there) in one.iter_mut().zip(&mut other) {
        exchange(here, there);
    }
    for docs in [&one, &other] {
        let rows = rows_of(docs);
        let smallest = doc_id(DocKind::Customer, 1);
        for doc in docs {
            assert_eq!(rows.kept(doc.id()), smallest);
        }
        assert_eq!(
            customers(&rows, "", 10).1.iter().map(|item| item.duplicates.len()).collect::<Vec<_>>(),
            [1]
        );
    }
}

#[test]
fn cu1_a_customer_merged_into_two_at_once_is_disputed_and_shows_under_one() {
    let [one, mut other] = two_customers();
    let [mut doc, kept] = one;
    edit(&mut doc, 1, 2, &merging(1, 2));
    edit(&mut other[0], 2, 3, &merging(1, 7));
    exchange(&mut doc, &mut other[0]);
    assert_eq!(stored(&doc), stored(&other[0]));
    let Row::Customer(row) = stored(&doc).expect("readable").row else { panic!("a customer") };
    assert!(row.merge_disputed && row.merged_into.is_some());
    edit(&mut doc, 1, 4, &merging(1, 2));
    let rows = rows_of(&[doc, kept]);
    let settled = rows.duplicates_of(doc_id(DocKind::Customer, 2));
    assert_eq!(settled.iter().map(|one| one.disputed).collect::<Vec<_>>(), [false]);
}

/// Telephone numbers that two people wrote apart: both are kept, both find the customer, and keeping one settles it.
#[test]
fn cu8_numbers_that_two_wrote_apart_both_find_the_customer() {
    let [one, mut other] = two_customers();
    let mut doc = one[0].clone();
    let id = doc.id();
    let phone = |text: &str| Edit::ChangeCustomer { id, field: CustomerField::Phone(text.to_owned()) };
    edit(&mut doc, 1, 2, &phone("600 123 456"));
    edit(&mut other[0], 2, 3, &phone("700 222 333"));
    exchange(&mut doc, &mut other[0]);
    assert_eq!(stored(&doc), stored(&other[0]));
    let Row::Customer(row) = stored(&doc).expect("readable").row else { panic!("a customer") };
    let mut both: Vec<&str> = row.phones().collect();
    both.sort_unstable();
    assert_eq!(both, ["600 123 456", "700 222 333"]);
    for typed in ["123456", "2333"] {
        assert_eq!(customers(&rows_of(std::slice::from_ref(&doc)), typed, 10).0, 1, "{typed}");
    }
    edit(&mut doc, 1, 4, &phone("700 222 333"));
    let Row::Customer(row) = stored(&doc).expect("readable").row else { panic!("a customer") };
    assert_eq!((row.phone.as_str(), row.other_phones.len()), ("700 222 333", 0));
}

#[test]
fn cu8_a_text_of_numbers_has_a_limit() {
    let [one, _] = two_customers();
    let mut doc = one[0].clone();
    let id = doc.id();
    let long = |chars| Edit::ChangeCustomer { id, field: CustomerField::Phone("6".repeat(chars)) };
    let refused = write(&mut doc, actor(1), &[(&long(PHONE_CHARS_MAX + 1), stamp(5))]);
    assert!(refused.is_err());
    edit(&mut doc, 1, 6, &long(PHONE_CHARS_MAX));
    edit(&mut doc, 1, 7, &long(0));
}

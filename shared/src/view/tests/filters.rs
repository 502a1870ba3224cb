//! KN3 to KN5: filters, and what was answered before.

use super::undo::Desk;
use super::*;
use crate::doc;
use crate::edit::{Edit, PersonField};
use crate::id::DeviceId;

const ME: u32 = 3;

#[test]
fn kn3_a_filter_is_its_address_and_shows_what_it_says() {
    let mut rows = company();
    let mine = RequestRow { owner: Some(tom().person), accepted_at: Some(minutes(-9)), ..request(1, 2, 3) };
    rows.apply(row(RequestRow { state: State::Working, customer: Some(customer_id(1)), ..mine }));
    rows.apply(row(RequestRow { reply_by: Some(minutes(-5)), ..request(2, 2, 4) }));
    rows.apply(row(RequestRow {
        state: State::Confirmed,
        asked_at: minutes(-60 * 24 * 9),
        ..request(3, 4, 3)
    }));
    let shows = |address: &[(&str, &str)]| -> Vec<DocId> {
        let filter = Filter::read(|name| {
            let pair = address.iter().find(|(own, _)| *own == name)?;
            Some(pair.1.to_owned())
        });
        let again: Vec<(&str, String)> = filter.pairs();
        assert_eq!(
            again,
            address.iter().map(|(name, value)| (*name, (*value).to_owned())).collect::<Vec<_>>()
        );
        assert_eq!(filter.narrows(), address.iter().any(|(name, _)| *name != "q"));
        let list = filtered(&rows, &tom(), &filter, NOW, 9);
        assert_eq!(list.total, list.items.len());
        list.items.iter().map(|hit| hit.card.id).collect()
    };
    let (team, customer) = (team_id(4).to_string(), customer_id(1).to_string());
    let owner = tom().person.to_string();
    assert_eq!(shows(&[("state", "underway"), ("mine", "1")]), [request_id(1)]);
    assert_eq!(shows(&[("state", "unanswered")]), [request_id(2)]);
    assert_eq!(shows(&[("team", &team)]), [request_id(2), request_id(3)], "the open above the closed");
    assert_eq!(shows(&[("state", "closed"), ("days", "7")]), [request_id(3)]);
    assert_eq!(shows(&[("customer", &customer)]), [request_id(1)]);
    assert_eq!(shows(&[("owner", &owner)]), [request_id(1)]);
    assert_eq!(shows(&[("clock", "silent")]), [request_id(2)]);
    assert_eq!(shows(&[("clock", "late")]), [request_id(2)]);
    assert_eq!(shows(&[("q", "request 3"), ("team", &team)]), [request_id(3)]);
    let other = Filter::read(|name| (name == "state").then(|| "of-a-newer-version".to_owned()));
    assert_eq!(other, Filter::default());
}

#[test]
fn kn4_a_person_keeps_a_named_number_of_filters_under_their_names() {
    use crate::limits::{FILTER_ADDRESS_CHARS_MAX, FILTER_NAME_CHARS_MAX, FILTERS_MAX};
    let id = person_id(ME);
    let mut desk = Desk::of(id);
    desk.write(&[Edit::AddPerson { id, name: "Tom".into(), team: None }]).expect("a person");
    let keep = |name: &str, address: Option<&str>| {
        [Edit::ChangePerson { id, field: PersonField::Filter(name.into(), address.map(str::to_owned)) }]
    };
    for number in 0..FILTERS_MAX {
        desk.write(&keep(&format!("{number:02}"), Some("state=open"))).expect("room");
    }
    assert_eq!(desk.write(&keep("one more", Some("mine=1"))), Err(doc::EditError::TooLarge));
    desk.write(&keep("07", Some("clock=silent"))).expect("another address");
    desk.write(&keep("00", None)).expect("let go of");
    desk.write(&keep("last", Some("mine=1"))).expect("room again");
    for (name, address) in
        [("", "x".into()), ("x", String::new()), ("x", "x".repeat(FILTER_ADDRESS_CHARS_MAX + 1))]
    {
        assert_eq!(desk.write(&keep(name, Some(&address))), Err(doc::EditError::BadText), "{name}");
    }
    let long = "x".repeat(FILTER_NAME_CHARS_MAX + 1);
    assert_eq!(desk.write(&keep(&long, Some("mine=1"))), Err(doc::EditError::BadText));
    let Row::Person(row) = stored(&desk.doc).expect("a row").row else { unreachable!("a person's row") };
    assert_eq!(row.filters.len(), FILTERS_MAX);
    let of = |name: &str| row.filters.iter().find(|one| one.name == name).map(|one| one.address.as_str());
    assert_eq!((of("00"), of("07"), of("last")), (None, Some("clock=silent"), Some("mine=1")));
    let mut model = desk.doc.read().expect("readable");
    let who = doc::Who { person: id, device: DeviceId::from_bytes([1; 8]), admin: false };
    assert_eq!(doc::allowed(None, &model, &who), Ok(()));
    if let crate::model::Model::Person(person) = &mut model {
        person.filters.push(("too many".into(), "mine=1".into()));
    }
    assert!(doc::allowed(None, &model, &who).is_err(), "a device that counts wrongly");
}

#[test]
fn kn5_what_was_answered_before_is_the_closest_that_helped() {
    let mut rows = company();
    let closed = |number, title: &str, provider| RequestRow {
        title: title.into(),
        state: State::Confirmed,
        delivered: format!("answer {number}"),
        ..request(number, 2, provider)
    };
    rows.apply(row(closed(1, "Which pallet has lot 4471?", 3)));
    rows.apply(row(closed(2, "Which pallet has lot 5000?", 4)));
    rows.apply(row(RequestRow { helped: Some(false), ..closed(3, "Which pallet has lot 4471?", 3) }));
    rows.apply(row(RequestRow { private: true, ..closed(4, "Which pallet has lot 4471?", 3) }));
    rows.apply(row(RequestRow { title: "Which pallet has lot 4471?".into(), ..request(5, 2, 3) }));
    rows.apply(row(closed(6, "Where is the forklift?", 3)));
    let found = |title: &str, team: Option<u32>| -> Vec<(DocId, String)> {
        let found = answered_before(&rows, title, team.map(team_id));
        found.into_iter().map(|one| (one.request.id, one.answer)).collect()
    };
    let (first, second) = ((request_id(1), "answer 1".to_owned()), (request_id(2), "answer 2".to_owned()));
    assert_eq!(found("which pallet has the lot 4471", None), [first.clone(), second.clone()]);
    assert_eq!(found("which pallet has the lot 4471", Some(4)), [second, first]);
    assert!(found("which", None).is_empty(), "one word is asked for often");
    assert!(found("is bay four free tonight", None).is_empty());
}

//! FO29: what is asked is changed with an event that tells of it.

use super::*;
use crate::limits::LINE_CHARS_MAX;
use crate::view;

fn reword(field: RequestField) -> Edit {
    Edit::Reword { request: REQUEST, field }
}

fn told(doc: &Doc) -> Vec<(DocId, Wording, String, String)> {
    let events = request_of(doc).events.into_iter();
    events
        .filter_map(|event| match event.kind {
            EventKind::Reworded { what, before, after } => Some((event.by, what, before, after)),
            _ => None,
        })
        .collect()
}

#[test]
fn fo29_each_change_says_who_made_it_and_from_what_to_what() {
    let mut doc = with(&asking());
    let customer = doc_id(DocKind::Customer, 5);
    let due = Due { at: Millis(1_700_200_000_000), from: None, takes: None };
    let long = "é".repeat(LINE_CHARS_MAX + 1);
    for (number, field) in [
        RequestField::Title("Two chargers".to_owned()),
        RequestField::Title("Two chargers".to_owned()),
        RequestField::Details(long.clone()),
        RequestField::Words(String::new()),
        RequestField::Reference("SO-2".to_owned()),
        RequestField::Customer(Some(customer)),
        RequestField::Parent(None),
        RequestField::Due(Some(due)),
        RequestField::Due(None),
    ]
    .into_iter()
    .enumerate()
    {
        edit(&mut doc, 2, 2 + number as u64, &reword(field));
    }
    let old = ask();
    let cut: String = long.chars().take(LINE_CHARS_MAX - 1).chain(['…']).collect();
    let name = |id: Option<DocId>| id.map(|id| id.to_string()).unwrap_or_default();
    let at = |due: Option<Due>| due.map(|due| due.at.0.to_string()).unwrap_or_default();
    let changes = [
        (Wording::Title, old.title, "Two chargers".to_owned()),
        (Wording::Details, old.details, cut),
        (Wording::Words, old.words, String::new()),
        (Wording::Reference, old.reference, "SO-2".to_owned()),
        (Wording::Customer, name(old.customer), name(Some(customer))),
        (Wording::Parent, name(old.parent), String::new()),
        (Wording::Due, at(old.due), at(Some(due))),
        (Wording::Due, at(Some(due)), String::new()),
    ];
    // What was so already tells nothing.
    assert_eq!(told(&doc), changes.map(|(what, before, after)| (person(2), what, before, after)));
    let row = view::derive(&doc.read().expect("readable"));
    let view::Row::Request(row) = row else { panic!("a request") };
    assert_eq!(row.last_said, None, "nobody said anything");
    let reworded = row.reworded.expect("it was changed");
    assert_eq!((reworded.by, reworded.what), (person(2), vec![Wording::Due]));
    assert_eq!(row.state, view::State::Asked, "it stands where it stood");
    let again = request_of(&Doc::load(REQUEST, [&doc.save()[..]]).expect("its own bytes"));
    assert_eq!(again.events, request_of(&doc).events);
}

/// One save of two parts is one thing to hear of, and takes nothing away that was said before.
#[test]
fn fo29_what_one_save_changes_is_told_together_and_beside_what_was_said() {
    let mut doc = with(&asking());
    let said = EventKind::Commented { text: "In bay 3?".to_owned(), mentions: Vec::new(), answers: false };
    edit(&mut doc, 1, 2, &act(said));
    let (number, title) = (reword(RequestField::Reference("SO-2".to_owned())), titling("Two chargers"));
    let at = |event: u64| Stamp { device_time: Millis(1_700_000_900_000), ..stamp(event) };
    write(&mut doc, actor(1), &[(&number, at(9)), (&title, at(8))]).expect("both");
    let view::Row::Request(row) = view::derive(&doc.read().expect("readable")) else { panic!("a request") };
    let said = row.last_said.expect("what was said");
    assert_eq!((said.by, said.news), (person(1), None));
    let reworded = row.reworded.expect("it was changed");
    assert_eq!((reworded.by, reworded.what), (person(1), vec![Wording::Title, Wording::Reference]));
    assert!(said.at < reworded.at);
}

#[test]
fn fo29_keeping_one_of_two_values_is_told() {
    let mut one = with(&asking());
    let mut other = Doc::load(REQUEST, [&one.save()[..]]).expect("its own bytes");
    edit(&mut one, 1, 2, &titling("Two"));
    let apart = edit(&mut other, 2, 3, &titling("Three"));
    one.apply(&apart.bytes).expect("a change");
    let shown = request_of(&one).title;
    assert_eq!(shown.others.len(), 1);
    edit(&mut one, 3, 4, &titling(&shown.value));
    assert_eq!(told(&one).len(), 3);
    assert_eq!(request_of(&one).title.others, Vec::<String>::new());
}

/// A part that only a newer version knows is shown as something that only a newer version knows.
#[test]
fn fo29_every_part_has_a_name_of_its_own() {
    use crate::doc::schema::wording::{name, read};
    for what in Wording::ALL {
        assert_eq!(read(name(what)), Some(what));
    }
    assert_eq!(read("colour"), None);
}

//! VI39: who is named in a comment, and who follows.

use super::*;
use crate::id::EventId;

fn named(rows: &Rows, text: &str, picked: &[(u32, &str)]) -> Vec<DocId> {
    let picked: Vec<Named> = picked
        .iter()
        .map(|(number, name)| Named { id: person_id(*number), name: (*name).to_owned() })
        .collect();
    mentioned(rows, text, &picked)
}

#[test]
fn a_name_is_offered_while_it_is_typed() {
    for (before, typed) in [
        ("@", Some("")),
        ("Ask @To", Some("To")),
        ("Ask @Ana R", Some("Ana R")),
        ("(@to", Some("to")),
        ("mail tom@ware", None),
        ("@ nobody", None),
        ("@Tom\nand then", None),
        ("no name", None),
        ("@one that is far too long to be a name of anybody here", None),
    ] {
        assert_eq!(typed_mention(before), typed, "{before:?}");
    }
    let mut rows = company();
    rows.apply(person(7, "Théo", Some(4)));
    let offered = |typed| -> Vec<String> {
        mention_choices(&rows, &tom(), typed, 9).into_iter().map(|one| one.name).collect()
    };
    assert_eq!(offered("w"), ["Warehouse"]);
    assert_eq!(offered("the"), ["Théo"], "as it is typed, without accents");
    assert_eq!(offered("tom"), [""; 0], "nobody names themselves");
    assert_eq!(offered("")[0], "Warehouse", "the own team first");
}

#[test]
fn a_comment_names_who_was_picked_and_stands_in_it_or_is_the_only_one_of_a_name() {
    let mut rows = company();
    rows.apply(person(8, "Ana R.", Some(3)));
    rows.apply(person(9, "Anabel", Some(3)));
    assert_eq!(named(&rows, "@Tom, please", &[]), [person_id(3)]);
    assert_eq!(named(&rows, "@Tom and @Warehouse", &[]), [team_id(3), person_id(3)]);
    assert_eq!(named(&rows, "@Tommy", &[]), [], "a longer word is another name");
    assert_eq!(named(&rows, "@Ana R. knows", &[]), [], "there are two");
    assert_eq!(named(&rows, "@Ana R. knows", &[(8, "Ana R.")]), [person_id(8)]);
    assert_eq!(named(&rows, "she knows", &[(8, "Ana R.")]), [], "taken out again");
}

#[test]
fn where_one_name_begins_another_the_longer_one_is_meant() {
    let mut rows = company();
    rows.apply(person(21, "Kim", None));
    rows.apply(person(22, "Kim Berg", None));
    assert_eq!(named(&rows, "@Kim Berg knows", &[]), [person_id(22)]);
    assert_eq!(named(&rows, "@Kim knows, @Kim Berg too", &[]), [person_id(21), person_id(22)]);
    assert_eq!(named(&rows, "@Kim Berg knows", &[(21, "Kim")]), [person_id(22)]);
}

#[test]
fn who_is_named_hears_of_it_once_and_who_follows_of_each_turn() {
    let mention = |who| Mention {
        event: EventId::from_bytes([5; EventId::LEN]),
        who,
        by: person_id(2),
        at: minutes(-3),
    };
    let told = |request: RequestRow| -> Vec<What> {
        let mut rows = company();
        rows.apply(row(RequestRow { changed_at: minutes(-3), ..request }));
        notices(&rows, &tom(), NOW).into_iter().map(|one| one.what).collect()
    };
    let mentions = vec![mention(person_id(3)), mention(team_id(3))];
    assert_eq!(told(RequestRow { mentions, ..request(1, 2, 4) }), [What::Mentioned]);
    assert_eq!(told(RequestRow { mentions: vec![mention(person_id(4))], ..request(1, 2, 4) }), []);
    let moved = RequestRow { state: State::Declined, state_since: minutes(-3), ..request(1, 2, 4) };
    assert_eq!(told(moved.clone()), []);
    let followers = vec![person_id(3)];
    assert_eq!(told(RequestRow { followers, ..moved }), [What::Turned(State::Declined)]);
}

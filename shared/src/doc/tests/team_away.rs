//! MA40, MA45: days on which a team is away, and suggestions that were put away: disputed, and refused where they make no sense.

use super::*;
use crate::edit::PartyField;
use crate::id::Day;
use crate::limits::{AWAY_DAYS_MAX, LINE_CHARS_MAX, PUT_AWAY_MAX};
use crate::model::TeamAway;
use crate::view::{Row, stored};
use crate::wire::RefusalReason;
use automerge::ROOT;
use automerge::transaction::Transactable;

fn yard() -> Doc {
    with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Yard".to_owned() })
}

fn days(from: i8, until: i8) -> TeamAway {
    let day = |day| Day::of(2026, 12, day).expect("a day");
    TeamAway { from: day(from), until: day(until), stands_in: None, words: String::new() }
}

fn change(field: PartyField) -> Edit {
    Edit::ChangeParty { id: team(1), field }
}

/// MA40.
#[test]
fn what_two_said_at_once_of_being_away_both_shows() {
    let (mut one, mut other) = (yard(), yard());
    edit(&mut one, 1, 2, &change(PartyField::Away(Some(days(1, 4)))));
    edit(&mut other, 2, 3, &change(PartyField::Away(Some(days(2, 9)))));
    exchange(&mut one, &mut other);
    let row = |doc: &Doc| stored(doc).expect("readable").row;
    assert_eq!(row(&one), row(&other));
    let Row::Party(party) = row(&one) else { panic!("a party") };
    let mut both = [party.away.into_iter().collect(), party.other_aways].concat();
    both.sort_by_key(|away| away.from);
    assert_eq!(both, [days(1, 4), days(2, 9)]);
    edit(&mut one, 1, 4, &change(PartyField::Away(None)));
    let Row::Party(party) = row(&one) else { panic!("a party") };
    assert_eq!((party.away, party.other_aways), (None, Vec::new()));
}

/// MA40, MA45.
#[test]
fn what_makes_no_sense_is_neither_written_nor_admitted() {
    let far = days(1, 1).from.plus_days(AWAY_DAYS_MAX).expect("a day");
    let long = "x".repeat(LINE_CHARS_MAX + 1);
    let own = TeamAway { stands_in: Some(team(1)), ..days(1, 2) };
    let someone = TeamAway { stands_in: Some(person(1)), ..days(1, 2) };
    let wrong = [
        (PartyField::Away(Some(days(4, 1))), EditError::NotAllowed),
        (PartyField::Away(Some(TeamAway { until: far, ..days(1, 2) })), EditError::NotAllowed),
        (PartyField::Away(Some(own)), EditError::NotAllowed),
        (PartyField::Away(Some(someone)), EditError::NotAllowed),
        (PartyField::Away(Some(TeamAway { words: long.clone(), ..days(1, 2) })), EditError::BadText),
        (PartyField::PutAway(String::new(), true), EditError::BadText),
        (PartyField::PutAway(long.clone(), true), EditError::BadText),
    ];
    for (field, error) in wrong {
        let mut doc = yard();
        let edit = change(field);
        assert_eq!(write(&mut doc, actor(1), &[(&edit, stamp(9))]), Err(error), "{edit:?}");
    }
    let bad = Err(RefusalReason::BadDocument);
    let hostile = [
        ("away".to_owned(), "2026-12-04 2026-12-01 - ".to_owned(), bad),
        ("away".to_owned(), format!("2026-12-01 {far} - "), bad),
        ("away".to_owned(), format!("2026-12-01 2026-12-02 {} ", team(1)), bad),
        ("away".to_owned(), format!("2026-12-01 2026-12-02 - {long}"), bad),
    ];
    for (key, value, expected) in hostile {
        assert_eq!(
            judged(&put(&yard(), |tx| tx.put(ROOT, key.as_str(), &*value).expect("written"))),
            expected,
            "{value}"
        );
    }
    let many = |count: usize| {
        put(&yard(), |tx| {
            for number in 0..count {
                tx.put(ROOT, format!("put_away:{number}"), true).expect("written");
            }
        })
    };
    assert_eq!(judged(&many(PUT_AWAY_MAX * 2)), Ok(()));
    assert_eq!(judged(&many(PUT_AWAY_MAX * 2 + 1)), Err(RefusalReason::DocTooLarge));
    let mut full = many(PUT_AWAY_MAX);
    let more = change(PartyField::PutAway("one more".to_owned(), true));
    let refused = write(&mut full, actor(1), &[(&more, stamp(9))]).map(|_| ());
    assert_eq!(refused, Err(EditError::TooLarge), "told here");
}

fn put(before: &Doc, write: impl FnOnce(&mut automerge::transaction::Transaction<'_>)) -> Doc {
    let mut after = before.clone();
    let mut tx = after.automerge.transaction();
    write(&mut tx);
    tx.commit();
    after
}

fn judged(after: &Doc) -> Result<(), RefusalReason> {
    let who = Who { person: person(1), device: device(1), admin: true };
    allowed(Some(&yard().read().expect("readable")), &after.read().expect("readable"), &who)
}

//! When a team works: written, disputed, and refused where it makes no sense.

use super::*;
use crate::edit::PartyField;
use crate::id::Span;
use crate::limits::HOLIDAYS_MAX;
use crate::view::{HolidayRow, Row, Rows, WorkRow, stored};
use crate::wire::RefusalReason;
use automerge::ROOT;
use automerge::transaction::Transactable;

const BERLIN: &str = "Europe/Berlin CET-1CEST,M3.5.0,M10.5.0/3";

fn change(field: PartyField) -> Edit {
    Edit::ChangeParty { id: team(1), field }
}

fn hours(text: &str) -> Edit {
    change(PartyField::Hours(text.to_owned()))
}

fn holiday(date: &str, name: &str) -> Edit {
    change(PartyField::Holiday(date.to_owned(), name.to_owned()))
}

fn office() -> Doc {
    let mut doc = with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Office".to_owned() });
    edit(&mut doc, 1, 2, &change(PartyField::Zone(BERLIN.to_owned())));
    edit(&mut doc, 1, 3, &hours("mo-fr 08:00-17:00"));
    edit(&mut doc, 1, 4, &holiday("2026-12-25", "Christmas"));
    doc
}

fn work_of(doc: &Doc) -> WorkRow {
    match stored(doc).expect("readable").row {
        Row::Party(party) => party.work,
        other => panic!("{other:?}"),
    }
}

/// CL1, CL8.
#[test]
fn hours_reach_the_calendar_that_promises_are_computed_with() {
    let mut doc = office();
    let friday = Millis(1_798_210_800_000); // 2026-12-25, 16:00 in Berlin
    let rows = |doc: &Doc| Rows::from_iter([stored(doc).expect("readable").row]);
    let monday = friday + Span::hours(65);
    assert_eq!(rows(&doc).calendar(team(1)).promised(friday, Span::hours(1)), monday);
    assert!(rows(&doc).calendar(team(2)).is_always(), "nothing is known of others");
    edit(&mut doc, 1, 5, &holiday("2026-12-25", ""));
    assert_eq!(work_of(&doc).holidays, []);
    assert_eq!(rows(&doc).calendar(team(1)).promised(friday, Span::hours(1)), friday + Span::hours(1));
    // Hours that are taken back are those of always, and a party that goes takes its calendar along.
    let mut changing = rows(&doc);
    edit(&mut doc, 1, 6, &hours(""));
    assert!(changing.apply(stored(&doc).expect("readable").row));
    assert!(changing.calendar(team(1)).is_always());
    let mut gone = rows(&office());
    assert!(gone.remove(team(1)) && gone.calendar(team(1)).is_always());
}

/// DO9.
#[test]
fn people_who_add_different_days_agree_and_who_name_one_differently_see_both() {
    let (mut one, mut other) = (office(), office());
    edit(&mut one, 1, 5, &holiday("2026-12-24", "Half day"));
    edit(&mut other, 2, 6, &holiday("2027-01-01", "New year"));
    edit(&mut one, 1, 7, &holiday("2026-12-25", ""));
    edit(&mut other, 2, 8, &holiday("2026-12-25", "Christmas Day"));
    edit(&mut one, 1, 9, &hours("mo-fr 07:00-16:00"));
    edit(&mut other, 2, 10, &hours("mo-fr 09:00-18:00"));
    exchange(&mut one, &mut other);
    let work = work_of(&one);
    assert_eq!(work, work_of(&other));
    let day = |date: &str| work.holidays.iter().find(|day| day.date == date).cloned().expect(date);
    let plain = |date: &str, name: &str| HolidayRow {
        date: date.to_owned(),
        name: name.to_owned(),
        other_names: vec![],
    };
    assert_eq!(day("2026-12-24"), plain("2026-12-24", "Half day"));
    assert_eq!(day("2027-01-01"), plain("2027-01-01", "New year"));
    let christmas = day("2026-12-25");
    let mut both = [vec![christmas.name], christmas.other_names].concat();
    both.sort();
    assert_eq!(both, ["", "Christmas Day"]);
    let mut both = [vec![work.hours], work.other_hours].concat();
    both.sort();
    assert_eq!(both, ["mo-fr 07:00-16:00", "mo-fr 09:00-18:00"]);
}

/// CL8.
#[test]
fn what_makes_no_sense_is_neither_written_nor_admitted() {
    let long = format!("Some/{} CET-1", "x".repeat(200));
    let wrong = [
        hours("mo-fr 8-17"),
        hours("whenever"),
        change(PartyField::Zone("Europe/Berlin".to_owned())),
        change(PartyField::Zone(long)),
        holiday("25.12.2026", "Christmas"),
        holiday("2026-02-30", "Never"),
        holiday("2026-12-25", &"x".repeat(201)),
    ];
    for edit in &wrong {
        let mut doc = office();
        assert_eq!(write(&mut doc, actor(1), &[(edit, stamp(9))]), Err(EditError::BadText), "{edit:?}");
    }
    // A device that writes it all the same.
    let who = Who { person: person(1), device: device(1), admin: true };
    let hostile = [("hours", "mo-fr 8-17"), ("zone", "nonsense"), ("holiday:soon", "x")];
    for (key, value) in hostile {
        let before = office();
        let mut after = before.clone();
        let mut tx = after.automerge.transaction();
        tx.put(ROOT, key, value).expect("written");
        tx.commit();
        let (before, after) = (before.read().expect("readable"), after.read().expect("readable"));
        assert_eq!(allowed(Some(&before), &after, &who), Err(RefusalReason::BadDocument), "{key}");
    }
}

/// CL8.
#[test]
fn there_is_an_end_to_holidays() {
    let mut doc = office();
    let mut tx = doc.automerge.transaction();
    for day in 0..HOLIDAYS_MAX {
        let date = format!("holiday:{:04}-01-01", 2_100 + day);
        tx.put(ROOT, date, "Off").expect("written");
    }
    tx.commit();
    let who = Who { person: person(1), device: device(1), admin: true };
    let after = doc.read().expect("readable");
    assert_eq!(allowed(None, &after, &who), Err(RefusalReason::DocTooLarge));
    assert_eq!(work_of(&doc).holidays.len(), HOLIDAYS_MAX);
    let id = doc.id();
    let one_more = Edit::ChangeParty { id, field: PartyField::Holiday("2027-12-24".into(), "Eve".into()) };
    assert_eq!(
        write(&mut doc, actor(1), &[(&one_more, stamp(9))]).map(|_| ()),
        Err(EditError::TooLarge),
        "told here"
    );
}

/// DO15.
#[test]
fn a_holiday_of_another_type_is_left_alone() {
    let mut doc = office();
    let mut tx = doc.automerge.transaction();
    tx.put(ROOT, "holiday:2027-01-06", 7_i64).expect("written");
    tx.commit();
    assert_eq!(work_of(&doc).holidays.len(), 1);
}

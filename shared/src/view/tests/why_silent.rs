//! VI54: every silence says why, and what it says is true.

use super::history::row_of;
use super::*;
use crate::model::{Away, EventKind};
use crate::view::why_silent::why_silent;

const DAYS_5: i64 = -5 * 1_440;

fn told(asked: i64, reply_by: Option<i64>, then: &[(i64, EventKind)]) -> RequestRow {
    row_of(&super::history::told(asked, reply_by, then))
}

fn accepted(promised: Option<i64>) -> EventKind {
    EventKind::Accepted { owner: person_id(3), promised: promised.map(minutes) }
}

fn why(rows: &Rows, row: &RequestRow) -> Option<WhySilent> {
    why_silent(rows, row, NOW).map(|(_, why)| why)
}

fn words() -> String {
    "said".to_owned()
}

#[test]
fn vi54_a_silence_says_why() {
    let rows = company();
    let is = |row: &RequestRow, expected| assert_eq!(why(&rows, row), expected, "{row:?}");
    let news = |at, next| (at, EventKind::Announced { next_update: minutes(next), note: String::new() });
    let back = (-90, EventKind::HandedOver { to: None, note: words() });
    let reopened = (DAYS_5, EventKind::Reopened { reason: words(), reply_by: None, taken_back: false });
    let delivered = (DAYS_5 - 5, EventKind::Delivered { answer: words(), over_open: false, noted: false });
    let handed_on = (DAYS_5, EventKind::HandedOn { to: team_id(4), reason: words(), reply_by: None });
    let declined = (DAYS_5 - 9, EventKind::Declined { reason: words(), instead: None });
    let waits = |until: Option<i64>| EventKind::Waiting {
        on: words(),
        on_asker: false,
        until: until.map(minutes),
        why: String::new(),
    };
    is(&told(-60, Some(-5), &[]), Some(WhySilent::NoAnswer { due: minutes(-5) }));
    is(&told(-60, Some(5), &[]), None);
    is(&told(DAYS_5, None, &[]), Some(WhySilent::NotPromised { since: minutes(DAYS_5) }));
    is(
        &told(DAYS_5 - 9, Some(DAYS_5), &[handed_on]),
        Some(WhySilent::NotPromised { since: minutes(DAYS_5) }),
    );
    is(&told(-60, None, &[news(-30, -2)]), Some(WhySilent::NoNews { announced: minutes(-2) }));
    let far = told(DAYS_5, Some(DAYS_5 + 1), &[news(DAYS_5, 90_000)]);
    is(&far, Some(WhySilent::NoAnswer { due: minutes(DAYS_5 + 1) }));
    let taken = (DAYS_5, accepted(None));
    is(&told(DAYS_5 - 9, None, &[taken]), Some(WhySilent::NoTime { taken: minutes(DAYS_5) }));
    is(&told(-99, None, &[(-98, accepted(Some(30))), back]), Some(WhySilent::GivenBack { at: minutes(-90) }));
    let again = told(DAYS_5 - 9, None, &[delivered.clone(), reopened.clone()]);
    is(&again, Some(WhySilent::Reopened { at: minutes(DAYS_5) }));
    // It had named one, and kept it.
    let had = (DAYS_5 - 9, accepted(Some(DAYS_5)));
    let on = (DAYS_5 + 1, EventKind::Working);
    let goes_on = told(DAYS_5 - 20, None, &[had, delivered, reopened.clone(), on]);
    is(&goes_on, Some(WhySilent::NoTime { taken: minutes(DAYS_5 + 1) }));
    let unowned = told(DAYS_5 - 10, None, &[declined, reopened]);
    is(&unowned, Some(WhySilent::Reopened { at: minutes(DAYS_5) }));
    let since = minutes(-40);
    is(
        &told(-60, None, &[(-50, accepted(None)), (-40, waits(Some(-3)))]),
        Some(WhySilent::WaitOver { since }),
    );
}

#[test]
fn vi54_who_went_without_handing_over_and_a_team_off_the_map_are_reasons_too() {
    let owned = told(-120, None, &[(-100, accepted(Some(60)))]);
    let tom = |away, left| {
        let Row::Person(tom) = person(3, "Tom", Some(3)) else { unreachable!("a person") };
        Row::Person(PersonRow { away, left, ..tom })
    };
    let mut rows = company();
    let away = Away { from: minutes(-30), until: None, words: String::new() };
    rows.apply(tom(Some(away), None));
    assert_eq!(why(&rows, &owned), Some(WhySilent::OwnerAway { since: minutes(-30) }));
    rows.apply(tom(None, Some(minutes(-20))));
    assert_eq!(why(&rows, &owned), Some(WhySilent::OwnerLeft));
    let Row::Party(warehouse) = team(3, "Warehouse") else { unreachable!("a party") };
    rows.apply(Row::Party(PartyRow { retired: true, retired_at: Some(minutes(-10)), ..warehouse }));
    let asked = told(-60, Some(30), &[]);
    assert_eq!(why(&rows, &asked), Some(WhySilent::TeamGone));
    assert_eq!(escalation(&rows, &asked, NOW).map(|one| one.why), Some(WhySilent::TeamGone));
}

//! MA40, MA41: a team that is away: who is told, and what its calendar makes of it.

use super::*;
use crate::calendar::Opening;
use crate::id::Day;
use crate::model::TeamAway;
use crate::view::{AwayNow, WorkRow, team_away};

/// Tuesday, 14 November 2023, 22:13 in Greenwich.
fn today(plus: i32) -> Day {
    Day::of(2023, 11, 14).and_then(|day| day.plus_days(plus)).expect("a day")
}

fn away(from: i32, until: i32, work: WorkRow) -> Rows {
    let mut rows = company();
    let Row::Party(row) = team(3, "Warehouse") else { unreachable!("a team") };
    let away = TeamAway {
        from: today(from),
        until: today(until),
        stands_in: Some(team_id(4)),
        words: "stock taking".into(),
    };
    rows.apply(Row::Party(PartyRow { away: Some(away), work, ..row }));
    rows
}

fn told(from: i32, until: i32) -> Option<AwayNow> {
    team_away(&away(from, until, WorkRow::default()), team_id(3), NOW)
}

#[test]
fn those_who_ask_are_told_two_weeks_before_and_until_it_is_over() {
    // MA40
    assert_eq!(told(-5, -1), None, "they are back");
    assert_eq!(told(15, 20), None, "nobody needs to know yet");
    assert!(told(14, 20).is_some_and(|away| !away.is_now));
    let now = told(0, 0).expect("away");
    assert!(now.is_now);
    assert_eq!(now.stands_in.map(|team| team.name), Some("Billing".into()));
    assert_eq!(now.words, "stock taking");
    let mut rows = away(0, 3, WorkRow::default());
    let Row::Party(billing) = team(4, "Billing") else { unreachable!("a team") };
    rows.apply(Row::Party(PartyRow { retired: true, ..billing }));
    assert_eq!(
        team_away(&rows, team_id(3), NOW).expect("away").stands_in,
        None,
        "who left stands in for nobody"
    );
    // Where it is tomorrow already, it is the team's day that counts.
    let tokyo = WorkRow { zone: "Asia/Tokyo JST-9".into(), ..WorkRow::default() };
    assert_eq!(team_away(&away(0, 0, tokyo.clone()), team_id(3), NOW), None);
    assert!(team_away(&away(1, 1, tokyo), team_id(3), NOW).is_some_and(|away| away.is_now));
}

#[test]
fn days_away_are_like_holidays() {
    // MA41
    let day = |rows: &Rows, plus: i64| rows.calendar(team_id(3)).is_open(NOW + Span::days(plus));
    let rows = away(1, 2, WorkRow::default());
    let open: Vec<bool> = (0..4).map(|plus| day(&rows, plus)).collect();
    assert_eq!(open, [true, false, false, true], "a team that works always is away then, too");
    let spent = rows.calendar(team_id(3)).between(NOW, NOW + Span::days(4));
    assert_eq!(spent, Span::days(2), "no clock runs in these days");
    assert_eq!(company().calendar(team_id(3)).opening(NOW), Opening::Always);
    let work = WorkRow { hours: "mo-fr 0-23:30".into(), ..WorkRow::default() };
    let rows = away(1, 2, work);
    let open: Vec<bool> = (0..6).map(|plus| day(&rows, plus)).collect();
    assert_eq!(open, [true, false, false, true, false, false], "Wednesday and Thursday, and the weekend");
}

//! FO21: who is here, and what becomes of requests whose owner isn't.

use super::*;
use crate::fold::NextAct;
use crate::model::Away;

fn with_tom(change: impl FnOnce(&mut PersonRow)) -> Rows {
    let mut rows = company();
    let Some(Row::Person(mut tom)) = rows.get(person_id(3)) else { unreachable!("a person") };
    change(&mut tom);
    rows.apply(Row::Person(tom));
    rows.apply(person(5, "Zoe", Some(3)));
    rows
}

fn away(from: i64, until: Option<i64>) -> Option<Away> {
    Some(Away { from: minutes(from), until: until.map(minutes), words: "dentist".into() })
}

/// Tom works on it, and promised it for later.
fn owned() -> RequestRow {
    RequestRow {
        state: State::Working,
        owner: Some(person_id(3)),
        accepted_at: Some(minutes(-50)),
        answered_at: Some(minutes(-50)),
        state_since: minutes(-50),
        promised: Some(minutes(90)),
        ..request(1, 2, 3)
    }
}

fn zoe() -> Viewer {
    Viewer { person: person_id(5), team: Some(team_id(3)) }
}

#[test]
fn people_say_that_they_are_here_or_away_and_until_when() {
    let of = |change: fn(&mut PersonRow)| {
        let rows = with_tom(change);
        presence(&rows, rows.person(person_id(3)).expect("Tom"), NOW)
    };
    assert_eq!(of(|_| ()), Presence::Unsaid);
    assert_eq!(of(|tom| tom.duty_until = Some(minutes(30))), Presence::Here { until: minutes(30) });
    assert_eq!(
        of(|tom| tom.duty_until = Some(NOW)),
        Presence::ShiftOver { since: NOW },
        "that was until now"
    );
    let just_now = Presence::Away { since: minutes(1), until: None, words: "dentist".into() };
    assert_eq!(of(|tom| tom.away = away(1, None)), just_now, "a screen's moment is up to a minute old");
    assert_eq!(of(|tom| tom.away = away(2, None)), Presence::Unsaid, "that is to come");
    let gone = Presence::Away { since: minutes(-5), until: None, words: "dentist".into() };
    assert_eq!(of(|tom| (tom.away, tom.duty_until) = (away(-5, None), Some(minutes(30)))), gone);
    assert_eq!(of(|tom| tom.away = away(-5, Some(0))), Presence::Unsaid, "back again");
    assert_eq!(of(|tom| tom.away = away(5, None)), Presence::Unsaid, "not yet");
    assert_eq!(
        of(|tom| (tom.left, tom.duty_until) = (Some(minutes(-9)), Some(minutes(9)))),
        Presence::Left { since: minutes(-9) }
    );
}

#[test]
fn who_asks_sees_who_of_a_team_is_here() {
    let mut rows = with_tom(|tom| tom.duty_until = Some(minutes(30)));
    let Some(Row::Person(zoe)) = rows.get(person_id(5)) else { unreachable!("a person") };
    rows.apply(Row::Person(PersonRow { duty_until: Some(minutes(20)), ..zoe.clone() }));
    let both = OnDuty { people: 2, here: 2, away: 0, until: Some(minutes(20)) };
    assert_eq!(on_duty(&rows, team_id(3), NOW), both);
    rows.apply(Row::Person(PersonRow { left: Some(minutes(-1)), ..zoe }));
    assert_eq!(
        on_duty(&rows, team_id(3), NOW),
        OnDuty { people: 1, here: 1, away: 0, until: Some(minutes(30)) }
    );
}

#[test]
fn what_an_absent_owner_has_is_silent_since_they_went_and_the_teams_to_take() {
    let card = |rows: &mut Rows, request: RequestRow| {
        rows.apply(row(request));
        now(rows, &zoe(), NOW, 9).waits_on_us.items.remove(0)
    };
    let here = card(&mut with_tom(|_| ()), owned());
    assert_eq!((here.clock.silent_since(), here.acts[0]), (None, NextAct::Deliver));
    for gone in [(|tom: &mut PersonRow| tom.away = away(-20, Some(60))) as fn(&mut PersonRow), |tom| {
        tom.left = Some(minutes(-20))
    }] {
        let mut rows = with_tom(gone);
        let one = card(&mut rows, owned());
        assert_eq!((one.clock.silent_since(), one.acts[0]), (Some(minutes(-20)), NextAct::Accept));
        assert!(one.owner_gone.is_some());
        let silent = silences(&rows, &zoe(), None, NOW, 9).items.remove(0);
        assert_eq!((silent.since, &*silent.answers.name), (minutes(-20), "Warehouse"));
        let told = notices(&rows, &zoe(), NOW);
        assert!(matches!(told[0].what, What::Silent(_)), "the team is told in their place");
        // What they do after all says that they are here for it.
        let after = RequestRow { last_by: None, state_since: minutes(-5), ..owned() };
        assert_eq!(card(&mut rows, after).clock.silent_since(), None);
        // It is the asker's to move: nobody waits for them.
        let asked = RequestRow { state: State::Delivered, ..owned() };
        rows.apply(row(asked.clone()));
        assert!(silences(&rows, &zoe(), None, NOW, 9).items.is_empty());
    }
}

#[test]
fn who_is_here_is_proposed_first_and_who_left_not_at_all() {
    let mut rows = with_tom(|tom| tom.away = away(-5, None));
    let one = |number, name: &str| {
        let Row::Person(row) = person(number, name, Some(3)) else { unreachable!("a person") };
        row
    };
    rows.apply(Row::Person(PersonRow { duty_until: Some(minutes(9)), ..one(6, "Zed") }));
    rows.apply(Row::Person(PersonRow { left: Some(minutes(-9)), ..one(7, "Abe") }));
    let viewer = Viewer { person: person_id(2), team: Some(team_id(2)) };
    let found: Vec<String> =
        colleagues(&rows, &viewer, team_id(3), "", NOW).into_iter().map(|person| person.name).collect();
    assert_eq!(found, ["Zed", "Zoe", "Tom"]);
}

#[test]
fn vi46_a_team_that_left_the_map_has_nobody_so_everybody_stands_in() {
    let gone = |team: u32| {
        let mut rows = company();
        let Some(Row::Party(mut party)) = rows.get(team_id(team)) else { unreachable!("a party") };
        party.retired = true;
        rows.apply(Row::Party(party));
        rows
    };
    let asked = RequestRow { reply_by: Some(minutes(30)), ..request(1, 2, 3) };
    let stranger = Viewer { person: person_id(9), team: Some(team_id(4)) };
    let acts = |rows: &Rows, row: &RequestRow, viewer: &Viewer| {
        crate::view::card::Deck::new(rows, viewer, NOW).card(row).acts
    };
    let there = company();
    assert_eq!(clock(&there, &asked, NOW).silent_since(), None);
    assert_eq!(acts(&there, &asked, &stranger), [NextAct::Comment]);

    let rows = gone(3);
    assert_eq!(clock(&rows, &asked, NOW).silent_since(), Some(asked.moved_at()), "when it left isn't known");
    let since = |at| {
        let mut rows = gone(3);
        let Some(Row::Party(party)) = rows.get(team_id(3)) else { unreachable!("a party") };
        rows.apply(Row::Party(PartyRow { retired_at: Some(minutes(at)), ..party }));
        clock(&rows, &asked, NOW).silent_since()
    };
    assert_eq!((since(-9), since(-900)), (Some(minutes(-9)), Some(asked.moved_at())));
    let owned = RequestRow { state: State::Accepted, next_update: Some(minutes(90)), ..owned() };
    assert_eq!(clock(&rows, &owned, NOW).silent_since(), None, "who has it still answers for it");
    let mut back = gone(3);
    back.remove(team_id(3));
    assert!(!back.is_gone(team_id(3)));
    assert!(acts(&rows, &asked, &stranger).contains(&NextAct::Accept));
    let closed = RequestRow { state: State::Confirmed, ..asked.clone() };
    assert_eq!(clock(&rows, &closed, NOW).silent_since(), None);

    // Who asked has another team by now; without the asker's team anybody says whether it helped.
    let delivered = RequestRow { state: State::Delivered, accepted_at: Some(minutes(-9)), ..asked };
    let moved = Viewer { person: person_id(2), team: Some(team_id(4)) };
    assert!(acts(&there, &delivered, &moved).contains(&NextAct::Confirm));
    assert!(!acts(&there, &delivered, &stranger).contains(&NextAct::Confirm));
    assert!(acts(&gone(2), &delivered, &stranger).contains(&NextAct::Confirm));
}

#[test]
fn fo21_an_absence_is_said_before_it_begins_and_is_here_until_then() {
    let next_week = Away { from: minutes(9_000), until: Some(minutes(12_000)), words: "course".into() };
    let now_away = Away { from: NOW, until: None, words: String::new() };
    let rows = |until: Option<i64>, away: Option<&Away>| {
        with_tom(|tom| (tom.duty_until, tom.away) = (until.map(minutes), away.cloned()))
    };
    let said = |rows: &Rows, said| with_said(rows.person(person_id(3)).expect("Tom"), said, NOW);
    let here = rows(Some(60), None);
    assert_eq!(
        said(&here, OfMyself::Away(next_week.clone())),
        (Some(minutes(60)), Some(next_week.clone())),
        "today he is here all the same"
    );
    assert_eq!(said(&here, OfMyself::Away(now_away.clone())), (None, Some(now_away.clone())));
    let both = rows(Some(60), Some(&next_week));
    let tom = both.person(person_id(3)).expect("Tom");
    assert_eq!(presence(&both, tom, NOW), Presence::Here { until: minutes(60) });
    assert_eq!(planned_away(tom, NOW), Some(&next_week));
    assert_eq!(planned_away(tom, minutes(9_000)), None, "it has begun");
    assert_eq!(said(&both, OfMyself::Here(minutes(90))), (Some(minutes(90)), Some(next_week.clone())));
    let later = Away { from: minutes(9_001), ..next_week.clone() };
    assert_eq!(
        said(&both, OfMyself::Here(minutes(9_001))),
        (Some(minutes(9_001)), Some(later)),
        "he stays longer on the day on which it begins, and is away after that"
    );
    assert_eq!(
        said(&both, OfMyself::Here(minutes(12_000))),
        (Some(minutes(12_000)), None),
        "nothing is left"
    );
    let for_ever = Away { until: None, ..next_week.clone() };
    let left = said(&rows(None, Some(&for_ever)), OfMyself::Here(minutes(12_000))).1;
    assert_eq!(left.map(|away| (away.from, away.until)), Some((minutes(12_000), None)));
    assert_eq!(said(&both, OfMyself::NotNow), (None, Some(next_week)));
    assert_eq!(said(&both, OfMyself::NotAway), (Some(minutes(60)), None));
    assert_eq!(said(&rows(None, Some(&now_away)), OfMyself::NotNow), (None, None), "he is back");
}

#[test]
fn cl13_what_an_absence_takes_the_place_of_is_known_before_it_is_said() {
    let absence = |from: i64, until: i64| Away {
        from: minutes(from),
        until: Some(minutes(until)),
        words: "course".into(),
    };
    let (present, planned, other) = (absence(-5, 60), absence(9_000, 9_500), absence(4_000, 4_100));
    let tom = |away: &Away| {
        let rows = with_tom(|tom| tom.away = Some(away.clone()));
        rows.person(person_id(3)).expect("Tom").clone()
    };
    let replaced = |before: &Away, said| absence_replaced(&tom(before), said, NOW);
    assert_eq!(replaced(&planned, OfMyself::Away(present.clone())), Some(planned.clone()), "ill today");
    assert_eq!(replaced(&present, OfMyself::Away(planned.clone())), Some(present.clone()), "and the reverse");
    assert_eq!(replaced(&planned, OfMyself::Away(other)), Some(planned.clone()));
    assert_eq!(replaced(&planned, OfMyself::Here(minutes(60))), None, "both stand");
    assert_eq!(replaced(&planned, OfMyself::Here(minutes(9_100))), Some(planned.clone()));
    assert_eq!(replaced(&present, OfMyself::Here(minutes(30))), Some(present), "back early");
    assert_eq!(replaced(&absence(-90, -30), OfMyself::Away(planned)), None, "that one is over");
}

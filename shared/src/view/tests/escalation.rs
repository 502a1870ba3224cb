//! VI34: the longer a request stays silent, the more people are told.

use super::*;
use crate::model::{DEFAULT_STEPS, Step, Tells};

/// Tom of the warehouse owns it and has been silent for so long; Ana of Service asked.
fn silent(minutes_ago: i64) -> RequestRow {
    RequestRow {
        state: State::Accepted,
        owner: Some(person_id(3)),
        accepted_at: Some(minutes(-300)),
        next_update: Some(minutes(-minutes_ago)),
        ..request(1, 2, 3)
    }
}

fn with_steps(steps: &[(i64, Tells)]) -> Rows {
    let mut rows = company();
    let Some(Row::Party(warehouse)) = rows.get(team_id(3)) else { unreachable!("a party") };
    let steps = steps.iter().map(|(after, tells)| Step { after: Span::minutes(*after), tells: *tells });
    rows.apply(Row::Party(PartyRow { steps: steps.collect(), ..warehouse }));
    rows
}

#[test]
fn a_team_that_says_nothing_has_three_steps() {
    let rows = company();
    let at = |ago| escalation(&rows, &silent(ago), NOW).map(|one| (one.step, one.of, one.told, one.next));
    assert_eq!(at(-1), None, "not silent");
    assert_eq!(at(14), Some((0, 3, None, Some((Tells::Owner, minutes(1))))));
    assert_eq!(at(15), Some((1, 3, Some((Tells::Owner, NOW)), Some((Tells::Team, minutes(45))))));
    let (team, above) = ((Tells::Team, minutes(-10)), (Tells::Above, minutes(50)));
    assert_eq!(at(70), Some((2, 3, Some(team), Some(above))));
    assert_eq!(at(120), Some((3, 3, Some((Tells::Above, NOW)), None)));
}

#[test]
fn what_nobody_owns_is_the_whole_teams_from_the_first_step_on() {
    let unanswered = RequestRow { reply_by: Some(minutes(-20)), ..request(1, 2, 3) };
    let one = escalation(&company(), &unanswered, NOW).expect("silent");
    assert_eq!(one.told, Some((Tells::Team, minutes(-5))));
}

#[test]
fn a_team_defines_its_own_steps() {
    let rows = with_steps(&[(0, Tells::Team), (5, Tells::Above)]);
    let one = escalation(&rows, &silent(3), NOW).expect("silent");
    assert_eq!((one.step, one.of, one.told), (1, 2, Some((Tells::Team, minutes(-3)))));
    assert_eq!(one.next, Some((Tells::Above, minutes(2))));
}

#[test]
fn each_step_tells_those_whom_it_names() {
    let viewers = [(3, 3), (5, 3), (2, 2), (6, 2), (9, 9)]
        .map(|(person, team)| Viewer { person: person_id(person), team: Some(team_id(team)) });
    let told = |tells| {
        let mut rows = with_steps(&[(1, tells)]);
        // Somebody of Cleaning owns what stands above.
        let above =
            RequestRow { owner: Some(person_id(9)), accepted_at: Some(minutes(-9)), ..request(7, 1, 2) };
        rows.apply(row(above));
        rows.apply(row(RequestRow { parent: Some(request_id(7)), ..silent(2) }));
        viewers
            .map(|viewer| notices(&rows, &viewer, NOW).iter().any(|one| matches!(one.what, What::Silent(_))))
    };
    assert_eq!(told(Tells::Owner), [true, false, false, false, false]);
    assert_eq!(told(Tells::Team), [true, true, false, false, false]);
    assert_eq!(
        told(Tells::Above),
        [false, false, true, false, true],
        "the asker, and who owns what is above"
    );
}

#[test]
fn days_offline_bring_one_notice_for_a_silence_and_not_one_for_each_step() {
    let mut rows = company();
    rows.apply(row(silent(3 * 24 * 60)));
    let silences = |now| -> Vec<Notice> {
        let all = notices(&rows, &tom(), now);
        all.into_iter().filter(|one| matches!(one.what, What::Silent(_))).collect()
    };
    let told = silences(NOW);
    assert!(matches!(&told[..], [Notice { what: What::Silent(Escalation { step: 3, .. }), .. }]), "{told:?}");
    assert_eq!(silences(NOW + Span::hours(5))[0].key, told[0].key, "told once, however late somebody looks");
    assert!(silences(NOW + Span::days(30)).is_empty());
}

#[test]
fn steps_are_taken_in_the_working_hours_of_the_team() {
    // Friday, 27 November 2026, 16:00 in UTC.
    let friday = Millis(1_795_795_200_000);
    let mut rows = company();
    for team in [2, 3] {
        let Some(Row::Party(party)) = rows.get(team_id(team)) else { unreachable!("a party") };
        let work = WorkRow { hours: "mo-fr 08:00-17:00".into(), ..WorkRow::default() };
        rows.apply(Row::Party(PartyRow { work, ..party }));
    }
    let since = friday + Span::minutes(30);
    let row = RequestRow { next_update: Some(since), ..silent(0) };
    let monday = friday + Span::hours(64);
    let one = escalation(&rows, &row, friday + Span::hours(30)).expect("silent");
    assert_eq!((one.step, one.told), (1, Some((Tells::Owner, friday + Span::minutes(45)))));
    assert_eq!(
        one.next,
        Some((Tells::Team, monday + Span::minutes(30))),
        "half an hour on Friday, the rest on Monday"
    );
}

#[test]
fn those_who_wait_are_told_by_their_own_hours() {
    // VI34: Friday, 27 November 2026, 16:00 in UTC.
    let friday = Millis(1_795_795_200_000);
    let mut rows = company();
    let Some(Row::Party(warehouse)) = rows.get(team_id(3)) else { unreachable!("a party") };
    let work = WorkRow { hours: "mo-fr 08:00-17:00".into(), ..WorkRow::default() };
    rows.apply(Row::Party(PartyRow { work, ..warehouse }));
    let row = RequestRow { next_update: Some(friday + Span::minutes(55)), ..silent(0) };
    let above = DEFAULT_STEPS[2].after;
    assert_eq!(DEFAULT_STEPS[2].tells, Tells::Above);
    let told = friday + Span::minutes(55) + above;
    let before = escalation(&rows, &row, told - Span::minutes(1)).expect("silent");
    assert_eq!((before.step, before.told), (0, None), "the warehouse is closed");
    let then = escalation(&rows, &row, told).expect("silent");
    assert_eq!((then.step, then.told, then.next), (3, Some((Tells::Above, told)), None), "Service works on");

    // Nobody of the warehouse is told in their night because the day of those who wait goes on.
    let monday = friday + Span::hours(64);
    rows.apply(super::row(row));
    let viewers = [(3, 3), (5, 3), (2, 2)]
        .map(|(person, team)| Viewer { person: person_id(person), team: Some(team_id(team)) });
    let hears = |now: Millis| {
        viewers.map(|viewer| {
            let all = notices(&rows, &viewer, now).into_iter();
            all.filter(|one| matches!(one.what, What::Silent(_))).map(|one| one.at).next()
        })
    };
    let by_owner = monday + Span::minutes(10);
    assert_eq!(hears(told), [None, None, Some(told)]);
    assert_eq!(hears(by_owner), [Some(by_owner), None, Some(told)], "who was told isn't told again");
    let by_team = monday + Span::minutes(55);
    assert_eq!(hears(by_team), [Some(by_team), Some(by_team), Some(told)]);
}

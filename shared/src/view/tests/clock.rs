//! VI3 to VI5: silence, lateness and who moves next.

use super::*;
use crate::view::WorkRow;

fn kind(row: &RequestRow) -> ClockKind {
    clock(&Rows::default(), row, NOW).kind
}

fn silent(row: &RequestRow) -> Option<Millis> {
    clock(&Rows::default(), row, NOW).silent_since()
}

#[test]
fn an_ask_is_silent_once_its_reply_promise_has_passed_and_not_a_moment_before() {
    // VI3
    let asked = |reply_by| RequestRow { reply_by: Some(reply_by), ..request(1, 2, 3) };
    assert_eq!(silent(&asked(minutes(-25))), Some(minutes(-25)));
    assert_eq!(kind(&asked(NOW)), ClockKind::ReplyDue { at: NOW });
    assert_eq!(clock(&Rows::default(), &asked(minutes(-25)), NOW).severity, Severity::Late);
    let answered =
        RequestRow { answered_at: Some(minutes(-30)), state: State::Accepted, ..asked(minutes(-25)) };
    assert_eq!(kind(&answered), ClockKind::None);
}

#[test]
fn what_nobody_promised_to_answer_falls_silent_all_the_same() {
    // VI3
    let days = |days: i64| minutes(-days * 1_440);
    let asked = |since| RequestRow { state_since: since, ..request(1, 2, 3) };
    assert_eq!(kind(&asked(days(3))), ClockKind::None, "not a moment before");
    assert_eq!(silent(&asked(days(5))), Some(days(2)));
    let handed_on = RequestRow { state: State::HandedOn, ..asked(days(5)) };
    assert_eq!(silent(&handed_on), Some(days(2)));
    let promised = RequestRow { reply_by: Some(minutes(10)), ..asked(days(5)) };
    assert_eq!(
        kind(&promised),
        ClockKind::ReplyDue { at: minutes(10) },
        "a promise holds, however long it is"
    );
    let news = RequestRow { next_update: Some(minutes(10)), ..asked(days(3)) };
    assert_eq!(kind(&news), ClockKind::NextUpdate { at: minutes(10) });
    let far =
        RequestRow { next_update: Some(minutes(10 * 1_440)), announced_at: Some(days(1)), ..asked(days(8)) };
    assert_eq!(kind(&far), ClockKind::NextUpdate { at: minutes(10 * 1_440) }, "not a moment before");
    let farther = RequestRow { announced_at: Some(days(2)), ..far };
    assert_eq!(silent(&farther), Some(days(1)), "news hold for a day until there is an answer");
    let taken = RequestRow {
        answered_at: Some(days(5)),
        accepted_at: Some(days(5)),
        state: State::Working,
        ..asked(days(5))
    };
    assert_eq!(silent(&taken), Some(days(2)), "taken without a time");
    let handed_over = RequestRow { turned_at: Some(days(1)), ..taken.clone() };
    assert_eq!(kind(&handed_over), ClockKind::None, "whoever was given it yesterday has time");
    let needed = RequestRow { due: Some(minutes(10)), ..taken.clone() };
    assert_eq!(kind(&needed), ClockKind::Due { at: minutes(10) });
    assert_eq!(
        kind(&RequestRow { promised: Some(minutes(10)), ..taken }),
        ClockKind::Promised { at: minutes(10) }
    );
}

#[test]
fn an_announced_update_that_did_not_come_is_silence() {
    // VI3
    let owned = RequestRow { state: State::Working, answered_at: Some(minutes(-50)), ..request(1, 2, 3) };
    let announced = RequestRow { next_update: Some(minutes(-5)), promised: Some(minutes(30)), ..owned };
    assert_eq!(silent(&announced), Some(minutes(-5)));
    let ahead = RequestRow { next_update: Some(minutes(5)), ..announced };
    assert_eq!(kind(&ahead), ClockKind::NextUpdate { at: minutes(5) });
}

#[test]
fn who_announces_news_before_answering_is_late_and_not_silent_until_then() {
    // VI3, VI4
    let asked = RequestRow { reply_by: Some(minutes(-25)), ..request(1, 2, 3) };
    let announced = |at| RequestRow { next_update: Some(minutes(at)), ..asked.clone() };
    assert_eq!(kind(&announced(5)), ClockKind::Late { since: minutes(-25), missed: Missed::Reply });
    assert_eq!(silent(&announced(-5)), Some(minutes(-5)));
    let said = |at| Some(minutes(at));
    let far = RequestRow { announced_at: said(-25 - 1_440), ..announced(90_000) };
    assert_eq!(
        kind(&far),
        ClockKind::Late { since: minutes(-25), missed: Missed::Reply },
        "a day from the promise"
    );
    let far =
        RequestRow { reply_by: Some(minutes(-25 - 1_440)), announced_at: said(-1_500), ..announced(90_000) };
    assert_eq!(silent(&far), Some(minutes(-25)), "for a day at most");
    let looking = RequestRow { reply_by: Some(minutes(-9_000)), announced_at: said(-5), ..announced(30) };
    assert_eq!(
        kind(&looking),
        ClockKind::Late { since: minutes(-9_000), missed: Missed::Reply },
        "still looking, says who was silent"
    );
    let early = RequestRow { reply_by: Some(minutes(10)), ..announced(-5) };
    assert_eq!(silent(&early), Some(minutes(-5)), "announced news did not come");
}

#[test]
fn a_promise_that_passed_is_late_and_a_need_that_passed_is_too() {
    // VI4
    let owned = RequestRow { state: State::Accepted, answered_at: Some(minutes(-50)), ..request(1, 2, 3) };
    let promised = RequestRow { promised: Some(minutes(-10)), due: Some(minutes(-20)), ..owned.clone() };
    assert_eq!(kind(&promised), ClockKind::Late { since: minutes(-20), missed: Missed::Needed });
    let unneeded = RequestRow { due: None, ..promised.clone() };
    assert_eq!(kind(&unneeded), ClockKind::Late { since: minutes(-10), missed: Missed::Promised });
    assert_eq!(
        kind(&RequestRow { promised: Some(minutes(10)), ..owned.clone() }),
        ClockKind::Promised { at: minutes(10) }
    );
    assert_eq!(kind(&RequestRow { due: Some(minutes(10)), ..owned }), ClockKind::Due { at: minutes(10) });
}

#[test]
fn waiting_on_the_asker_stops_the_delivery_clock_until_the_wait_runs_out() {
    // VI5
    let until = |at| vec![crate::view::Pause { from: minutes(-40), to: Some(minutes(at)) }];
    let waiting = RequestRow {
        pauses: until(15),
        state: State::Waiting,
        answered_at: Some(minutes(-50)),
        promised: Some(minutes(-10)),
        waiting_on: "your photo".into(),
        waiting_on_asker: true,
        next_update: Some(minutes(15)),
        ..request(1, 2, 3)
    };
    assert!(matches!(kind(&waiting), ClockKind::WaitingOn { on_asker: true, .. }));
    assert!(asker_must_move(&waiting, NOW));
    let expired = RequestRow { next_update: Some(minutes(-1)), pauses: until(-1), ..waiting.clone() };
    assert_eq!(silent(&expired), Some(minutes(-1)));
    assert!(!asker_must_move(&expired, NOW));
    let on_others = RequestRow { waiting_on_asker: false, pauses: Vec::new(), ..waiting };
    assert_eq!(
        kind(&on_others),
        ClockKind::Late { since: minutes(-10), missed: Missed::Promised },
        "one's own providers don't pause it"
    );
}

#[test]
fn what_the_asker_has_to_move_is_never_silent_or_late() {
    // VI4
    for state in
        [State::Delivered, State::Declined, State::CounterOffered, State::Confirmed, State::Withdrawn]
    {
        let past = Some(minutes(-10));
        let row = RequestRow {
            state,
            reply_by: past,
            promised: past,
            due: past,
            next_update: past,
            ..request(1, 2, 3)
        };
        assert_ne!(clock(&Rows::default(), &row, NOW).severity, Severity::Late, "{state:?}");
    }
}

#[test]
fn news_and_what_nobody_promised_are_counted_in_working_days() {
    // VI3: they work from Monday to Friday, eight hours a day. NOW is a Tuesday, 22:13.
    let hours = WorkRow { hours: "mo-fr 09:00-17:00".into(), ..WorkRow::default() };
    let Row::Party(party) = team(3, "Warehouse") else { panic!("a party") };
    let rows = Rows::from_iter([Row::Party(PartyRow { work: hours, ..party })]);
    let friday_noon = minutes(-4 * 1_440 - 613);
    let monday_noon = friday_noon + Span::days(3);
    let at = |row: &RequestRow, now| clock(&rows, row, now).kind;
    let silent = |row: &RequestRow, now| clock(&rows, row, now).silent_since();
    let asked = RequestRow { state_since: friday_noon, asked_at: friday_noon, ..request(1, 2, 3) };
    let looking = RequestRow {
        reply_by: Some(friday_noon - Span::days(2)),
        next_update: Some(friday_noon + Span::days(30)),
        announced_at: Some(friday_noon),
        ..asked.clone()
    };
    assert!(matches!(at(&looking, monday_noon), ClockKind::Late { .. }), "not over a weekend");
    assert_eq!(silent(&looking, monday_noon + Span(1)), Some(monday_noon));
    let wednesday_noon = friday_noon + Span::days(5);
    assert_eq!(at(&asked, wednesday_noon), ClockKind::None);
    assert_eq!(silent(&asked, wednesday_noon + Span(1)), Some(wednesday_noon));
    let mut rows = rows;
    rows.apply(row(asked));
    assert_eq!(news_until(&rows, request_id(1), friday_noon), Some(monday_noon));
    rows.apply(row(RequestRow {
        answered_at: Some(friday_noon),
        state: State::Accepted,
        ..request(2, 2, 3)
    }));
    assert_eq!(news_until(&rows, request_id(2), friday_noon), None, "who has answered names any moment");
}

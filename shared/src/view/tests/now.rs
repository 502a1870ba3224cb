//! VI9 to VI11: what *Now* shows, and in which order.

use super::*;
use proptest::prelude::*;

fn ids<'a>(section: impl IntoIterator<Item = &'a Card>) -> Vec<DocId> {
    section.into_iter().map(|card| card.id).collect()
}

fn numbers(numbers: &[u32]) -> Vec<DocId> {
    numbers.iter().copied().map(request_id).collect()
}

#[test]
fn customer_work_stands_above_routine_then_the_oldest_silence_then_the_earliest_clock() {
    // VI9
    let mut rows = company();
    let for_ito = RequestRow { customer: Some(customer_id(1)), ..request(0, 2, 3) };
    let silent = |number, since| RequestRow {
        id: request_id(number),
        reply_by: Some(minutes(since)),
        ..for_ito.clone()
    };
    rows.apply(row(RequestRow { reply_by: Some(minutes(-90)), ..request(1, 2, 3) }));
    rows.apply(row(silent(2, -5)));
    rows.apply(row(silent(3, -25)));
    rows.apply(row(RequestRow { id: request_id(4), ..for_ito.clone() }));
    rows.apply(row(silent(5, 20)));
    rows.apply(row(silent(6, 10)));
    let now = now(&rows, &tom(), NOW, 50);
    assert_eq!(ids(&now.waits_on_us.items), numbers(&[3, 2, 6, 5, 4, 1]));
    let counts = NowCounts { customers: 1, customer_work: 5, silent: 3, ..NowCounts::default() };
    assert_eq!(now.counts, counts);
    assert_eq!(now.team.map(|team| team.name), Some("Warehouse".into()));
}

#[test]
fn what_has_all_its_answers_from_below_stands_right_after_the_silent() {
    // VI9
    let mut rows = company();
    let owned = |number| RequestRow {
        state: State::Working,
        accepted_at: Some(minutes(-30)),
        ..request(number, 2, 3)
    };
    let below = |number, parent, state| RequestRow {
        parent: Some(request_id(parent)),
        state,
        ..request(number, 3, 4)
    };
    rows.apply(row(RequestRow { promised: Some(minutes(5)), ..owned(1) }));
    rows.apply(row(owned(2)));
    rows.apply(row(RequestRow { next_update: Some(minutes(-5)), ..owned(3) }));
    rows.apply(row(owned(4)));
    rows.apply(row(below(12, 2, State::Delivered)));
    rows.apply(row(below(13, 2, State::Withdrawn)));
    rows.apply(row(below(14, 4, State::Withdrawn)));
    assert_eq!(ids(&now(&rows, &tom(), NOW, 50).waits_on_us.items), numbers(&[3, 2, 1, 4]));
    rows.apply(row(below(15, 2, State::Asked)));
    assert_eq!(ids(&now(&rows, &tom(), NOW, 50).waits_on_us.items), numbers(&[3, 1, 2, 4]));
}

proptest! {
    #[test]
    fn however_few_are_shown_they_are_the_first(
        made in proptest::collection::vec((1u32..4, 2u32..4, -90i64..90, any::<bool>(), 0usize..3), 0..40),
        shown in 0usize..12,
    ) {
        // VI9
        let mut rows = company();
        for (number, (asker, provider, reply, for_customer, state)) in (1..).zip(made) {
            let state = [State::Asked, State::Delivered, State::Waiting][state];
            let customer = for_customer.then(|| customer_id(1));
            let reply_by = Some(minutes(reply));
            rows.apply(row(RequestRow { customer, reply_by, state, ..request(number, asker, provider) }));
        }
        let (few, all) = (now(&rows, &tom(), NOW, shown), now(&rows, &tom(), NOW, usize::MAX));
        for (few, all) in [
            (few.waits_on_us, all.waits_on_us),
            (few.we_wait_for, all.we_wait_for),
            (few.asker_to_move, all.asker_to_move),
        ] {
            prop_assert_eq!(few.total, all.items.len());
            prop_assert_eq!(ids(&few.items), ids(all.items.iter().take(shown)));
        }
    }
}

#[test]
fn a_childs_customer_is_found_up_the_chain() {
    // VI9
    let mut rows = company();
    rows.apply(row(RequestRow { customer: Some(customer_id(1)), ..request(1, 1, 2) }));
    rows.apply(row(RequestRow { parent: Some(request_id(1)), ..request(2, 2, 3) }));
    assert_eq!(now(&rows, &tom(), NOW, 50).counts.customers, 1);
}

#[test]
fn what_only_we_can_move_on_stands_first_among_what_we_wait_for() {
    // VI10
    let mut rows = company();
    rows.apply(row(RequestRow { reply_by: Some(minutes(-90)), ..request(1, 3, 4) }));
    rows.apply(row(RequestRow { state: State::Delivered, ..request(2, 3, 4) }));
    let pauses = vec![crate::view::Pause { from: minutes(-60), to: None }];
    let waiting = RequestRow { state: State::Waiting, waiting_on_asker: true, pauses, ..request(3, 3, 4) };
    rows.apply(row(waiting));
    let now = now(&rows, &tom(), NOW, 50);
    assert_eq!(ids(&now.we_wait_for.items), numbers(&[2, 3, 1]));
    assert_eq!((now.counts.ours_to_move, now.counts.silent_elsewhere), (2, 1));
    assert_eq!(now.we_wait_for.items[0].acts.first(), Some(&NextAct::Confirm));
}

#[test]
fn what_we_delivered_waits_for_its_asker() {
    let mut rows = company();
    rows.apply(row(RequestRow { state: State::Delivered, ..request(1, 2, 3) }));
    let now = now(&rows, &tom(), NOW, 50);
    assert_eq!((now.waits_on_us.total, now.asker_to_move.total), (0, 1));
}

#[test]
fn somebody_without_a_team_sees_their_own() {
    let mut rows = company();
    let working = RequestRow { state: State::Working, accepted_at: Some(minutes(-30)), ..request(1, 2, 3) };
    rows.apply(row(RequestRow { owner: Some(person_id(3)), ..working }));
    rows.apply(row(RequestRow { asked_by: person_id(3), ..request(2, 3, 4) }));
    rows.apply(row(request(3, 2, 4)));
    let alone = Viewer { team: None, ..tom() };
    let now = now(&rows, &alone, NOW, 50);
    assert_eq!(ids(&now.waits_on_us.items), numbers(&[1]));
    assert_eq!(ids(&now.we_wait_for.items), numbers(&[2]));
    assert_eq!(now.counts.mine, 1);
}

fn any_state() -> impl Strategy<Value = State> {
    use State as S;
    proptest::sample::select(vec![
        S::Asked,
        S::CounterOffered,
        S::HandedOn,
        S::Declined,
        S::Accepted,
        S::Working,
        S::Waiting,
        S::Delivered,
        S::Confirmed,
        S::Reopened,
        S::Withdrawn,
        S::Merged,
        S::Unknown,
    ])
}

prop_compose! {
    fn any_open()(
        ends in (2..5_u32, 2..5_u32),
        state in any_state(),
        reply in proptest::option::of(-90..90_i64),
        promised in proptest::option::of(-90..90_i64),
        customer in proptest::option::of(1..3_u32),
        parent in proptest::option::of(0..40_u32),
        on_asker in any::<bool>(),
    ) -> RequestRow {
        RequestRow {
            state,
            reply_by: reply.map(minutes),
            promised: promised.map(minutes),
            customer: customer.map(customer_id),
            parent: parent.map(request_id),
            waiting_on_asker: on_asker,
            ..request(0, ends.0, ends.1)
        }
    }
}

proptest! {
    /// VI9, VI10, VI11
    #[test]
    fn every_open_request_of_the_team_is_in_exactly_one_section(all in proptest::collection::vec(any_open(), 0..40)) {
        let mut rows = company();
        for (number, request) in all.into_iter().enumerate() {
            rows.apply(row(RequestRow { id: request_id(number as u32), ..request }));
        }
        let now = now(&rows, &tom(), NOW, usize::MAX);
        let sections = [&now.waits_on_us, &now.we_wait_for, &now.asker_to_move];
        let mut shown = ids(sections.iter().flat_map(|section| &section.items));
        shown.sort();
        let ours = team_id(3);
        let open = rows.open().filter(|row| row.provider == ours || row.asker == ours);
        prop_assert_eq!(shown, open.map(|row| row.id).collect::<Vec<_>>());
        prop_assert!(sections.iter().all(|section| section.total == section.items.len()));
        let routine: Vec<bool> =
            now.waits_on_us.items.iter().map(|card| !card.sight.is_customer_work()).collect();
        prop_assert!(routine.is_sorted(), "customer work above the rest");
        for work in [true, false] {
            let cards = now.waits_on_us.items.iter().filter(|card| card.sight.is_customer_work() == work);
            let silent: Vec<_> = cards.map(|card| card.clock.silent_since().unwrap_or(Millis(i64::MAX))).collect();
            prop_assert!(silent.is_sorted(), "oldest silence first");
        }
        let silent = now.waits_on_us.items.iter().filter(|card| card.clock.silent_since().is_some()).count();
        prop_assert_eq!(silent, now.counts.silent);
    }
}

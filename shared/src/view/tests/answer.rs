//! VI13, VI52 to VI55: what the answer card says is read aloud, so it is true.

use super::*;

/// What the card of Mrs Ito says.
fn told(rows: &Rows) -> Sentence {
    let ito = rows.customer(customer_id(1)).expect("a customer");
    customer_answer(rows, ito, NOW).sentence
}

fn named(number: u32, name: &str) -> Named {
    Named { id: team_id(number), name: name.into() }
}

/// Warehouse has taken it, for Mrs Ito, and named no time.
fn taken() -> RequestRow {
    RequestRow {
        customer: Some(customer_id(1)),
        state: State::Working,
        answered_at: Some(minutes(-50)),
        accepted_at: Some(minutes(-50)),
        owner: Some(person_id(3)),
        ..request(1, 2, 3)
    }
}

fn with(requests: impl IntoIterator<Item = RequestRow>) -> Rows {
    let mut rows = company();
    for request in requests {
        rows.apply(row(request));
    }
    rows
}

#[test]
fn vi52_late_says_what_was_missed_and_hides_no_promise_that_lies_ahead() {
    let late = |row: RequestRow| {
        let told = told(&with([row]));
        let late = told.late.map(|late| (late.since, late.missed));
        (late, told.next.map(|(team, at)| (team.name, at)))
    };
    let next = |at| Some(("Warehouse".to_owned(), minutes(at)));
    let needed = RequestRow { due: Some(minutes(-14)), promised: Some(minutes(166)), ..taken() };
    assert_eq!(late(needed.clone()), (Some((minutes(-14), Missed::Needed)), next(166)));
    let promised = RequestRow { promised: Some(minutes(-5)), ..needed.clone() };
    assert_eq!(late(promised.clone()), (Some((minutes(-14), Missed::Needed)), None));
    let promised = RequestRow { due: None, ..promised };
    assert_eq!(late(promised.clone()), (Some((minutes(-5), Missed::Promised)), None));
    let news = RequestRow { next_update: Some(minutes(9)), ..promised };
    assert_eq!(late(news), (Some((minutes(-5), Missed::Promised)), next(9)));
    let asked = RequestRow { customer: Some(customer_id(1)), ..request(1, 2, 3) };
    let reply = RequestRow { reply_by: Some(minutes(-40)), next_update: Some(minutes(76)), ..asked.clone() };
    assert_eq!(late(reply), (Some((minutes(-40), Missed::Reply)), next(76)));
    let unanswered = RequestRow { due: Some(minutes(-14)), reply_by: Some(minutes(3)), ..asked.clone() };
    assert_eq!(late(unanswered), (Some((minutes(-14), Missed::Needed)), next(3)));
    let only_needed = RequestRow { due: Some(minutes(30)), ..asked };
    assert_eq!(late(only_needed), (None, None), "what the asker needs nobody has promised");
}

#[test]
fn vi52_a_silent_link_hides_no_promise_either_and_of_several_the_earliest_is_told() {
    // Its owner is away: whoever takes it finds a promise.
    let mut rows = with([RequestRow { promised: Some(minutes(20)), ..taken() }]);
    let Some(Row::Person(tom)) = rows.get(person_id(3)) else { unreachable!("a person") };
    rows.apply(Row::Person(PersonRow { left: Some(minutes(-10)), ..tom }));
    assert!(told(&rows).silent.is_some());
    assert_eq!(told(&rows).next, Some((named(3, "Warehouse"), minutes(20))));
    let sooner =
        RequestRow { id: request_id(2), provider: team_id(4), promised: Some(minutes(8)), ..taken() };
    rows.apply(row(sooner));
    assert_eq!(told(&rows).next, Some((named(4, "Billing"), minutes(8))));
}

#[test]
fn vi52_the_end_of_a_wait_is_told_where_its_owner_named_it() {
    let waits = |until| RequestRow {
        state: State::Waiting,
        waiting_on: "the carrier".into(),
        next_update: Some(until),
        ..taken()
    };
    assert_eq!(told(&with([waits(minutes(25))])).next, Some((named(3, "Warehouse"), minutes(25))));
    let by_rule = waits(minutes(-60) + crate::limits::WAIT_MAX);
    assert_eq!(told(&with([by_rule])).next, None, "nobody said until when");
}

#[test]
fn vi53_waiting_on_who_asked_is_no_promise_and_says_what_is_needed() {
    let pauses = vec![Pause { from: minutes(-20), to: Some(minutes(1_900)) }];
    let waits = RequestRow {
        state: State::Waiting,
        waiting_on_asker: true,
        next_update: Some(minutes(1_900)),
        promised: Some(minutes(60)),
        last_words: "Which size?".into(),
        pauses,
        ..taken()
    };
    let said = told(&with([waits.clone()]));
    let why = |words: &str| {
        Some(NeedsWord { team: named(3, "Warehouse"), from: named(2, "Service"), why: words.into() })
    };
    assert_eq!((said.needs_word, said.next, said.late), (why("Which size?"), None, None));
    let news = RequestRow { next_update: Some(minutes(30)), ..waits.clone() };
    assert_eq!(told(&with([news])).next, Some((named(3, "Warehouse"), minutes(30))));
    // As older versions write it: one line, on whom.
    let older =
        RequestRow { waiting_on: "your photo".into(), last_words: "your photo".into(), ..waits.clone() };
    assert_eq!(told(&with([older])).needs_word, why("your photo"));
    let ran_out = RequestRow {
        next_update: Some(minutes(-1)),
        pauses: vec![Pause { from: minutes(-20), to: Some(minutes(-1)) }],
        ..waits.clone()
    };
    assert_eq!(told(&with([ran_out])).needs_word, None, "it is the owner's again");
    let other = RequestRow { waiting_on_asker: false, waiting_on: "the carrier".into(), ..waits };
    assert_eq!(told(&with([other])).needs_word, None);
}

#[test]
fn vi55_a_duplicate_and_the_one_that_goes_on_are_told_once() {
    let merged = |number, into| RequestRow {
        state: State::Merged,
        merged_into: Some(request_id(into)),
        customer: Some(customer_id(1)),
        ..request(number, 2, 3)
    };
    let asked = RequestRow { customer: Some(customer_id(1)), ..request(1, 2, 3) };
    let roots = told(&with([asked.clone(), merged(2, 1), merged(3, 2)]));
    assert_eq!((roots.open, roots.asked), (1, 1), "a root of the same customer");
    let below = RequestRow { parent: Some(request_id(1)), state: State::Delivered, ..request(4, 3, 4) };
    let sibling = RequestRow { parent: Some(request_id(1)), customer: None, ..merged(5, 4) };
    let chain = told(&with([asked, below, sibling]));
    assert_eq!((chain.open, chain.answered), (2, 1), "a sibling");
    // Of another customer's it counts here, too.
    let other = RequestRow { customer: Some(customer_id(2)), ..request(1, 2, 3) };
    assert_eq!(told(&with([other, merged(2, 1), merged(3, 1)])).asked, 1);
}

#[test]
fn vi56_who_had_a_request_before_does_not_stand_beside_the_team_that_has_it() {
    let owned = RequestRow { last_by: None, ..taken() };
    let handed_on = RequestRow {
        state: State::HandedOn,
        provider: team_id(4),
        via: vec![team_id(3)],
        answered_at: None,
        accepted_at: None,
        ..owned.clone()
    };
    let delivered = RequestRow { state: State::Delivered, accepted_at: None, ..owned.clone() };
    let tom = || Some("Tom".to_owned());
    for (row, expected) in [(owned, tom()), (handed_on, None), (delivered, tom())] {
        let rows = with([row.clone()]);
        let ito = rows.customer(customer_id(1)).expect("a customer");
        let link = customer_answer(&rows, ito, NOW).links.items.remove(0);
        assert_eq!(link.owner.map(|one| one.name), expected, "{:?}", row.state);
        let ana = Viewer { person: person_id(2), team: Some(team_id(2)) };
        let card = now(&rows, &ana, NOW, 9).we_wait_for.items.remove(0);
        assert_eq!(card.owner.map(|one| one.name), expected, "{:?}", row.state);
        let node = crate::view::chain_page::chain_nodes(&rows, &row, NOW).items.remove(0);
        assert_eq!(node.owner.map(|one| one.name), expected, "{:?}", row.state);
    }
}

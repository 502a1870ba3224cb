//! VI35: what a person should hear of, in one place.

use super::*;
use crate::fold::Kind;
use crate::id::EventId;

fn event(number: u8) -> Option<EventId> {
    Some(EventId::from_bytes([number; EventId::LEN]))
}

fn ana() -> Viewer {
    Viewer { person: person_id(2), team: Some(team_id(2)) }
}

/// Tom accepted what Ana asked, five minutes ago.
fn accepted() -> RequestRow {
    RequestRow {
        state: State::Accepted,
        owner: Some(person_id(3)),
        accepted_at: Some(minutes(-5)),
        state_since: minutes(-5),
        changed_at: minutes(-5),
        last_event: event(1),
        ..request(1, 2, 3)
    }
}

fn told(request: RequestRow, viewer: Viewer) -> Vec<(What, String, Millis)> {
    let mut rows = company();
    rows.apply(row(request));
    let by = |one: &Notice| one.by.as_ref().map(|by| by.name.clone()).unwrap_or_default();
    notices(&rows, &viewer, NOW).iter().map(|one| (one.what, by(one), one.at)).collect()
}

#[test]
fn who_asked_hears_of_each_turn_that_another_takes() {
    let turned = |state, by: &str| vec![(What::Turned(state), by.to_owned(), minutes(-5))];
    assert_eq!(told(accepted(), ana()), turned(State::Accepted, "Tom"));
    assert_eq!(told(accepted(), tom()), [], "who did it knows");
    assert_eq!(told(request(1, 2, 3), ana()), [], "who asked knows that they asked");
    let confirmed = RequestRow { state: State::Confirmed, last_words: "Thank you".into(), ..accepted() };
    assert_eq!(told(confirmed.clone(), tom()), turned(State::Confirmed, "Ana R."));
    let by_another = RequestRow { last_by: Some(person_id(3)), ..confirmed };
    assert_eq!(told(by_another, ana()), turned(State::Confirmed, "Tom"));
}

#[test]
fn who_gets_a_request_or_gets_it_back_hears_so() {
    let over = RequestRow {
        last_by: Some(person_id(2)),
        turned_at: Some(minutes(-1)),
        changed_at: minutes(-1),
        ..accepted()
    };
    assert_eq!(told(over, tom()), [(What::Yours, "Ana R.".to_owned(), minutes(-1))]);
    let back = RequestRow {
        state: State::Asked,
        owner: None,
        accepted_at: None,
        last_by: Some(person_id(8)),
        ..accepted()
    };
    assert_eq!(told(back.clone(), tom()), [(What::Returned, String::new(), minutes(-5))]);
    assert!(matches!(told(back, ana())[..], [(What::Returned, ..)]), "who asked hears of it, too");
}

#[test]
fn fo24_whose_offer_is_refused_hears_so_and_their_team_while_nobody_owns_it() {
    let refused = RequestRow { last_by: Some(person_id(2)), refused: true, ..accepted() };
    assert_eq!(told(refused.clone(), tom()), [(What::Refused, "Ana R.".to_owned(), minutes(-5))]);
    let outside = OutsideOwner { name: "Rosa".into(), noted_by: person_id(2) };
    let noted = RequestRow { owner: Some(team_id(3)), outside: Some(outside), ..refused.clone() };
    assert_eq!(
        told(noted, tom()),
        [(What::Refused, "Ana R.".to_owned(), minutes(-5))],
        "FO28: Rosa hears nothing"
    );
    let nobodys = RequestRow { state: State::Asked, owner: None, accepted_at: None, ..refused };
    assert_eq!(told(nobodys.clone(), tom()), [(What::Refused, "Ana R.".to_owned(), minutes(-5))]);
    assert_eq!(told(nobodys, ana()), [], "who refused knows");
}

#[test]
fn fo26_whose_wait_is_answered_hears_so_once() {
    let answered = RequestRow {
        state: State::Working,
        last_by: Some(person_id(2)),
        wait_answered: true,
        last_said: Some(crate::view::LastSaid {
            event: event(1).expect("an event"),
            by: person_id(2),
            at: minutes(-5),
            news: None,
        }),
        ..accepted()
    };
    assert_eq!(told(answered.clone(), tom()), [(What::WaitAnswered, "Ana R.".to_owned(), minutes(-5))]);
    let twice = RequestRow { turned_at: Some(minutes(-4)), changed_at: minutes(-4), ..answered.clone() };
    let whats: Vec<_> = told(twice, tom()).into_iter().map(|(what, _, at)| (what, at)).collect();
    assert_eq!(whats, [(What::WaitAnswered, minutes(-4))], "two colleagues answered apart");
    assert_eq!(told(answered, ana()), [], "who answered knows");
}

#[test]
fn the_last_answer_from_below_is_told_to_whoever_waits_for_it() {
    let mut rows = company();
    rows.apply(row(RequestRow { state: State::Working, ..accepted() }));
    let below = |number, minute, state| RequestRow {
        parent: Some(request_id(1)),
        asked_by: person_id(3),
        owner: Some(person_id(2)),
        accepted_at: Some(minutes(-9)),
        state,
        state_since: minutes(minute),
        changed_at: minutes(minute),
        delivered_at: (state == State::Delivered).then(|| minutes(minute)),
        last_event: event(number),
        ..request(u32::from(number), 3, 2)
    };
    let whats = |rows: &Rows| {
        let mut all: Vec<_> =
            notices(rows, &tom(), NOW).into_iter().map(|one| (one.request.id, one.what)).collect();
        all.reverse();
        all
    };
    rows.apply(row(below(5, -3, State::Delivered)));
    rows.apply(row(below(6, -4, State::Working)));
    let turned = |number, state| (request_id(number), What::Turned(state));
    let early = whats(&rows);
    assert!(!early.iter().any(|(_, what)| matches!(what, What::AnsweredBelow(_))), "{early:?}");
    rows.apply(row(below(6, -2, State::Delivered)));
    assert_eq!(whats(&rows), [turned(5, State::Delivered), (request_id(1), What::AnsweredBelow(2))]);
    let page = now(&rows, &tom(), NOW, 9);
    assert_eq!(page.waits_on_us.items[0].acts.first(), Some(&NextAct::Deliver), "it can be answered itself");
    // Whoever has answered above them needs no word of it.
    rows.apply(row(RequestRow { state: State::Delivered, ..accepted() }));
    assert!(!whats(&rows).iter().any(|(_, what)| matches!(what, What::AnsweredBelow(_))));
}

#[test]
fn who_has_what_was_closed_over_hears_so() {
    let mut rows = company();
    let closed = |state| RequestRow {
        state,
        state_since: minutes(-1),
        changed_at: minutes(-1),
        last_event: event(9),
        ..request(4, 2, 2)
    };
    rows.apply(row(RequestRow { parent: Some(request_id(4)), ..accepted() }));
    rows.apply(row(RequestRow { parent: Some(request_id(4)), ..request(5, 2, 3) }));
    rows.apply(row(RequestRow { parent: Some(request_id(4)), state: State::Delivered, ..request(6, 2, 3) }));
    let above = |rows: &Rows, viewer| {
        let all = notices(rows, &viewer, NOW).into_iter();
        let above = all.filter(|one| matches!(one.what, What::ClosedAbove(_)));
        above.map(|one| (one.request.id, one.what)).collect::<std::collections::BTreeMap<_, _>>()
    };
    rows.apply(row(closed(State::Working)));
    assert!(above(&rows, tom()).is_empty());
    rows.apply(row(closed(State::Withdrawn)));
    let told = above(&rows, tom());
    assert_eq!(
        told.len(),
        2,
        "what he has, what nobody of his team has taken, not what is delivered: {told:?}"
    );
    assert_eq!(told.get(&request_id(1)), Some(&What::ClosedAbove(State::Withdrawn)));
    assert!(above(&rows, ana()).is_empty(), "who closed it knows");
}

#[test]
fn what_is_said_without_a_turn_is_heard_once_by_those_whose_it_is() {
    let remark = |by, news| {
        let event = EventId::from_bytes([7; EventId::LEN]);
        Some(crate::view::LastSaid { event, by: person_id(by), at: minutes(-2), news })
    };
    let said = RequestRow {
        said: "Any news?".into(),
        changed_at: minutes(-2),
        last_said: remark(2, None),
        ..accepted()
    };
    assert!(told(said.clone(), tom()).contains(&(What::Said, "Ana R.".to_owned(), minutes(-2))));
    let whats =
        |request, viewer| told(request, viewer).into_iter().map(|(what, ..)| what).collect::<Vec<_>>();
    assert_eq!(whats(said.clone(), ana()), [What::Turned(State::Accepted)], "who said it knows");
    let zoe = Viewer { person: person_id(8), team: Some(team_id(3)) };
    assert_eq!(whats(said.clone(), zoe), [], "it is neither theirs nor followed by them");
    let followed = RequestRow { followers: vec![person_id(8)], ..said.clone() };
    assert!(whats(followed, zoe).contains(&What::Said));
    let mention = crate::view::Mention {
        event: EventId::from_bytes([7; EventId::LEN]),
        who: person_id(3),
        by: person_id(2),
        at: minutes(-2),
    };
    let named = whats(RequestRow { mentions: vec![mention], ..said }, tom());
    assert_eq!(
        named.iter().filter(|what| matches!(what, What::Said | What::Mentioned)).count(),
        1,
        "{named:?}"
    );
    let news = RequestRow { last_said: remark(3, Some(minutes(30))), ..accepted() };
    assert!(whats(news, ana()).contains(&What::News(minutes(30))));
}

/// FO29: of all that one save changed, beside what was said before.
#[test]
fn what_is_changed_is_heard_of_and_swallows_nothing_that_was_said() {
    let what = vec![crate::model::Wording::Title, crate::model::Wording::Due];
    let event = |number| EventId::from_bytes([number; EventId::LEN]);
    let (by, at) = (person_id(2), minutes(-2));
    let changed = RequestRow {
        said: "Any news?".into(),
        last_said: Some(crate::view::LastSaid { event: event(7), by, at: minutes(-3), news: None }),
        reworded: Some(crate::view::RewordedRow { event: event(8), by, at, what: what.clone() }),
        changed_at: at,
        ..accepted()
    };
    let mut rows = company();
    rows.apply(row(changed.clone()));
    let told: Vec<_> =
        notices(&rows, &tom(), NOW).into_iter().map(|one| (one.what, one.at, one.words)).collect();
    let reworded = What::Reworded(Wordings::of(&what));
    let expected = [(reworded, at, String::new()), (What::Said, minutes(-3), "Any news?".to_owned())];
    assert_eq!(told, expected);
    assert_eq!(Wordings::of(&what).iter().collect::<Vec<_>>(), what);
    let zoe = Viewer { person: person_id(8), team: Some(team_id(3)) };
    assert_eq!(super::notices::told(changed.clone(), zoe), []);
    let own: Vec<_> = super::notices::told(changed, ana()).into_iter().map(|(what, ..)| what).collect();
    assert_eq!(own, [What::Turned(State::Accepted)], "who changed it knows");
}

#[test]
fn what_a_colleague_does_with_mine_is_a_turn_and_no_gift() {
    let by_zoe = |state| RequestRow { state, last_by: Some(person_id(2)), ..accepted() };
    let what = |request| told(request, tom()).into_iter().map(|(what, ..)| what).collect::<Vec<_>>();
    assert_eq!(what(by_zoe(State::Working)), [What::Turned(State::Working)]);
    assert_eq!(what(by_zoe(State::Accepted)), [What::Yours]);
    let handed_over = RequestRow { turned_at: Some(minutes(-1)), ..by_zoe(State::Working) };
    assert_eq!(what(handed_over), [What::Yours]);
}

#[test]
fn who_lost_hears_against_whom_and_what() {
    let lost = |won| {
        let lost = Lost {
            event: EventId::from_bytes([9; EventId::LEN]),
            by: person_id(3),
            kind: Kind::Working,
            at: minutes(-7),
            winner: person_id(2),
            won,
        };
        RequestRow { state: State::Withdrawn, owner: None, lost: vec![lost], ..accepted() }
    };
    let expected =
        |theirs| vec![(What::Lost { mine: Kind::Working, theirs }, "Ana R.".to_owned(), minutes(-7))];
    assert_eq!(told(lost(Kind::Withdrawn), tom()), expected(Kind::Withdrawn));
    assert_eq!(told(lost(Kind::Confirmed), tom()), expected(Kind::Confirmed));
    assert_eq!(told(lost(Kind::Withdrawn), ana()), []);
}

#[test]
fn fo23_who_had_it_hears_that_another_took_it_and_hears_it_once() {
    let taken = |from| {
        let taken = TakenRow {
            event: EventId::from_bytes([1; EventId::LEN]),
            from,
            by: person_id(8),
            kind: Kind::Accepted,
            at: minutes(-5),
        };
        RequestRow { owner: Some(person_id(8)), taken: vec![taken], ..accepted() }
    };
    let expected = [(What::Taken(Kind::Accepted), String::new(), minutes(-5))];
    assert_eq!(told(taken(person_id(3)), tom()), expected);
    assert_eq!(told(taken(person_id(2)), ana()), expected, "who asked it, too, hears of it once");
    assert!(matches!(told(taken(person_id(3)), ana())[..], [(What::Turned(State::Accepted), ..)]));
    let later = RequestRow { last_event: event(2), ..taken(person_id(2)) };
    assert_eq!(told(later, ana()).len(), 2, "a later turn is another thing to hear of");
}

#[test]
fn notices_go_back_a_while_come_latest_first_and_know_themselves_again() {
    let mut rows = company();
    for number in 0..NOTICES_MAX as u32 + 5 {
        let at = minutes(-i64::from(number));
        let last_event = event((number % 200) as u8);
        rows.apply(row(RequestRow {
            id: request_id(number),
            state_since: at,
            changed_at: at,
            last_event,
            ..accepted()
        }));
    }
    let old = NOW - NOTICES_KEPT - Span(1);
    rows.apply(row(RequestRow { id: request_id(900), state_since: old, changed_at: old, ..accepted() }));
    let told = notices(&rows, &ana(), NOW);
    assert_eq!(told.len(), NOTICES_MAX);
    assert!(told.is_sorted_by_key(|one| std::cmp::Reverse(one.at)));
    let keys: std::collections::BTreeSet<u64> = told.iter().map(|one| one.key).collect();
    assert_eq!(keys.len(), NOTICES_MAX);
    let again: Rows = rows.requests().cloned().map(row).collect();
    assert!(notices(&again, &ana(), NOW).iter().all(|one| keys.contains(&one.key)));
}

/// VI35: routine work reaches whom somebody else gave it to, while it is theirs.
#[test]
fn routine_work_that_was_given_is_heard_of_by_its_new_owner() {
    let mut rows = company();
    let given = crate::model::Given { to: person_id(3), by: person_id(2), at: minutes(-9) };
    let task = TaskRow { owner: Some(person_id(3)), given: Some(given), ..tasks::task_row(1, "2026-11-26") };
    rows.apply(Row::Task(task.clone()));
    let told = notices(&rows, &tom(), NOW);
    assert_eq!((told.len(), told[0].what, told[0].at), (1, What::TaskYours, minutes(-9)));
    assert_eq!(told[0].by.as_ref().map(|by| &*by.name), Some("Ana R."));
    assert_eq!(notices(&rows, &ana(), NOW), []);
    for over in [
        TaskRow { ended: true, ..task.clone() },
        TaskRow { owner: Some(person_id(2)), ..task.clone() },
        TaskRow { open: None, ..task },
    ] {
        rows.apply(Row::Task(over));
        assert_eq!(notices(&rows, &tom(), NOW), []);
    }
}

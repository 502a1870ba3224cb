//! Counter-offers, and the acts that are offered to people.

use super::*;
use crate::fold::{NextAct, Offer, Side, is_possible, offered};

#[test]
fn fo13_the_asker_agrees_by_accepting_for_the_one_who_offered() {
    let offer = check("a asked; b counteroffered after a", "CounterOffered");
    let agreed = Offer { owner: person(7), promised: Some(Millis(950)) };
    assert_eq!((offer.offer, offer.promised, offer.owner), (Some(agreed), None, None));
    let mut told = story("a asked; b counteroffered after a");
    let accepted = EventKind::Accepted { owner: agreed.owner, promised: agreed.promised };
    told.events.push(Event { by: person(1), ..event("c", accepted, &["b"], 400) });
    let folded = fold(&told);
    assert_eq!(
        (folded.state, folded.owner, folded.promised),
        (State::Accepted, Some(person(7)), Some(Millis(950)))
    );
    assert_eq!(folded.offer, None);
}

#[test]
fn fo13_an_offer_after_acceptance_keeps_the_owner_and_the_promise() {
    let mut told = story("a asked; b accepted after a");
    let offer = EventKind::CounterOffered { promised: Some(Millis(2_000)), reason: String::new() };
    told.events.push(Event { by: person(9), ..event("c", offer, &["b"], 400) });
    let folded = fold(&told);
    assert_eq!((folded.owner, folded.promised), (Some(person(7)), Some(Millis(900))));
    assert_eq!(folded.offer, Some(Offer { owner: person(7), promised: Some(Millis(2_000)) }));
}

#[test]
fn fo13_who_is_handed_an_offer_is_who_would_own_it() {
    let handed = check(
        "a asked; b accepted after a; c counteroffered after b; d handedover after c",
        "CounterOffered",
    );
    assert_eq!(handed.offer, Some(Offer { owner: person(8), promised: Some(Millis(950)) }));
}

/// What somebody without the app had promised makes nobody who could be agreed with.
#[test]
fn fo13_over_a_promise_from_outside_of_the_app_whoever_offered_would_own_it() {
    let mut told = story("a asked; b accepted after a; c counteroffered after b");
    told.events[1].kind = EventKind::Accepted { owner: team(2), promised: Some(Millis(900)) };
    told.events[2].by = person(9);
    let folded = fold(&told);
    let offer = folded.offer.expect("an offer");
    assert_eq!(
        (folded.owner, offer),
        (Some(team(2)), Offer { owner: person(9), promised: Some(Millis(950)) })
    );
    let agreed = EventKind::Accepted { owner: offer.owner, promised: offer.promised };
    assert!(!agreed.is_noted(), "nobody has to be named: it is said by whoever agrees");
}

#[test]
fn fo24_an_offer_that_is_refused_leaves_what_was_asked_and_its_reply_clock_begins_anew() {
    let refused = check("a asked; b counteroffered after a; c announced after b; d refused after c", "Asked");
    assert_eq!((refused.offer, refused.owner, refused.answered_at), (None, None, None));
    assert_eq!((refused.reply_by, refused.next_update), (Some(Millis(990)), None));
    assert_eq!(refused.last_words, "because");
    let again = check(
        "a asked; b counteroffered after a; c refused after b; d counteroffered after c",
        "CounterOffered",
    );
    assert_eq!(again.answered_at, Some(Millis(240_000)));
}

#[test]
fn fo24_an_owner_whose_offer_is_refused_goes_on_with_the_old_promise() {
    let refused =
        check("a asked; b accepted after a; c counteroffered after b; d refused after c", "Accepted");
    assert_eq!((refused.owner, refused.promised, refused.offer), (Some(person(7)), Some(Millis(900)), None));
    assert_eq!((refused.accepted_at, refused.answered_at), (Some(Millis(120_000)), Some(Millis(120_000))));
}

#[test]
fn fo24_whatever_else_is_done_with_an_offer_at_the_same_time_stands() {
    for (other, state) in [
        ("accepted", "Accepted"),
        ("counteroffered", "CounterOffered"),
        ("handedon", "HandedOn"),
        ("declined", "Declined"),
        ("withdrawn", "Withdrawn"),
        ("delivered", "Delivered"),
    ] {
        let told = format!("a asked; b counteroffered after a; c refused after b; d {other} after b");
        check(&told, &format!("{state}, c overruled by d"));
    }
}

#[test]
fn fo14_everything_offered_is_possible_and_comments_always_are() {
    for state in STATES {
        let folded = fold(&story(way_to(state)));
        for side in [Side::Asker, Side::Provider, Side::Other] {
            let acts = offered(&folded, side);
            assert!(acts.contains(&NextAct::Comment), "{state:?} {side:?}");
            assert!(acts.iter().all(|act| is_possible(&folded, act.kind())), "{state:?} {side:?} {acts:?}");
        }
    }
}

#[test]
fn fo14_the_expected_act_comes_first() {
    let first = |state, side| offered(&fold(&story(way_to(state))), side).first().copied();
    let expected = [
        (State::Asked, NextAct::Comment, NextAct::Accept),
        (State::HandedOn, NextAct::Comment, NextAct::Accept),
        (State::CounterOffered, NextAct::AgreeToOffer, NextAct::Comment),
        (State::Declined, NextAct::HandOn, NextAct::Comment),
        (State::Accepted, NextAct::Comment, NextAct::Start),
        (State::Working, NextAct::Comment, NextAct::Deliver),
        (State::Waiting, NextAct::Comment, NextAct::Start),
        (State::Delivered, NextAct::Confirm, NextAct::Comment),
        (State::Confirmed, NextAct::Comment, NextAct::Comment),
        (State::Reopened, NextAct::Comment, NextAct::Accept),
        (State::Withdrawn, NextAct::Comment, NextAct::Comment),
        (State::Merged, NextAct::Comment, NextAct::Comment),
        (State::Unknown, NextAct::Comment, NextAct::Comment),
    ];
    for (state, asker, provider) in expected {
        assert_eq!(
            (first(state, Side::Asker), first(state, Side::Provider)),
            (Some(asker), Some(provider)),
            "{state:?}"
        );
    }
}

#[test]
fn fo25_whoever_asked_may_write_down_an_answer_while_one_is_awaited() {
    let may = |state| offered(&fold(&story(way_to(state))), Side::Asker).contains(&NextAct::Deliver);
    let awaited =
        [State::Asked, State::HandedOn, State::Accepted, State::Working, State::Waiting, State::Reopened];
    for state in STATES {
        assert_eq!(may(state), awaited.contains(&state), "{state:?}");
    }
}

#[test]
fn fo14_a_reopened_request_that_nobody_owns_is_to_be_accepted() {
    let folded = check("a asked; b declined after a; c reopened after b", "Reopened");
    assert_eq!(offered(&folded, Side::Provider).first(), Some(&NextAct::Accept));
    assert!(!is_possible(&folded, Kind::Working));
}

#[test]
fn fo28_whoever_asked_may_write_down_what_was_said_while_nobody_of_the_app_has_it() {
    let noted = [NextAct::Accept, NextAct::Announce, NextAct::Decline];
    let may = |folded: &Folded| {
        let acts = offered(folded, Side::Asker);
        let all = noted.iter().all(|act| acts.contains(act));
        assert!(all || !noted.iter().any(|act| acts.contains(act)), "all or none: {acts:?}");
        all
    };
    assert!(may(&fold(&story("a asked"))) && may(&fold(&story("a asked; b handedon after a"))));
    assert!(!may(&fold(&story("a asked; b accepted after a"))), "its owner says so themselves");
    let mut told = story("a asked; b accepted after a; c working after b");
    told.events[1].kind = EventKind::Accepted { owner: team(2), promised: Some(Millis(900)) };
    let folded = fold(&told);
    assert!(may(&folded), "what was promised from outside can be renewed");
    assert_eq!(
        (folded.state, folded.owner, folded.promised),
        (State::Working, Some(team(2)), Some(Millis(900)))
    );
}

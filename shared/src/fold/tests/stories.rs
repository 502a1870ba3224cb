//! What people do, one story each.

use super::*;
use crate::limits::WAIT_MAX;

#[test]
fn every_state_is_reached() {
    for state in STATES {
        check(way_to(state), &format!("{state:?}"));
    }
}

#[test]
fn fo1_what_was_seen_is_followed() {
    check(
        "a asked; b accepted after a; c working after b; d waiting after c; e working after d; f delivered after e; g confirmed after f",
        "Confirmed",
    );
}

#[test]
fn fo2_a_withdrawal_beats_an_acceptance_that_did_not_know() {
    check("a asked; b accepted after a; c withdrawn after a", "Withdrawn, b overruled by c");
    check("a asked; b accepted after a; c withdrawn after b", "Withdrawn");
}

#[test]
fn fo2_work_behind_an_overruled_acceptance_has_no_effect_either() {
    check(
        "a asked; b accepted after a; d working after b; c withdrawn after a",
        "Withdrawn, b overruled by c, d overruled by c",
    );
}

#[test]
fn fo2_who_has_seen_both_goes_on_from_the_winner() {
    check(
        "a asked; b accepted after a; c withdrawn after a; d reopened after b c",
        "Reopened, b overruled by c",
    );
    check(
        "a asked; b accepted after a; c withdrawn after a; d working after b c",
        "Withdrawn, b overruled by c, d senseless",
    );
}

#[test]
fn fo2_a_delivery_beats_a_withdrawal() {
    check(
        "a asked; b accepted after a; c delivered after b; d withdrawn after b",
        "Delivered, d overruled by c",
    );
}

#[test]
fn fo2_who_still_needs_it_beats_who_does_not() {
    check(
        "a asked; b declined after a; c reopened after b; d withdrawn after b",
        "Reopened, d overruled by c",
    );
    // Two withdrawals, and a reopening that has seen only one of them: whichever of the two has the greater id, it stays open.
    for names in [["b", "c"], ["c", "b"]] {
        let [first, second] = names;
        let text = format!(
            "a asked; {first} withdrawn after a; {second} withdrawn after a; d reopened after {first}"
        );
        check(&text, &format!("Reopened, {second} overruled by d"));
    }
}

#[test]
fn fo3_equal_kinds_are_told_apart_by_id_alone() {
    check("a asked; b accepted after a; c accepted after a", "Accepted, b overruled by c");
    check("a asked; c accepted after a; b accepted after a", "Accepted, b overruled by c");
}

#[test]
fn fo4_what_is_concurrent_with_a_confirmation_comes_late() {
    let text = "a asked; b accepted after a; c delivered after b; d confirmed after c; e reopened after c; f handedon after b";
    check(text, "Confirmed, e came late for d, f came late for d");
    check(&format!("{text}; g reopened after d e f"), "Reopened, e came late for d, f came late for d");
    check(
        "a asked; b delivered after a; c confirmed after b; d confirmed after b",
        "Confirmed, c came late for d",
    );
}

#[test]
fn fo5_remarks_never_take_part() {
    check(
        "a asked; b accepted after a; c commented after a; d other after a; e announced after b",
        "Accepted",
    );
    check(
        "a asked; b commented after a; c accepted after b; d withdrawn after c; e commented after a",
        "Withdrawn",
    );
}

#[test]
fn fo6_senseless_events_change_nothing_and_overrule_nobody() {
    check("a asked; b confirmed after a; c accepted after a", "Accepted, b senseless");
    check("a asked; b delivered after a; c confirmed after b; d accepted after c", "Confirmed, d senseless");
    check("a accepted", "Unknown, a senseless");
    check("a asked; b asked after a", "Asked, b senseless");
}

#[test]
fn fo7_the_owner_stays_until_the_next_one_accepts() {
    let handed = check("a asked; b accepted after a; c handedon after b", "HandedOn");
    assert_eq!((handed.owner, handed.provider, handed.hops), (Some(person(7)), team(3), 1));
    assert_eq!(
        (handed.promised, handed.accepted_at, handed.reply_by, handed.answered_at),
        (None, None, None, None)
    );
    let reopened = check(way_to(State::Reopened), "Reopened");
    assert_eq!((reopened.owner, reopened.promised), (Some(person(7)), None));
}

#[test]
fn fo7_who_is_handed_it_answers_by_what_they_promised() {
    let asked = event("a", EventKind::Asked { reply_by: Some(Millis(5)) }, &[], 1);
    let handed = EventKind::HandedOn { to: team(3), reason: "they know".into(), reply_by: Some(Millis(77)) };
    let folded = fold(&request(vec![asked, event("b", handed, &["a"], 2)]));
    assert_eq!(
        (folded.state, folded.provider, folded.reply_by),
        (State::HandedOn, team(3), Some(Millis(77)))
    );
}

#[test]
fn fo7_who_answers_at_once_owns_it() {
    let delivered = check("a asked; b delivered after a", "Delivered");
    assert_eq!((delivered.owner, delivered.accepted_at), (Some(person(7)), Some(Millis(120_000))));
}

#[test]
fn fo8_the_first_real_answer_stops_the_reply_clock() {
    let minute = |number: i64| Some(Millis(number * 60_000));
    let folded =
        check("a asked; b commented after a; c counteroffered after b; d accepted after c", "Accepted");
    assert_eq!((folded.answered_at, folded.accepted_at), (minute(3), minute(4)));
    assert_eq!(check("a asked; b handedon after a; c declined after b", "Declined").answered_at, minute(3));
    assert_eq!(check("a asked; b declined after a; c reopened after b", "Reopened").answered_at, None);
    assert_eq!(check("a asked; b commented after a", "Asked").answered_at, None);
}

#[test]
fn fo9_an_event_is_never_before_what_it_had_seen() {
    let asked = event("a", example(Kind::Asked), &[], 5_000);
    let mut accepted = event("b", example(Kind::Accepted), &["a"], 1_000);
    assert_eq!(fold(&request(vec![accepted.clone(), asked.clone()])).accepted_at, Some(Millis(5_000)));
    accepted.offset = Span(7_000);
    let folded = fold(&request(vec![asked, accepted]));
    assert_eq!((folded.accepted_at, folded.changed_at), (Some(Millis(8_000)), Millis(8_000)));
}

#[test]
fn fo10_an_announcement_holds_until_the_next_turn() {
    let at = |text: &str| fold(&story(text)).next_update;
    let announced = Some(Millis(700));
    assert_eq!(at("a asked; b accepted after a; c announced after b"), announced);
    assert_eq!(at("a asked; b accepted after a; c announced after b; d working after c"), announced);
    assert_eq!(at("a asked; b accepted after a; c announced after b; d handedon after c"), None);
    assert_eq!(at("a asked; b accepted after a; c announced after b; d delivered after c"), None);
    assert_eq!(
        at("a asked; b accepted after a; c announced after b; d delivered after c; e reopened after d"),
        None
    );
}

#[test]
fn fo10_no_news_is_due_while_the_asker_has_to_say() {
    let offered = check("a asked; b counteroffered after a; c announced after b", "CounterOffered");
    assert_eq!(offered.next_update, None);
}

#[test]
fn fo10_of_concurrent_announcements_the_soonest_holds_and_a_later_one_replaces() {
    let say = |name, next, seen: &[&str]| {
        event(name, EventKind::Announced { next_update: Millis(next), note: String::new() }, seen, 300)
    };
    let mut told = story("a asked; b accepted after a");
    told.events.extend([say("c", 900, &["b"]), say("d", 800, &["b"])]);
    assert_eq!(fold(&told).next_update, Some(Millis(800)));
    told.events.push(say("e", 2_000, &["c", "d"]));
    assert_eq!(fold(&told).next_update, Some(Millis(2_000)));
}

#[test]
fn fo10_a_wait_ends_when_it_says() {
    let mut told = story("a asked; b accepted after a; c announced after b");
    let wait = EventKind::Waiting {
        on: "the customer".to_owned(),
        on_asker: true,
        until: Some(Millis(5_000)),
        why: String::new(),
    };
    told.events.push(event("d", wait, &["c"], 400));
    let waiting = fold(&told);
    assert_eq!((waiting.next_update, waiting.waiting_on_asker), (Some(Millis(5_000)), true));
    assert_eq!(waiting.waiting_on, "the customer");
    told.events.push(event("e", EventKind::Working, &["d"], 500));
    let working = fold(&told);
    assert_eq!((working.next_update, working.waiting_on.as_str()), (Some(Millis(700)), ""));
}

#[test]
fn fo10_a_wait_of_which_nobody_said_until_when_ends_all_the_same() {
    let mut told = story("a asked; b accepted after a");
    for on_asker in [false, true] {
        let wait =
            EventKind::Waiting { on: "the parts".to_owned(), on_asker, until: None, why: String::new() };
        told.events.push(event("c", wait, &["b"], 400));
        let waiting = fold(&told);
        assert_eq!(waiting.next_update, Some(Millis(120_000) + WAIT_MAX), "{on_asker}");
        told.events.pop();
    }
}

/// FO18: what goes on when somebody goes home.
#[test]
fn fo18_a_colleague_goes_on_where_the_owner_stopped() {
    let folded = check("a asked; b accepted after a; c waiting after b; d handedover after c", "Waiting");
    assert_eq!((folded.owner, folded.waiting_on.as_str()), (Some(person(8)), "the parts"));
    check(
        "a asked; b accepted after a; c handedover after b; d counteroffered after b",
        "Accepted, d overruled by c",
    );
    let taken = check(
        "a asked; b accepted after a; c handedover after b; d accepted after b",
        "Accepted, c overruled by d",
    );
    assert_eq!(taken.owner, Some(person(7)));
    check("a asked; b handedover after a", "Asked, b senseless");
}

#[test]
fn fo11_work_going_on_does_not_renew_the_state() {
    let minute = |number: i64| Millis(number * 60_000);
    let folded = check("a asked; b accepted after a; c working after b; d working after c", "Working");
    assert_eq!((folded.state_since, folded.last_event), (minute(3), Some(id("d"))));
    assert_eq!(check("a asked; b handedon after a; c handedon after b", "HandedOn").state_since, minute(3));
}

#[test]
fn fo12_the_frontier_is_what_nobody_has_seen() {
    let folded = check("a asked; b accepted after a; c commented after a; d commented after b", "Accepted");
    assert_eq!(folded.frontier, vec![id("c"), id("d")]);
    assert_eq!(folded.events.iter().map(|effect| name(effect.id)).collect::<String>(), "abcd");
}

#[test]
fn the_words_go_with_the_state() {
    assert_eq!(check(way_to(State::Delivered), "Delivered").last_words, "here");
    let declined = check(way_to(State::Declined), "Declined");
    assert_eq!((declined.last_words.as_str(), declined.instead), ("because", Some(team(4))));
    assert_eq!(check(way_to(State::Working), "Working").last_words, "");
}

/// FO23: whoever had it hears that another's doing took it; what they did themselves they know.
#[test]
fn fo23_who_loses_a_request_to_another_is_known() {
    // Who did what, where it wasn't Tom, by the letters of the story.
    let taken = |text: &str, others: &[(&str, u8)]| {
        let mut request = story(text);
        for (event, by) in others {
            let done = request.events.iter_mut().find(|one| one.id == id(event)).expect("it is in the story");
            done.by = person(*by);
            if let EventKind::Accepted { owner, .. } = &mut done.kind {
                *owner = person(*by);
            }
        }
        let taken = fold(&request).taken;
        taken.iter().map(|taken| (taken.from, name(taken.event))).collect::<Vec<_>>()
    };
    let from = |who: u8, event: &str| (person(who), event.to_owned());
    let zoe = |event| [(event, 9)];
    assert_eq!(taken("a asked; b accepted after a; c handedover after b", &zoe("c")), [from(7, "c")]);
    assert_eq!(taken("a asked; b accepted after a; c handedon after b", &zoe("c")), [from(7, "c")]);
    assert_eq!(taken("a asked; b accepted after a; c handedon after b", &[]), [], "they did it themselves");
    assert_eq!(
        taken("a asked; b accepted after a; c delivered after b", &zoe("c")),
        [],
        "it is still theirs"
    );
    assert_eq!(taken("a asked; b accepted after a; c withdrawn after b", &zoe("c")), [], "closed, not taken");
    assert_eq!(
        taken("a asked; b counteroffered after a; c handedon after b", &zoe("c")),
        [],
        "nobody had it"
    );
    // What comes later, another loss too, hides nothing; whoever has it again lost nothing.
    let later = "a asked; b accepted after a; c accepted after b; d handedon after c; e working after d";
    assert_eq!(taken(later, &[("c", 9), ("d", 6)]), [from(9, "d"), from(7, "c")]);
    let back = "a asked; b accepted after a; c accepted after b; d accepted after c";
    assert_eq!(taken(back, &zoe("c")), [from(9, "d")]);
}

//! Events that no honest device writes.

use super::*;
use crate::fold::is_orderly;
use crate::limits::EVENTS_MAX;

#[test]
fn fo15_names_of_events_that_do_not_exist_are_ignored() {
    check("a asked; b accepted after a nowhere; c working after b c", "Working");
}

#[test]
fn fo15_events_in_and_behind_a_circle_change_nothing() {
    let text = "a asked; b accepted after a c; c working after b; d withdrawn after c; e commented after d; f declined after a";
    let folded = check(text, "Declined, b senseless, c senseless, d senseless");
    assert_eq!(folded.frontier, vec![id("f")]);
    assert!(!is_orderly(&story(text).events));
    assert!(is_orderly(&story("a asked; b accepted after a").events));
}

#[test]
fn a_request_without_events_is_unknown() {
    let folded = fold(&request(Vec::new()));
    assert_eq!((folded.state, folded.owner, folded.frontier.len()), (State::Unknown, None, 0));
}

#[test]
fn fo15_more_events_than_the_limit_are_not_read() {
    let events = (0..EVENTS_MAX + 10).map(|number| many(number, "asked", &[]));
    let folded = fold(&request(events.collect()));
    assert_eq!(folded.events.len(), EVENTS_MAX + 10);
    assert_eq!(folded.frontier.len(), EVENTS_MAX);
}

/// 2,000 events, each of which joins a great many branches: the worst that admission lets through.
#[test]
fn fo15_the_worst_request_is_folded_in_time() {
    let kinds = [Kind::Accepted, Kind::Working, Kind::Waiting, Kind::HandedOn, Kind::CounterOffered];
    let mut events = vec![many(0, "asked", &[])];
    for number in 1..EVENTS_MAX {
        let row = number / 40 * 40;
        let seen: Vec<usize> = if row == 0 { vec![0] } else { (row - 40..row).collect() };
        let mut event = many(number, "working", &seen);
        event.kind = example(kinds[number % kinds.len()]);
        events.push(event);
    }
    let folded = fold(&request(events));
    assert_eq!(folded.events.len(), EVENTS_MAX);
}

fn many(number: usize, kind: &str, seen: &[usize]) -> Event {
    let name = |number: usize| format!("e{number:06}");
    let kind = Kind::ALL.into_iter().find(|known| format!("{known:?}").eq_ignore_ascii_case(kind));
    let seen: Vec<String> = seen.iter().map(|number| name(*number)).collect();
    let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
    event(&name(number), example(kind.expect("a kind")), &seen, 1_000)
}

//! FO26: who is waited on answers.

use super::*;
use crate::fold::{NextAct, Side, offered};
use crate::view::Pause;

/// Asked, accepted for a time, and waiting on the asker until the minute 60; a letter for each event, a minute apart.
fn waiting() -> Request {
    let mut told = story("a asked; b accepted after a");
    told.events.push(wait("c", "b", 3));
    told
}

fn minute(minute: i64) -> Millis {
    Millis(minute * 60_000)
}

fn wait(name: &str, seen: &str, at: i64) -> Event {
    let (on, why) = (String::new(), "Which colour?".to_owned());
    let kind = EventKind::Waiting { on, on_asker: true, until: Some(minute(60)), why };
    event(name, kind, &[seen], at * 60_000)
}

fn answer(name: &str, seen: &str, at: i64) -> Event {
    let kind = EventKind::Commented { text: format!("{name}: red"), mentions: Vec::new(), answers: true };
    Event { by: person(1), ..event(name, kind, &[seen], at * 60_000) }
}

fn told(events: impl IntoIterator<Item = Event>) -> Folded {
    let mut request = waiting();
    request.events.extend(events);
    let folded = fold(&request);
    request.events.reverse();
    assert_eq!(fold(&request), folded, "the order of the list must not matter");
    folded
}

#[test]
fn fo26_the_asker_is_offered_the_answer_first_while_they_are_waited_on() {
    let folded = told([]);
    assert_eq!(offered(&folded, Side::Asker).first(), Some(&NextAct::AnswerWait));
    assert!(!offered(&folded, Side::Provider).contains(&NextAct::AnswerWait));
    assert!(!offered(&told([answer("d", "c", 5)]), Side::Asker).contains(&NextAct::AnswerWait));
    let on_others = fold(&story(way_to(State::Waiting)));
    assert!(!offered(&on_others, Side::Asker).contains(&NextAct::AnswerWait));
}

#[test]
fn fo26_an_answer_ends_the_wait_and_the_clock_goes_on_from_there() {
    let folded = told([answer("d", "c", 5)]);
    assert_eq!(
        (folded.state, folded.state_since, folded.owner),
        (State::Working, minute(5), Some(person(7)))
    );
    assert_eq!((&*folded.last_words, folded.last_event), ("d: red", Some(id("d"))));
    assert_eq!((folded.waiting_on_asker, folded.next_update), (false, None));
    assert_eq!(folded.pauses, [Pause { from: minute(3), to: Some(minute(5)) }]);
    assert_eq!(folded.promised, Some(Millis(900)), "the promise is the same");
    let comment = event("d", example(Kind::Commented), &["c"], 5 * 60_000);
    let said = told([comment]);
    assert_eq!((said.state, said.pauses[0].to), (State::Waiting, Some(minute(60))), "a comment ends nothing");
}

#[test]
fn fo26_a_wait_that_ran_out_before_is_no_longer_for_being_answered() {
    let folded = told([answer("d", "c", 90)]);
    assert_eq!((folded.state, folded.pauses[0].to), (State::Working, Some(minute(60))));
}

#[test]
fn fo26_of_two_answers_the_first_ends_it_and_the_greater_id_is_shown() {
    for (one, other) in [(5, 7), (7, 5)] {
        let folded = told([answer("d", "c", one), answer("e", "c", other)]);
        assert_eq!(
            (folded.state, folded.state_since, folded.last_event),
            (State::Working, minute(5), Some(id("e")))
        );
        assert_eq!(folded.pauses, [Pause { from: minute(3), to: Some(minute(5)) }]);
    }
    let again = told([answer("d", "c", 5), answer("e", "d", 7)]);
    assert_eq!((again.state_since, again.last_event), (minute(5), Some(id("d"))), "answered once more");
}

#[test]
fn fo26_a_wait_that_its_author_had_not_seen_goes_on() {
    let anew = told([answer("d", "c", 5), wait("e", "c", 6)]);
    assert_eq!((anew.state, anew.waiting_on_asker), (State::Waiting, true));
    assert_eq!(anew.state_since, minute(6), "it works on in between");
    let said_again = told([answer("d", "c", 5), wait("e", "d", 6), wait("f", "e", 8)]);
    assert_eq!(said_again.state_since, minute(6), "FO11");
    let meanwhile = told([answer("d", "c", 7), wait("e", "c", 6)]);
    assert_eq!(meanwhile.state_since, minute(3), "it was waited for all the time");
    assert_eq!(
        anew.pauses,
        [Pause { from: minute(3), to: Some(minute(5)) }, Pause { from: minute(6), to: Some(minute(60)) }]
    );
    let before = told([answer("d", "b", 2)]);
    assert_eq!(before.state, State::Waiting, "written before anybody waited");
}

#[test]
fn fo26_who_is_handed_it_at_the_same_time_goes_on_with_the_answer_and_hears_that_it_is_theirs() {
    let handed = || event("e", example(Kind::HandedOver), &["c"], 6 * 60_000);
    let folded = told([answer("d", "c", 5), handed()]);
    assert_eq!((folded.state, folded.owner), (State::Working, Some(person(8))));
    assert_eq!((folded.last_event, &*folded.last_words), (Some(id("e")), "d: red"));
    let after = told([handed(), answer("f", "e", 9)]);
    assert_eq!(
        (after.state, after.owner, after.last_event),
        (State::Working, Some(person(8)), Some(id("f")))
    );
}

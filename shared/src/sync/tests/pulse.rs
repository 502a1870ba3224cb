//! Time passes on a line: when it is tried, asked, given up, and when the device wants to be woken.

use super::*;
use crate::limits::{CONNECT_MS_MAX, RETRY_LONGEST_MS, SIGN_IN_MS_MAX};

fn pings(actions: &[Action]) -> usize {
    let is_ping =
        |action: &&Action| matches!(action, Action::Send(f) if wire::decode(f) == Ok(FromDevice::Ping));
    actions.iter().filter(is_ping).count()
}

fn later(line: &mut Line, ms: i64) -> Vec<Action> {
    line.now = line.now + Span(ms);
    line.client.tick(line.now, &mut line.rng)
}

fn live() -> Line {
    let mut line = Line::new(place(0));
    line.open(0, false);
    line
}

fn offline() -> (Line, Millis) {
    let mut line = live();
    line.client.disconnected(line.now, &mut line.rng);
    let Phase::Offline { retry_at } = line.client.phase() else { panic!("offline") };
    (line, retry_at)
}

#[test]
fn a_lost_line_is_tried_again_when_its_wait_is_over_and_not_before() {
    // SY12
    let (mut line, retry_at) = offline();
    let wait = (retry_at - line.now).0;
    assert!(wait >= 500, "{wait} ms");
    assert_eq!(line.client.wake_at(), Some(retry_at));
    assert_eq!(later(&mut line, wait - 1), []);
    assert_eq!(later(&mut line, 1), [Action::Connect]);
}

#[test]
fn a_socket_that_does_not_open_is_given_up() {
    let (mut line, _) = offline();
    assert_eq!(line.client.nudge(line.now), [Action::Connect]);
    assert_eq!(line.client.wake_at(), Some(line.now + Span(CONNECT_MS_MAX)));
    assert_eq!(later(&mut line, CONNECT_MS_MAX - 1), []);
    assert_eq!(later(&mut line, 1), [Action::Hangup]);
    assert!(matches!(line.client.phase(), Phase::Offline { .. }));
}

#[test]
fn a_persons_look_asks_a_line_that_has_been_quiet_for_more_than_a_second() {
    // SY12
    let mut line = live();
    let asked = |line: &mut Line, ms| {
        line.now = line.now + Span(ms);
        let actions = line.client.nudge(line.now);
        pings(&actions)
    };
    assert_eq!(asked(&mut line, 0), 0);
    assert_eq!(asked(&mut line, 1_000), 0);
    assert_eq!(asked(&mut line, 1), 1);
}

#[test]
fn a_quiet_line_is_asked_once_in_each_quiet_time() {
    // SY11
    let mut line = live();
    assert_eq!(line.client.wake_at(), Some(line.now + Span(QUIET_MS_MAX)));
    assert_eq!(pings(&later(&mut line, QUIET_MS_MAX - 1)), 0);
    assert_eq!(pings(&later(&mut line, 1)), 1);
    assert_eq!(pings(&later(&mut line, 1)), 0, "it was asked a moment ago");
    // An answer begins the quiet time anew, a batch is as good as a question.
    line.hears(&FromRelay::Pong(line.now));
    line.now = line.now + Span(QUIET_MS_MAX - 5);
    line.client.push(batch(1), line.now);
    assert_eq!(pings(&later(&mut line, 5)), 0);
    let woken = line.client.wake_at().unwrap();
    assert_eq!(woken - line.now, Span(QUIET_MS_MAX - 5), "since the batch");
}

#[test]
fn a_line_is_dead_when_nothing_was_heard_however_often_it_was_asked() {
    // SY11
    let mut line = live();
    let began = line.now;
    later(&mut line, QUIET_MS_MAX);
    later(&mut line, QUIET_MS_MAX);
    assert_eq!(line.client.wake_at(), Some(began + Span(DEAD_MS_MAX)), "before the next question");
    assert_eq!(later(&mut line, DEAD_MS_MAX - 2 * QUIET_MS_MAX), [Action::Hangup]);
}

#[test]
fn a_clock_that_is_set_back_makes_no_wait_longer_than_it_was() {
    // SY12, fault 8
    let day = Span::days(1);
    let (mut line, _) = offline();
    line.now = line.now - day;
    assert_eq!(line.client.tick(line.now, &mut line.rng), []);
    assert_eq!(line.client.wake_at(), Some(line.now + Span(RETRY_LONGEST_MS)));
    assert_eq!(later(&mut line, RETRY_LONGEST_MS), [Action::Connect]);

    line.now = line.now - day;
    line.client.tick(line.now, &mut line.rng);
    assert_eq!(later(&mut line, CONNECT_MS_MAX), [Action::Hangup], "the wait for a socket begins anew");
}

#[test]
fn a_platform_that_does_not_sign_in_is_waited_for_as_long_as_it_may_take() {
    // SY17
    let mut line = live();
    assert_eq!(line.hears(&FromRelay::Close(CloseReason::SignedOut)), [Action::Hangup, Action::SignIn]);
    assert_eq!(line.client.wake_at(), Some(line.now + Span(SIGN_IN_MS_MAX)));
    later(&mut line, SIGN_IN_MS_MAX - 1);
    assert!(matches!(line.client.phase(), Phase::SigningIn { .. }));
    later(&mut line, 1);
    assert!(matches!(line.client.phase(), Phase::Offline { .. }));
}

#[test]
fn nothing_is_waited_for_without_a_line() {
    assert_eq!(Line::new(place(0)).client.wake_at(), None);
}

#[test]
fn what_is_known_of_the_clocks_outlives_the_line() {
    let mut line = live();
    line.now = line.now + Span(9);
    line.hears(&FromRelay::Pong(line.now + Span(300)));
    let contact = line.now + Span(300);
    later(&mut line, DEAD_MS_MAX);
    assert_eq!((line.client.place().offset, line.client.place().contact), (Span(300), Some(contact)));
}

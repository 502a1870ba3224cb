//! The client, when the relay knows no session of its device.

use super::*;
use crate::limits::SIGN_IN_MS_MAX;
use crate::sync::SignInOutcome;

impl Line {
    /// A line with one batch waiting, whose relay says that the device is signed out.
    fn signed_out() -> Self {
        let mut line = Self::new(place(0));
        line.client.lead(vec![batch(1)], line.now);
        line.client.connected(line.now);
        assert_eq!(line.close(), [Action::Hangup, Action::SignIn]);
        line
    }

    fn close(&mut self) -> Vec<Action> {
        self.hears(&FromRelay::Close(CloseReason::SignedOut))
    }

    fn answers(&mut self, outcome: SignInOutcome) -> Vec<Action> {
        self.client.signed_in(outcome, self.now, &mut self.rng)
    }
}

#[test]
fn a_signed_out_device_signs_in_by_its_key_and_sends_what_waits() {
    // SY17
    let mut line = Line::signed_out();
    assert_eq!(line.client.phase(), Phase::SigningIn { since: line.now });
    assert_eq!(line.answers(SignInOutcome::Done), [Action::Connect]);
    line.client.connected(line.now);
    assert_eq!(pushed(&line.welcome(0, false)).len(), 1);
}

#[test]
fn a_device_that_is_unknown_stops_trying_and_keeps_what_waits() {
    // SY17
    let mut line = Line::signed_out();
    assert_eq!(line.answers(SignInOutcome::Refused), []);
    assert_eq!(line.client.phase(), Phase::Shut(CloseReason::SignedOut));
    assert_eq!(line.client.wake_at(), None);
    assert_eq!(line.client.nudge(line.now), []);
    assert_eq!(line.client.waiting(), 1);
}

#[test]
fn without_an_answer_it_tries_again_later() {
    // SY17, SY12
    let mut line = Line::signed_out();
    assert_eq!(line.answers(SignInOutcome::NoAnswer), []);
    let Phase::Offline { retry_at } = line.client.phase() else { panic!("offline") };
    assert!((retry_at - line.now).0 >= 500, "later, not at once");
    line.now = retry_at;
    assert_eq!(line.client.tick(line.now, &mut line.rng), [Action::Connect]);
    line.client.connected(line.now);
    assert_eq!(line.close(), [Action::Hangup, Action::SignIn], "nothing was signed in since");
}

#[test]
fn a_platform_that_never_answers_costs_time_only() {
    // SY17
    let mut line = Line::signed_out();
    line.now = line.now + Span(SIGN_IN_MS_MAX);
    assert_eq!(line.client.wake_at(), Some(line.now));
    line.client.tick(line.now, &mut line.rng);
    assert!(matches!(line.client.phase(), Phase::Offline { .. }));
    assert_eq!(line.answers(SignInOutcome::Refused), [], "nobody waits for it any more");
    assert!(matches!(line.client.phase(), Phase::Offline { .. }));
}

#[test]
fn a_clock_that_jumps_back_does_not_make_signing_in_endless() {
    // SY17
    let mut line = Line::signed_out();
    line.now = line.now - Span::days(3_650);
    line.client.tick(line.now, &mut line.rng);
    assert_eq!(line.client.wake_at(), Some(line.now + Span(SIGN_IN_MS_MAX)));
}

#[test]
fn a_platform_that_keeps_no_session_is_not_asked_for_ever() {
    // SY17
    let mut line = Line::signed_out();
    line.answers(SignInOutcome::Done);
    line.client.connected(line.now);
    assert_eq!(line.close(), [Action::Hangup]);
    assert_eq!(line.client.phase(), Phase::Shut(CloseReason::SignedOut));
}

#[test]
fn a_session_that_is_lost_after_a_welcome_is_made_again() {
    // SY17
    let mut line = Line::signed_out();
    line.answers(SignInOutcome::Done);
    line.client.connected(line.now);
    line.welcome(0, false);
    assert_eq!(line.close(), [Action::Hangup, Action::SignIn]);
}

#[test]
fn what_was_still_on_its_way_when_it_hung_up_changes_nothing() {
    let mut line = Line::signed_out();
    assert_eq!(line.close(), []);
    line.client.disconnected(line.now, &mut line.rng);
    assert_eq!(line.client.connected(line.now), [Action::Hangup]);
    assert_eq!(line.client.follow(), [], "there is no line to hang up");
    assert_eq!(line.answers(SignInOutcome::Done), [], "another tab has the socket");
}

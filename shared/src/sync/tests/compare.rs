//! A relay whose log doesn't continue what the device knew: nothing is sent before the two were compared.

use super::*;
use crate::id::{ChangeHash, Seal};
use crate::wire::{Change, DocHeads, Heads, Sealed};

const DOC: DocId = DocId::from_bytes([1; 16]);

impl Line {
    fn compare(&mut self, head: u64) -> Vec<Action> {
        let (now, head) = (self.now, cursor(head));
        let welcome = Welcome { version: 2, head, now, bootstrap: false, docs: 3, compare: true };
        self.hears(&FromRelay::Welcome(welcome))
    }

    fn hello(&mut self) -> wire::Hello {
        match &self.client.connected(self.now)[..] {
            [Action::Send(frame)] => match wire::decode(frame) {
                Ok(FromDevice::Hello(hello)) => hello,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    fn carry(&mut self) -> Vec<Action> {
        let sealed = Sealed { hash: ChangeHash::default(), seal: Seal::default() };
        self.client.carry(DOC, vec![Change { doc: DOC, bytes: vec![1].into() }], vec![sealed], self.now)
    }
}

fn comparing() -> Line {
    let mut line = Line::new(place(90));
    line.client.lead(vec![batch(1)], line.now);
    line.client.connected(line.now);
    assert_eq!(line.compare(40), [Action::Compare]);
    line
}

/// A relay of today, which sees nothing to compare.
fn welcome(line: &mut Line) -> Vec<Action> {
    let now = line.now;
    let welcome = Welcome { version: 2, head: cursor(40), now, bootstrap: false, docs: 3, compare: false };
    line.hears(&FromRelay::Welcome(welcome))
}

fn missing() -> Settled {
    Settled::Refused(Refusal { change: None, why: RefusalReason::MissingDependency })
}

#[test]
fn the_outbox_waits_until_what_is_here_was_compared() {
    // SY21
    let mut line = comparing();
    assert_eq!(
        line.client.phase(),
        Phase::CatchingUp(Seq(40)),
        "not live: what the relay has is not all here"
    );
    let page = Heads { docs: vec![DocHeads { doc: DOC, heads: Default::default() }], done: true };
    let taken = line.hears(&FromRelay::Heads(page.clone()));
    assert!(
        matches!(&taken[..], [Action::Take(taken)] if taken.heads.as_ref() == Some(&page) && !taken.credit)
    );
    assert_eq!(pushed(&line.carry()), [0]);
    assert_eq!(line.client.waiting(), 1, "what is given back isn't of the outbox");
    let settled = line.acked(0, appended(41, 41));
    assert!(matches!(&settled[..], [Action::GivenBack(DOC, ..)]), "{settled:?}");
    assert_eq!(pushed(&line.client.compared(line.now)), [1]);
    assert_eq!(line.client.phase(), Phase::Live);
    assert_eq!(line.client.compared(line.now), [], "once");
}

#[test]
fn pages_of_heads_come_only_when_asked_for() {
    // SY21
    let mut line = Line::new(place(40));
    line.open(40, false);
    let page = Heads { docs: Vec::new(), done: true };
    assert_eq!(line.hears(&FromRelay::Heads(page)), [Action::Hangup]);
    assert!(line.carry().is_empty(), "and nothing is given back");
}

#[test]
fn a_line_that_is_lost_compares_anew_from_what_is_stored() {
    // SY21, SY3
    let mut line = comparing();
    line.carry();
    line.client.disconnected(line.now, &mut line.rng);
    assert_eq!((line.client.place().cursor, line.client.waiting()), (Some(cursor(90)), 1));
    line.client.nudge(line.now);
    assert_eq!(line.hello().cursor, Some(cursor(90)), "the cursor that the relay didn't know");
}

#[test]
fn a_relay_that_misses_what_it_had_acknowledged_is_compared_with_before_anything_is_refused() {
    // SY22
    let mut line = Line::new(place(40));
    line.client.lead(vec![batch(1)], line.now);
    line.client.connected(line.now);
    welcome(&mut line);
    assert_eq!(line.acked(0, missing()), [Action::Hangup]);
    assert_eq!(line.client.waiting(), 1, "it stays in the outbox");
    line.client.nudge(line.now);
    assert!(line.hello().compare);
    line.compare(40);
    assert_eq!(pushed(&line.client.compared(line.now)), [1]);
    let settled = line.acked(1, missing());
    assert!(matches!(&settled[0], Action::Settle(..)), "what is missing now was refused: {settled:?}");
}

#[test]
fn what_builds_on_a_refused_batch_is_refused_without_a_comparison() {
    // SY22, SY8
    let mut line = Line::new(place(40));
    line.client.lead(vec![batch(1), batch(2)], line.now);
    line.client.connected(line.now);
    welcome(&mut line);
    let not_allowed = Settled::Refused(Refusal { change: None, why: RefusalReason::NotAllowed });
    line.acked(0, not_allowed);
    assert!(matches!(&line.acked(1, missing())[..], [Action::Settle(..)]));
}

#[test]
fn a_suspicion_outlives_a_restart_and_holds_back_the_outbox() {
    // SY22
    let mut line = Line::new(Place { suspect: true, ..place(40) });
    line.client.lead(vec![batch(1)], line.now);
    assert!(line.hello().compare);
    assert_eq!(line.compare(40), [Action::Compare]);
    line.client.disconnected(line.now, &mut line.rng);
    line.client.nudge(line.now);
    assert!(line.hello().compare, "still");
    assert_eq!(
        pushed(&line.welcome(40, false)),
        [0],
        "a relay of version 1 can't compare: it gets what there is"
    );
}

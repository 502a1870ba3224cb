//! What holds for every history.

use super::*;
use crate::fold::history::History;
use crate::fold::is_possible;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A history as honest devices write them: every event names a frontier of what it has seen.
fn histories() -> impl Strategy<Value = Vec<Event>> {
    let step =
        (select(Kind::ALL.to_vec()), vec(any::<Index>(), 1..4), any::<u32>(), 0..10_000_i64, any::<u8>());
    vec(step, 0..24).prop_map(|steps| {
        let mut events = vec![event("0", example(Kind::Asked), &[], 0)];
        for (number, (kind, seen, random, at, by)) in steps.into_iter().enumerate() {
            // The id is random at its beginning: it must not follow the order of writing.
            let mut bytes = [0; EventId::LEN];
            bytes[..4].copy_from_slice(&random.to_be_bytes());
            bytes[4..].copy_from_slice(&u32::try_from(number).expect("few").to_be_bytes());
            let seen = seen.iter().map(|index| events[index.index(events.len())].id).collect();
            let kind = match example(kind) {
                EventKind::Accepted { promised, .. } => EventKind::Accepted { owner: person(by), promised },
                EventKind::HandedOver { note, .. } => {
                    EventKind::HandedOver { to: (by % 2 == 0).then(|| person(by)), note }
                }
                other => other,
            };
            let mut next = event("x", kind, &[], at);
            (next.id, next.seen, next.by) = (EventId::from_bytes(bytes), seen, person(by));
            events.push(next);
        }
        events
    })
}

fn outcomes(folded: &Folded) -> Vec<(EventId, Outcome)> {
    let mut outcomes: Vec<_> = folded.events.iter().map(|effect| (effect.id, effect.outcome)).collect();
    outcomes.sort_by_key(|(id, _)| *id);
    outcomes
}

fn outcome_of(folded: &Folded, id: EventId) -> Outcome {
    folded.events.iter().find(|effect| effect.id == id).expect("every event has an outcome").outcome
}

proptest! {
    #[test]
    fn fo16_the_order_of_the_list_makes_no_difference(
        (events, shuffled) in histories().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))
    ) {
        prop_assert_eq!(fold(&request(events)), fold(&request(shuffled)));
    }

    #[test]
    fn fo16_people_devices_and_clocks_decide_nothing(events in histories(), other in any::<u8>(), clock in -9_000..9_000_i64) {
        let before = fold(&request(events.clone()));
        let changed = events.into_iter().map(|event| Event {
            by: person(other),
            device: DeviceId::from_bytes([other; 8]),
            device_time: Millis(event.device_time.0.wrapping_mul(clock) % 10_000),
            ..event
        });
        let after = fold(&request(changed.collect()));
        prop_assert_eq!(before.state, after.state);
        prop_assert_eq!(before.last_event, after.last_event);
        prop_assert_eq!((before.provider, before.hops), (after.provider, after.hops));
        prop_assert_eq!(outcomes(&before), outcomes(&after));
    }

    /// The effective events follow one another, so that each was written in exactly the state that it is applied to.
    #[test]
    fn fo17_effective_events_form_a_chain(events in histories()) {
        let folded = fold(&request(events.clone()));
        let history = History::of(&events);
        let effective: Vec<usize> = (0..history.nodes().len())
            .filter(|place| {
                let event = history.nodes()[*place].event;
                Kind::from(&event.kind).changes_state() && outcome_of(&folded, event.id) == Outcome::Effective
            })
            .collect();
        for pair in effective.windows(2) {
            prop_assert!(!history.concurrent(pair[0], pair[1]));
        }
    }

    /// An effective event's author saw the state that it was applied to: what was effective for them is effective for all.
    #[test]
    fn fo17_what_an_effective_author_saw_still_holds(events in histories()) {
        let folded = fold(&request(events.clone()));
        let history = History::of(&events);
        for node in history.nodes().iter().filter(|node| {
            Kind::from(&node.event.kind).changes_state() && outcome_of(&folded, node.event.id) == Outcome::Effective
        }) {
            let seen = (0..history.nodes().len()).filter(|place| node.ancestors.contains(*place));
            let theirs = fold(&request(seen.map(|place| history.nodes()[place].event.clone()).collect()));
            for effect in theirs.events {
                prop_assert_eq!(effect.outcome == Outcome::Effective, outcome_of(&folded, effect.id) == Outcome::Effective);
            }
        }
    }

    #[test]
    fn fo7_an_effective_acceptance_leaves_an_owner_until_it_is_given_back(events in histories()) {
        let folded = fold(&request(events.clone()));
        let accepted = events.iter().any(|event| {
            matches!(event.kind, EventKind::Accepted { .. } | EventKind::Delivered { .. })
                && outcome_of(&folded, event.id) == Outcome::Effective
        });
        let given_back = events.iter().any(|event| {
            matches!(event.kind, EventKind::HandedOver { to: None, .. })
                && outcome_of(&folded, event.id) == Outcome::Effective
        });
        prop_assert!(accepted || folded.owner.is_none());
        prop_assert!(folded.owner.is_some() || !accepted || given_back);
        let needs_owner = matches!(folded.state, State::Accepted | State::Working | State::Waiting | State::Delivered | State::Confirmed);
        prop_assert!(folded.owner.is_some() || !needs_owner);
    }

    /// FO18: handing over changes who goes on, and nothing that the asker was told; without a next owner it shows as silent at once.
    #[test]
    fn fo18_handing_over_keeps_what_the_asker_was_told(events in histories(), to in any::<Option<u8>>()) {
        let before = fold(&request(events.clone()));
        let mut events = events;
        let seen: Vec<EventId> = before.frontier.clone();
        let mut last = event("y", EventKind::HandedOver { to: to.map(person), note: "gone home".to_owned() }, &[], 20_000);
        (last.id, last.seen) = (EventId::from_bytes([255; EventId::LEN]), seen);
        events.push(last);
        let after = fold(&request(events));
        let told = |folded: &Folded| {
            (folded.state, folded.promised, folded.next_update, folded.waiting_on.clone(), folded.waiting_on_asker, folded.last_words.clone())
        };
        if !is_possible(&before, Kind::HandedOver) {
            prop_assert_eq!((told(&after), after.owner), (told(&before), before.owner));
        } else if to.is_some() {
            prop_assert_eq!(told(&after), told(&before));
            prop_assert_eq!((after.owner, after.accepted_at), (to.map(person), before.accepted_at));
            prop_assert_eq!(after.offer.map(|offer| offer.promised), before.offer.map(|offer| offer.promised));
        } else if before.state == State::Delivered {
            prop_assert_eq!((told(&after), after.owner), (told(&before), before.owner));
            prop_assert!(!after.is_owned());
        } else {
            prop_assert_eq!((after.state, after.owner, after.answered_at), (State::Asked, None, None));
            prop_assert_eq!(after.promised, before.promised);
            prop_assert!(after.reply_by.is_some_and(|at| at <= after.changed_at));
        }
    }

    #[test]
    fn fo4_a_confirmation_that_nobody_answered_stands(events in histories()) {
        let folded = fold(&request(events.clone()));
        for event in &events {
            match outcome_of(&folded, event.id) {
                Outcome::CameLate(by) | Outcome::Overruled(by) => {
                    prop_assert_eq!(outcome_of(&folded, by), Outcome::Effective);
                }
                Outcome::Effective | Outcome::Remark | Outcome::Senseless => {}
            }
        }
    }

    /// Causes are shown before consequences, and no moment runs backwards along them.
    #[test]
    fn fo9_causes_come_first(events in histories()) {
        let folded = fold(&request(events.clone()));
        let place = |id: EventId| folded.events.iter().position(|effect| effect.id == id).expect("shown");
        for event in &events {
            for cause in &event.seen {
                prop_assert!(place(*cause) < place(event.id));
                prop_assert!(folded.events[place(*cause)].at <= folded.events[place(event.id)].at);
            }
        }
    }

    /// Whatever the events name, the fold ends, and tells of every event.
    #[test]
    fn fo15_any_garbage_is_folded(
        parts in vec((select(Kind::ALL.to_vec()), vec(0..12_u8, 0..4)), 0..12)
    ) {
        let names: Vec<String> = (0..12).map(|number| format!("n{number:02}")).collect();
        let events: Vec<Event> = parts.iter().enumerate().map(|(number, (kind, seen))| {
            let seen: Vec<&str> = seen.iter().map(|index| names[usize::from(*index)].as_str()).collect();
            event(&names[number], example(*kind), &seen, 10)
        }).collect();
        let folded = fold(&request(events.clone()));
        prop_assert_eq!(folded.events.len(), events.len());
    }
}

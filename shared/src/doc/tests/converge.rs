//! Any number of devices, any edits, any order of exchange: equal changes, equal documents, equal status.

use super::*;
use crate::fold::fold;
use proptest::prelude::*;

#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A device does something, if it is possible.
    Edit(usize, u8),
    /// The first device gets what the second has, in a shuffled order.
    Pull(usize, usize, u64),
    /// A device is started again from its bytes.
    Restart(usize),
}

const DEVICES: usize = 4;

pub(super) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..DEVICES, 0..13_u8).prop_map(|(device, what)| Step::Edit(device, what)),
        2 => (0..DEVICES, 0..DEVICES, any::<u64>()).prop_map(|(to, from, seed)| Step::Pull(to, from, seed)),
        1 => (0..DEVICES).prop_map(Step::Restart),
    ];
    proptest::collection::vec(step, 1..30)
}

fn something(what: u8, number: u64) -> Edit {
    let text = format!("because {number}");
    match what {
        0 => accepting(1),
        1 => act(EventKind::CounterOffered { promised: Some(Millis(9)), reason: text }),
        2 => act(EventKind::HandedOn { to: team(3), reason: text, reply_by: None }),
        3 => act(EventKind::Declined { reason: text, instead: None }),
        4 => act(EventKind::Working),
        5 => act(EventKind::Waiting { on: text, on_asker: true, until: None, why: String::new() }),
        6 => act(EventKind::Announced { next_update: Millis(9), note: text }),
        7 => act(EventKind::Delivered { answer: text, over_open: false, noted: false }),
        8 => act(EventKind::Confirmed { helped: None, thanks: text, over_open: false }),
        9 => act(EventKind::Reopened { reason: text, reply_by: None, taken_back: number.is_multiple_of(2) }),
        10 => act(EventKind::Commented { text, mentions: Vec::new(), answers: number.is_multiple_of(2) }),
        11 => act(EventKind::Refused { reason: text, reply_by: None }),
        _ => titling(&text),
    }
}

/// A small generator of our own: the order of a pull belongs to the step, so that a failure can be shrunk and run again.
pub(super) fn shuffle<T>(items: &mut [T], mut seed: u64) {
    for place in (1..items.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(place, usize::try_from(seed >> 33).expect("31 bits") % (place + 1));
    }
}

fn pull(docs: &mut [Doc], to: usize, from: usize, seed: u64) {
    let mut changes = docs[from].changes();
    shuffle(&mut changes, seed);
    for (_, bytes) in changes {
        docs[to].apply(&bytes).expect("a change of our own");
    }
}

pub(super) fn run(steps: &[Step]) -> Vec<Doc> {
    let mut docs = vec![with(&asking()); DEVICES];
    let mut incarnations = [1_u8; DEVICES];
    for (step, number) in steps.iter().zip(2..) {
        match *step {
            Step::Edit(device, what) => {
                let who = u8::try_from(device).expect("few") + 1;
                let actor = Actor {
                    device: super::device(who),
                    incarnation: Incarnation::from_bytes([incarnations[device]; 8]),
                };
                // What makes no sense for this device now is refused: then it does nothing.
                let _ = write(&mut docs[device], actor, &[(&something(what, number), stamp_of(who, number))]);
            }
            Step::Pull(to, from, seed) if to != from => pull(&mut docs, to, from, seed),
            Step::Pull(..) => {}
            Step::Restart(device) => {
                docs[device] = Doc::load(REQUEST, [&docs[device].save()[..]]).expect("its own bytes");
                incarnations[device] += 1;
            }
        }
    }
    docs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn do12_devices_that_have_exchanged_everything_agree(steps in steps(), seed in any::<u64>()) {
        let mut docs = run(&steps);
        for to in 0..DEVICES {
            for from in (0..DEVICES).filter(|from| *from != to) {
                pull(&mut docs, to, from, seed.wrapping_add(u64::try_from(to).expect("few")));
            }
        }
        let first = request_of(&docs[0]);
        for doc in &docs[1..] {
            prop_assert_eq!(doc.heads(), docs[0].heads());
            prop_assert_eq!(&request_of(doc), &first);
            prop_assert_eq!(fold(&request_of(doc)), fold(&first));
        }
    }

    #[test]
    fn do13_a_document_is_loaded_from_its_parts_in_any_order(steps in steps(), seed in any::<u64>(), cut in any::<prop::sample::Index>()) {
        let doc = run(&steps).remove(0);
        let mut parts: Vec<Vec<u8>> = doc.changes().into_iter().map(|(_, bytes)| bytes).collect();
        let snapshot_of = cut.index(parts.len() + 1);
        let early = Doc::load(REQUEST, parts[..snapshot_of].iter().map(Vec::as_slice)).expect("its own changes");
        parts.push(early.save());
        parts.push(early.save_raw());
        shuffle(&mut parts, seed);
        // Two byte strings in one, as files that were appended to have them.
        let joined = [parts.pop().expect("two"), parts.pop().expect("two")].concat();
        parts.push(joined);
        let loaded = Doc::load(REQUEST, parts.iter().map(Vec::as_slice)).expect("its own parts");
        prop_assert_eq!(loaded.heads(), doc.heads());
        prop_assert_eq!(request_of(&loaded), request_of(&doc));
    }

    #[test]
    fn ad5_what_honest_devices_write_is_admitted_in_causal_order(steps in steps()) {
        let docs = run(&steps);
        let mut relay = Doc::empty(REQUEST);
        for doc in &docs {
            for (hash, bytes) in doc.changes() {
                let meta = inspect(&bytes).expect("an honest change");
                prop_assert_eq!(meta.hash, hash);
                let fits = relay.check_counters(&meta);
                let expected = if relay.contains(hash) { Counters::Known } else { Counters::Ok };
                prop_assert_eq!(fits, expected);
                prop_assert!(matches!(relay.apply(&bytes), Ok(Applied::New(_) | Applied::Known(_))));
            }
        }
    }
}

//! Counters that don't follow from what a change depends on.

use super::*;
use automerge::{ExpandedChange, transaction::Transactable};
use std::num::NonZeroU64;

/// A request, and an honest change on top of it that the relay doesn't have yet.
fn next() -> (Doc, Vec<u8>) {
    let relay = with(&asking());
    let mut device = relay.clone();
    let written = edit(&mut device, 1, 2, &titling("Two chargers"));
    (relay, written.bytes)
}

/// The same change with something else in it: automerge writes it anew, with a sound hash.
fn forged(bytes: &[u8], forge: impl FnOnce(&mut ExpandedChange)) -> Vec<u8> {
    let mut change = Change::from_bytes(bytes.to_vec()).expect("a change").decode();
    forge(&mut change);
    Change::from(change).raw_bytes().to_vec()
}

#[track_caller]
fn check(forge: impl FnOnce(&mut ExpandedChange), expected: Counters) {
    let (relay, bytes) = next();
    let meta = inspect(&forged(&bytes, forge)).expect("sound bytes");
    assert_eq!(relay.check_counters(&meta), expected);
}

#[test]
fn ad5_an_honest_change_fits() {
    check(|_| {}, Counters::Ok);
    let (mut relay, bytes) = next();
    let meta = inspect(&bytes).expect("a change");
    assert!(matches!(relay.apply(&bytes), Ok(Applied::New(_))));
    assert_eq!(relay.check_counters(&meta), Counters::Known);
    assert_eq!((relay.max_seq_of(actor(1)), relay.max_seq_of(actor(2))), (2, 0));
}

#[test]
fn ad6_a_huge_counter_would_win_for_ever() {
    check(|change| change.start_op = NonZeroU64::new(1_000_000).expect("not zero"), Counters::BadCounters);
    // One that is too small must not replace anything, or it would be refused for that already.
    let small = |change: &mut ExpandedChange| {
        change.start_op = NonZeroU64::new(2).expect("not zero");
        change.operations[0].pred = Vec::new().into();
    };
    check(small, Counters::BadCounters);
}

#[test]
fn ad6_counters_fit_into_32_bits() {
    let (relay, bytes) = next();
    let mut meta = inspect(&bytes).expect("a change");
    meta.max_op = u64::from(u32::MAX) + 1;
    assert_eq!(relay.check_counters(&meta), Counters::BadCounters);
}

#[test]
fn ad7_every_dependency_is_known() {
    check(|change| change.deps.push(automerge::ChangeHash([7; 32])), Counters::MissingDependency);
}

#[test]
fn ad8_an_actor_counts_its_changes() {
    check(|change| change.seq = 3, Counters::BadCounters);
    check(|change| change.seq = 1, Counters::ActorReused);
    check(|change| change.deps.clear(), Counters::BadCounters);
}

#[test]
fn ad8_two_changes_with_one_number_are_told_apart() {
    let (mut relay, bytes) = next();
    let mut fork = relay.clone();
    let other = edit(&mut fork, 1, 9, &commenting("another life of the same actor"));
    relay.apply(&bytes).expect("the first");
    let meta = inspect(&other.bytes).expect("a change");
    assert_eq!(relay.check_counters(&meta), Counters::ActorReused);
    let before = relay.heads();
    assert_eq!(relay.apply(&other.bytes), Err(ReadError::ActorReused));
    assert_eq!(relay.heads(), before);
}

#[test]
fn ad9_operations_refer_to_what_exists() {
    let foreign =
        |counter| automerge::legacy::OpId::new(counter, &automerge::ActorId::from(&actor(5).to_bytes()[..]));
    let into = |id| automerge::legacy::ObjectId::Id(id);
    check(|change| change.operations[0].obj = into(foreign(1)), Counters::BadCounters);
    check(|change| change.operations[0].pred = vec![foreign(1)].into(), Counters::BadCounters);
    let own = |change: &ExpandedChange, counter| automerge::legacy::OpId::new(counter, &change.actor_id);
    // The first operation of the request wrote a scalar: nothing can be put into that.
    check(|change| change.operations[0].obj = into(own(change, 1)), Counters::BadCounters);
    let (_, bytes) = next();
    let itself = forged(&bytes, |change| change.operations[0].obj = into(own(change, change.start_op.get())));
    assert_eq!(inspect(&itself), Err(BadChange::Operation));
    let list = forged(&bytes, |change| {
        change.operations[0].action = automerge::legacy::OpType::Make(automerge::ObjType::List)
    });
    assert_eq!(inspect(&list), Err(BadChange::Operation));
}

#[test]
fn do13_a_change_waits_for_what_it_depends_on() {
    let mut doc = with(&asking());
    let first = edit(&mut doc, 1, 2, &accepting(1));
    let second = edit(&mut doc, 1, 3, &commenting("soon"));
    let mut late = with(&asking());
    assert_eq!(late.apply(&second.bytes), Ok(Applied::Waits(second.hash)));
    assert_eq!(late.apply(&second.bytes), Ok(Applied::Waits(second.hash)));
    assert_eq!(request_of(&late).events.len(), 1);
    assert_eq!(late.apply(&first.bytes), Ok(Applied::New(first.hash)));
    assert_eq!(late.apply(&second.bytes), Ok(Applied::Known(second.hash)));
    assert_eq!(late.heads(), doc.heads());
}

#[test]
fn ad4_an_actor_is_a_device_and_an_incarnation() {
    let mut foreign = automerge::Automerge::new().with_actor(automerge::ActorId::from(&[1_u8; 20][..]));
    let mut tx = foreign.transaction();
    tx.put(automerge::ROOT, "kind", "request").expect("the root is there");
    tx.commit();
    let bytes = foreign.get_changes(&[]).remove(0).raw_bytes().to_vec();
    assert_eq!(inspect(&bytes), Err(BadChange::Actor));
}

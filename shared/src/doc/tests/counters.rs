//! Counters that don't follow from what a change depends on.

use super::*;
use crate::edit::PartyField;
use crate::id::ChangeHash;
use automerge::{ExpandedChange, transaction::Transactable};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroU64;

/// A team, and an honest change on top of it that the relay doesn't have yet: of one operation, so that its counters can be moved.
fn next() -> (Doc, Vec<u8>) {
    let add = Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Stores".to_owned() };
    let mut relay = Doc::empty(team(1));
    edit(&mut relay, 1, 1, &add);
    let mut device = relay.clone();
    let written = edit(&mut device, 1, 2, &naming("Warehouse"));
    (relay, written.bytes)
}

fn naming(name: &str) -> Edit {
    Edit::ChangeParty { id: team(1), field: PartyField::Name(name.to_owned()) }
}

/// The same change with something else in it: automerge writes it anew, with a sound hash.
fn forged(bytes: &[u8], forge: impl FnOnce(&mut ExpandedChange)) -> Vec<u8> {
    let mut change = Change::from_bytes(bytes.to_vec()).expect("a change").decode();
    forge(&mut change);
    Change::from(change).raw_bytes().to_vec()
}

#[track_caller]
fn check(forge: impl FnOnce(&mut ExpandedChange), expected: Counters) {
    let (mut relay, bytes) = next();
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
    let (mut relay, bytes) = next();
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
    let other = edit(&mut fork, 1, 9, &naming("Another life of the same actor"));
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
    // The first operation of the team wrote a scalar: nothing can be put into that.
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

/// The rules AD5 to AD8 word for word: everything that a change depends on, however far behind it.
fn word_for_word(doc: &Doc, change: &ChangeMeta) -> Counters {
    let metas = doc.automerge.get_changes_meta(&[]);
    let by_hash: HashMap<ChangeHash, _> = metas.iter().map(|meta| (named(meta.hash), meta)).collect();
    if by_hash.contains_key(&change.hash) {
        return Counters::Known;
    }
    let mut seen = BTreeSet::new();
    let mut left = change.deps.clone();
    while let Some(hash) = left.pop() {
        let Some(meta) = by_hash.get(&hash) else { return Counters::MissingDependency };
        if seen.insert(hash) {
            left.extend(meta.deps.iter().copied().map(named));
        }
    }
    let own = |hash: &ChangeHash| by_hash[hash].actor.to_bytes() == change.actor.to_bytes();
    if by_hash.keys().any(|hash| own(hash) && by_hash[hash].seq == change.seq) {
        return Counters::ActorReused;
    }
    let max_op = seen.iter().map(|hash| by_hash[hash].max_op).max().unwrap_or(0);
    let last = seen.iter().filter(|hash| own(hash)).map(|hash| by_hash[hash].seq).max().unwrap_or(0);
    let follows = change.start_op == max_op + 1 && change.seq == last + 1;
    if follows && doc.has_all(&change.references) { Counters::Ok } else { Counters::BadCounters }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ad8_what_is_looked_at_says_as_much_as_the_whole_history(
        steps in converge::steps(),
        forgeries in proptest::collection::vec((any::<prop::sample::Index>(), -3..4_i64, -3..4_i64, any::<u8>()), 1..20),
    ) {
        let docs = converge::run(&steps);
        let changes: Vec<Vec<u8>> = docs.iter().flat_map(Doc::changes).map(|(_, bytes)| bytes).collect();
        let mut loaded = Doc::load(REQUEST, [&docs[0].save_raw()[..]]).expect("its own bytes");
        let mut grown = Doc::empty(REQUEST);
        for (bytes, again) in docs[0].changes().iter().map(|(_, bytes)| bytes).zip(0..) {
            if again % 2 == 0 {
                let meta = inspect(bytes).expect("a change");
                prop_assert_eq!(grown.check_counters(&meta), word_for_word(&grown, &meta));
            }
            grown.apply(bytes).expect("in order");
        }
        for (which, op, seq, deps) in forgeries {
            let mut meta = inspect(&changes[which.index(changes.len())]).expect("a change");
            if (op, seq) != (0, 0) || deps % 2 == 0 {
                meta.hash = ChangeHash::from_bytes([deps; 32]);
            }
            meta.start_op = meta.start_op.saturating_add_signed(op);
            meta.seq = meta.seq.saturating_add_signed(seq);
            match deps % 8 {
                0 => meta.deps.clear(),
                2 => meta.deps = docs[0].head_hashes(),
                4 => meta.deps.push(meta.hash),
                6 => meta.deps = docs[1].head_hashes(),
                _ => {}
            }
            let expected = word_for_word(&docs[0], &meta);
            prop_assert_eq!(loaded.check_counters(&meta), expected, "loaded: {:?}", &meta);
            prop_assert_eq!(grown.check_counters(&meta), expected, "grown: {:?}", &meta);
        }
    }
}

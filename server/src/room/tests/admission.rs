//! One test per reason to refuse, and what a refusal leaves behind: nothing.

use super::*;
use crate::store::LogStore;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use sightline_shared::edit::PartyField;
use sightline_shared::id::Seq;
use sightline_shared::limits::{BATCH_BYTES_MAX, BATCH_CHANGES_MAX, CHANGE_BYTES_MAX, TEXT_CHARS_MAX};
use sightline_shared::wire::{Refusal, decode};

const NOTE: &str = "a";

fn rename(pen: &mut Pen, doc: &mut Doc, name: &str) -> Change {
    let edit = Edit::ChangeParty { id: doc.id(), field: PartyField::Name(name.to_owned()) };
    pen.write(doc, &edit)
}

/// Refuses this batch for that reason and leaves the log as it was.
fn refused(room: &mut RoomCore<MemoryStore>, author: Author, changes: Vec<Change>, reason: RefusalReason) {
    let before = room.head();
    assert_eq!(why(&push(room, author, changes)), reason);
    assert_eq!(room.head(), before);
    assert_eq!(room.store().head().unwrap(), before);
}

/// AD10: too many changes, or too many bytes, are not looked at.
#[test]
fn batches_have_limits() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let change = pen.add_party(&mut doc);
    refused(&mut room, pen.author, vec![change.clone(); BATCH_CHANGES_MAX + 1], RefusalReason::Malformed);
    let huge = Change { doc: PARTY, bytes: vec![0; CHANGE_BYTES_MAX + 1].into() };
    refused(&mut room, pen.author, vec![huge], RefusalReason::Malformed);
    assert_eq!(push(&mut room, pen.author, Vec::new()), Settled::Accepted(None), "an empty batch is nothing");
}

/// AD21: a few kilobytes may unpack to very much: looking at a batch stops when it is too much in all.
#[test]
fn a_batch_of_bombs_is_refused() {
    let (mut room, pen) = (room(), Pen::new(1));
    let notes = [NOTE.repeat(TEXT_CHARS_MAX), String::new()];
    let bomb = |number: u8| {
        let mut doc = Doc::empty(DocId::from_bytes([
            PARTY.to_bytes()[0],
            number,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ]));
        let id = doc.id();
        let add = Edit::AddParty { id, kind: PartyKind::Team, name: "Warehouse".to_owned() };
        let writes = notes
            .iter()
            .cycle()
            .take(200)
            .map(|note| Edit::ChangeParty { id, field: PartyField::Note(note.clone()) });
        let edits: Vec<Edit> = [add].into_iter().chain(writes).collect();
        let stamp = Stamp {
            by: pen.author.person,
            event: EventId::default(),
            device_time: Millis(1),
            offset: Span::ZERO,
        };
        let stamped: Vec<(&Edit, Stamp)> = edits.iter().map(|edit| (edit, stamp)).collect();
        Change { doc: id, bytes: write(&mut doc, pen.actor, &stamped).unwrap().bytes.into() }
    };
    let bombs: Vec<Change> = (0..45).map(bomb).collect();
    assert!(bombs.iter().map(|change| change.bytes.len()).sum::<usize>() < BATCH_BYTES_MAX);
    appended(&push(&mut room, pen.author, bombs[..30].to_vec()));
    refused(&mut room, pen.author, bombs, RefusalReason::Malformed);
}

/// AD1: bytes that are not exactly one change are refused, a saved document among them.
#[test]
fn only_single_changes_are_accepted() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let change = pen.add_party(&mut doc);
    let with = |bytes: Vec<u8>| vec![Change { doc: PARTY, bytes: bytes.into() }];
    refused(&mut room, pen.author, with(doc.save()), RefusalReason::Malformed);
    refused(&mut room, pen.author, with(Vec::new()), RefusalReason::Malformed);
    refused(&mut room, pen.author, with([change.bytes.to_vec(), vec![0]].concat()), RefusalReason::Malformed);
    refused(
        &mut room,
        pen.author,
        with(change.bytes[..change.bytes.len() - 1].to_vec()),
        RefusalReason::Malformed,
    );
    let mut flipped = change.bytes.to_vec();
    flipped[20] ^= 1;
    refused(&mut room, pen.author, with(flipped), RefusalReason::Malformed);
}

/// AD11: a device writes under its own name only.
#[test]
fn another_devices_change_is_refused() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let change = pen.add_party(&mut doc);
    refused(&mut room, author(2, true), vec![change], RefusalReason::ForeignActor);
}

/// AD12: documents of a kind that this relay doesn't know can't be judged, so they aren't taken.
#[test]
fn unknown_kinds_are_refused() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let mut change = pen.add_party(&mut doc);
    change.doc = DocId::from_bytes([99; 16]);
    refused(&mut room, pen.author, vec![change], RefusalReason::BadDocument);
}

/// AD7: what a change depends on must be in the log; nothing is queued.
#[test]
fn a_missing_dependency_is_refused() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let first = pen.add_party(&mut doc);
    let second = rename(&mut pen, &mut doc, "Yard");
    refused(&mut room, pen.author, vec![second.clone()], RefusalReason::MissingDependency);
    refused(&mut room, pen.author, vec![second.clone(), first.clone()], RefusalReason::MissingDependency);
    assert_eq!(appended(&push(&mut room, pen.author, vec![first, second])).to, Seq(2));
}

/// AD8: one actor writes each number once.
#[test]
fn a_reused_actor_is_refused() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let first = pen.add_party(&mut doc);
    let mut lost = doc.clone();
    let second = rename(&mut pen, &mut doc, "Yard");
    appended(&push(&mut room, pen.author, vec![first, second]));
    let again = rename(&mut pen, &mut lost, "Hall");
    refused(&mut room, pen.author, vec![again], RefusalReason::ActorReused);
}

/// AD6: counters follow from what a change depends on: a higher one would win every conflict.
#[test]
fn counters_that_jump_ahead_are_refused() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let first = pen.add_party(&mut doc);
    appended(&push(&mut room, pen.author, vec![first]));
    let honest = rename(&mut pen, &mut doc, "Yard");
    let ahead = with_start_op(&honest, |start| start + 20);
    refused(&mut room, pen.author, vec![ahead], RefusalReason::BadCounters);
    assert_eq!(with_start_op(&honest, |start| start), honest);
    appended(&push(&mut room, pen.author, vec![honest]));
}

/// A change with another first counter and a checksum that fits. Layout: magic (4), checksum (4), kind (1), length (1 or 2), number of
/// dependencies (1), one dependency (32), length of the actor (1), the actor (16), its number (1), the first counter (1).
fn with_start_op(change: &Change, start: impl Fn(u8) -> u8) -> Change {
    let mut bytes = change.bytes.to_vec();
    let data = if bytes[9] < 0x80 { 10 } else { 11 };
    let at = data + 1 + 32 + 1 + 16 + 1;
    bytes[at] = start(bytes[at]);
    let digest = Sha256::digest(&bytes[8..]);
    bytes[4..8].copy_from_slice(&digest[..4]);
    Change { doc: change.doc, bytes: bytes.into() }
}

/// AD16: what would no longer read as its kind is refused: a party's change sent for a request.
#[test]
fn a_document_that_makes_no_sense_is_refused() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let mut change = pen.add_party(&mut doc);
    change.doc = DocId::from_bytes([1; 16]);
    refused(&mut room, pen.author, vec![change], RefusalReason::BadDocument);
}

/// AD17: policy comes before append: only admins name the workspace.
#[test]
fn what_this_person_may_not_do_is_refused() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(DocId::SETTINGS));
    let change = pen.write(&mut doc, &Edit::NameWorkspace { name: "Ours".to_owned() });
    refused(&mut room, pen.author, vec![change.clone()], RefusalReason::NotAllowed);
    let admin = Author { admin: true, ..pen.author };
    assert_eq!(appended(&push(&mut room, admin, vec![change])).to, Seq(1));
}

/// AD18: a batch is admitted whole or refused whole, and its refusal names the change.
#[test]
fn a_batch_is_refused_whole() {
    let (mut room, mut pen) = (room(), Pen::new(1));
    let (mut party, mut settings) = (Doc::empty(PARTY), Doc::empty(DocId::SETTINGS));
    let good = pen.add_party(&mut party);
    let bad = pen.write(&mut settings, &Edit::NameWorkspace { name: "Ours".to_owned() });
    let hash = sightline_shared::doc::inspect(&bad.bytes).unwrap().hash;
    let settled = push(&mut room, pen.author, vec![good.clone(), bad]);
    assert_eq!(settled, Settled::Refused(Refusal { change: Some(hash), why: RefusalReason::NotAllowed }));
    assert_eq!(room.head().seq, Seq(0));
    assert_eq!(
        appended(&push(&mut room, pen.author, vec![good])).to,
        Seq(1),
        "the good part comes again by itself"
    );
}

/// AD13: a resend is acknowledged again and appended once, alone or among new changes.
#[test]
fn a_resend_is_acknowledged_and_appended_once() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    let first = pen.add_party(&mut doc);
    let second = rename(&mut pen, &mut doc, "Yard");
    appended(&push(&mut room, pen.author, vec![first.clone()]));
    assert_eq!(push(&mut room, pen.author, vec![first.clone()]), Settled::Accepted(None));
    let range = appended(&push(&mut room, pen.author, vec![first.clone(), second.clone()]));
    assert_eq!((range.from, range.to), (Seq(2), Seq(2)));
    let elsewhere = Change { doc: DocId::from_bytes([2; 16]), ..first.clone() };
    assert_eq!(
        appended(&push(&mut room, pen.author, vec![elsewhere])).to,
        Seq(3),
        "another document may begin alike"
    );
    refused(
        &mut room,
        pen.author,
        vec![Change { doc: DocId::from_bytes([2; 16]), ..second.clone() }; 2],
        RefusalReason::Malformed,
    );
}

/// AD15: a document has an end, also when each of two devices alone stayed below it; it keeps what it has.
#[test]
fn a_document_has_an_end() {
    let (mut room, mut ana, mut ben, mut doc) = (room(), Pen::new(1), Pen::new(2), Doc::empty(PARTY));
    appended(&push(&mut room, ana.author, vec![ana.add_party(&mut doc)]));
    let mut theirs = doc.clone();
    let (mut noise, mut refusals) = (1_u64, 0);
    for _ in 0..90 {
        for (pen, doc) in [(&mut ana, &mut doc), (&mut ben, &mut theirs)] {
            let edit = Edit::ChangeParty { id: PARTY, field: PartyField::Note(unpackable(&mut noise)) };
            let change = pen.write(doc, &edit);
            let before = room.head();
            match push(&mut room, pen.author, vec![change]) {
                Settled::Accepted(_) => assert_eq!(refusals, 0),
                refused => {
                    // Later changes of the same device depend on the refused one.
                    assert!(matches!(
                        why(&refused),
                        RefusalReason::DocTooLarge | RefusalReason::MissingDependency
                    ));
                    assert_eq!(room.head(), before);
                    refusals += 1;
                }
            }
        }
    }
    assert!(refusals > 0);
}

/// Text that doesn't repeat.
fn unpackable(noise: &mut u64) -> String {
    let mut letter = || {
        *noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + u8::try_from((*noise >> 33) % 26).unwrap())
    };
    (0..3_900).map(|_| letter()).collect()
}

/// AD18: within one commit, a batch builds on those before it, and one that is refused takes nothing with it.
#[test]
fn batches_of_one_commit_build_on_each_other() {
    let (mut room, mut ana, mut ben, mut doc) = (room(), Pen::new(1), Pen::new(2), Doc::empty(PARTY));
    let first = ana.add_party(&mut doc);
    let second = rename(&mut ben, &mut doc, "Yard");
    let mut lost = doc.clone();
    let third = rename(&mut ana, &mut doc, "Hall");
    let reused = rename(&mut ana, &mut lost, "Shed");
    let batch =
        |author, changes| Pushed::new((), author, Push { batch: 0, changes, seals: Vec::new() }, &sealer());
    let outcomes = room
        .process(
            vec![
                batch(ana.author, vec![first.clone()]),
                batch(ben.author, vec![second]),
                batch(ana.author, vec![first]),
                batch(ana.author, vec![third]),
                batch(ana.author, vec![reused]),
            ],
            Millis(1),
        )
        .unwrap();
    let settled: Vec<&Settled> = outcomes.iter().map(|outcome| &outcome.acked.outcome).collect();
    assert_eq!(appended(settled[0]).to, Seq(1));
    assert_eq!(appended(settled[1]).to, Seq(2));
    assert_eq!(settled[2], &Settled::Accepted(None), "known from the same commit");
    assert_eq!(appended(settled[3]).to, Seq(3));
    assert_eq!(why(settled[4]), RefusalReason::ActorReused);
    let chain: Vec<_> = [1, 2, 3].map(|seq| room.store().chain_at(Seq(seq)).unwrap().unwrap()).into();
    assert_eq!(chain, [0, 1, 3].map(|i: usize| appended(settled[i]).chain));
    let row: sightline_shared::view::StoredRow = decode(&room.store().row(PARTY).unwrap().unwrap()).unwrap();
    assert_eq!(
        row,
        sightline_shared::view::stored(&doc).unwrap(),
        "the row is the document's, after all of them"
    );
}

/// RE6: after enough changes the document has a snapshot, and reads the same after a restart.
#[test]
fn a_snapshot_is_renewed_and_reads_the_same() {
    let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
    appended(&push(&mut room, pen.author, vec![pen.add_party(&mut doc)]));
    for n in 0..40 {
        let change = rename(&mut pen, &mut doc, &format!("name {n}"));
        appended(&push(&mut room, pen.author, vec![change]));
    }
    let record = room.store().doc(PARTY).unwrap().unwrap();
    assert!(record.snapshot.is_some() && record.changes.len() <= 32, "{}", record.changes.len());
    let mut again = RoomCore::open(room.store().clone(), sealer()).unwrap();
    let next = rename(&mut pen, &mut doc, "last");
    assert_eq!(appended(&push(&mut again, pen.author, vec![next])).to, Seq(42));
    let stored = again.store().doc(PARTY).unwrap().unwrap();
    let loaded = Doc::load(PARTY, [stored.clone().into_bytes().as_slice()]).unwrap();
    assert_eq!((loaded.heads(), stored.heads), (doc.heads(), doc.heads()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// AD14: no bytes harm the room: whatever is sent, the next honest batch is admitted.
    #[test]
    fn no_bytes_harm_the_room(at in 0_usize..400, with in any::<u8>(), cut in 0_usize..400) {
        let (mut room, mut pen, mut doc) = (room(), Pen::new(1), Doc::empty(PARTY));
        let first = pen.add_party(&mut doc);
        let mut bytes = first.bytes.to_vec();
        let index = at % bytes.len();
        bytes[index] ^= with;
        bytes.truncate(bytes.len() - cut % bytes.len());
        let hostile = Change { doc: PARTY, bytes: bytes.into() };
        let same = hostile == first;
        let settled = push(&mut room, pen.author, vec![hostile]);
        prop_assert_eq!(matches!(settled, Settled::Accepted(_)), same);
        let settled = push(&mut room, pen.author, vec![first]);
        prop_assert!(matches!(settled, Settled::Accepted(_)));
        prop_assert_eq!(room.head().seq, Seq(1));
    }
}

//! What the relay has lost and is given back, and how it tells a device what it has.

use super::*;
use crate::room::{Asked, Conn, Next, read};
use crate::store::LogStore;
use sightline_shared::doc::inspect;
use sightline_shared::edit::PartyField;
use sightline_shared::id::{ChainToken, LogId, Seq};
use sightline_shared::view::ROW_VERSION;
use sightline_shared::wire::{Cursor, DocHeads, FromDevice, FromRelay, Heads, Hello, Sealed};

/// A team of three changes by Ana, with the seals that the relay gave for them before it lost them.
struct Lost {
    changes: Vec<Change>,
    seals: Vec<Sealed>,
}

impl Lost {
    fn new() -> Self {
        let (mut pen, mut doc) = (Pen::new(1), Doc::empty(PARTY));
        let named = |name: &str| Edit::ChangeParty { id: PARTY, field: PartyField::Name(name.to_owned()) };
        let changes =
            vec![pen.add_party(&mut doc), pen.write(&mut doc, &named("A")), pen.write(&mut doc, &named("B"))];
        let seal = |change: &Change| sealer().sealed(change.doc, inspect(&change.bytes).unwrap().hash);
        Self { seals: changes.iter().map(seal).collect(), changes }
    }
}

fn give(room: &mut RoomCore<MemoryStore>, changes: &[Change], seals: &[Sealed]) -> Settled {
    let push = Push { batch: 1, changes: changes.to_vec(), seals: seals.to_vec() };
    // By Ben, who wrote none of it.
    let pushed = Pushed::new((), author(2, false), push, &sealer());
    room.process(vec![pushed], Millis(5)).unwrap().remove(0).acked.outcome
}

/// RE24: every change that is accepted is sealed, for its author too.
#[test]
fn what_is_accepted_is_sealed() {
    let mut room = room();
    let lost = Lost::new();
    let push = Push { batch: 1, changes: lost.changes.clone(), seals: Vec::new() };
    let pushed = Pushed::new((), author(1, false), push, &sealer());
    let outcome = room.process(vec![pushed], Millis(5)).unwrap().remove(0);
    let seals: Vec<_> = lost.seals.iter().map(|sealed| sealed.seal).collect();
    assert_eq!(outcome.acked.seals, seals);
    let recent = outcome.recent.unwrap();
    let FromRelay::Range(range) = sightline_shared::wire::decode(&recent.frame).unwrap() else { panic!() };
    assert_eq!(range.entries.iter().filter_map(|entry| entry.seal).collect::<Vec<_>>(), seals);
}

/// AD19: a seal covers its change and all that it builds on, by whomever it was written and whoever brings it.
#[test]
fn sealed_changes_are_taken_back_from_anybody_once() {
    let mut room = room();
    let lost = Lost::new();
    let range = appended(&give(&mut room, &lost.changes, &lost.seals[2..]));
    assert_eq!((range.from, range.to), (Seq(1), Seq(3)));
    assert_eq!(give(&mut room, &lost.changes, &lost.seals[2..]), Settled::Accepted(None));
}

/// AD19: what no seal of this relay's covers is refused, with everything that came with it.
#[test]
fn what_is_not_covered_is_refused() {
    let mut room = room();
    let lost = Lost::new();
    assert_eq!(
        why(&give(&mut room, &lost.changes, &lost.seals[..2])),
        RefusalReason::NotSealed,
        "the third isn't"
    );
    let forged = Sealed { seal: sightline_shared::id::Seal::from_bytes([9; 16]), ..lost.seals[2] };
    assert_eq!(why(&give(&mut room, &lost.changes, &[forged])), RefusalReason::NotSealed);
    assert_eq!(why(&give(&mut room, &lost.changes, &[lost.seals[2], forged])), RefusalReason::NotSealed);
    let elsewhere: Vec<Change> = lost
        .changes
        .iter()
        .map(|change| Change { doc: DocId::from_bytes([2; 16]), ..change.clone() })
        .collect();
    assert_eq!(
        why(&give(&mut room, &elsewhere, &lost.seals[2..])),
        RefusalReason::NotSealed,
        "of another document"
    );
    let mut mixed = lost.changes.clone();
    mixed[2].doc = DocId::from_bytes([2; 16]);
    assert_eq!(
        why(&give(&mut room, &mixed, &lost.seals)),
        RefusalReason::Malformed,
        "one document at a time"
    );
    assert_eq!(why(&give(&mut room, &lost.changes[1..], &lost.seals)), RefusalReason::MissingDependency);
    assert_eq!(room.head().seq, Seq(0), "nothing of it was appended");
}

fn hear(conn: &mut Conn, room: &RoomCore<MemoryStore>) -> Vec<FromRelay> {
    let mut heard = Vec::new();
    let mut next = conn.next(Millis(9));
    loop {
        next = match next {
            Next::Wait => return heard,
            Next::Read(wanted) => {
                let pass = room.gate().pass(author(1, false).person);
                let given = read(room.store(), &pass, &wanted, Millis(9)).unwrap();
                conn.given(given).unwrap_or_else(|| conn.next(Millis(9)))
            }
            Next::Send(frame) => {
                heard.push(frame);
                conn.next(Millis(9))
            }
            Next::SendEncoded(_) => panic!("nothing was appended meanwhile"),
        };
    }
}

fn greet(room: &RoomCore<MemoryStore>, version: u32, cursor: Cursor, compare: bool) -> Vec<FromRelay> {
    let mut conn = Conn::new(sealer());
    let hello = Hello {
        version,
        cursor: Some(cursor),
        row_version: ROW_VERSION,
        docs_after: None,
        wants_docs: false,
        compare,
        keeps: None,
        statistics: None,
    };
    assert_eq!(conn.frame(FromDevice::Hello(hello)), Ok(Asked::Nothing));
    hear(&mut conn, room)
}

/// RE25: a device of another history, or one that asks, is told the heads of all documents; one of version 1 gets a bootstrap.
#[test]
fn a_device_of_another_history_is_told_what_there_is() {
    let mut room = room();
    let lost = Lost::new();
    give(&mut room, &lost.changes, &lost.seals);
    let heads = room.store().doc(PARTY).unwrap().unwrap().heads;
    let page = FromRelay::Heads(Heads { docs: vec![DocHeads { doc: PARTY, heads }], done: true });
    let foreign = [
        Cursor { log: LogId::from_bytes([1; 16]), ..room.head() },
        Cursor { chain: ChainToken::from_bytes([1; 16]), ..room.head() },
        Cursor { seq: Seq(9), ..room.head() },
    ];
    for cursor in foreign {
        let heard = greet(&room, 2, cursor, false);
        let [FromRelay::Welcome(welcome), told] = &heard[..] else { panic!("{heard:?}") };
        assert!(welcome.compare && !welcome.bootstrap && *told == page);
    }
    assert_eq!(greet(&room, 2, room.head(), true)[1], page, "it asked");
    let heard = greet(&room, 2, room.head(), false);
    assert!(matches!(&heard[..], [FromRelay::Welcome(welcome)] if !welcome.compare), "{heard:?}");
    let heard = greet(&room, 1, foreign[0], false);
    assert!(matches!(&heard[0], FromRelay::Welcome(welcome) if welcome.bootstrap && !welcome.compare));
}

//! What connections are sent: no gaps, acknowledgements in their place, bootstraps page by page.

use super::*;
use crate::room::{Asked, Conn, Next, read};
use crate::store::LogStore;
use sightline_shared::id::{ChainToken, LogId, Seq};
use sightline_shared::limits::{BATCHES_IN_FLIGHT_MAX, FRAME_BYTES_MAX};
use sightline_shared::view::{ROW_VERSION, StoredRow};
use sightline_shared::wire::{
    self, Chunk, CloseReason, Cursor, FromDevice, FromRelay, Hello, Range, Welcome,
};

/// A connection over a room, driven by hand.
pub(super) struct Line {
    pub(super) conn: Conn,
    pub(super) author: Author,
}

pub(super) fn hello(cursor: Option<Cursor>) -> Hello {
    Hello {
        version: wire::VERSION,
        cursor,
        row_version: ROW_VERSION,
        docs_after: None,
        wants_docs: cursor.is_none(),
        compare: false,
        keeps: None,
        statistics: None,
    }
}

impl Line {
    pub(super) fn greeted(room: &RoomCore<MemoryStore>, n: u8, hello: Hello) -> (Self, Vec<FromRelay>) {
        let mut line = Self { conn: Conn::new(sealer()), author: author(n, false) };
        assert_eq!(line.conn.frame(FromDevice::Hello(hello)), Ok(Asked::Nothing));
        let heard = line.hear(room);
        (line, heard)
    }

    /// Everything that the relay has to say now.
    pub(super) fn hear(&mut self, room: &RoomCore<MemoryStore>) -> Vec<FromRelay> {
        let mut heard = Vec::new();
        let mut next = self.conn.next(Millis(9));
        loop {
            next = match next {
                Next::Wait => return heard,
                Next::Read(wanted) => {
                    let pass = room.gate().pass(self.author.person);
                    let given = read(room.store(), &pass, &wanted, Millis(9)).unwrap();
                    self.conn.given(given).unwrap_or_else(|| self.conn.next(Millis(9)))
                }
                Next::Send(frame) => {
                    assert!(wire::encode(&frame).len() <= FRAME_BYTES_MAX);
                    heard.push(frame);
                    self.conn.next(Millis(9))
                }
                Next::SendEncoded(bytes) => {
                    heard.push(wire::decode(&bytes).unwrap());
                    self.conn.next(Millis(9))
                }
            };
        }
    }

    /// Pushes and settles; does not send yet.
    fn push(&mut self, room: &mut RoomCore<MemoryStore>, batch: u64, changes: Vec<Change>) {
        let Ok(Asked::Admit(push)) =
            self.conn.frame(FromDevice::Push(Push { batch, changes, seals: Vec::new() }))
        else {
            panic!()
        };
        let outcomes = room.process(vec![Pushed::new((), self.author, push, &sealer())], Millis(1)).unwrap();
        outcomes.into_iter().for_each(|outcome| self.conn.settled(outcome.acked));
    }
}

fn change(pen: &mut Pen, n: u8) -> Change {
    let mut bytes = [n; 16];
    bytes[0] = 2;
    pen.add_party(&mut Doc::empty(DocId::from_bytes(bytes)))
}

/// Follows a stream over its frames and answers where it ends.
fn follow(mut cursor: Cursor, frames: &[FromRelay]) -> Cursor {
    for frame in frames {
        let (from, to, chain) = match frame {
            FromRelay::Range(Range { from, to, chain, .. }) => (*from, *to, *chain),
            FromRelay::Acked(acked) => match &acked.outcome {
                Settled::Accepted(Some(range)) => (range.from, range.to, range.chain),
                _ => continue,
            },
            _ => continue,
        };
        assert_eq!(from.0, cursor.seq.0 + 1, "no gap, nothing twice");
        assert!(to >= from);
        cursor = Cursor { log: cursor.log, seq: to, chain };
    }
    cursor
}

/// RE4: two devices that both write, and one that only reads, see one log without a gap; own batches stand in it as acknowledgements.
#[test]
fn every_reader_sees_one_log_without_a_gap() {
    let mut room = room();
    let start = room.head();
    let (mut ana, _) = Line::greeted(&room, 1, hello(Some(start)));
    let (mut ben, _) = Line::greeted(&room, 2, hello(Some(start)));
    let (mut cai, _) = Line::greeted(&room, 3, hello(Some(start)));
    let (mut pen_a, mut pen_b) = (Pen::new(1), Pen::new(2));
    ben.push(&mut room, 0, vec![change(&mut pen_b, 1)]);
    ana.push(&mut room, 0, vec![change(&mut pen_a, 2), change(&mut pen_a, 3)]);
    ben.push(&mut room, 1, vec![change(&mut pen_b, 4)]);
    for line in [&mut ana, &mut ben, &mut cai] {
        line.conn.log_moved(room.head().seq, Seq(0));
    }
    let heard = ana.hear(&room);
    assert_eq!(follow(start, &heard), room.head());
    assert!(
        matches!(&heard[..], [FromRelay::Range(_), FromRelay::Acked(_), FromRelay::Range(_)]),
        "{heard:?}"
    );
    assert_eq!(follow(start, &ben.hear(&room)), room.head());
    let heard = cai.hear(&room);
    assert!(matches!(&heard[..], [FromRelay::Range(range)] if range.entries.len() == 4), "{heard:?}");
    assert_eq!(follow(start, &heard), room.head());
}

/// RE4: an outcome that comes after its entries went out in a range doesn't move the cursor twice.
#[test]
fn a_late_outcome_doesnt_move_the_cursor_twice() {
    let mut room = room();
    let start = room.head();
    let (mut ana, _) = Line::greeted(&room, 1, hello(Some(start)));
    let mut pen = Pen::new(1);
    let Ok(Asked::Admit(push)) = ana.conn.frame(FromDevice::Push(Push {
        batch: 7,
        changes: vec![change(&mut pen, 1)],
        seals: Vec::new(),
    })) else {
        panic!()
    };
    let outcomes = room.process(vec![Pushed::new((), pen.author, push, &sealer())], Millis(1)).unwrap();
    ana.conn.log_moved(room.head().seq, Seq(0));
    assert_eq!(follow(start, &ana.hear(&room)), room.head());
    outcomes.into_iter().for_each(|outcome| ana.conn.settled(outcome.acked));
    let heard = ana.hear(&room);
    assert!(
        matches!(&heard[..], [FromRelay::Acked(acked)] if acked.batch == 7 && acked.outcome == Settled::Accepted(None)),
        "{heard:?}"
    );
}

/// RE5: a cursor of another log, or of another history of this log, begins anew.
#[test]
fn a_cursor_of_another_history_begins_anew() {
    let mut room = room();
    let mut pen = Pen::new(1);
    push(&mut room, pen.author, vec![change(&mut pen, 1), change(&mut pen, 2)]);
    let head = room.head();
    let bootstraps = |cursor| {
        // A device of version 1: it can't compare.
        let (_, heard) = Line::greeted(&room, 1, Hello { version: 1, ..hello(Some(cursor)) });
        matches!(&heard[0], FromRelay::Welcome(Welcome { bootstrap: true, head: at, .. }) if *at == head)
    };
    assert!(!bootstraps(head));
    let chain = room.store().chain_at(Seq(1)).unwrap().unwrap();
    assert!(!bootstraps(Cursor { seq: Seq(1), chain, ..head }));
    assert!(bootstraps(Cursor { log: LogId::from_bytes([1; 16]), ..head }));
    assert!(bootstraps(Cursor { chain: ChainToken::from_bytes([1; 16]), ..head }));
    assert!(bootstraps(Cursor { seq: Seq(1), ..head }), "moved past the cursor on another history");
    assert!(bootstraps(Cursor { seq: Seq(3), ..head }), "beyond the end");
}

fn chunks(heard: &[FromRelay]) -> Vec<&Chunk> {
    heard
        .iter()
        .filter_map(|frame| if let FromRelay::Chunk(chunk) = frame { Some(chunk) } else { None })
        .collect()
}

/// RE7, RE8: a bootstrap brings all rows, then all documents in order, two chunks ahead of what the device has taken; what is
/// appended meanwhile follows as ranges.
#[test]
fn a_bootstrap_brings_rows_then_documents_page_by_page() {
    let mut room = room();
    let mut pen = Pen::new(1);
    for n in 1..=200 {
        let mut doc = Doc::empty(change(&mut Pen::new(1), n).doc);
        let added = pen.add_party(&mut doc);
        let note = sightline_shared::edit::PartyField::Note(format!("{n} ").repeat(900));
        let edit = Edit::ChangeParty { id: doc.id(), field: note };
        let noted = pen.write(&mut doc, &edit);
        push(&mut room, pen.author, vec![added, noted]);
    }
    let (mut line, mut heard) = Line::greeted(&room, 2, hello(None));
    assert_eq!(chunks(&heard).len(), 2, "two ahead");
    assert!(line.hear(&room).is_empty(), "and no more until the device asks");
    let start = room.head();
    push(&mut room, pen.author, vec![change(&mut pen, 250)]);
    line.conn.log_moved(room.head().seq, Seq(0));
    let during = line.hear(&room);
    assert_eq!(follow(start, &during), room.head());
    while !chunks(&heard).last().unwrap().docs_done {
        assert_eq!(line.conn.frame(FromDevice::More), Ok(Asked::Nothing));
        heard.extend(line.hear(&room));
    }
    let chunks = chunks(&heard);
    let rows: u32 = chunks.iter().map(|chunk| chunk.row_count).sum();
    let docs: Vec<DocId> = chunks.iter().flat_map(|chunk| &chunk.docs).map(|doc| doc.doc).collect();
    assert!((200..=201).contains(&rows), "the new one may be among them");
    assert!(docs.is_sorted() && docs.len() == 201);
    let rows_done = chunks.iter().position(|chunk| chunk.rows_done).unwrap();
    assert!(rows_done >= 1 && chunks[..=rows_done].iter().all(|chunk| chunk.docs.is_empty()));
    assert_eq!(line.conn.frame(FromDevice::More), Ok(Asked::Nothing), "one too many is harmless");
    assert!(line.hear(&room).is_empty());
}

/// RE8: rows of requests come last: what they name is on a new device before them.
#[test]
fn what_requests_name_comes_before_them() {
    let mut room = room();
    let mut pen = Pen::new(1);
    let mut team = Doc::empty(PARTY);
    let mut request = Doc::empty(DocId::from_bytes([1; 16]));
    let added = pen.add_party(&mut team);
    let ask = ask(request.id(), PARTY);
    let asked = pen.write(&mut request, &ask);
    push(&mut room, pen.author, vec![added, asked]);
    let (_, heard) = Line::greeted(&room, 2, hello(None));
    let rows = |chunk: &Chunk| -> Vec<DocId> {
        let mut bytes = minicbor::Decoder::new(&chunk.rows);
        (0..chunk.row_count).map(|_| bytes.decode::<StoredRow>().unwrap().row.id()).collect()
    };
    let told: Vec<(Vec<DocId>, bool)> =
        chunks(&heard).into_iter().map(|chunk| (rows(chunk), chunk.rows_done)).collect();
    assert_eq!(told, [(vec![PARTY], false), (vec![request.id()], true)]);
}

/// RE8: an interrupted bootstrap goes on after the last document taken; rows of another derivation are left out.
#[test]
fn an_interrupted_bootstrap_goes_on() {
    let mut room = room();
    let mut pen = Pen::new(1);
    let changes: Vec<Change> = (1..=3).map(|n| change(&mut pen, n)).collect();
    let after = changes[0].doc;
    push(&mut room, pen.author, changes);
    let again = Hello { docs_after: Some(after), wants_docs: true, ..hello(Some(room.head())) };
    let (_, heard) = Line::greeted(&room, 2, again);
    assert!(matches!(&heard[0], FromRelay::Welcome(Welcome { bootstrap: false, docs: 3, .. })));
    assert_eq!(
        chunks(&heard).iter().map(|chunk| (chunk.row_count, chunk.docs.len())).collect::<Vec<_>>(),
        [(0, 2)]
    );

    let (_, heard) = Line::greeted(&room, 2, Hello { row_version: ROW_VERSION + 1, ..hello(None) });
    let of_rows: u32 = chunks(&heard).iter().map(|chunk| chunk.row_count).sum();
    let of_docs: usize = chunks(&heard).iter().map(|chunk| chunk.docs.len()).sum();
    assert_eq!((of_rows, of_docs), (0, 3));
}

/// RE11: frames out of turn, too many batches under way, and too many wishes end the connection.
#[test]
fn frames_out_of_turn_end_the_connection() {
    let room = room();
    let mut conn = Conn::new(sealer());
    assert_eq!(conn.frame(FromDevice::Ping), Err(CloseReason::Protocol));
    let mut conn = Conn::new(sealer());
    assert_eq!(conn.frame(FromDevice::Hello(Hello { version: 0, ..hello(None) })), Err(CloseReason::TooOld));
    let (mut line, _) = Line::greeted(&room, 1, hello(None));
    assert_eq!(line.conn.frame(FromDevice::Hello(hello(None))), Err(CloseReason::Protocol));
    let (mut line, _) = Line::greeted(&room, 1, hello(None));
    let push = || FromDevice::Push(Push { batch: 1, changes: Vec::new(), seals: Vec::new() });
    for _ in 0..BATCHES_IN_FLIGHT_MAX {
        assert!(matches!(line.conn.frame(push()), Ok(Asked::Admit(_))));
    }
    assert_eq!(line.conn.frame(push()), Err(CloseReason::Protocol));
    let (mut line, _) = Line::greeted(&room, 1, hello(None));
    let wishes = vec![PARTY; crate::limits::FETCH_DOCS_MAX + 1];
    assert_eq!(line.conn.frame(FromDevice::Fetch(wishes)), Err(CloseReason::Protocol));
}

/// RE8: a fetched document comes whole; one that doesn't exist is left out.
#[test]
fn fetched_documents_come_whole() {
    let mut room = room();
    let mut pen = Pen::new(1);
    let mut doc = Doc::empty(PARTY);
    push(&mut room, pen.author, vec![pen.add_party(&mut doc)]);
    let (mut line, _) = Line::greeted(&room, 1, hello(Some(room.head())));
    line.conn.frame(FromDevice::Fetch(vec![DocId::from_bytes([2; 16]), PARTY])).unwrap();
    line.conn.frame(FromDevice::Ping).unwrap();
    let heard = line.hear(&room);
    assert_eq!(heard[0], FromRelay::Pong(Millis(9)));
    let docs: Vec<_> = heard[1..]
        .iter()
        .flat_map(|frame| if let FromRelay::Docs(docs) = frame { docs.clone() } else { vec![] })
        .collect();
    assert_eq!(docs.len(), 1);
    let loaded = Doc::load(PARTY, [docs[0].bytes.as_slice()]).unwrap();
    assert_eq!((loaded.heads(), docs[0].heads), (doc.heads(), doc.heads()));
}

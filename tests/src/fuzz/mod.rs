//! What bytes from outside go through, each as one function that must hold for any bytes: fault 37. `fuzz/` gives them to libFuzzer;
//! `tests/tests/fuzz.rs` runs them on stable Rust, over the corpus and over changes to it from a seed.

mod automerge;
mod mutate;
mod seeds;

pub use mutate::mutated;
pub use seeds::corpus;

use crate::sim::relay::{Relay, ToDevice};
use rand::{SeedableRng, rngs::StdRng};
use seeds::{Pen, chunk, team};
use sightline::load::Tally;
use sightline::load::mapping::Mapping;
use sightline::load::table::Table;
use sightline::load::{map, requests};
use sightline::room::Author;
use sightline::store::MemoryStore;
use sightline_shared::doc::{Doc, inspect};
use sightline_shared::id::{DocId, LogId, Millis, WorkspaceId};
use sightline_shared::limits::{CHANGE_BYTES_MAX, CHANGE_INFLATED_BYTES_MAX};
use sightline_shared::session::{Hint, OutboxEntry, Place, RefusedEntry};
use sightline_shared::wire::{self, Change, FromDevice, FromRelay, Hello, Packing, Push, Settled};
use sightline_shared::{table, view};
use std::path::Path;

/// A way in for bytes from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A frame on a socket, at either end.
    Frames,
    /// A change in a push, with its checksum made right.
    Admission,
    /// A document, as a relay sends it or storage has it.
    Document,
    /// Rows, as a relay sends them or storage has them.
    Rows,
    /// A CSV with a mapping, as an operator imports them, or with customers, as the app does.
    Csv,
}

/// All of them, with their folders in the corpus.
pub const TARGETS: [(Target, &str); 5] = [
    (Target::Frames, "frames"),
    (Target::Admission, "admission"),
    (Target::Document, "document"),
    (Target::Rows, "rows"),
    (Target::Csv, "csv"),
];

/// Gives bytes to a target.
///
/// # Panics
/// When something doesn't hold.
pub fn run(target: Target, bytes: &[u8]) {
    match target {
        Target::Frames => frames(bytes),
        Target::Admission => admission(bytes),
        Target::Document => document(bytes),
        Target::Rows => rows(bytes),
        Target::Csv => csv(bytes),
    }
}

const NOW: Millis = Millis(1_750_000_000_000);

/// A relay with one honest document, and whose it is.
fn relay() -> (Relay, Pen, Doc) {
    let store = MemoryStore::new(WorkspaceId::from_bytes([8; 16]), LogId::from_bytes([9; 16]));
    let (mut relay, mut pen, mut doc) = (Relay::over(store), Pen::new(1), Doc::empty(team(1)));
    relay.open(1, pen.author());
    greet(&mut relay, 1);
    assert!(pushed(&mut relay, 1, pen.add_party(&mut doc)), "an honest change");
    (relay, pen, doc)
}

fn greet(relay: &mut Relay, conn: u64) {
    let hello = Hello {
        version: wire::VERSION,
        cursor: None,
        row_version: view::ROW_VERSION,
        docs_after: None,
        wants_docs: false,
        compare: false,
        keeps: None,
        statistics: None,
    };
    relay.frame(conn, &wire::encode(&FromDevice::Hello(hello)), NOW);
}

/// Pushes one change; whether it was accepted.
fn pushed(relay: &mut Relay, conn: u64, change: Change) -> bool {
    let push = Push { batch: 0, changes: vec![change], seals: Vec::new() };
    let sent = relay.frame(conn, &wire::encode(&FromDevice::Push(push)), NOW);
    sent.iter().any(|(to, what)| match what {
        ToDevice::Frame(frame) if *to == conn => match wire::decode::<FromRelay>(frame) {
            Ok(FromRelay::Acked(acked)) => matches!(acked.outcome, Settled::Accepted(_)),
            _ => false,
        },
        _ => false,
    })
}

/// The next honest change is still admitted, on a fresh connection.
fn still_serves(mut relay: Relay, mut pen: Pen, mut doc: Doc) {
    relay.open(99, pen.author());
    greet(&mut relay, 99);
    assert!(pushed(&mut relay, 99, pen.rename(&mut doc, "Yard")), "an honest change is admitted as before");
}

/// WR1, WR4, WR5, WR6, AD14: what is read is written as it was; what a device says first or later harms no relay.
fn frames(bytes: &[u8]) {
    if let Ok(frame) = wire::decode::<FromDevice>(bytes) {
        assert_eq!(wire::decode::<FromDevice>(&wire::encode(&frame)).as_ref(), Ok(&frame));
    }
    if let Ok(frame) = wire::decode::<FromRelay>(bytes) {
        assert_eq!(wire::decode::<FromRelay>(&wire::encode(&frame)).as_ref(), Ok(&frame));
    }
    if let Ok(frame) = wire::read(bytes) {
        for packing in [Packing::Plain, Packing::Deflated, Packing::Folded] {
            assert_eq!(wire::read(&packing.pack(wire::encode(&frame))).as_ref(), Ok(&frame));
        }
    }
    if let Ok(FromRelay::Statistics(figures)) = wire::read(bytes)
        && let Some(read) = view::Statistics::read(&figures)
    {
        assert_eq!(view::Statistics::read(&read.to_bytes()), Some(read), "ST5");
    }
    // What one tab tells another, and what storage keeps, is read in the same way.
    for readable in [
        wire::decode::<Hint>(bytes).is_ok(),
        wire::decode::<Place>(bytes).is_ok(),
        wire::decode::<RefusedEntry>(bytes).is_ok(),
        wire::decode::<OutboxEntry>(bytes).is_ok_and(|entry| entry.edits.read().is_some()),
    ] {
        std::hint::black_box(readable);
    }
    let (mut relay, pen, doc) = relay();
    relay.open(2, Pen::new(2).author());
    relay.frame(2, bytes, NOW);
    relay.open(3, Pen::new(2).author());
    greet(&mut relay, 3);
    relay.frame(3, bytes, NOW);
    still_serves(relay, pen, doc);
}

/// AD1 to AD14: a change whose checksum is right, plain, deflated or as it came, is admitted or refused, and harms nobody.
fn admission(bytes: &[u8]) {
    let Some((how, data)) = bytes.split_first() else { return };
    let bytes = match how % 3 {
        0 => data.to_vec(),
        1 => chunk(1, data),
        _ => chunk(2, data),
    };
    if let Ok(meta) = inspect(&bytes) {
        assert!(bytes.len() <= CHANGE_BYTES_MAX && meta.inflated_len <= CHANGE_INFLATED_BYTES_MAX);
    }
    let (mut relay, pen, doc) = relay();
    for (conn, doc) in [(1, doc.id()), (2, team(2))] {
        let author: Author = pen.author();
        relay.open(conn, author);
        greet(&mut relay, conn);
        pushed(&mut relay, conn, Change { doc, bytes: bytes.clone().into() });
    }
    still_serves(relay, pen, doc);
}

/// DO13, DO15, DO16: bytes are a whole document or none; what can be loaded can be read or says why, and loads again from what it saves.
fn document(bytes: &[u8]) {
    let Some((how, data)) = bytes.split_first() else { return };
    let mut id = [7; 16];
    id[0] = how / 4;
    let id = DocId::from_bytes(id);
    let bytes = if how % 4 < 3 { chunk(how % 4, data) } else { data.to_vec() };
    automerge::unless_it_dies(|| {
        let Ok(doc) = Doc::load(id, [bytes.as_slice()]) else { return };
        if let (Ok(_), Ok(row)) = (doc.read(), view::stored(&doc)) {
            let page = view::encode_page(std::slice::from_ref(&row));
            assert_eq!(view::decode_page(&page).as_deref(), Ok([row].as_slice()));
        }
        // Of changes that a relay would not admit automerge may save what it doesn't load.
        if doc.changes().iter().all(|(_, bytes)| inspect(bytes).is_ok()) {
            let again = Doc::load(id, [doc.save().as_slice()]).expect("what was saved loads");
            assert_eq!(again.heads(), doc.heads());
        }
    });
}

/// VI2: a page reads back as written.
fn rows(bytes: &[u8]) {
    let Ok(rows) = view::decode_page(bytes) else { return };
    assert_eq!(view::decode_page(&view::encode_page(&rows)).as_ref(), Ok(&rows));
    let mut all = view::Rows::default();
    for row in rows {
        all.apply(row.row);
    }
    all.prepare_search(usize::MAX);
    // Everything that is derived from rows as a whole, circles of parents and services included.
    std::hint::black_box((all.graph(), all.len()));
}

const LOG_MAPPING: &str = include_str!("../../../mappings/uci-incidents.toml");
const MAP_MAPPING: &str = include_str!("../../../mappings/govuk-teams.toml");

/// Every row is used, left out or reported; nothing is silently dropped.
fn csv(bytes: &[u8]) {
    customers(bytes);
    let Some((how, data)) = bytes.split_first() else { return };
    let name = Path::new("fuzz");
    let mapping = match how % 3 {
        0 => Mapping::parse(name, LOG_MAPPING).ok(),
        1 => Mapping::parse(name, MAP_MAPPING).ok(),
        _ => std::str::from_utf8(data).ok().and_then(|text| Mapping::parse(name, text).ok()),
    };
    let Ok(mut table) = Table::read(name, Box::new(std::io::Cursor::new(data.to_vec()))) else { return };
    let mut tally = Tally::default();
    let stories = match mapping {
        Some(Mapping::Requests(mapping)) => {
            let cut = requests::Cut { until: None, limit: None };
            requests::read(&mut table, *mapping, cut, &mut tally).map(|log| log.stories().count())
        }
        Some(Mapping::Map(mapping)) => {
            map::read(&mut table, *mapping, NOW, &mut tally).map(|drawn| drawn.stories().count())
        }
        None => return,
    };
    if stories.is_ok() {
        assert_eq!(tally.rows_in(), tally.used() + tally.left_out() + tally.reported());
    }
}

/// Bytes from the corpus, changed by a seed.
pub fn from_seed(corpus: &[Vec<u8>], seed: u64) -> Vec<u8> {
    mutated(corpus, &mut StdRng::seed_from_u64(seed))
}

/// CU4, CU5: any bytes are a plan of customers, or a sentence.
fn customers(bytes: &[u8]) {
    let read = || {
        let mut reading = table::Reading::new(bytes.to_vec())?;
        while reading.go_on(100)? {}
        Ok::<_, table::BadTable>(reading.done())
    };
    let Ok(table) = read() else { return };
    let columns = table::guess(table.first(), "nombre", "número", "teléfono");
    let rows = view::Rows::default();
    let mut planning = table::Planning::new(table::Known::of(&rows), columns);
    while planning.go_on(&table, &rows, 100) {}
    let steps = planning.done();
    assert_eq!(steps.len() + usize::from(columns.named), table.lines().len());
    assert!(table::edits(&steps, |_| Some(table::Says::File), || DocId::SETTINGS).len() <= steps.len());
}

//! Folders with one thing wrong, and what the doctor says and does.

use super::{Finding, Report, look, repair};
use crate::data::DataFolder;
use crate::keep::doctor::document::examine;
use crate::room::{Author, Pushed, RoomCore};
use crate::seal::{KEY_LEN, Sealer};
use crate::store::{LogStore, SqliteStore};
use rusqlite::Connection;
use sightline_shared::doc::{Doc, write};
use sightline_shared::edit::{Edit, PartyField, Stamp};
use sightline_shared::id::{Actor, DeviceId, DocId, EventId, Incarnation, Millis, Seq, Span, WorkspaceId};
use sightline_shared::model::PartyKind;
use sightline_shared::wire::{Change, Push, Settled};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use tempfile::TempDir;

/// Written 40 times, so that it has a snapshot and changes after it.
const LONG: DocId = DocId::from_bytes([2; 16]);
const SHORT: DocId = DocId::from_bytes([2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
const CHANGES: u8 = 40;
const HEAD: &str = "sightline.head";

/// A folder with two documents, written by the relay itself, once.
fn folder() -> TempDir {
    static WRITTEN: OnceLock<TempDir> = OnceLock::new();
    let written = WRITTEN.get_or_init(written);
    let folder = tempfile::tempdir().unwrap();
    for (from, to) in SqliteStore::files(written.path()).iter().zip(SqliteStore::files(folder.path())) {
        if from.exists() {
            std::fs::copy(from, to).unwrap();
        }
    }
    std::fs::copy(written.path().join(HEAD), folder.path().join(HEAD)).unwrap();
    folder
}

fn written() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = DataFolder::claim(folder.path()).unwrap().store().unwrap();
    let mut room = RoomCore::open(store, Sealer::new(&[7; KEY_LEN], WorkspaceId::default())).unwrap();
    let (mut long, mut short) = (Doc::empty(LONG), Doc::empty(SHORT));
    push(
        &mut room,
        &mut short,
        &Edit::AddParty { id: SHORT, kind: PartyKind::Team, name: "Hall".to_owned() },
    );
    push(&mut room, &mut long, &Edit::AddParty { id: LONG, kind: PartyKind::Team, name: "Yard".to_owned() });
    for n in 1..CHANGES {
        push(
            &mut room,
            &mut long,
            &Edit::ChangeParty { id: LONG, field: PartyField::Name(format!("Yard {n}")) },
        );
    }
    let record = room.store().doc(LONG).unwrap().unwrap();
    assert!(record.snapshot.is_some() && !record.changes.is_empty());
    drop(room);
    drop(DataFolder::claim(folder.path()).unwrap().store().unwrap());
    folder
}

fn push(room: &mut RoomCore<SqliteStore>, doc: &mut Doc, edit: &Edit) {
    let device = DeviceId::from_bytes([1; 8]);
    let actor = Actor { device, incarnation: Incarnation::from_bytes([1; 8]) };
    let author = Author { device, person: DocId::from_bytes([4; 16]), admin: false };
    let event = EventId::from_bytes([0; 8]);
    let stamp = Stamp { by: author.person, event, device_time: Millis(1), offset: Span::ZERO };
    let written = write(doc, actor, &[(edit, stamp)]).unwrap();
    let changes = vec![Change { doc: doc.id(), bytes: written.bytes.into() }];
    let push = Push { batch: 1, changes, seals: Vec::new() };
    let pushed = Pushed::new((), author, push, room.sealer());
    let outcome = room.process(vec![pushed], Millis(5)).unwrap().remove(0);
    assert!(matches!(outcome.acked.outcome, Settled::Accepted(Some(_))));
}

fn database(folder: &Path) -> Connection {
    let [file, ..] = SqliteStore::files(folder);
    Connection::open(file).unwrap()
}

type Found = Vec<(Finding, bool)>;

fn looked(folder: &Path) -> (Report, Found) {
    let mut found = Vec::new();
    let report = look(folder, &mut |finding, repaired| found.push((finding.clone(), repaired))).unwrap();
    (report, found)
}

fn repaired(folder: &Path) -> (Report, Found) {
    let mut found = Vec::new();
    let report = repair(folder, &mut |finding, repaired| found.push((finding.clone(), repaired))).unwrap();
    (report, found)
}

/// What devices get: each document's row, heads, and the document itself.
fn content(folder: &Path) -> BTreeMap<DocId, (Vec<u8>, String, Vec<u8>)> {
    let store = SqliteStore::look(folder).unwrap().unwrap();
    let docs = store.docs(None, None, usize::MAX).unwrap().items;
    let content = |(id, record): (DocId, crate::store::DocRecord)| {
        let row = store.row(id).unwrap().unwrap();
        let heads = record.heads.to_string();
        let doc = Doc::load(id, [record.into_bytes().as_slice()]).unwrap();
        (id, (row, heads, doc.save()))
    };
    docs.into_iter().map(content).collect()
}

/// Damages a folder and says what must be found; all of it is repaired, and devices get what they got before.
fn mended(damage: &str, expected: impl Fn(&Finding) -> bool) {
    let folder = folder();
    let before = content(folder.path());
    database(folder.path()).execute_batch(damage).unwrap();
    let (report, found) = looked(folder.path());
    assert!(found.iter().any(|(finding, _)| expected(finding)), "{damage}: {found:?}");
    assert_eq!(
        (report.repaired, report.left()),
        (0, found.len() as u64),
        "{damage}: looking changes nothing"
    );
    assert_eq!(looked(folder.path()).1, found, "{damage}");
    let (report, again) = repaired(folder.path());
    assert!(report.left() == 0 && again.len() == found.len(), "{damage}: {again:?}");
    assert_eq!(looked(folder.path()).1, [], "{damage}");
    assert_eq!(content(folder.path()), before, "{damage}");
}

/// Damages a folder and says what must be found; it can't be repaired, and is still there afterwards.
fn lost(damage: &str, expected: impl Fn(&Finding) -> bool) {
    let folder = folder();
    database(folder.path()).execute_batch(damage).unwrap();
    let (report, found) = repaired(folder.path());
    assert!(found.iter().any(|(finding, done)| expected(finding) && !done), "{damage}: {found:?}");
    assert!(report.left() > 0);
    assert!(looked(folder.path()).1.iter().any(|(finding, _)| expected(finding)), "{damage}: it stays");
}

/// RE20: a folder as the relay leaves it is sound: replay equals load, rows and heads equal their rebuild.
#[test]
fn what_the_relay_writes_is_sound() {
    let folder = folder();
    let (report, found) = looked(folder.path());
    assert_eq!(found, []);
    assert_eq!((report.docs, report.entries, report.found), (2, u64::from(CHANGES) + 1, 0));
}

/// RE20: what follows from the log is found and made anew.
#[test]
fn what_follows_from_the_log_is_made_anew() {
    let long = format!("X'{LONG}'");
    mended("UPDATE doc SET row = X'00'", |finding| matches!(finding, Finding::Row(_)));
    mended("UPDATE doc SET heads = zeroblob(16)", |finding| matches!(finding, Finding::Heads(LONG)));
    mended("UPDATE doc SET head_seq = 1", |finding| *finding == Finding::Heads(LONG));
    mended("UPDATE doc SET head_seq = 999", |finding| *finding == Finding::Heads(SHORT));
    mended(&format!("DELETE FROM doc WHERE id = {long}"), |finding| *finding == Finding::Unlisted(LONG));
    mended(
        "INSERT INTO doc VALUES (1, X'02050505050505050505050505050505', X'00', zeroblob(16), 1)",
        |finding| matches!(finding, Finding::Unlogged { snapshot: false, .. }),
    );
    mended("UPDATE snapshot SET bytes = substr(bytes, 1, 50)", |finding| {
        *finding == Finding::SnapshotDamaged(LONG)
    });
    mended("UPDATE snapshot SET seq = 999", |finding| *finding == Finding::SnapshotBehind(LONG));
    mended(
        &format!(
            "UPDATE snapshot SET bytes = (SELECT bytes FROM log WHERE doc = {long} ORDER BY seq LIMIT 1)"
        ),
        |finding| *finding == Finding::SnapshotBehind(LONG),
    );
    mended("INSERT INTO snapshot SELECT ws, doc, 999, bytes FROM log WHERE seq = 1", |finding| {
        *finding == Finding::SnapshotEarly(SHORT)
    });
}

/// RE20: a damaged entry that a snapshot holds is taken from there.
#[test]
fn a_damaged_entry_is_taken_from_the_snapshot() {
    mended("UPDATE log SET bytes = substr(bytes, 1, 30) WHERE seq = 9", |finding| {
        matches!(finding, Finding::NotAChange { seq: Seq(9), .. })
    });
    mended("UPDATE log SET bytes = (SELECT bytes FROM log WHERE seq = 1) WHERE seq = 9", |finding| {
        *finding == Finding::OtherChange(Seq(9))
    });
}

/// RE20: an index that lacks what it is an index of is made anew.
#[test]
fn a_damaged_index_is_made_anew() {
    let wrong = "CREATE INDEX log_doc ON log (ws, hash, seq)";
    let right = "CREATE INDEX log_doc ON log (ws, doc, seq)";
    let folder = folder();
    let before = content(folder.path());
    let damage = format!(
        "DROP INDEX log_doc; {wrong}; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '{right}' WHERE name = 'log_doc'"
    );
    database(folder.path()).execute_batch(&damage).unwrap();
    let is_of_sqlite = |(finding, _): &(Finding, bool)| matches!(finding, Finding::Integrity(_));
    assert!(looked(folder.path()).1.iter().any(is_of_sqlite));
    let (report, found) = repaired(folder.path());
    assert!(report.left() == 0 && !found.is_empty() && found.iter().all(is_of_sqlite), "{found:?}");
    assert_eq!(looked(folder.path()).1, []);
    assert_eq!(content(folder.path()), before);
}

/// RE20: history is named and not made up.
#[test]
fn history_is_not_made_up() {
    lost("DELETE FROM log WHERE seq = 9", |finding| {
        *finding == Finding::Gap { after: Seq(8), found: Seq(10) }
    });
    lost("DELETE FROM log WHERE seq = 9", |finding| matches!(finding, Finding::Hangs { doc: LONG, .. }));
    lost("UPDATE log SET chain = zeroblob(16) WHERE seq IN (9, 20)", |finding| {
        *finding == Finding::Chain { first: Seq(9), count: 2 }
    });
    lost("UPDATE log SET actor = zeroblob(16) WHERE seq = 9", |finding| {
        *finding == Finding::OtherActor(Seq(9))
    });
    lost("UPDATE log SET bytes = X'' WHERE seq = 41", |finding| {
        matches!(finding, Finding::NotAChange { seq: Seq(41), .. })
    });
    lost("DELETE FROM log WHERE doc = X'02020202020202020202020202020202'", |finding| {
        *finding == Finding::Unlogged { doc: LONG, snapshot: true }
    });
    // The log ends early, and so does the number in the list: only the snapshot knows of more.
    lost("DELETE FROM log WHERE seq > 20; UPDATE doc SET head_seq = 20", |finding| {
        *finding == Finding::SnapshotAhead(LONG)
    });
    lost("UPDATE log SET chain = X'00' WHERE seq = 9", |finding| matches!(finding, Finding::Unread(_)));
}

/// RE20, fault 28: one bit that flips in anything that the log or its documents are made of is found.
#[test]
fn a_flipped_bit_is_found() {
    let folder = folder();
    let columns = [
        ("log WHERE seq = 9", "bytes"),
        ("log WHERE seq = 9", "hash"),
        ("log WHERE seq = 9", "chain"),
        ("log WHERE seq = 9", "actor"),
        ("doc WHERE id = (SELECT max(id) FROM doc)", "row"),
        ("doc WHERE id = (SELECT max(id) FROM doc)", "heads"),
        ("snapshot WHERE true", "bytes"),
    ];
    let db = database(folder.path());
    for (place, column) in columns {
        let (table, row) = place.split_once(' ').unwrap();
        let read = format!("SELECT {column} FROM {table} {row}");
        let write = format!("UPDATE {table} SET {column} = ? {row}");
        let good: Vec<u8> = db.query_row(&read, [], |row| row.get(0)).unwrap();
        for at in (0..good.len() * 8).step_by(53) {
            let mut bad = good.clone();
            bad[at / 8] ^= 1 << (at % 8);
            assert_eq!(db.execute(&write, [&bad]).unwrap(), 1);
            assert_ne!(looked(folder.path()).1, [], "bit {at} of {table}.{column}");
        }
        db.execute(&write, [&good]).unwrap();
    }
    assert_eq!(looked(folder.path()).1, []);
}

/// RE18, RE20: the file beside the database is part of the folder.
#[test]
fn the_file_beside_the_database_is_looked_at() {
    let folder = folder();
    let head = folder.path().join(HEAD);
    let kept = std::fs::read_to_string(&head).unwrap();
    std::fs::write(&head, kept.replace(" 41 ", " 42 ")).unwrap();
    assert_eq!(looked(folder.path()).1, [(Finding::Behind(Seq(42)), false)]);
    assert_eq!(repaired(folder.path()).0.left(), 1, "nobody makes up what is gone");
    std::fs::remove_file(&head).unwrap();
    assert_eq!(looked(folder.path()).1, [(Finding::NoHead, false)]);
    assert_eq!(repaired(folder.path()).1, [(Finding::NoHead, true)]);
    assert_eq!(std::fs::read_to_string(&head).unwrap(), kept);
    assert_eq!(looked(folder.path()).1, []);
}

/// RE20: a repair needs the folder for itself; a look doesn't.
#[test]
fn a_repair_needs_the_folder_for_itself() {
    let folder = folder();
    let taken = DataFolder::claim(folder.path()).unwrap();
    assert_eq!(looked(folder.path()).1, []);
    let refused = repair(folder.path(), &mut |_, _| {});
    assert!(matches!(refused, Err(crate::error::CommandError::Locked(_))));
    drop(taken);
    assert_eq!(repaired(folder.path()).1, []);
}

/// RE20: what makes automerge panic is a finding, not the doctor's end.
#[test]
fn a_document_that_can_not_be_read_ends_nothing() {
    let folder = folder();
    let store = SqliteStore::look(folder.path()).unwrap().unwrap();
    let mut doc = store.next_doc(None).unwrap().unwrap();
    doc.entries[0].2 = b"nonsense".to_vec();
    doc.snapshot = None;
    let found = examine(doc, Seq(41), true).findings;
    assert!(matches!(found.as_slice(), [Finding::Unreadable { doc: LONG, .. }]), "{found:?}");
}

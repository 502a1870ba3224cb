//! What a relay does with bytes that its disk has changed, and what its operator is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::device::Device;
use common::relay::{Relay, run};
use sightline_shared::doc::{Doc, is_sound, write};
use sightline_shared::edit::{Edit, PartyField, Stamp};
use sightline_shared::id::{DocId, EventId, Millis, Span};
use sightline_shared::model::PartyKind;
use sightline_shared::wire::{Change, FromDevice, FromRelay, Settled};
use std::path::Path;

const CHANGES: u8 = 40;

fn sightline(command: &[&str], data: &Path) -> (i32, String) {
    let output = run(&[command, &["--data", data.to_str().unwrap()]].concat());
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), text)
}

/// A party that a device renames again and again.
struct Party {
    doc: Doc,
    ana: Device,
}

impl Party {
    fn change(&mut self, edit: &Edit) -> Change {
        let by = self.ana.me.person;
        let stamp =
            Stamp { by, event: EventId::from_bytes([9; 8]), device_time: Millis(1), offset: Span::ZERO };
        let written = write(&mut self.doc, self.ana.actor, &[(edit, stamp)]).unwrap();
        Change { doc: self.doc.id(), bytes: written.bytes.into() }
    }

    fn rename(&mut self, n: u8) -> Change {
        let edit = Edit::ChangeParty { id: self.doc.id(), field: PartyField::Name(format!("Yard {n}")) };
        self.change(&edit)
    }
}

/// A relay with a document that has a snapshot and changes after it.
async fn with_a_long_document(data: &Path) -> (Relay, Party) {
    let relay = Relay::start(data);
    let ana = Device::join(&relay, relay.set_up.as_deref().unwrap());
    let mut party = Party { doc: Doc::empty(DocId::from_bytes([2; 16])), ana };
    let (mut socket, _) = party.ana.greet(&relay, None).await;
    socket.bootstrap().await;
    let id = party.doc.id();
    let mut changes =
        vec![party.change(&Edit::AddParty { id, kind: PartyKind::Team, name: "Yard".to_owned() })];
    changes.extend((1..CHANGES).map(|n| party.rename(n)));
    for (change, n) in changes.into_iter().zip(0..) {
        let acked = socket.push(n, vec![change]).await;
        assert!(matches!(acked.outcome, Settled::Accepted(Some(_))), "{acked:?}");
    }
    (relay, party)
}

/// Flips a bit of what stands there.
fn damage(data: &Path, place: &str) {
    let db = rusqlite::Connection::open(data.join("sightline.db")).unwrap();
    let mut bytes: Vec<u8> =
        db.query_row(&format!("SELECT bytes FROM {place}"), [], |row| row.get(0)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    let (table, row) = place.split_once(' ').unwrap();
    assert_eq!(db.execute(&format!("UPDATE {table} SET bytes = ? {row}"), [bytes]).unwrap(), 1);
}

/// The document as the relay sends it when it is asked for; none when it is left out.
async fn fetched(relay: &Relay, party: &Party) -> Option<Doc> {
    let (mut socket, _) = party.ana.greet(relay, None).await;
    let listed = socket.bootstrap().await.1;
    socket.say(&FromDevice::Fetch(vec![party.doc.id()])).await;
    let FromRelay::Docs(docs) = socket.hear().await else { panic!("documents") };
    assert_eq!(docs.iter().map(|doc| doc.doc).collect::<Vec<_>>(), listed, "the first copy says the same");
    docs.first().map(|doc| {
        assert!(is_sound(&doc.bytes));
        Doc::load(doc.doc, [&doc.bytes[..]]).unwrap()
    })
}

/// RE21, fault 28: a damaged snapshot is never sent: the log has all of it, devices go on, and the doctor makes a new one.
#[tokio::test]
async fn a_damaged_snapshot_is_read_from_the_log() {
    let data = tempfile::tempdir().unwrap();
    let (relay, mut party) = with_a_long_document(data.path()).await;
    assert_eq!(sightline(&["doctor"], data.path()).0, 0, "while the relay runs");
    assert_eq!(relay.terminate(), Some(0));
    damage(data.path(), "snapshot WHERE true");
    let (code, said) = sightline(&["doctor"], data.path());
    assert!(
        code == 1 && said.contains("the snapshot of document 0202") && said.contains("--repair"),
        "{said}"
    );

    // Rows of an older version are derived again at the start, from documents.
    let db = rusqlite::Connection::open(data.path().join("sightline.db")).unwrap();
    assert_eq!(db.execute("UPDATE remark SET value = '0' WHERE key = 'row-version'", []).unwrap(), 1);
    drop(db);
    let relay = Relay::start(data.path());
    let doc = fetched(&relay, &party).await.expect("it is sent");
    assert_eq!(doc.heads(), party.doc.heads());
    let (mut socket, _) = party.ana.greet(&relay, None).await;
    socket.bootstrap().await;
    let change = party.rename(CHANGES);
    let acked = socket.push(99, vec![change]).await;
    assert!(matches!(acked.outcome, Settled::Accepted(Some(_))), "{acked:?}");
    let (code, said) = sightline(&["doctor", "--repair"], data.path());
    assert!(code == 1 && said.contains("another sightline process"), "{said}");
    drop(socket);
    assert_eq!(relay.terminate(), Some(0));

    let (code, said) = sightline(&["doctor", "--repair"], data.path());
    // The relay renews snapshots by itself: there may be nothing left to do.
    assert!(code == 0 && said.contains("documents: 1\nlog entries: 41\n"), "{said}");
    let (code, said) = sightline(&["doctor"], data.path());
    assert!(code == 0 && said.contains("findings: 0"), "{said}");
}

/// RE21, fault 28: a damaged change that no snapshot has is kept back, with all that builds on it; nothing else is. The doctor names it.
#[tokio::test]
async fn a_damaged_change_is_kept_back() {
    let data = tempfile::tempdir().unwrap();
    let (relay, mut party) = with_a_long_document(data.path()).await;
    assert_eq!(relay.terminate(), Some(0));
    damage(data.path(), "log WHERE seq = 40");
    let relay = Relay::start(data.path());
    assert!(fetched(&relay, &party).await.is_none());
    let (mut socket, _) = party.ana.greet(&relay, None).await;
    socket.bootstrap().await;
    let change = party.rename(CHANGES);
    assert!(matches!(socket.push(98, vec![change]).await.outcome, Settled::Refused(_)));
    let other = party.ana.team(7, "Hall");
    assert!(matches!(socket.push(99, vec![other]).await.outcome, Settled::Accepted(Some(_))));
    drop(socket);
    assert_eq!(relay.terminate(), Some(0));
    let (code, said) = sightline(&["doctor", "--repair"], data.path());
    assert!(
        code == 1 && said.contains("entry 40 can't be read") && said.contains("restore a backup"),
        "{said}"
    );
    assert!(!said.contains("(repaired)"), "{said}");
}

/// RE20: a backup's file is looked at too, and what is wrong with it is said.
#[tokio::test]
async fn a_backup_is_looked_at_too() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup"));
    let (_relay, _) = with_a_long_document(&data).await;
    let name = file.to_str().unwrap();
    assert!(run(&["backup", name, "--data", data.to_str().unwrap()]).status.success());
    let look = || {
        let output = run(&["doctor", "--file", name]);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = look();
    assert!(code == Some(0) && said.contains("documents: 1\nlog entries: 40\n"), "{said}");
    let db = rusqlite::Connection::open(&file).unwrap();
    db.execute("UPDATE doc SET row = X'00'", []).unwrap();
    let (code, said) = look();
    assert!(code == Some(1) && said.contains("the row of document 0202"), "{said}");
    assert_eq!(run(&["doctor", "--file", name, "--repair"]).status.code(), Some(2));
    assert_eq!(
        run(&["doctor", "--data", folder.path().join("none").to_str().unwrap()]).status.code(),
        Some(2)
    );
}

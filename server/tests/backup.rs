//! Backup, restore, and what comes between a restore and the first device.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::device::Device;
use common::keys::Keys;
use common::relay::{Relay, free_port, run};
use serde_json::json;
use sightline_shared::id::Seq;
use sightline_shared::wire::{CloseReason, Cursor, FromRelay, Settled};
use std::fs;
use std::path::{Path, PathBuf};

const DATABASE: &str = "sightline.db";
const HEAD: &str = "sightline.head";

/// Runs a command on a data folder: its exit code and all that it said.
fn sightline(command: &[&str], data: &Path) -> (i32, String) {
    let output = run(&[command, &["--data", data.to_str().unwrap()]].concat());
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), text)
}

fn backup(data: &Path, file: &Path) -> (i32, String) {
    sightline(&["backup", file.to_str().unwrap()], data)
}

fn restore(file: &Path, data: &Path, more: &[&str]) -> (i32, String) {
    sightline(&[&["restore", file.to_str().unwrap()], more].concat(), data)
}

/// A serve that is expected to refuse.
fn refused(data: &Path) -> String {
    let (code, said) = sightline(&["serve", "--port", &free_port().to_string()], data);
    assert_eq!(code, 1, "{said}");
    said
}

/// A relay with an admin who has pushed this many teams.
async fn with_teams(data: &Path, teams: u8) -> (Relay, Device, Cursor) {
    let relay = Relay::start(data);
    let ana = Device::join(&relay, relay.set_up.as_deref().unwrap());
    let cursor = push(&relay, &ana, 1..=teams).await;
    (relay, ana, cursor)
}

async fn push(relay: &Relay, device: &Device, teams: std::ops::RangeInclusive<u8>) -> Cursor {
    let (mut socket, welcome) = device.greet(relay, None).await;
    socket.bootstrap().await;
    let mut cursor = welcome.head;
    for n in teams {
        let Settled::Accepted(Some(range)) =
            socket.push(n.into(), vec![device.team(n, "Team")]).await.outcome
        else {
            panic!("it is accepted")
        };
        cursor = Cursor { log: cursor.log, seq: range.to, chain: range.chain };
    }
    cursor
}

/// A backup with this many teams, made while the relay runs, in a folder that also has the relay's data.
async fn backed_up(teams: u8) -> (tempfile::TempDir, PathBuf, PathBuf, Relay, Device, Cursor) {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup"));
    let (relay, ana, cursor) = with_teams(&data, teams).await;
    let (code, said) = backup(&data, &file);
    assert_eq!(code, 0, "{said}");
    let size = fs::metadata(&file).unwrap().len();
    for line in [
        format!("documents: {teams}\n"),
        format!("log entries: {teams}\n"),
        format!("log: {}\n", cursor.log),
        format!("bytes: {size}\n"),
    ] {
        assert!(said.contains(&line), "{said}");
    }
    assert!(said.contains("seal.key somewhere else"), "{said}");
    (folder, data, file, relay, ana, cursor)
}

/// RE17, RE19: a backup that was made under a running relay becomes a relay whose devices wait, and after the operator's word go on
/// with a new log of the same history.
#[tokio::test]
async fn a_restored_relay_waits_for_its_operator_and_goes_on_under_a_new_id() {
    let (folder, data, file, relay, ana, cursor) = backed_up(3).await;
    let keys = Keys::fresh();
    let invite = relay.invite(&ana.cookie);
    let (code, _) = backup(&data, &folder.path().join("second"));
    assert_eq!(code, 0);
    push(&relay, &ana, 4..=5).await;
    drop(relay);

    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let key = fs::read(data.join("seal.key")).unwrap();
    fs::write(elsewhere.join("seal.key"), &key).unwrap();
    let (code, said) = restore(&folder.path().join("second"), &elsewhere, &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("sightline resume") && !said.contains("the database that was there"), "{said}");
    assert_eq!(fs::read(elsewhere.join("seal.key")).unwrap(), key);
    let before = fs::read(&file).unwrap();

    let relay = Relay::start(&elsewhere);
    assert_eq!(relay.set_up, None);
    let mut socket = ana.connect(&relay).await;
    assert_eq!(socket.hear().await, FromRelay::Close(CloseReason::Internal), "not signed out");
    assert_eq!(socket.close_code().await, 4005);
    let suspended = |answer: common::http::Answer| {
        assert_eq!((answer.status, answer.code()), (503, "suspended".to_owned()), "{}", answer.body);
    };
    suspended(relay.get("/api/me", Some(&ana.cookie)));
    suspended(relay.join(&invite));
    suspended(relay.write("POST", "/api/welcome", None, &json!({ "token": invite })));
    suspended(relay.sign_in(&keys, "challenge", "signature"));
    let ask = json!({ "team": null, "days": 1, "uses": 1 });
    suspended(relay.write("POST", "/api/invites", Some(&ana.cookie), &ask));
    assert_eq!(sightline(&["invite"], &elsewhere).0, 2);
    assert_eq!(relay.get("/healthz", None).status, 200);

    let (code, said) = sightline(&["resume"], &elsewhere);
    assert!(code == 0 && said.contains(&ana.me.device.to_string()) && said.contains("admin"), "{said}");
    assert!(said.contains("1 open invite:") && said.contains("resume --yes"), "{said}");
    suspended(relay.get("/api/me", Some(&ana.cookie)));
    assert_eq!(sightline(&["resume", "--yes"], &elsewhere).0, 0);
    assert_eq!(relay.get("/api/me", Some(&ana.cookie)).status, 200);
    let (mut socket, welcome) = ana.greet(&relay, Some(cursor)).await;
    assert!(welcome.compare, "a log that it doesn't know");
    assert_ne!(welcome.head.log, cursor.log);
    assert_eq!((welcome.head.seq, welcome.head.chain), (cursor.seq, cursor.chain), "the same history");
    let FromRelay::Heads(heads) = socket.hear().await else { panic!("what it has, to be compared") };
    assert_eq!((heads.docs.len(), heads.done), (3, true));
    let after = push(&relay, &ana, 4..=4).await;
    assert_eq!(after.seq, Seq(4));
    assert_eq!(relay.join(&invite).status, 200, "invites are as they were");
    assert_eq!(fs::read(&file).unwrap(), before, "a backup stays as it is");
}

/// RE19: the database that was there is kept under a dated name, with what only its write-ahead log held.
#[tokio::test]
async fn the_database_that_was_there_is_kept() {
    let (_folder, data, file, relay, ana, _) = backed_up(1).await;
    push(&relay, &ana, 2..=3).await;
    let (code, said) = restore(&file, &data, &["--replace"]);
    assert!(code == 1 && said.contains("another sightline process"), "{said}");
    relay.kill();
    let (code, said) = restore(&file, &data, &[]);
    assert!(code == 2 && said.contains("--replace"), "{said}");
    let (code, said) = restore(&file, &data, &["--replace"]);
    assert_eq!(code, 0, "{said}");
    let kept = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<_> = kept.filter(|path| path.to_str().unwrap().contains("sightline-until-")).collect();
    let [kept] = kept.as_slice() else { panic!("{kept:?}") };
    assert!(said.contains(kept.to_str().unwrap()), "{said}");
    let entries = |file: &Path| -> i64 {
        let db = rusqlite::Connection::open(file).unwrap();
        db.query_row("SELECT count(*) FROM log", [], |row| row.get(0)).unwrap()
    };
    assert_eq!((entries(kept), entries(&data.join(DATABASE))), (3, 1));
    let relay = Relay::start(&data);
    assert_eq!(relay.get("/api/me", Some(&ana.cookie)).code(), "suspended");
}

/// RE19: what is no sound backup is refused with a sentence, before anything is written.
#[tokio::test]
async fn what_is_no_sound_backup_is_refused() {
    let (folder, data, file, relay, _, _) = backed_up(40).await;
    let target = folder.path().join("target");
    let bad = folder.path().join("bad");
    let refuses = |file: &Path, code: i32, why: &str| {
        let (found, said) = restore(file, &target, &[]);
        assert!(found == code && said.contains(why), "{found}: {said}");
        assert!(!target.exists(), "nothing is written");
    };
    refuses(&folder.path().join("none"), 2, "there is no file");
    for (content, why) in
        [("", "not a Sightline database"), (&"some text ".repeat(999), "not a Sightline database")]
    {
        fs::write(&bad, content).unwrap();
        refuses(&bad, 1, why);
    }
    let change = |sql: &str| {
        fs::copy(&file, &bad).unwrap();
        rusqlite::Connection::open(&bad).unwrap().execute_batch(sql).unwrap();
    };
    change("PRAGMA user_version = 99");
    refuses(&bad, 1, "newer sightline");
    change("PRAGMA application_id = 7");
    refuses(&bad, 1, "not a Sightline database");
    change("DELETE FROM log WHERE seq = 7");
    refuses(&bad, 1, "damaged");
    change("UPDATE log SET chain = zeroblob(16) WHERE seq = 7");
    refuses(&bad, 1, "damaged");
    let whole = fs::read(&file).unwrap();
    fs::write(&bad, &whole[..whole.len() / 2]).unwrap();
    refuses(&bad, 1, "damaged");
    drop(relay);
    // A clean close leaves it whole, but nobody can tell: it says of itself that a second file belongs to it.
    rusqlite::Connection::open(data.join(DATABASE)).unwrap().execute_batch("SELECT 1 FROM log").unwrap();
    fs::copy(data.join(DATABASE), &bad).unwrap();
    refuses(&bad, 1, "copy of a database in use");
    assert_eq!(restore(&file, &target, &[]).0, 0);
}

/// RE19: a backup overwrites nothing, and leaves nothing behind when it can't be made.
#[tokio::test]
async fn a_backup_overwrites_nothing() {
    let (folder, data, file, relay, _, _) = backed_up(1).await;
    let before = fs::read(&file).unwrap();
    let (code, said) = backup(&data, &file);
    assert!(code == 2 && said.contains("never overwrites"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), before);
    let (code, said) = backup(&folder.path().join("nowhere"), &folder.path().join("b"));
    assert!(code == 2 && said.contains("there is no workspace"), "{said}");
    assert_eq!(backup(&data, &folder.path().join("no/such/folder")).0, 1);
    relay.kill();
    let (code, said) = backup(&data, &folder.path().join("after a kill"));
    assert!(code == 0 && said.contains("log entries: 1\n"), "{said}");
    let names =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(names, ["after a kill", "backup", "data"], "no half files");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "for its owner's eyes");
    }
}

/// RE19: a restore that was cut between the old database's going and the new one's coming is noticed, and done again.
#[tokio::test]
async fn a_restore_that_was_cut_short_is_noticed() {
    let (_folder, data, file, relay, ana, _) = backed_up(2).await;
    drop(relay);
    let staging = data.join("restoring");
    fs::create_dir(&staging).unwrap();
    fs::copy(&file, staging.join(DATABASE)).unwrap();
    drop(Relay::start(&data));
    for end in ["", "-wal", "-shm"] {
        let _ = fs::rename(
            data.join(format!("{DATABASE}{end}")),
            data.join(format!("sightline-until-then.db{end}")),
        );
    }
    fs::remove_file(data.join(HEAD)).unwrap();
    let said = refused(&data);
    assert!(said.contains("cut short"), "{said}");
    assert!(!data.join(DATABASE).exists(), "no fresh workspace took its place");
    assert_eq!(restore(&file, &data, &[]).0, 0);
    assert!(!staging.exists());
    let relay = Relay::start(&data);
    assert_eq!(relay.get("/api/me", Some(&ana.cookie)).code(), "suspended");
}

/// RE18, fault 36: a database without its newest part, or an older one in its place, is noticed at the start; a backup of it makes the most of
/// what is left.
#[tokio::test]
async fn a_database_that_lacks_what_it_had_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (relay, ana, cursor) = with_teams(&data, 1).await;
    assert_eq!(relay.terminate(), Some(0));
    let head = || fs::read_to_string(data.join(HEAD)).unwrap();
    assert_eq!(head(), format!("{} 1 {}\n", cursor.log, cursor.chain), "a clean stop writes it down");
    let older = fs::read(data.join(DATABASE)).unwrap();
    let relay = Relay::start(&data);
    push(&relay, &ana, 2..=2).await;
    while !head().contains(" 2 ") {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    relay.kill();
    let copy = |names: &[&str]| {
        let copy = folder.path().join(names.join("+"));
        fs::create_dir(&copy).unwrap();
        for name in names {
            fs::copy(data.join(name), copy.join(name)).unwrap();
        }
        copy
    };
    let log = format!("{DATABASE}-wal");
    drop(Relay::start(&copy(&[DATABASE, &log, HEAD])));
    let without_log = copy(&[DATABASE, HEAD]);
    let said = refused(&without_log);
    assert!(said.contains("lacks what it had before (entry 2"), "{said}");
    assert!(refused(&copy(&[HEAD])).contains("lacks what it had before"), "no database at all");
    fs::write(data.join(DATABASE), older).unwrap();
    fs::remove_file(data.join(&log)).unwrap();
    assert!(refused(&data).contains("lacks what it had before"), "an older one in its place");
    let file = folder.path().join("rescue");
    assert_eq!(backup(&without_log, &file).0, 0);
    assert_eq!(restore(&file, &without_log, &["--replace"]).0, 0);
    assert_eq!(sightline(&["resume", "--yes"], &without_log).0, 0);
    let relay = Relay::start(&without_log);
    let (_, welcome) = ana.greet(&relay, Some(cursor)).await;
    assert!(welcome.compare && welcome.head.seq == Seq(1));
}

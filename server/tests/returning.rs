//! What a relay that was restored from an older backup has lost, and takes back on its own word (faults 32, 33).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::device::Device;
use common::http::Answer;
use common::keys::Keys;
use common::relay::{Relay, run};
use serde_json::{Value, json};
use sightline_shared::api::Me;
use sightline_shared::doc::inspect;
use sightline_shared::wire::{Acked, Change, Cursor, FromDevice, FromRelay, Push, Sealed, Settled};
use std::path::{Path, PathBuf};

/// Runs a command that must succeed on a data folder.
fn must(command: &[&str], data: &Path) {
    let output = run(&[command, &["--data", data.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A relay with its admin, where its data is, and where a backup may go.
fn fresh() -> (tempfile::TempDir, PathBuf, PathBuf, Relay, Device) {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup"));
    let relay = Relay::start(&data);
    let ana = Device::join(&relay, relay.set_up.as_deref().unwrap());
    (folder, data, file, relay, ana)
}

/// Goes back to a backup, and lets everybody in.
fn go_back(relay: Relay, file: &Path, data: &Path) -> Relay {
    relay.kill();
    must(&["restore", file.to_str().unwrap(), "--replace"], data);
    must(&["resume", "--yes"], data);
    Relay::start(data)
}

fn me(answer: &Answer) -> Me {
    serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{e}: {}", answer.body))
}

/// Asks to come back with these papers, a key, and a signature by another one.
fn come_back(relay: &Relay, token: &str, papers: &str, keys: &Keys, signed: &Keys) -> Answer {
    let challenge = relay.challenge(keys);
    let returning = json!({ "papers": papers, "challenge": challenge, "signature": signed.sign(&challenge) });
    relay.write("POST", "/api/join", None, &join(token, keys, &returning))
}

fn join(token: &str, keys: &Keys, returning: &Value) -> Value {
    json!({
        "token": token, "public_key": keys.public(), "device_name": "-", "person_name": "-", "returning": returning,
    })
}

/// RE26: a device that joined after the backup comes back with its papers, its key and an invite, and what it then writes is its own.
#[tokio::test]
async fn a_device_that_joined_after_the_backup_comes_back_as_who_it_was() {
    let (_folder, data, file, relay, ana) = fresh();
    must(&["backup", file.to_str().unwrap()], &data);
    let (keys, stranger) = (Keys::fresh(), Keys::fresh());
    let ben = Device::join_as(&relay, &relay.invite(&ana.cookie), &keys);
    let relay = go_back(relay, &file, &data);

    assert_eq!(relay.get("/api/me", Some(&ben.cookie)).code(), "signed-out");
    let challenge = relay.challenge(&keys);
    assert_eq!(relay.sign_in(&keys, &challenge, &keys.sign(&challenge)).code(), "sign-in-refused");
    let token = relay.invite(&ana.cookie);
    let papers = &ben.me.papers.clone();
    let mut touched = papers.clone().into_bytes();
    touched[9] = if touched[9] == b'A' { b'B' } else { b'A' };
    let touched = String::from_utf8(touched).unwrap();
    for (papers, keys, signed) in [
        (touched.as_str(), &keys, &keys),
        ("", &keys, &keys),
        (papers, &stranger, &stranger),
        (papers, &keys, &stranger),
        (&ana.me.papers, &keys, &keys),
    ] {
        let answer = come_back(&relay, &token, papers, keys, signed);
        assert_eq!((answer.status, answer.code()), (403, "papers-unknown".to_owned()), "{}", answer.body);
        assert!(answer.header("set-cookie").is_none());
    }
    let stale = json!({ "papers": papers, "challenge": "x", "signature": keys.sign("x") });
    assert_eq!(
        relay.write("POST", "/api/join", None, &join(&token, &keys, &stale)).code(),
        "challenge-stale"
    );
    assert_eq!(
        come_back(&relay, "no token", papers, &keys, &keys).code(),
        "invite-unknown",
        "an admin's word"
    );

    let answer = come_back(&relay, &token, papers, &keys, &keys);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let back = me(&answer);
    assert_eq!((back.device, back.person, back.admin), (ben.me.device, ben.me.person, false));
    let ben = Device { cookie: answer.cookie(), ..ben };
    let (mut socket, _) = ben.greet(&relay, None).await;
    socket.bootstrap().await;
    let acked = socket.push(0, vec![ben.team(1, "Yard")]).await;
    assert!(matches!(acked.outcome, Settled::Accepted(Some(_))), "{acked:?}");
    let twice = come_back(&relay, &relay.invite(&ana.cookie), papers, &keys, &keys);
    assert_eq!(twice.code(), "key-taken", "it is there");
}

/// RE27: a revocation that the backup doesn't know comes back from any device, and nobody can make one up.
#[tokio::test]
async fn a_revocation_after_the_backup_comes_back() {
    let (_folder, data, file, relay, ana) = fresh();
    let ben = Device::join(&relay, &relay.invite(&ana.cookie));
    must(&["backup", file.to_str().unwrap()], &data);
    let keys = Keys::fresh();
    let cara = Device::join_as(&relay, &relay.invite(&ana.cookie), &keys);
    for device in [&ben, &cara] {
        let path = format!("/api/devices/{}", device.me.device);
        assert_eq!(relay.write("DELETE", &path, Some(&ana.cookie), &json!({})).status, 204);
    }
    let kept = me(&relay.get("/api/me", Some(&ana.cookie))).revoked;
    assert_eq!(kept.len(), 2);
    let relay = go_back(relay, &file, &data);
    let (mut socket, _) = ben.greet(&relay, None).await;
    socket.bootstrap().await;

    let give = |revoked: &Value, cookie: Option<&str>| relay.write("POST", "/api/revoked", cookie, revoked);
    let all = serde_json::to_value(&kept).unwrap();
    let mut touched = all.clone();
    touched[1]["device"] = json!(ana.me.device);
    assert_eq!(give(&touched, Some(&ana.cookie)).code(), "bad-request");
    assert_eq!(give(&all, None).code(), "signed-out");
    assert_eq!(give(&Value::Array(vec![all[0].clone(); 101]), Some(&ana.cookie)).code(), "bad-request");
    assert_eq!(relay.get("/api/me", Some(&ben.cookie)).status, 200, "none of them was taken");
    assert_eq!(give(&all, Some(&ana.cookie)).status, 204);
    assert_eq!(socket.close_code().await, 4004, "its open socket too");
    assert_eq!(relay.get("/api/me", Some(&ben.cookie)).code(), "signed-out");
    let token = relay.invite(&ana.cookie);
    assert_eq!(come_back(&relay, &token, &cara.me.papers, &keys, &keys).code(), "key-taken");
    assert_eq!(me(&relay.get("/api/me", Some(&ana.cookie))).revoked, kept);
}

/// RE24, RE25, AD19: what the backup lacks is given back with its seals by a device that didn't write it, and goes to the others.
#[tokio::test]
async fn changes_after_the_backup_come_back_with_their_seals() {
    let (_folder, data, file, relay, ana) = fresh();
    let ben = Device::join(&relay, &relay.invite(&ana.cookie));
    must(&["backup", file.to_str().unwrap()], &data);
    let (mut socket, welcome) = ana.greet(&relay, None).await;
    socket.bootstrap().await;
    let lost = ana.team(1, "Yard");
    let Acked { outcome: Settled::Accepted(Some(range)), seals, .. } =
        socket.push(0, vec![lost.clone()]).await
    else {
        panic!("it is accepted")
    };
    let cursor = Cursor { log: welcome.head.log, seq: range.to, chain: range.chain };
    let relay = go_back(relay, &file, &data);

    let (mut socket, welcome) = ben.greet(&relay, Some(cursor)).await;
    assert!(welcome.compare, "a cursor that this log doesn't know");
    let FromRelay::Heads(heads) = socket.hear().await else { panic!("what it has") };
    assert!(heads.docs.is_empty() && heads.done);
    let hash = inspect(&lost.bytes).unwrap().hash;
    let mut give = async |batch: u64, change: &Change, seals: Vec<Sealed>| {
        socket.say(&FromDevice::Push(Push { batch, changes: vec![change.clone()], seals })).await;
        loop {
            match socket.hear().await {
                FromRelay::Acked(acked) => return acked.outcome,
                FromRelay::Range(_) => {}
                other => panic!("{other:?}"),
            }
        }
    };
    let forged = Sealed { hash, seal: sightline_shared::id::Seal::default() };
    assert!(matches!(give(0, &lost, vec![forged]).await, Settled::Refused(_)));
    assert!(matches!(
        give(1, &lost, vec![Sealed { hash, seal: seals[0] }]).await,
        Settled::Accepted(Some(_))
    ));
    let (mut socket, _) = ana.greet(&relay, None).await;
    assert_eq!(socket.bootstrap().await.1, [lost.doc]);
}

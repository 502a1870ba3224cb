//! Devices that are revoked, with open sockets, with their key, and in the moment when they come in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::device::{Device, connect, hello};
use common::keys::Keys;
use common::relay::{Relay, run};
use futures_util::SinkExt;
use serde_json::json;
use sightline_shared::api::Device as Listed;
use sightline_shared::id::{DocId, Millis, Seq};
use sightline_shared::wire::{self, CloseReason, FromDevice, FromRelay, Push, Settled};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

fn fresh() -> (tempfile::TempDir, Relay, Device) {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let admin = Device::join(&relay, relay.set_up.as_deref().unwrap());
    (data, relay, admin)
}

fn revoke(relay: &Relay, by: &Device, id: impl std::fmt::Display) -> common::http::Answer {
    relay.write("DELETE", &format!("/api/devices/{id}"), Some(&by.cookie), &json!({}))
}

fn devices(relay: &Relay, by: &Device) -> Vec<Listed> {
    serde_json::from_str(&relay.get("/api/devices", Some(&by.cookie)).body).unwrap()
}

/// Every document that the relay has, as a new device sees it.
async fn docs(relay: &Relay, device: &Device) -> Vec<DocId> {
    let (mut socket, _) = device.greet(relay, None).await;
    socket.bootstrap().await.1
}

fn sightline(command: &[&str], data: &Path) -> (Option<i32>, String) {
    let output = run(&[command, &["--data", data.to_str().unwrap()]].concat());
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

/// AU11, fault 40: a device that is revoked hears it at once, reads nothing more, is refused like a stranger, and what it sent stays.
#[tokio::test]
async fn a_revoked_device_is_out_at_once_and_what_it_sent_stays() {
    let (_data, relay, ana) = fresh();
    let keys = Keys::fresh();
    let ben = Device::join_as(&relay, &relay.invite(&ana.cookie), &keys);
    let (mut socket, _) = ben.greet(&relay, None).await;
    socket.bootstrap().await;
    let sent = ben.team(1, "Warehouse");
    assert!(matches!(socket.push(0, vec![sent.clone()]).await.outcome, Settled::Accepted(Some(_))));

    assert_eq!(revoke(&relay, &ana, ben.me.device).status, 204);
    assert_eq!(socket.hear().await, FromRelay::Close(CloseReason::SignedOut));
    assert_eq!(socket.close_code().await, 4004);
    assert_eq!(relay.get("/api/me", Some(&ben.cookie)).code(), "signed-out");
    let mut again = ben.connect(&relay).await;
    assert_eq!(again.hear().await, FromRelay::Close(CloseReason::SignedOut));
    let by_key = |keys: &Keys| {
        let challenge = relay.challenge(keys);
        let answer = relay.sign_in(keys, &challenge, &keys.sign(&challenge));
        (answer.status, answer.body)
    };
    assert_eq!(by_key(&keys), by_key(&Keys::fresh()), "as an unknown key");
    assert_eq!(relay.join_as(&relay.invite(&ana.cookie), &keys).code(), "key-taken");
    assert_eq!(docs(&relay, &ana).await, [sent.doc]);
    let listed = devices(&relay, &ana);
    assert_eq!(listed.iter().map(|device| device.revoked.is_some()).collect::<Vec<_>>(), [false, true]);
    assert!(listed[1].revoked.unwrap() > Millis(0));
}

/// AU11: a revoked device that doesn't listen and goes on pushing gets nothing into the log.
#[tokio::test]
async fn what_a_revoked_device_pushes_is_not_heard() {
    let (_data, relay, ana) = fresh();
    let ben = Device::join(&relay, &relay.invite(&ana.cookie));
    let (mut socket, _) = ben.greet(&relay, None).await;
    socket.bootstrap().await;
    assert_eq!(revoke(&relay, &ana, ben.me.device).status, 204);
    for n in 1..=50 {
        let push = FromDevice::Push(Push {
            batch: u64::from(n),
            changes: vec![ben.team(n, "Late")],
            seals: Vec::new(),
        });
        // Once the relay has hung up, nothing can be said any more.
        if socket.0.send(Message::Binary(wire::encode(&push).into())).await.is_err() {
            break;
        }
    }
    assert_eq!(socket.close_code().await, 4004);
    assert_eq!(docs(&relay, &ana).await, []);
    let (_, welcome) = ana.greet(&relay, None).await;
    assert_eq!(welcome.head.seq, Seq(0));
}

/// AU11: however a device's coming in and its revocation meet, no socket of it stays open.
#[tokio::test(flavor = "multi_thread")]
async fn a_socket_that_opens_in_the_moment_of_the_revocation_is_closed() {
    let (_data, relay, ana) = fresh();
    let relay = Arc::new(relay);
    for _ in 0..20 {
        let ben = Device::join(&relay, &relay.invite(&ana.cookie));
        let (id, admin, to) = (ben.me.device, ana.cookie.clone(), Arc::clone(&relay));
        let revoking = tokio::task::spawn_blocking(move || {
            to.write("DELETE", &format!("/api/devices/{id}"), Some(&admin), &json!({})).status
        });
        let mut socket = connect(&relay, Some(&ben.cookie), Some(&relay.origin())).await.unwrap();
        // It may be closed already.
        let _ = socket.0.send(Message::Binary(wire::encode(&hello(None)).into())).await;
        assert_eq!(revoking.await.unwrap(), 204);
        let code = tokio::time::timeout(Duration::from_secs(10), socket.close_code()).await;
        assert_eq!(code.expect("it is closed"), 4004);
    }
}

/// AU12: members revoke nobody; the last device of an admin stays; a second time changes nothing.
#[test]
fn who_may_revoke_whom() {
    let (_data, relay, ana) = fresh();
    let ben = Device::join(&relay, &relay.invite(&ana.cookie));
    assert_eq!(revoke(&relay, &ben, ana.me.device).code(), "not-allowed");
    let last = revoke(&relay, &ana, ana.me.device);
    assert_eq!((last.status, last.code()), (409, "last-admin".to_owned()));
    assert_eq!(revoke(&relay, &ana, "0102030405060708").code(), "not-found");
    assert_eq!(revoke(&relay, &ana, "nobody").code(), "not-found");
    assert_eq!(revoke(&relay, &ana, ben.me.device).status, 204);
    let first = devices(&relay, &ana)[1].revoked;
    assert_eq!(revoke(&relay, &ana, ben.me.device).status, 204);
    assert_eq!(devices(&relay, &ana)[1].revoked, first);
    assert_eq!(revoke(&relay, &ben, ana.me.device).code(), "signed-out");
    let foreign = common::http::request(
        relay.port,
        "DELETE",
        &format!("/api/devices/{}", ana.me.device),
        &[("cookie", ana.cookie.clone()), ("origin", "https://evil.example".to_owned())],
        "",
    );
    assert_eq!(foreign.code(), "bad-origin");
}

/// AU12: the operator's command reaches the sockets of a running relay, and may revoke the last admin; invites go the same way.
#[tokio::test]
async fn the_operator_revokes_while_the_relay_runs() {
    let (data, relay, ana) = fresh();
    let (mut socket, _) = ana.greet(&relay, None).await;
    socket.bootstrap().await;
    let token = relay.invite(&ana.cookie);
    let invites = relay.get("/api/invites", Some(&ana.cookie)).json();
    let invite = invites[0]["id"].as_str().unwrap();
    let id = ana.me.device.to_string();
    let (code, listed) = sightline(&["devices"], data.path());
    assert_eq!(code, Some(0));
    assert!(listed.contains("1 device:") && listed.contains("1 open invite:") && listed.contains(invite));
    assert!(
        listed.contains(&id) && listed.contains("Ana's phone") && !listed.contains("REVOKED"),
        "{listed}"
    );

    let (code, said) = sightline(&["revoke", &id], data.path());
    assert_eq!((code, said.starts_with("Revoked: ")), (Some(0), true), "{said}");
    assert_eq!(socket.hear().await, FromRelay::Close(CloseReason::SignedOut));
    assert_eq!(relay.get("/api/me", Some(&ana.cookie)).status, 401);
    assert!(sightline(&["devices"], data.path()).1.contains("REVOKED"));
    let (code, _) = sightline(&["revoke", invite], data.path());
    assert_eq!((code, relay.join(&token).code()), (Some(0), "invite-unknown".to_owned()));
    let (code, said) = sightline(&["revoke", "nobody"], data.path());
    assert_eq!(code, Some(2));
    assert!(said.contains("there is no device and no invite nobody"), "{said}");
}

/// AU12: two admins who revoke each other in the same moment leave one of them.
#[tokio::test(flavor = "multi_thread")]
async fn two_admins_who_revoke_each_other_leave_one() {
    let (data, relay, _ana) = fresh();
    let relay = Arc::new(relay);
    let (_, said) = sightline(&["invite", "--admin", "--uses", "20"], data.path());
    let token = said.split("#join=").nth(1).unwrap().lines().next().unwrap().to_owned();
    for _ in 0..10 {
        let (ben, eve) = (Device::join(&relay, &token), Device::join(&relay, &token));
        let revoking = [(&ben, &eve), (&eve, &ben)].map(|(by, whom)| {
            let (relay, cookie, id) = (Arc::clone(&relay), by.cookie.clone(), whom.me.device);
            tokio::task::spawn_blocking(move || {
                relay.write("DELETE", &format!("/api/devices/{id}"), Some(&cookie), &json!({})).status
            })
        });
        let mut done = 0;
        for revoking in revoking {
            let status = revoking.await.unwrap();
            assert!([204, 401, 403].contains(&status), "{status}");
            done += u8::from(status == 204);
        }
        assert_eq!(done, 1);
        let left = [ben, eve]
            .iter()
            .filter(|device| relay.get("/api/me", Some(&device.cookie)).status == 200)
            .count();
        assert_eq!(left, 1);
    }
}

//! Who gets in over HTTP, and who doesn't.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::device::{Device, connect};
use common::http::request;
use common::keys::Keys;
use common::relay::{Relay, run};
use serde_json::json;
use sightline_shared::api::{Device as Listed, Invite, Me, Welcome};
use tokio_tungstenite::tungstenite::Error;

fn fresh() -> (tempfile::TempDir, Relay, Device) {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let admin = Device::join(&relay, relay.set_up.as_deref().unwrap());
    (data, relay, admin)
}

/// AU1, AU3: the set-up link makes one admin, whose cookie only this host sees, and no script.
#[test]
fn the_set_up_link_makes_one_admin() {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let token = relay.set_up.clone().unwrap();
    let welcome = relay.write("POST", "/api/welcome", None, &json!({ "token": token }));
    let welcome: Welcome = serde_json::from_str(&welcome.body).unwrap();
    assert!(welcome.setup && welcome.teams.is_empty());
    let joined = relay.join(&token);
    assert_eq!(joined.status, 200, "{}", joined.body);
    let cookie = joined.header("set-cookie").unwrap();
    for part in ["__Host-sightline=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    assert_eq!(joined.cookie().split('=').nth(1).unwrap().len(), 32, "192 bits");
    let again = relay.join(&token);
    assert_eq!((again.status, again.code()), (404, "invite-unknown".to_owned()));
    let me: Me = serde_json::from_str(&relay.get("/api/me", Some(&joined.cookie())).body).unwrap();
    assert!(me.admin);
    assert_eq!(relay.get("/api/me", None).code(), "signed-out");
    assert_eq!(relay.get("/api/me", Some("__Host-sightline=wrong")).status, 401);
    let two = format!("{}; __Host-sightline=planted", joined.cookie());
    assert_eq!(relay.get("/api/me", Some(&two)).status, 401, "a planted second cookie");
}

/// AU2: invites are made, listed and revoked by admins; each says why it doesn't work.
#[test]
fn invites_are_listed_revocable_and_end() {
    let (_data, relay, admin) = fresh();
    let make = |uses: u32, days: u32| {
        relay.write(
            "POST",
            "/api/invites",
            Some(&admin.cookie),
            &json!({ "team": null, "days": days, "uses": uses }),
        )
    };
    assert_eq!(make(0, 1).code(), "bad-request");
    assert_eq!(make(1, 31).code(), "bad-request");
    let once: Invite = serde_json::from_str(&make(1, 1).body).unwrap();
    let revoked: Invite = serde_json::from_str(&make(5, 1).body).unwrap();
    let listed: Vec<Invite> =
        serde_json::from_str(&relay.get("/api/invites", Some(&admin.cookie)).body).unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|invite| invite.token.is_none()), "secrets are shown once");
    let path = format!("/api/invites/{}", revoked.id);
    assert_eq!(relay.write("DELETE", &path, Some(&admin.cookie), &json!({})).status, 204);
    assert_eq!(relay.write("DELETE", &path, Some(&admin.cookie), &json!({})).status, 404);
    assert_eq!(relay.join(&revoked.token.unwrap()).code(), "invite-unknown");

    let token = once.token.unwrap();
    let member = Device::join(&relay, &token);
    assert!(!member.me.admin);
    assert_eq!(relay.join(&token).code(), "invite-used-up");
    assert_eq!(relay.get("/api/invites", Some(&member.cookie)).code(), "not-allowed");
    let ask = json!({ "team": null, "days": 1, "uses": 1 });
    assert_eq!(relay.write("POST", "/api/invites", Some(&member.cookie), &ask).code(), "not-allowed");
    let devices: Vec<Listed> =
        serde_json::from_str(&relay.get("/api/devices", Some(&member.cookie)).body).unwrap();
    assert_eq!(
        devices.iter().map(|device| device.id).collect::<Vec<_>>(),
        [admin.me.device, member.me.device]
    );
    assert_eq!(relay.get("/api/devices", None).status, 401);
}

/// AU2: an invite that has expired says so. The command line makes invites too, and knows the teams by name.
#[test]
fn the_command_makes_invites_while_the_relay_runs() {
    let (data, relay, _admin) = fresh();
    let folder = data.path().to_str().unwrap();
    let output = run(&["invite", "--data", folder, "--admin", "--uses", "2"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("For 2 devices within 7 days."), "{said}");
    let token = said.split("#join=").nth(1).unwrap().lines().next().unwrap().to_owned();
    assert!(said.starts_with(&relay.origin()), "{said}");
    assert!(Device::join(&relay, &token).me.admin);
    let output = run(&["invite", "--data", folder, "--team", "Warehouse"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no teams"));

    let db = rusqlite::Connection::open(data.path().join("sightline.db")).unwrap();
    db.execute("UPDATE invite SET expires = 1", []).unwrap();
    assert_eq!(relay.join(&token).code(), "invite-expired");
}

/// AU6: writes come from the app's own origin; a missing origin is as bad as a foreign one.
#[test]
fn writes_need_the_apps_own_origin() {
    let (_data, relay, admin) = fresh();
    let body = json!({ "team": null, "days": 1, "uses": 1 }).to_string();
    let from = |origin: Option<&str>| {
        let mut headers =
            vec![("cookie", admin.cookie.clone()), ("content-type", "application/json".to_owned())];
        headers.extend(origin.map(|origin| ("origin", origin.to_owned())));
        request(relay.port, "POST", "/api/invites", &headers, &body)
    };
    assert_eq!(from(Some(&relay.origin())).status, 200);
    assert_eq!(from(None).code(), "bad-origin");
    let port = relay.port;
    for foreign in [
        "null",
        "http://localhost",
        "https://evil.example",
        &format!("https://localhost:{port}"),
        &format!("http://localhost:{port}.evil"),
    ] {
        assert_eq!(from(Some(foreign)).code(), "bad-origin", "{foreign}");
    }
}

/// AU6: so do sockets. Without a session the device hears "signed out" on the socket, where it can read it.
#[tokio::test]
async fn sockets_need_the_apps_own_origin() {
    let (_data, relay, admin) = fresh();
    for origin in [None, Some("https://evil.example"), Some("null")] {
        match connect(&relay, Some(&admin.cookie), origin).await.map(|_| ()) {
            Err(Error::Http(answer)) => assert_eq!(answer.status(), 403),
            other => panic!("{other:?}"),
        }
    }
    let mut socket = connect(&relay, None, Some(&relay.origin())).await.unwrap();
    assert_eq!(socket.close_code().await, 4004);
    let mut socket = connect(&relay, Some("__Host-sightline=wrong"), Some(&relay.origin())).await.unwrap();
    assert_eq!(socket.close_code().await, 4004);
}

/// AU7: under an address at which browsers would take its storage away, the app isn't served.
#[test]
fn other_hosts_get_one_page_that_explains() {
    let (_data, relay, _admin) = fresh();
    for path in ["/", "/api/me", "/sw.js"] {
        let answer = request(relay.port, "GET", path, &[("host", format!("192.168.1.5:{}", relay.port))], "");
        assert_eq!(answer.status, 403);
        assert!(answer.body.contains("Sightline can't run at this address") && answer.body.contains("--lan"));
        assert!(answer.body.contains(&relay.origin()));
    }
    assert_eq!(request(relay.port, "GET", "/healthz", &[("host", "anything".to_owned())], "").status, 200);
}

/// AU5: wrong tokens are counted; an address that tries too many waits.
#[test]
fn guessing_is_slowed_down() {
    let (_data, relay, admin) = fresh();
    let token = relay.invite(&admin.cookie);
    for n in 0..10 {
        assert_eq!(relay.join(&format!("guess {n}")).code(), "invite-unknown");
    }
    let refused = relay.join("one more");
    assert_eq!((refused.status, refused.code()), (429, "too-many-tries".to_owned()));
    assert_eq!(
        relay.join(&token).status,
        429,
        "the right one too: a guesser must not learn that it was right"
    );
    assert_eq!(relay.get("/api/me", Some(&admin.cookie)).status, 200, "members aren't affected");
}

/// AU4: a join that makes no sense redeems nothing.
#[test]
fn a_bad_join_redeems_nothing() {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let token = relay.set_up.clone().unwrap();
    let good = json!({ "token": token, "public_key": Keys::fresh().public(), "device_name": "d", "person_name": "p" });
    for (field, value) in [
        ("public_key", json!("AAAA")),
        ("public_key", json!("not base64!")),
        ("device_name", json!("")),
        ("device_name", json!("two\nlines")),
        ("person_name", json!("x".repeat(201))),
        ("token", json!(7)),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        let answer = relay.write("POST", "/api/join", None, &bad);
        assert_eq!((answer.status, answer.code()), (400, "bad-request".to_owned()), "{bad}");
    }
    assert_eq!(relay.write("POST", "/api/join", None, &good).status, 200);
    let large = json!({ "token": "x".repeat(100_000) });
    assert_eq!(relay.write("POST", "/api/welcome", None, &large).code(), "bad-request");
}

//! A device whose session is gone signs in by its key, and nobody else does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::device::connect;
use common::http::{Answer, request};
use common::keys::Keys;
use common::relay::Relay;
use serde_json::json;
use sightline_shared::api::Me;
use sightline_shared::wire::FromRelay;

/// A relay, and the first admin's keys.
fn joined() -> (tempfile::TempDir, Relay, Keys, Answer) {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let keys = Keys::fresh();
    let answer = relay.join_as(relay.set_up.as_deref().unwrap(), &keys);
    assert_eq!(answer.status, 200, "{}", answer.body);
    (data, relay, keys, answer)
}

fn me(answer: &Answer) -> Me {
    serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{e}: {}", answer.body))
}

fn by_key(relay: &Relay, keys: &Keys) -> Answer {
    let challenge = relay.challenge(keys);
    relay.sign_in(keys, &challenge, &keys.sign(&challenge))
}

/// AU3, AU8: a device without its cookie gets another, as the one that it is, and its socket opens.
#[tokio::test]
async fn a_device_signs_in_by_its_key() {
    let (_data, relay, keys, first) = joined();
    let again = by_key(&relay, &keys);
    assert_eq!((again.status, me(&again)), (200, me(&first)));
    let cookie = again.header("set-cookie").unwrap();
    for part in ["__Host-sightline=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_ne!(again.cookie(), first.cookie(), "a fresh secret");
    assert_eq!(relay.get("/api/me", Some(&first.cookie())).status, 200, "the old one holds");
    let mut socket = connect(&relay, Some(&again.cookie()), Some(&relay.origin())).await.unwrap();
    socket.say(&common::device::hello(None)).await;
    assert!(matches!(socket.hear().await, FromRelay::Welcome(_)));
}

/// AU8: who listened in gets nothing by saying it again, nor with what was given before the relay's start.
#[test]
fn a_challenge_works_once_and_ends_with_the_relay() {
    let (data, relay, keys, _) = joined();
    let challenge = relay.challenge(&keys);
    let signature = keys.sign(&challenge);
    assert_eq!(relay.sign_in(&keys, &challenge, &signature).status, 200);
    let replayed = relay.sign_in(&keys, &challenge, &signature);
    assert_eq!((replayed.status, replayed.code()), (410, "challenge-stale".to_owned()));
    assert!(replayed.header("set-cookie").is_none());
    assert_eq!(relay.sign_in(&keys, &challenge, &keys.sign(&challenge)).code(), "challenge-stale");

    let before = relay.challenge(&keys);
    relay.kill();
    let relay = Relay::start(data.path());
    assert_eq!(relay.sign_in(&keys, &before, &keys.sign(&before)).code(), "challenge-stale");
    assert_eq!(by_key(&relay, &keys).status, 200);
}

/// AU8: an unknown key, another key's signature, and a signature of something else get one and the same answer.
#[test]
fn an_unknown_key_and_a_wrong_signature_look_alike() {
    let (_data, relay, keys, _) = joined();
    let stranger = Keys::fresh();
    let challenge = relay.challenge(&keys);
    let refused = [
        relay.sign_in(&keys, &challenge, &stranger.sign(&challenge)),
        relay.sign_in(&keys, &challenge, &keys.sign_bytes(challenge.as_bytes())),
        relay.sign_in(&keys, &challenge, &keys.sign("another")),
        relay.sign_in(&keys, &challenge, ""),
        by_key(&relay, &stranger),
    ];
    for answer in &refused {
        assert_eq!((answer.status, answer.code()), (401, "sign-in-refused".to_owned()));
        assert_eq!(answer.body, refused[0].body);
        assert!(answer.header("set-cookie").is_none());
    }
    let theirs = relay.challenge(&stranger);
    assert_eq!(relay.sign_in(&keys, &theirs, &keys.sign(&theirs)).code(), "challenge-stale", "another key's");
    assert_eq!(
        relay.sign_in(&keys, &challenge, &keys.sign(&challenge)).status,
        200,
        "and it was not used up"
    );
}

/// AU5: wrong keys are counted with wrong tokens; the right one waits too.
#[test]
fn guessing_by_key_is_slowed_down() {
    let (_data, relay, keys, first) = joined();
    let stranger = Keys::fresh();
    for _ in 0..9 {
        assert_eq!(by_key(&relay, &stranger).code(), "sign-in-refused");
    }
    assert_eq!(relay.sign_in(&keys, "stale", &keys.sign("stale")).code(), "challenge-stale");
    let refused = by_key(&relay, &keys);
    assert_eq!((refused.status, refused.code()), (429, "too-many-tries".to_owned()));
    assert_eq!(relay.join("a token").code(), "too-many-tries", "one count for both");
    assert_eq!(relay.get("/api/me", Some(&first.cookie())).status, 200, "members aren't affected");
}

/// AU9: a key that another device has joins nobody, and the invite keeps its use.
#[test]
fn somebody_elses_key_joins_nobody() {
    let (_data, relay, keys, first) = joined();
    let token = relay.invite(&first.cookie());
    let thief = relay.join_as(&token, &keys);
    assert_eq!((thief.status, thief.code()), (409, "key-taken".to_owned()));
    assert!(thief.header("set-cookie").is_none());
    assert_eq!(me(&by_key(&relay, &keys)), me(&first));
    assert_eq!(relay.join(&token).status, 200);
}

/// AU10: a device that was away for 400 days has to join anew. It showed its key: that counts as no guess.
#[test]
fn a_device_that_was_away_for_too_long_has_to_join_anew() {
    let (data, relay, keys, _) = joined();
    let db = rusqlite::Connection::open(data.path().join("sightline.db")).unwrap();
    let away = |days: i64| {
        db.execute("UPDATE device SET seen = joined - ?", [days * 86_400_000]).unwrap();
        db.execute("UPDATE device SET joined = seen", []).unwrap();
    };
    away(400);
    for _ in 0..11 {
        let answer = by_key(&relay, &keys);
        assert_eq!((answer.status, answer.code()), (403, "device-lapsed".to_owned()));
    }
    away(-1);
    let answer = by_key(&relay, &keys);
    assert_eq!(answer.status, 200, "399 days: {}", answer.body);
    assert_eq!(relay.get("/api/me", Some(&answer.cookie())).status, 200);
}

/// AU6: only the app's own origin asks; what can't be read is said to be so.
#[test]
fn bad_bodies_and_foreign_origins_are_refused() {
    let (_data, relay, keys, _) = joined();
    for path in ["/api/challenge", "/api/sign-in"] {
        let headers = [("content-type", "application/json".to_owned())];
        let body = json!({ "public_key": keys.public() }).to_string();
        assert_eq!(request(relay.port, "POST", path, &headers, &body).code(), "bad-origin", "{path}");
        for bad in [json!({}), json!({ "public_key": "AAAA", "challenge": "", "signature": "" })] {
            let answer = relay.write("POST", path, None, &bad);
            assert_eq!((answer.status, answer.code()), (400, "bad-request".to_owned()), "{path} {bad}");
        }
    }
}

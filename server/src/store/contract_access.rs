//! What every store must do with devices, sessions and invites.

use super::fixture::{doc, stores};
use super::{AccessStore, DeviceRecord, InviteRecord, Joining, Opens, TokenHash};
use crate::limits::{INVITES_MAX, SESSION_SECONDS_MAX};
use sightline_shared::id::{DeviceId, DocId, Millis, Span};

fn joining(token: &str, n: u8, now: Millis) -> Joining {
    Joining {
        token: TokenHash::of(token),
        session: TokenHash::of(&format!("session {n}")),
        device: DeviceId::from_bytes([n; 8]),
        person: doc(4, n),
        name: format!("device {n}"),
        public_key: vec![4; 65],
        now,
    }
}

fn invite(token: &str, team: Option<DocId>, uses_left: u32) -> InviteRecord {
    let (id, token) = (format!("id of {token}"), TokenHash::of(token));
    InviteRecord { id, token, team, admin: false, expires: Millis(1_000), uses_left }
}

fn join(store: &mut impl AccessStore, token: &str, n: u8, now: i64) -> Result<DeviceRecord, Opens> {
    store.join(&joining(token, n, Millis(now))).unwrap()
}

stores! {
    /// AU1: a set-up link makes one admin; a newer link replaces it.
    fn a_set_up_link_works_once(store) {
        store.offer_set_up(TokenHash::of("old")).unwrap();
        store.offer_set_up(TokenHash::of("new")).unwrap();
        assert_eq!(store.opens(TokenHash::of("old"), Millis(0)).unwrap(), Opens::Nothing);
        assert_eq!(store.opens(TokenHash::of("new"), Millis(0)).unwrap(), Opens::SetUp);
        let device = join(&mut store, "new", 1, 7).unwrap();
        assert!(device.admin);
        assert_eq!((device.joined, device.seen, device.team), (Millis(7), None, None));
        assert_eq!(join(&mut store, "new", 2, 8), Err(Opens::Nothing));
        assert_eq!(store.devices().unwrap(), [device]);
    }

    /// AU2: an invite admits as many as it says, into its team, until it expires or is revoked.
    fn an_invite_admits_as_many_as_it_says(store) {
        let team = doc(2, 1);
        assert!(store.add_invite(&invite("twice", Some(team), 2), Millis(0)).unwrap());
        assert!(store.add_invite(&invite("gone", None, 2), Millis(0)).unwrap());
        assert_eq!(store.invites(Millis(999)).unwrap().len(), 2);
        let device = join(&mut store, "twice", 1, 999).unwrap();
        assert_eq!((device.team, device.admin), (Some(team), false));
        join(&mut store, "twice", 2, 999).unwrap();
        assert_eq!(join(&mut store, "twice", 3, 999), Err(Opens::UsedUp));
        assert_eq!(join(&mut store, "gone", 3, 1_000), Err(Opens::Expired));
        assert_eq!(store.invites(Millis(999)).unwrap().len(), 1, "what doesn't work isn't listed");
        assert!(store.revoke_invite("id of gone").unwrap());
        assert!(!store.revoke_invite("id of gone").unwrap());
        assert_eq!(join(&mut store, "gone", 3, 999), Err(Opens::Nothing));
        assert_eq!(store.devices().unwrap().len(), 2, "who was refused left nothing behind");
    }

    /// AU2: an invite for an admin makes admins.
    fn an_invite_for_an_admin_makes_admins(store) {
        store.add_invite(&InviteRecord { admin: true, ..invite("boss", None, 1) }, Millis(0)).unwrap();
        assert!(join(&mut store, "boss", 1, 1).unwrap().admin);
    }

    /// AU3: a session is found by its secret's hash alone, and ends when unused for too long.
    fn a_session_lasts_while_it_is_used(store) {
        store.offer_set_up(TokenHash::of("s")).unwrap();
        let device = join(&mut store, "s", 1, 0).unwrap();
        let session = TokenHash::of("session 1");
        let limit = Millis(i64::try_from(SESSION_SECONDS_MAX).unwrap() * 1_000);
        assert_eq!(store.session(TokenHash::of("other"), Millis(1)).unwrap(), None);
        assert_eq!(store.session(session, limit - Span(1)).unwrap(), Some(device));
        assert_eq!(store.session(session, limit).unwrap(), None);
        store.note_seen(DeviceId::from_bytes([1; 8]), Millis(5_000)).unwrap();
        assert_eq!(store.session(session, limit).unwrap().unwrap().seen, Some(Millis(5_000)));
    }

    /// AU4: there is an end to open invites; those that don't work any more make room.
    fn there_is_an_end_to_open_invites(store) {
        for n in 0..INVITES_MAX {
            assert!(store.add_invite(&invite(&n.to_string(), None, 1), Millis(0)).unwrap());
        }
        assert!(!store.add_invite(&invite("one more", None, 1), Millis(0)).unwrap());
        join(&mut store, "0", 1, 1).unwrap();
        assert!(store.add_invite(&invite("one more", None, 1), Millis(0)).unwrap());
    }
}

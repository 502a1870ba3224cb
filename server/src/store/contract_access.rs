//! What every store must do with devices, sessions and invites.

use super::fixture::{doc, stores};
use super::{
    AccessStore, By, DeviceRecord, InviteRecord, Joining, NotJoined, NotRevoked, NotSignedIn, Opens,
    TokenHash,
};
use crate::limits::{INVITES_MAX, SESSION_SECONDS_MAX, SESSIONS_PER_DEVICE_MAX};
use sightline_shared::id::{DeviceId, DocId, LogId, Millis, Span};

fn joining(token: &str, n: u8, now: Millis) -> Joining {
    Joining {
        token: TokenHash::of(token),
        session: TokenHash::of(&format!("session {n}")),
        device: DeviceId::from_bytes([n; 8]),
        person: doc(4, n),
        name: format!("device {n}"),
        public_key: key(n),
        now,
        returning: None,
    }
}

fn key(n: u8) -> Vec<u8> {
    vec![n; 65]
}

fn invite(token: &str, team: Option<DocId>, uses_left: u32) -> InviteRecord {
    let (id, token) = (format!("id of {token}"), TokenHash::of(token));
    InviteRecord { id, token, team, admin: false, expires: Millis(1_000), uses_left }
}

fn join(store: &mut impl AccessStore, token: &str, n: u8, now: i64) -> Result<DeviceRecord, NotJoined> {
    store.join(&joining(token, n, Millis(now))).unwrap()
}

fn refused(opens: Opens) -> Result<DeviceRecord, NotJoined> {
    Err(NotJoined::Token(opens))
}

/// The millisecond in which a session that was never used ends, for a device that joined at 0.
fn session_ends() -> Millis {
    Millis(i64::try_from(SESSION_SECONDS_MAX).unwrap() * 1_000)
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
        assert_eq!(join(&mut store, "new", 2, 8), refused(Opens::Nothing));
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
        assert_eq!(join(&mut store, "twice", 3, 999), refused(Opens::UsedUp));
        assert_eq!(join(&mut store, "gone", 3, 1_000), refused(Opens::Expired));
        assert_eq!(store.invites(Millis(999)).unwrap().len(), 1, "what doesn't work isn't listed");
        assert!(store.revoke_invite("id of gone").unwrap());
        assert!(!store.revoke_invite("id of gone").unwrap());
        assert_eq!(join(&mut store, "gone", 3, 999), refused(Opens::Nothing));
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
        let limit = session_ends();
        assert_eq!(store.session(TokenHash::of("other"), Millis(1)).unwrap(), None);
        assert_eq!(store.session(session, limit - Span(1)).unwrap(), Some(device));
        assert_eq!(store.session(session, limit).unwrap(), None);
        store.note_seen(DeviceId::from_bytes([1; 8]), Millis(5_000)).unwrap();
        assert_eq!(store.session(session, limit).unwrap().unwrap().seen, Some(Millis(5_000)));
    }

    /// AU8, AU10: whoever shows a device's key is that device, with one session more; another key is nobody.
    fn a_device_signs_in_by_its_key(store) {
        store.offer_set_up(TokenHash::of("s")).unwrap();
        let device = join(&mut store, "s", 1, 0).unwrap();
        let fresh = TokenHash::of("fresh");
        assert_eq!(store.sign_in(&key(2), fresh, Millis(5)).unwrap(), Err(NotSignedIn::Unknown));
        assert_eq!(store.session(fresh, Millis(5)).unwrap(), None, "nothing has changed");
        let seen = DeviceRecord { seen: Some(Millis(5)), ..device };
        assert_eq!(store.sign_in(&key(1), fresh, Millis(5)).unwrap(), Ok(seen.clone()));
        assert_eq!(store.session(fresh, Millis(5)).unwrap(), Some(seen.clone()));
        assert_eq!(store.session(TokenHash::of("session 1"), Millis(5)).unwrap(), Some(seen.clone()), "the old one holds");
        assert_eq!(store.devices().unwrap(), [seen]);
    }

    /// AU10: a device that wasn't heard of for as long as a session lasts has to join anew; one that was may sign in.
    fn a_device_that_was_away_for_too_long_is_signed_out_for_good(store) {
        store.offer_set_up(TokenHash::of("s")).unwrap();
        join(&mut store, "s", 1, 0).unwrap();
        let fresh = TokenHash::of("fresh");
        assert_eq!(store.sign_in(&key(1), fresh, session_ends()).unwrap(), Err(NotSignedIn::Lapsed));
        assert_eq!(store.session(fresh, Millis(1)).unwrap(), None, "nothing has changed");
        assert_eq!(store.devices().unwrap()[0].seen, None);
        assert!(store.sign_in(&key(1), fresh, session_ends() - Span(1)).unwrap().is_ok());
        assert!(store.session(fresh, session_ends()).unwrap().is_some());
    }

    /// AU10: a device that signs in again and again doesn't fill the store; other devices keep their sessions.
    fn there_is_an_end_to_the_sessions_of_a_device(store) {
        store.add_invite(&invite("two", None, 2), Millis(0)).unwrap();
        for n in 1..=2 {
            join(&mut store, "two", n, 0).unwrap();
        }
        let nth = |n: usize| TokenHash::of(&format!("nth {n}"));
        let lasting = |store: &dyn AccessStore, tokens: &[TokenHash]| {
            tokens.iter().filter(|token| store.session(**token, Millis(9)).unwrap().is_some()).count()
        };
        for n in 1..SESSIONS_PER_DEVICE_MAX {
            store.sign_in(&key(1), nth(n), Millis(9)).unwrap().unwrap();
        }
        let mut all: Vec<_> = (1..SESSIONS_PER_DEVICE_MAX).map(nth).chain([TokenHash::of("session 1")]).collect();
        assert_eq!(lasting(&store, &all), SESSIONS_PER_DEVICE_MAX);
        store.sign_in(&key(1), nth(0), Millis(9)).unwrap().unwrap();
        assert_eq!(lasting(&store, &all), 0);
        all = vec![nth(0), TokenHash::of("session 2")];
        assert_eq!(lasting(&store, &all), 2, "the new one, and the other device's");
    }

    /// AU9: whoever knows a device's public key can't register it as their own, and the invite keeps its use.
    fn a_key_belongs_to_one_device(store) {
        store.add_invite(&invite("two", None, 2), Millis(0)).unwrap();
        let device = join(&mut store, "two", 1, 0).unwrap();
        let thief = Joining { public_key: key(1), ..joining("two", 2, Millis(0)) };
        assert_eq!(store.join(&thief).unwrap(), Err(NotJoined::KeyTaken));
        assert_eq!(store.session(thief.session, Millis(0)).unwrap(), None);
        assert_eq!(store.devices().unwrap(), [device]);
        assert_eq!(store.invites(Millis(0)).unwrap()[0].uses_left, 1);
        store.offer_set_up(TokenHash::of("s")).unwrap();
        let admin = Joining { token: TokenHash::of("s"), ..thief };
        assert_eq!(store.join(&admin).unwrap(), Err(NotJoined::KeyTaken));
        assert_eq!(store.opens(TokenHash::of("s"), Millis(0)).unwrap(), Opens::SetUp);
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

    /// AU11: a revoked device is out for good: its sessions end, its key signs nobody in and can't join; others aren't touched.
    fn a_revoked_device_is_out_for_good(store) {
        store.add_invite(&invite("three", None, 3), Millis(0)).unwrap();
        let lost = join(&mut store, "three", 1, 0).unwrap();
        let other = join(&mut store, "three", 2, 0).unwrap();
        let fresh = TokenHash::of("fresh");
        store.sign_in(&key(1), fresh, Millis(4)).unwrap().unwrap();
        assert!(store.note_seen(lost.id, Millis(5)).unwrap());
        let revoked = store.revoke(lost.id, By::Operator, Millis(6)).unwrap().unwrap();
        assert_eq!((revoked.id, revoked.seen, revoked.revoked), (lost.id, Some(Millis(5)), Some(Millis(6))));
        for session in [fresh, TokenHash::of("session 1")] {
            assert_eq!(store.session(session, Millis(7)).unwrap(), None);
        }
        assert_eq!(store.sign_in(&key(1), fresh, Millis(7)).unwrap(), Err(NotSignedIn::Unknown));
        assert!(!store.note_seen(lost.id, Millis(7)).unwrap(), "it isn't heard of any more");
        let again = Joining { public_key: key(1), ..joining("three", 3, Millis(7)) };
        assert_eq!(store.join(&again).unwrap(), Err(NotJoined::KeyTaken));
        assert_eq!(store.revoke(lost.id, By::Operator, Millis(8)).unwrap(), Ok(revoked.clone()), "the first time counts");
        assert_eq!(store.devices().unwrap(), [revoked, other.clone()]);
        assert_eq!(store.session(TokenHash::of("session 2"), Millis(7)).unwrap(), Some(other));
        assert_eq!(store.invites(Millis(7)).unwrap()[0].uses_left, 1, "invites aren't touched");
        let unknown = DeviceId::from_bytes([9; 8]);
        assert_eq!(store.revoke(unknown, By::Operator, Millis(8)).unwrap(), Err(NotRevoked::Unknown));
    }

    /// AU12: admins revoke devices, and one always stays who can come in; the operator may revoke that one too.
    fn an_admin_who_can_come_in_stays(store) {
        store.add_invite(&InviteRecord { admin: true, ..invite("boss", None, 2) }, Millis(0)).unwrap();
        store.add_invite(&invite("one", None, 1), Millis(0)).unwrap();
        let (ana, ben) = (join(&mut store, "boss", 1, 1).unwrap().id, join(&mut store, "boss", 2, 1).unwrap().id);
        let member = join(&mut store, "one", 3, 1).unwrap().id;
        let now = Millis(2);
        assert_eq!(store.revoke(ana, By::Admin(member), now).unwrap(), Err(NotRevoked::NotAllowed));
        assert!(store.revoke(ben, By::Admin(ana), now).unwrap().is_ok());
        assert_eq!(store.revoke(ana, By::Admin(ben), now).unwrap(), Err(NotRevoked::NotAllowed), "not any more");
        assert_eq!(store.revoke(ana, By::Admin(ana), now).unwrap(), Err(NotRevoked::LastAdmin));
        assert!(store.session(TokenHash::of("session 1"), now).unwrap().is_some());
        assert!(store.revoke(ana, By::Operator, now).unwrap().is_ok());
    }

    /// AU12: an admin's device that was away for too long can't come in, so it isn't the one that stays.
    fn a_lapsed_admin_does_not_count(store) {
        store.add_invite(&InviteRecord { admin: true, ..invite("boss", None, 2) }, Millis(0)).unwrap();
        let (ana, ben) = (join(&mut store, "boss", 1, 1).unwrap().id, join(&mut store, "boss", 2, 1).unwrap().id);
        let late = session_ends() + Span(1);
        store.note_seen(ana, late).unwrap();
        assert_eq!(store.revoke(ana, By::Admin(ana), late).unwrap(), Err(NotRevoked::LastAdmin));
        assert!(store.revoke(ben, By::Admin(ana), late).unwrap().is_ok());
    }

    /// RE26: with an invite a device that this store has lost comes back as who it was; one that it knows, revoked or not, doesn't.
    fn a_lost_device_comes_back_as_who_it_was(store) {
        store.add_invite(&invite("one", Some(doc(1, 1)), 9), Millis(0)).unwrap();
        let was = DeviceRecord { admin: true, team: None, ..joining("one", 5, Millis(1)).device(None, false) };
        let back = Joining { returning: Some(was.clone()), public_key: key(5), ..joining("one", 6, Millis(7)) };
        assert!(matches!(store.join(&Joining { token: TokenHash::of("x"), ..back.clone() }).unwrap(), Err(NotJoined::Token(_))));
        let device = store.join(&back).unwrap().unwrap();
        assert_eq!(device, DeviceRecord { joined: Millis(7), ..was });
        assert_eq!(store.session(TokenHash::of("session 6"), Millis(8)).unwrap(), Some(device.clone()));
        let again = Joining { session: TokenHash::of("s"), ..back };
        assert_eq!(store.join(&again).unwrap(), Err(NotJoined::KeyTaken));
        store.revoke(device.id, By::Operator, Millis(8)).unwrap().unwrap();
        assert_eq!(store.join(&again).unwrap(), Err(NotJoined::KeyTaken));
        assert_eq!(store.invites(Millis(7)).unwrap()[0].uses_left, 8, "only the one took a use");
    }

    /// RE27: revocations that come back end devices, the earlier moment stays, and a device that isn't here can't return.
    fn revocations_come_back(store) {
        store.add_invite(&invite("one", None, 9), Millis(0)).unwrap();
        let (lost, other) = (join(&mut store, "one", 1, 1).unwrap(), join(&mut store, "one", 2, 2).unwrap());
        let unknown = joining("one", 3, Millis(3)).device(None, true);
        let back = [(lost.id, Millis(5)), (unknown.id, Millis(6))];
        assert_eq!(store.take_revocations(&back).unwrap(), [lost.id]);
        assert_eq!(store.take_revocations(&[(lost.id, Millis(9))]).unwrap(), [], "once");
        assert_eq!(store.session(TokenHash::of("session 1"), Millis(7)).unwrap(), None);
        assert_eq!(store.session(TokenHash::of("session 2"), Millis(7)).unwrap(), Some(other));
        let revoked = store.devices().unwrap().into_iter().map(|device| device.revoked).collect::<Vec<_>>();
        assert_eq!(revoked, [Some(Millis(5)), None, Some(Millis(6))]);
        let returns = Joining { returning: Some(unknown), ..joining("one", 4, Millis(7)) };
        assert_eq!(store.join(&returns).unwrap(), Err(NotJoined::KeyTaken));
    }

    /// RE17: after a restore nobody is let in until somebody says so; the set-up link is gone, everything else is kept.
    fn a_restored_store_is_suspended_until_it_is_resumed(store) {
        store.add_invite(&invite("one", None, 2), Millis(0)).unwrap();
        store.offer_set_up(TokenHash::of("s")).unwrap();
        join(&mut store, "one", 1, 0).unwrap();
        assert_eq!(store.suspended().unwrap(), None);
        store.restored(LogId::from_bytes([7; 16]), Millis(5)).unwrap();
        assert_eq!(store.suspended().unwrap(), Some(Millis(5)));
        assert_eq!(store.opens(TokenHash::of("s"), Millis(6)).unwrap(), Opens::Nothing);
        store.resume().unwrap();
        assert_eq!(store.suspended().unwrap(), None);
        assert!(store.session(TokenHash::of("session 1"), Millis(6)).unwrap().is_some());
        assert_eq!(store.invites(Millis(6)).unwrap().len(), 1);
    }
}

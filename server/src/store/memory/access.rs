//! Devices, sessions and invites in memory.

use super::super::{
    AccessStore, By, DeviceRecord, InviteRecord, Joining, NotJoined, NotRevoked, NotSignedIn, Opens, Stored,
    TokenHash,
};
use super::{Inner, MemoryStore};
use crate::limits::{INVITES_MAX, SESSIONS_PER_DEVICE_MAX};
use sightline_shared::id::{DeviceId, LogId, Millis, WorkspaceId};

impl Inner {
    fn opens(&self, token: TokenHash, now: Millis) -> Opens {
        if self.set_up == Some(token) {
            return Opens::SetUp;
        }
        match self.invites.iter().find(|invite| invite.token == token) {
            None => Opens::Nothing,
            Some(invite) if invite.expires <= now => Opens::Expired,
            Some(invite) if invite.uses_left == 0 => Opens::UsedUp,
            Some(invite) => Opens::Invite(invite.clone()),
        }
    }

    fn works(invite: &InviteRecord, now: Millis) -> bool {
        invite.expires > now && invite.uses_left > 0
    }
}

impl AccessStore for MemoryStore {
    fn workspace(&self) -> Stored<WorkspaceId> {
        Ok(self.inner().workspace)
    }

    fn offer_set_up(&mut self, token: TokenHash) -> Stored<()> {
        self.inner().set_up = Some(token);
        Ok(())
    }

    fn opens(&self, token: TokenHash, now: Millis) -> Stored<Opens> {
        Ok(self.inner().opens(token, now))
    }

    fn join(&mut self, joining: &Joining) -> Stored<Result<DeviceRecord, NotJoined>> {
        let mut inner = self.inner();
        let (team, admin) = match inner.opens(joining.token, joining.now) {
            Opens::SetUp => (None, true),
            Opens::Invite(invite) => (invite.team, invite.admin),
            other => return Ok(Err(NotJoined::Token(other))),
        };
        let device = joining.device(team, admin);
        if inner.devices.iter().any(|known| known.public_key == device.public_key || known.id == device.id) {
            return Ok(Err(NotJoined::KeyTaken));
        }
        if inner.set_up == Some(joining.token) {
            inner.set_up = None;
        }
        if let Some(invite) = inner.invites.iter_mut().find(|invite| invite.token == joining.token) {
            invite.uses_left -= 1;
        }
        inner.devices.push(device.clone());
        inner.sessions.insert(joining.session, device.id);
        Ok(Ok(device))
    }

    fn sign_in(
        &mut self,
        public_key: &[u8],
        session: TokenHash,
        now: Millis,
    ) -> Stored<Result<DeviceRecord, NotSignedIn>> {
        let mut inner = self.inner();
        let Some(device) = inner.devices.iter_mut().find(|device| device.public_key == public_key) else {
            return Ok(Err(NotSignedIn::Unknown));
        };
        if device.revoked.is_some() {
            return Ok(Err(NotSignedIn::Unknown));
        }
        if !device.session_lasts(now) {
            return Ok(Err(NotSignedIn::Lapsed));
        }
        device.seen = Some(now);
        let device = device.clone();
        if inner.sessions.values().filter(|of| **of == device.id).count() >= SESSIONS_PER_DEVICE_MAX {
            inner.sessions.retain(|_, of| *of != device.id);
        }
        inner.sessions.insert(session, device.id);
        Ok(Ok(device))
    }

    fn session(&self, token: TokenHash, now: Millis) -> Stored<Option<DeviceRecord>> {
        let inner = self.inner();
        let device =
            inner.sessions.get(&token).and_then(|id| inner.devices.iter().find(|device| device.id == *id));
        Ok(device.filter(|device| device.session_lasts(now)).cloned())
    }

    fn note_seen(&mut self, device: DeviceId, now: Millis) -> Stored<bool> {
        let mut inner = self.inner();
        let known = inner.devices.iter_mut().find(|known| known.id == device && known.revoked.is_none());
        Ok(known.map(|known| known.seen = Some(now)).is_some())
    }

    fn devices(&self) -> Stored<Vec<DeviceRecord>> {
        Ok(self.inner().devices.clone())
    }

    fn revoke(&mut self, device: DeviceId, by: By, now: Millis) -> Stored<Result<DeviceRecord, NotRevoked>> {
        let mut inner = self.inner();
        if let Err(why) = by.may_revoke(&inner.devices, device, now) {
            return Ok(Err(why));
        }
        inner.sessions.retain(|_, of| *of != device);
        let known = inner.devices.iter_mut().find(|known| known.id == device);
        Ok(known.map_or(Err(NotRevoked::Unknown), |known| {
            known.revoked.get_or_insert(now);
            Ok(known.clone())
        }))
    }

    fn take_revocations(&mut self, revoked: &[(DeviceId, Millis)]) -> Stored<Vec<DeviceId>> {
        let mut inner = self.inner();
        let mut news = Vec::new();
        for (device, at) in revoked {
            match inner.devices.iter_mut().find(|known| known.id == *device) {
                Some(known) if known.revoked.is_none() => {
                    known.revoked = Some(*at);
                    news.push(*device);
                }
                Some(_) => {}
                None => inner.devices.push(DeviceRecord::revoked_before(*device, *at)),
            }
        }
        inner.sessions.retain(|_, of| !news.contains(of));
        Ok(news)
    }

    fn restored(&mut self, log: LogId, now: Millis) -> Stored<()> {
        let mut inner = self.inner();
        inner.log_id = log;
        inner.suspended = Some(now);
        inner.set_up = None;
        Ok(())
    }

    fn suspended(&self) -> Stored<Option<Millis>> {
        Ok(self.inner().suspended)
    }

    fn resume(&mut self) -> Stored<()> {
        self.inner().suspended = None;
        Ok(())
    }

    fn add_invite(&mut self, invite: &InviteRecord, now: Millis) -> Stored<bool> {
        let mut inner = self.inner();
        if inner.invites.iter().filter(|invite| Inner::works(invite, now)).count() >= INVITES_MAX {
            return Ok(false);
        }
        inner.invites.push(invite.clone());
        Ok(true)
    }

    fn invites(&self, now: Millis) -> Stored<Vec<InviteRecord>> {
        let inner = self.inner();
        let mut invites: Vec<_> =
            inner.invites.iter().filter(|invite| Inner::works(invite, now)).cloned().collect();
        invites.sort_by_key(|invite| invite.expires);
        Ok(invites)
    }

    fn revoke_invite(&mut self, id: &str) -> Stored<bool> {
        let mut inner = self.inner();
        let before = inner.invites.len();
        inner.invites.retain(|invite| invite.id != id);
        Ok(inner.invites.len() < before)
    }
}

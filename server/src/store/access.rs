//! Devices, sessions and invites as they are stored.

use crate::limits::SESSION_SECONDS_MAX;
use sha2::{Digest, Sha256};
use sightline_shared::id::{DeviceId, DocId, Millis};

/// The SHA-256 hash of a secret. The secret itself is never stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// Hashes a secret as its text was given out.
    pub fn of(token: &str) -> Self {
        Self(Sha256::digest(token.as_bytes()).into())
    }
}

/// A device that joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRecord {
    /// Its identity, never reissued.
    pub id: DeviceId,
    /// Whose it is.
    pub person: DocId,
    /// The team of its invite.
    pub team: Option<DocId>,
    /// What its owner called it.
    pub name: String,
    /// The public half of its key: an uncompressed P-256 point.
    pub public_key: Vec<u8>,
    /// May invite, and write the workspace's settings.
    pub admin: bool,
    /// When it joined.
    pub joined: Millis,
    /// When it was last heard of.
    pub seen: Option<Millis>,
    /// When it was revoked, for good; none while it may come in.
    pub revoked: Option<Millis>,
}

/// An invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteRecord {
    /// Its name in lists.
    pub id: String,
    /// Its secret's hash.
    pub token: TokenHash,
    /// The team that it is for.
    pub team: Option<DocId>,
    /// Whether those who join are admins.
    pub admin: bool,
    /// When it stops working.
    pub expires: Millis,
    /// Uses left.
    pub uses_left: u32,
}

/// What a token opens, if it still does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// The workspace's first admin.
    SetUp,
    /// An invite that works.
    Invite(InviteRecord),
    /// An invite that has expired.
    Expired,
    /// An invite without uses left.
    UsedUp,
    /// Never issued, revoked, or a set-up link that was used or replaced.
    Nothing,
}

/// Why a device can't join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotJoined {
    /// This is what its token opens.
    Token(Opens),
    /// Another device has its key, or its identity: a revoked one too.
    KeyTaken,
}

/// Why a key signs nobody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSignedIn {
    /// No device has it.
    Unknown,
    /// Its device wasn't heard of within `SESSION_SECONDS_MAX`.
    Lapsed,
}

/// Who revokes a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Whoever has the data folder.
    Operator,
    /// This device of an admin.
    Admin(DeviceId),
}

/// Why a device isn't revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRevoked {
    /// There is no such device.
    Unknown,
    /// Who asks is no admin, or not any more.
    NotAllowed,
    /// Afterwards no admin could come in.
    LastAdmin,
}

/// A device that wants to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joining {
    /// The token of a set-up link or an invite.
    pub token: TokenHash,
    /// The secret that its cookie will carry.
    pub session: TokenHash,
    /// A fresh random identity.
    pub device: DeviceId,
    /// A fresh random person.
    pub person: DocId,
    /// What its owner calls it.
    pub name: String,
    /// Its public key.
    pub public_key: Vec<u8>,
    /// The relay's clock.
    pub now: Millis,
    /// The device as its papers describe it, if it was let in before and this store has lost it.
    pub returning: Option<DeviceRecord>,
}

impl DeviceRecord {
    /// Whether its session was used recently enough.
    pub(crate) fn session_lasts(&self, now: Millis) -> bool {
        let used = self.seen.map_or(self.joined, |seen| seen.max(self.joined));
        (now - used).0 / 1_000 < i64::try_from(SESSION_SECONDS_MAX).unwrap_or(i64::MAX)
    }
}

impl DeviceRecord {
    /// What is left of a device that was revoked after the backup that this store comes from, and joined after it too: nobody, so that
    /// its papers don't bring it back.
    pub(crate) fn revoked_before(id: DeviceId, at: Millis) -> Self {
        let (person, public_key, name) = (DocId::default(), Vec::new(), String::new());
        Self {
            id,
            person,
            team: None,
            name,
            public_key,
            admin: false,
            joined: at,
            seen: None,
            revoked: Some(at),
        }
    }
}

impl By {
    /// The device, if it may be revoked; judged in the same step that revokes it, so that two admins who revoke each other leave one.
    pub(crate) fn may_revoke(
        self,
        devices: &[DeviceRecord],
        device: DeviceId,
        now: Millis,
    ) -> Result<DeviceRecord, NotRevoked> {
        let mut admins =
            devices.iter().filter(|other| other.admin && other.revoked.is_none() && other.session_lasts(now));
        if let Self::Admin(asks) = self {
            if !admins.clone().any(|admin| admin.id == asks) {
                return Err(NotRevoked::NotAllowed);
            }
            if admins.all(|admin| admin.id == device) {
                return Err(NotRevoked::LastAdmin);
            }
        }
        devices.iter().find(|known| known.id == device).cloned().ok_or(NotRevoked::Unknown)
    }
}

impl Joining {
    /// The device as it will be stored: as who it was, if it returns, and as a newly heard one either way.
    pub(crate) fn device(&self, team: Option<DocId>, admin: bool) -> DeviceRecord {
        if let Some(returning) = &self.returning {
            let admin = returning.admin || admin;
            return DeviceRecord { admin, joined: self.now, seen: None, revoked: None, ..returning.clone() };
        }
        DeviceRecord {
            id: self.device,
            person: self.person,
            team,
            name: self.name.clone(),
            public_key: self.public_key.clone(),
            admin,
            joined: self.now,
            seen: None,
            revoked: None,
        }
    }
}

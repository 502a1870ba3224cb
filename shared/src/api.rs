//! The JSON bodies of the relay's few HTTP endpoints. Everything else goes over the socket.

use crate::id::{DeviceId, DocId, Millis, WorkspaceId};
use serde::{Deserialize, Serialize};

/// `POST /api/welcome`: what does this token open? Asked before joining, redeems nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WelcomeAsk {
    /// The token from the link's fragment.
    pub token: String,
}

/// What a token opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The workspace's name; empty before set-up.
    pub workspace: String,
    /// Whether this is the one-time set-up link, which makes the first admin.
    pub setup: bool,
    /// The team that the invite is for.
    pub team: Option<TeamName>,
    /// Teams to choose from when the invite names none.
    pub teams: Vec<TeamName>,
}

/// A team by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamName {
    /// Its party document.
    pub id: DocId,
    /// Its name.
    pub name: String,
}

/// `POST /api/join`: redeems a set-up link or an invite. Answers [`Me`] and sets the device cookie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// The token from the link's fragment.
    pub token: String,
    /// The device's public key: P-256, uncompressed SEC1 point, base64url without padding.
    pub public_key: String,
    /// What to call this device in lists ("Ana's phone").
    pub device_name: String,
    /// What colleagues call the person.
    pub person_name: String,
    /// A device that this relay let in before and has lost since, by an older backup: it comes back as who it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returning: Option<Returning>,
}

/// That a device was let in before, and that it is this device: see [`Join::returning`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returning {
    /// As they were given in [`Me::papers`]; for the key that joins.
    pub papers: String,
    /// As it was given to the key.
    pub challenge: String,
    /// As in [`SignIn`].
    pub signature: String,
}

/// `POST /api/challenge`: something to sign, given for any well-formed key: the answer doesn't tell whose keys are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeAsk {
    /// The device's public key, as in [`Join`].
    pub public_key: String,
}

/// What to sign: see [`sign_in_message`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Opaque to the device; works once, for its key, for a minute.
    pub challenge: String,
}

/// `POST /api/sign-in`: a device whose session is gone shows that it has its key. Answers [`Me`] and sets the device cookie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The device's public key, as in [`Join`].
    pub public_key: String,
    /// As it was given.
    pub challenge: String,
    /// The signature of [`sign_in_message`]: ECDSA over P-256 with SHA-256, 64 bytes (r, then s), base64url without padding.
    pub signature: String,
}

/// The begin of every message that a device signs in order to sign in: a signature made for anything else never fits.
pub const SIGN_IN_PREFIX: &str = "sightline sign-in 1\n";

/// What is signed: the prefix, then the challenge as it was given.
pub fn sign_in_message(challenge: &str) -> Vec<u8> {
    [SIGN_IN_PREFIX, challenge].concat().into_bytes()
}

/// Who this device is. Also `GET /api/me`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The workspace; every socket and every change of this device belongs to it.
    pub workspace: WorkspaceId,
    /// The device's identity; its actor ids begin with it.
    pub device: DeviceId,
    /// The person whose device it is. Their document is written by the device itself.
    pub person: DocId,
    /// The team of the invite.
    pub team: Option<DocId>,
    /// May invite, and write the workspace's settings.
    pub admin: bool,
    /// The relay's sealed word for all of this and the device's key: opaque, kept, and shown to a relay that has lost the device.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub papers: String,
    /// Devices that were revoked, the newest `REVOKED_KEPT_MAX`: kept, and given back to a relay that has lost them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<Revoked>,
}

/// The relay's sealed word that a device was revoked. `POST /api/revoked` gives a list of them back after a restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// Which.
    pub device: DeviceId,
    /// When.
    pub at: Millis,
    /// HMAC-SHA-256 in base64url.
    pub seal: String,
}

/// `POST /api/invites`: admins only. Answers [`Invite`] with its token, this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteAsk {
    /// The team that it is for.
    pub team: Option<DocId>,
    /// Days until it expires, 1 to 30.
    pub days: u32,
    /// How many devices may use it, 1 to 100.
    pub uses: u32,
}

/// An invite. `GET /api/invites` lists them without tokens; `DELETE /api/invites/{id}` revokes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// Its name in lists; opens nothing.
    pub id: String,
    /// The secret; only in the answer to its making.
    pub token: Option<String>,
    /// The team that it is for.
    pub team: Option<DocId>,
    /// When it stops working.
    pub expires: Millis,
    /// Uses left.
    pub uses_left: u32,
}

/// A device as `GET /api/devices` lists it. `DELETE /api/devices/{id}` revokes one: admins only, and not the last admin's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its identity.
    pub id: DeviceId,
    /// What its owner called it.
    pub name: String,
    /// Whose it is.
    pub person: DocId,
    /// When it joined.
    pub joined: Millis,
    /// When the relay last heard of it, to the minute.
    pub seen: Option<Millis>,
    /// Whether it belongs to an admin.
    pub admin: bool,
    /// When it was revoked, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Millis>,
}

/// Every refusal: a stable code for the app's language files, and a sentence for logs and tools.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable, kebab-case: `invite-expired`, `too-many-tries`, …
    pub code: String,
    /// One English sentence.
    pub message: String,
}

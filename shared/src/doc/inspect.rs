//! What a change is, judged by its bytes alone and before automerge sees them.

use super::chunk::{self, CHANGE, COMPRESSED};
use super::columns::{Malformed, Reader, unpacked};
use super::named;
use super::operations::{References, references};
use crate::id::{Actor, ChangeHash};
use crate::limits::{CHANGE_BYTES_MAX, CHANGE_INFLATED_BYTES_MAX, CHANGE_OPS_MAX};
use automerge::Change;
use std::borrow::Cow;
use std::io::Read;

/// What a change says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeMeta {
    /// Its hash, computed from its content.
    pub hash: ChangeHash,
    /// Who wrote it, as it claims.
    pub actor: Actor,
    /// Its number among the actor's changes; the first is 1.
    pub seq: u64,
    /// The counter of its first operation.
    pub start_op: u64,
    /// The counter of its last operation; `start_op - 1` if it has none.
    pub max_op: u64,
    /// What it depends on.
    pub deps: Vec<ChangeHash>,
    /// Bytes before deflate.
    pub inflated_len: usize,
    /// Bytes that it takes while it waits to be applied, about: a few bytes can say that they refer to very much.
    pub unpacked_len: usize,
    /// What its operations refer to outside of it.
    pub(super) references: References,
}

/// Why bytes are not accepted as a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadChange {
    /// More bytes than [`CHANGE_BYTES_MAX`].
    #[error("the change is larger than {CHANGE_BYTES_MAX} bytes")]
    TooLarge,
    /// It would inflate past [`CHANGE_INFLATED_BYTES_MAX`], or hold more than [`CHANGE_OPS_MAX`] operations.
    #[error("the change would unpack to too much")]
    Bomb,
    /// A whole document, a bundle, or something unknown.
    #[error("not a single change")]
    NotAChange,
    /// Cut short, with bytes left over, or not in automerge's format.
    #[error("the change can't be read")]
    Malformed,
    /// Its content isn't what its checksum says.
    #[error("the change's checksum is wrong")]
    Checksum,
    /// It does something else than write maps of scalars, or refers to what comes after it.
    #[error("the change holds operations that no document of ours has")]
    Operation,
    /// It says what it says in another way than automerge does: what is saved of it would have another hash, and not load.
    #[error("the change isn't encoded as automerge encodes it")]
    Encoding,
    /// Its actor isn't a device and an incarnation.
    #[error("the change's actor isn't one of ours")]
    Actor,
}

impl From<Malformed> for BadChange {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// A change as automerge reads it, of bytes that passed [`open`].
#[derive(Debug)]
pub struct Opened(pub(super) Change);

/// What a change says of itself, read without applying it.
///
/// # Errors
/// As [`open`].
pub fn inspect(bytes: &[u8]) -> Result<ChangeMeta, BadChange> {
    open(bytes).map(|(meta, _)| meta)
}

/// Reads a change's header and metadata without applying it. Memory stays within a few times [`CHANGE_INFLATED_BYTES_MAX`], whatever the
/// bytes say.
///
/// # Errors
/// [`BadChange`] for everything that isn't exactly one sound change.
pub fn open(bytes: &[u8]) -> Result<(ChangeMeta, Opened), BadChange> {
    if bytes.len() > CHANGE_BYTES_MAX {
        return Err(BadChange::TooLarge);
    }
    let (chunk, rest) = chunk::split(bytes)?;
    let data = match chunk.kind {
        _ if !rest.is_empty() => return Err(BadChange::Malformed),
        CHANGE => Cow::Borrowed(chunk.data),
        COMPRESSED => Cow::Owned(inflate(chunk.data)?),
        _ => return Err(BadChange::NotAChange),
    };
    weigh(&data)?;
    let change = Change::from_bytes(bytes.to_vec()).map_err(|_| BadChange::Malformed)?;
    let hash = change.hash();
    if !hash.0.starts_with(&chunk.checksum) {
        return Err(BadChange::Checksum);
    }
    let actor = Actor::from_slice(change.actor_id().to_bytes()).map_err(|_| BadChange::Actor)?;
    let expanded = change.decode();
    let references = references(&expanded).ok_or(BadChange::Operation)?;
    if Change::from(expanded).hash() != hash {
        return Err(BadChange::Encoding);
    }
    let meta = ChangeMeta {
        hash: named(hash),
        actor,
        seq: change.seq(),
        start_op: change.start_op().get(),
        max_op: change.max_op(),
        deps: change.deps().iter().copied().map(named).collect(),
        inflated_len: data.len(),
        unpacked_len: data.len() + references.bytes(),
        references,
    };
    Ok((meta, Opened(change)))
}

/// Inflates at most [`CHANGE_INFLATED_BYTES_MAX`] bytes, from input that must be used up exactly.
pub(super) fn inflate(deflated: &[u8]) -> Result<Vec<u8>, BadChange> {
    let mut decoder = flate2::bufread::DeflateDecoder::new(deflated);
    let mut inflated = Vec::new();
    let limit = CHANGE_INFLATED_BYTES_MAX;
    let one_more = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    (&mut decoder).take(one_more).read_to_end(&mut inflated).map_err(|_| BadChange::Malformed)?;
    if inflated.len() > limit {
        return Err(BadChange::Bomb);
    }
    let used_up = usize::try_from(decoder.total_in()) == Ok(deflated.len());
    if used_up { Ok(inflated) } else { Err(BadChange::Malformed) }
}

/// Walks through a change's content up to its columns and adds those up.
fn weigh(data: &[u8]) -> Result<(), BadChange> {
    if data.len() > CHANGE_INFLATED_BYTES_MAX {
        return Err(BadChange::Bomb);
    }
    let mut reader = Reader::new(data);
    for _ in 0..reader.length()? {
        reader.array::<{ ChangeHash::LEN }>()?;
    }
    let actor = reader.sized()?;
    let _seq = reader.unsigned()?;
    let _start_op = reader.unsigned()?;
    let _time = reader.signed()?;
    let _message = reader.sized()?;
    let other_actors = reader.length()?;
    for _ in 0..other_actors {
        reader.sized()?;
    }
    let unpacked = unpacked(&mut reader)?;
    // Automerge 0.12 panics on an operation of an actor that the change doesn't list.
    if usize::try_from(unpacked.actors).is_ok_and(|actors| actors > other_actors + 1) {
        return Err(BadChange::Malformed);
    }
    // Behind the columns stands an author's name, if any: ours never write one, and automerge panics on a second.
    if unpacked.other_actions || !reader.is_empty() {
        return Err(BadChange::Operation);
    }
    if unpacked.entries > CHANGE_OPS_MAX || unpacked.bytes > CHANGE_INFLATED_BYTES_MAX as u64 {
        return Err(BadChange::Bomb);
    }
    if actor.len() == Actor::LEN { Ok(()) } else { Err(BadChange::Actor) }
}

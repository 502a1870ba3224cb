//! The relay's word for what it has had in its log: a keyed digest that only it can make. Devices keep these seals and show them to a
//! relay that was restored from an older backup, which takes back what it had accepted before (docs/adr/0003).
//!
//! The key is a file beside the database and not in it: an older database doesn't bring an older key, and a copy of the database alone
//! can't make seals.

mod papers;

use crate::error::CommandError;
use ring::hmac;
use sightline_shared::id::{ChangeHash, DocId, Seal, WorkspaceId};
use sightline_shared::wire::Sealed;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

/// The key's name in the data folder.
pub const KEY_FILE: &str = "seal.key";
/// Bytes of the key: as many as the digest has.
pub const KEY_LEN: usize = 32;
/// What is sealed begins with its purpose, so that a seal of one kind of thing is never taken for another's.
const CHANGE: &[u8] = b"sightline change 1";
const PAPERS: &[u8] = b"sightline papers 1";
const REVOCATION: &[u8] = b"sightline revocation 1";

/// Makes and knows seals of one workspace.
#[derive(Debug, Clone)]
pub struct Sealer(Arc<Contexts>);

/// For each purpose what all of its digests begin with.
#[derive(Debug)]
struct Contexts {
    changes: hmac::Context,
    papers: hmac::Context,
    revocations: hmac::Context,
}

impl Sealer {
    /// A sealer with this key.
    pub fn new(key: &[u8; KEY_LEN], workspace: WorkspaceId) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        let context = |purpose| {
            let mut context = hmac::Context::with_key(&key);
            context.update(purpose);
            context.update(workspace.as_bytes());
            context
        };
        Self(Arc::new(Contexts {
            changes: context(CHANGE),
            papers: context(PAPERS),
            revocations: context(REVOCATION),
        }))
    }

    /// Reads the key in this folder, or makes one.
    ///
    /// # Errors
    /// When the file can't be read or made, or isn't a key.
    pub fn open(folder: &Path, workspace: WorkspaceId) -> Result<Self, CommandError> {
        let path = folder.join(KEY_FILE);
        let failed = |error| CommandError::Io("the key for seals can't be used", error);
        let key = match read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => make(folder, &path).map_err(failed)?,
            other => other.map_err(failed)?,
        };
        Ok(Self::new(&key, workspace))
    }

    /// The word that this change of this document, and all that it builds on, is or was in the log.
    pub fn seal(&self, doc: DocId, hash: ChangeHash) -> Seal {
        let mut context = self.0.changes.clone();
        context.update(&doc.to_bytes());
        context.update(hash.as_bytes());
        let mut half = [0; Seal::LEN];
        half.iter_mut().zip(context.sign().as_ref()).for_each(|(to, from)| *to = *from);
        Seal::from_bytes(half)
    }

    /// [`Sealer::seal`] with the change that it is for.
    pub fn sealed(&self, doc: DocId, hash: ChangeHash) -> Sealed {
        Sealed { hash, seal: self.seal(doc, hash) }
    }

    /// Whether a seal is this relay's. Takes the same time for every wrong one.
    pub fn knows(&self, doc: DocId, shown: &Sealed) -> bool {
        same(self.seal(doc, shown.hash).as_bytes(), shown.seal.as_bytes())
    }
}

/// Compares without telling by the time it takes how much is right.
fn same(ours: &[u8], theirs: &[u8]) -> bool {
    ours.len() == theirs.len() && ours.iter().zip(theirs).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

fn read(path: &Path) -> io::Result<[u8; KEY_LEN]> {
    let mut bytes = Vec::with_capacity(KEY_LEN);
    File::open(path)?.take(KEY_LEN as u64 + 1).read_to_end(&mut bytes)?;
    let whole = |_| io::Error::other(format!("{} is not a key of {KEY_LEN} bytes", path.display()));
    bytes.try_into().map_err(whole)
}

/// A new key, whole and on the disk under its name, or not there: seals that were given with it must outlive a power cut.
fn make(folder: &Path, path: &Path) -> io::Result<[u8; KEY_LEN]> {
    let mut key = [0; KEY_LEN];
    getrandom::fill(&mut key).map_err(io::Error::other)?;
    let unfinished = folder.join(format!("{KEY_FILE}.new"));
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(&key)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)?;
    File::open(folder)?.sync_all()?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKSPACE: WorkspaceId = WorkspaceId::from_bytes([8; 16]);

    /// RE24: a seal is for one change of one document of one workspace, by one key.
    #[test]
    fn a_seal_is_good_for_one_thing() {
        let sealer = Sealer::new(&[1; KEY_LEN], WORKSPACE);
        let (doc, other) = (DocId::from_bytes([1; 16]), DocId::from_bytes([2; 16]));
        let good = sealer.sealed(doc, ChangeHash::from_bytes([3; 32]));
        assert!(sealer.knows(doc, &good));
        assert!(!sealer.knows(other, &good));
        assert!(!sealer.knows(doc, &Sealed { hash: ChangeHash::from_bytes([4; 32]), ..good }));
        for bit in 0..128 {
            let mut bytes = *good.seal.as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(!sealer.knows(doc, &Sealed { seal: Seal::from_bytes(bytes), ..good }));
        }
        assert!(!Sealer::new(&[2; KEY_LEN], WORKSPACE).knows(doc, &good));
        assert!(!Sealer::new(&[1; KEY_LEN], WorkspaceId::from_bytes([9; 16])).knows(doc, &good));
    }

    #[test]
    fn the_key_is_made_once_and_a_damaged_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let good =
            Sealer::open(folder.path(), WORKSPACE).unwrap().sealed(DocId::default(), ChangeHash::default());
        assert!(Sealer::open(folder.path(), WORKSPACE).unwrap().knows(DocId::default(), &good));
        for wrong in [vec![1; KEY_LEN - 1], vec![1; KEY_LEN + 1], Vec::new()] {
            std::fs::write(folder.path().join(KEY_FILE), wrong).unwrap();
            let error = Sealer::open(folder.path(), WORKSPACE).unwrap_err().to_string();
            assert!(error.contains("not a key of 32 bytes"), "{error}");
        }
    }
}

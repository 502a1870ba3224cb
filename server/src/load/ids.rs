//! Identities derived from names, so that the same source gives the same documents every time.

use sha2::{Digest, Sha256};
use sightline_shared::id::{DeviceId, DocId, DocKind, EventId};

/// Derives identities within one named import. Two imports of different names never share a document; the same name, kind and key
/// always give the same one.
#[derive(Debug, Clone)]
pub struct Namer {
    name: String,
}

impl Namer {
    /// A namer for the import of this name.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned() }
    }

    /// The document of this kind that stands for `key`.
    pub fn doc(&self, kind: DocKind, key: &str) -> DocId {
        let mut bytes = [0; DocId::LEN];
        self.fill("document", &[&[kind.into()], key.as_bytes()], &mut bytes);
        bytes[0] = kind.into();
        DocId::from_bytes(bytes)
    }

    /// The `nth` event of a document.
    pub fn event(&self, doc: DocId, nth: usize) -> EventId {
        let mut bytes = [0; EventId::LEN];
        self.fill("event", &[&doc.to_bytes(), &nth.to_be_bytes()], &mut bytes);
        EventId::from_bytes(bytes)
    }

    /// The device that is said to have written what `key` wrote.
    pub fn device(&self, key: &str) -> DeviceId {
        let mut bytes = [0; DeviceId::LEN];
        self.fill("device", &[key.as_bytes()], &mut bytes);
        DeviceId::from_bytes(bytes)
    }

    /// Every part is preceded by its length, so that no two lists of parts hash alike.
    fn fill(&self, what: &str, parts: &[&[u8]], into: &mut [u8]) {
        let mut hash = Sha256::new();
        for part in [b"sightline import 1", what.as_bytes(), self.name.as_bytes()].iter().chain(parts) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        for (to, from) in into.iter_mut().zip(hash.finalize()) {
            *to = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_gives_the_same_document() {
        let namer = Namer::new("crm");
        let id = namer.doc(DocKind::Request, "A-1");
        assert_eq!(id, Namer::new("crm").doc(DocKind::Request, "A-1"));
        assert_eq!(id.kind(), DocKind::Request);
    }

    #[test]
    fn another_name_kind_or_key_gives_another_document() {
        let namer = Namer::new("crm");
        let id = namer.doc(DocKind::Request, "A-1");
        assert_ne!(id, Namer::new("erp").doc(DocKind::Request, "A-1"));
        assert_ne!(id, namer.doc(DocKind::Request, "A-2"));
        assert_ne!(id.to_bytes()[1..], namer.doc(DocKind::Customer, "A-1").to_bytes()[1..]);
        assert_ne!(namer.event(id, 0), namer.event(id, 1));
    }
}

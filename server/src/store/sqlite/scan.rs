//! Everything that is stored, piece by piece, as the doctor reads it: nothing is taken for granted here, and memory stays flat.

use super::log::{bytes, heads_from, number, seq};
use super::{SqliteStore, doc_id};
use crate::store::{StoreError, Stored};
use rusqlite::{OptionalExtension, params};
use sightline_shared::id::{Actor, ChainToken, ChangeHash, DocId, HeadsDigest, Seq};

/// An entry of the log with all that is stored about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedEntry {
    /// Its number.
    pub seq: Seq,
    /// Its change's hash.
    pub hash: ChangeHash,
    /// Who wrote it.
    pub actor: Actor,
    /// Its number among its actor's changes.
    pub actor_seq: u64,
    /// The chain's token there.
    pub chain: ChainToken,
    /// The change.
    pub bytes: Vec<u8>,
}

/// All that is stored about one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDoc {
    /// Which one.
    pub id: DocId,
    /// What is derived from it; none when it isn't in the list of documents.
    pub made: Option<Made>,
    /// The newest snapshot and the place up to which it goes.
    pub snapshot: Option<(Seq, Vec<u8>)>,
    /// Its entries in the log, in order.
    pub entries: Vec<(Seq, ChangeHash, Vec<u8>)>,
}

/// What is derived from a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its row.
    pub row: Vec<u8>,
    /// The digest of its heads.
    pub heads: HeadsDigest,
    /// Its heads.
    pub tips: Vec<ChangeHash>,
    /// The log's head when these were stored.
    pub head_seq: Seq,
}

impl SqliteStore {
    /// Reads the whole log, in order.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn each_entry(&self, mut look: impl FnMut(ScannedEntry)) -> Stored<()> {
        let mut query = self
            .db
            .prepare("SELECT seq, hash, actor, actor_seq, chain, bytes FROM log WHERE ws = ? ORDER BY seq")?;
        let mut rows = query.query([self.ws])?;
        while let Some(row) = rows.next()? {
            let actor = Actor::from_slice(&row.get::<_, Vec<u8>>(2)?);
            look(ScannedEntry {
                seq: seq(row.get(0)?),
                hash: ChangeHash::from_bytes(row.get(1)?),
                actor: actor.map_err(|_| StoreError::Damaged("an actor has a wrong length"))?,
                actor_seq: u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0),
                chain: ChainToken::from_bytes(row.get(4)?),
                bytes: bytes(row, 5)?,
            });
        }
        Ok(())
    }

    /// The next document after this one of which anything is stored anywhere; none at the end.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn next_doc(&self, after: Option<DocId>) -> Stored<Option<StoredDoc>> {
        let after = after.map(|doc| doc.to_bytes().to_vec()).unwrap_or_default();
        let mut query = self.db.prepare_cached(
            "SELECT min(id) FROM (
               SELECT min(id) AS id FROM doc WHERE ws = ?1 AND id > ?2
               UNION ALL SELECT min(doc) FROM log WHERE ws = ?1 AND doc > ?2
               UNION ALL SELECT min(doc) FROM snapshot WHERE ws = ?1 AND doc > ?2)",
        )?;
        let next: Option<Vec<u8>> = query.query_row(params![self.ws, after], |row| row.get(0))?;
        next.map(|bytes| self.stored_doc(doc_id(&bytes)?)).transpose()
    }

    fn stored_doc(&self, id: DocId) -> Stored<StoredDoc> {
        let key = params![self.ws, id.to_bytes()];
        let made = self
            .db
            .prepare_cached("SELECT row, heads, head_seq FROM doc WHERE ws = ? AND id = ?")?
            .query_row(key, |row| {
                // Of a wrong length, they are none that any document has.
                let (heads, tips) = heads_from(&bytes(row, 1)?).unwrap_or_default();
                Ok(Made { row: row.get(0)?, heads, tips, head_seq: seq(row.get(2)?) })
            })
            .optional()?;
        let snapshot = self
            .db
            .prepare_cached("SELECT seq, bytes FROM snapshot WHERE ws = ? AND doc = ?")?
            .query_row(key, |row| Ok((seq(row.get(0)?), bytes(row, 1)?)))
            .optional()?;
        let mut query = self
            .db
            .prepare_cached("SELECT seq, hash, bytes FROM log WHERE ws = ? AND doc = ? ORDER BY seq")?;
        let entries = query
            .query_map(key, |row| {
                Ok((seq(row.get(0)?), ChangeHash::from_bytes(row.get(1)?), bytes(row, 2)?))
            })?
            .collect::<Result<_, _>>()?;
        Ok(StoredDoc { id, made, snapshot, entries })
    }

    /// Puts a change's bytes in the place of damaged ones.
    ///
    /// # Errors
    /// When the store fails.
    pub fn replace_bytes(&mut self, place: Seq, bytes: &[u8]) -> Stored<()> {
        let replace = "UPDATE log SET bytes = ? WHERE ws = ? AND seq = ?";
        self.db.execute(replace, params![bytes, self.ws, number(place)])?;
        Ok(())
    }

    /// Takes what is derived from a document out of the list of documents.
    ///
    /// # Errors
    /// When the store fails.
    pub fn forget_made(&mut self, doc: DocId) -> Stored<()> {
        self.db.execute("DELETE FROM doc WHERE ws = ? AND id = ?", params![self.ws, doc.to_bytes()])?;
        Ok(())
    }
}

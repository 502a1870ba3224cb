//! The log and its documents in SQLite.

use super::super::record::is_wanted;
use super::super::{
    Append, DocRecord, DocUpdate, Entries, LogEntry, LogStore, Page, RowBytes, StoreError, Stored,
};
use super::{SqliteStore, doc_id};
use crate::failpoint;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};
use sightline_shared::id::{ChainToken, ChangeHash, DocId, HeadsDigest, Millis, Seq};
use sightline_shared::wire::{Cursor, DocHeads};

/// SQLite's integers are signed; a log doesn't grow to 2^63 entries.
pub(super) fn number(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}

pub(super) fn seq(number: i64) -> Seq {
    Seq(u64::try_from(number).unwrap_or(0))
}

/// Bytes that somebody wrote, whatever SQLite takes them for: one bit makes a text of them, and a checksum tells whether they are whole.
pub(super) fn bytes(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<u8>> {
    Ok(row.get_ref(column)?.as_bytes()?.to_vec())
}

/// The smallest byte string after this document's id, for "greater than" on the key.
fn after_key(after: Option<DocId>) -> Vec<u8> {
    after.map(|doc| doc.to_bytes().to_vec()).unwrap_or_default()
}

/// How a document's heads are kept: their digest, then each of them.
pub(super) fn heads_bytes(update: &DocUpdate) -> Vec<u8> {
    let tips = update.tips.iter().flat_map(|tip| tip.as_bytes());
    update.heads.as_bytes().iter().chain(tips).copied().collect()
}

pub(super) fn heads_from(bytes: &[u8]) -> Stored<(HeadsDigest, Vec<ChangeHash>)> {
    let damaged = |_| StoreError::Damaged("a document's heads have a wrong length");
    let (digest, tips) = bytes.split_at(bytes.len().min(HeadsDigest::LEN));
    let tips = tips.chunks(ChangeHash::LEN).map(ChangeHash::from_slice).collect::<Result<_, _>>();
    Ok((HeadsDigest::from_slice(digest).map_err(damaged)?, tips.map_err(damaged)?))
}

impl SqliteStore {
    fn record(&self, doc: DocId, heads: &[u8]) -> Stored<DocRecord> {
        let snapshot: Option<(i64, Vec<u8>)> = self
            .db
            .prepare_cached("SELECT seq, bytes FROM snapshot WHERE ws = ? AND doc = ?")?
            .query_row(params![self.ws, doc.to_bytes()], |row| Ok((row.get(0)?, bytes(row, 1)?)))
            .optional()?;
        let (after, snapshot) = snapshot.map_or((0, None), |(seq, bytes)| (seq, Some(bytes)));
        let (heads, tips) = heads_from(heads)?;
        Ok(DocRecord { heads, tips, snapshot, changes: self.changes(doc, after)? })
    }

    /// A document's changes after this place.
    fn changes(&self, doc: DocId, after: i64) -> Stored<Vec<Vec<u8>>> {
        let mut query = self
            .db
            .prepare_cached("SELECT bytes FROM log WHERE ws = ? AND doc = ? AND seq > ? ORDER BY seq")?;
        let changes = query.query_map(params![self.ws, doc.to_bytes(), after], |row| bytes(row, 0))?;
        Ok(changes.collect::<Result<_, _>>()?)
    }

    /// Several reads that see one moment.
    fn at_one_moment<T>(&self, read: impl FnOnce() -> Stored<T>) -> Stored<T> {
        let step = self.db.unchecked_transaction()?;
        let result = read()?;
        step.commit()?;
        Ok(result)
    }
}

fn write_entries(step: &Transaction<'_>, ws: i64, append: &Append) -> Stored<()> {
    let mut insert = step.prepare_cached(
        "INSERT INTO log (ws, seq, doc, hash, actor, actor_seq, chain, received, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (entry, place) in append.entries.iter().zip(number(append.after) + 1..) {
        insert.execute(params![
            ws,
            place,
            entry.doc.to_bytes(),
            entry.hash.as_bytes(),
            entry.actor.to_bytes(),
            i64::try_from(entry.actor_seq).unwrap_or(i64::MAX),
            entry.chain.as_bytes(),
            append.received.0,
            entry.bytes
        ])?;
    }
    Ok(())
}

fn write_docs(step: &Transaction<'_>, ws: i64, append: &Append) -> Stored<()> {
    let head = number(append.after) + i64::try_from(append.entries.len()).unwrap_or(i64::MAX);
    let mut doc = step.prepare_cached(
        "INSERT INTO doc (ws, id, row, heads, head_seq) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET row = excluded.row, heads = excluded.heads, head_seq = excluded.head_seq",
    )?;
    let mut snapshot = step.prepare_cached(
        "INSERT INTO snapshot (ws, doc, seq, bytes) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET seq = excluded.seq, bytes = excluded.bytes",
    )?;
    for update in &append.docs {
        doc.execute(params![ws, update.doc.to_bytes(), update.row, heads_bytes(update), head])?;
        if let Some(bytes) = &update.snapshot {
            failpoint::reach("snapshot")?;
            snapshot.execute(params![ws, update.doc.to_bytes(), head, bytes])?;
        }
    }
    Ok(())
}

impl LogStore for SqliteStore {
    fn another(&self) -> Stored<Self> {
        self.reopen()
    }

    fn head(&self) -> Stored<Cursor> {
        let last = self
            .db
            .prepare_cached("SELECT seq, chain FROM log WHERE ws = ? ORDER BY seq DESC LIMIT 1")?
            .query_row([self.ws], |row| Ok((row.get(0)?, row.get::<_, [u8; 16]>(1)?)))
            .optional()?;
        let (place, chain) =
            last.map_or((Seq(0), self.start), |(n, chain)| (seq(n), ChainToken::from_bytes(chain)));
        Ok(Cursor { log: self.log_id, seq: place, chain })
    }

    fn chain_at(&self, place: Seq) -> Stored<Option<ChainToken>> {
        if place == Seq(0) {
            return Ok(Some(self.start));
        }
        let chain = self
            .db
            .prepare_cached("SELECT chain FROM log WHERE ws = ? AND seq = ?")?
            .query_row(params![self.ws, number(place)], |row| row.get(0))
            .optional()?;
        Ok(chain.map(ChainToken::from_bytes))
    }

    fn entries(&self, after: Seq, upto: Seq, bytes_max: usize) -> Stored<Entries> {
        let mut query = self.db.prepare_cached(
            "SELECT seq, doc, chain, bytes, hash FROM log WHERE ws = ? AND seq > ? AND seq <= ? ORDER BY seq",
        )?;
        let mut rows = query.query(params![self.ws, number(after), number(upto)])?;
        let mut read = Entries { to: after, ..Entries::default() };
        let mut size = 0;
        while let Some(row) = rows.next()? {
            let bytes = bytes(row, 3)?;
            if size + bytes.len() > bytes_max && !read.entries.is_empty() {
                break;
            }
            let place = seq(row.get(0)?);
            if place.0 != read.to.0 + 1 {
                return Err(StoreError::Damaged("the log has a gap"));
            }
            size += bytes.len();
            read.to = place;
            read.chain = ChainToken::from_bytes(row.get(2)?);
            let doc = doc_id(&row.get::<_, Vec<u8>>(1)?)?;
            read.entries.push(LogEntry { doc, hash: ChangeHash::from_bytes(row.get(4)?), bytes });
        }
        Ok(read)
    }

    fn find(&self, doc: DocId, hash: &ChangeHash) -> Stored<Option<Seq>> {
        let mut query =
            self.db.prepare_cached("SELECT seq FROM log WHERE ws = ? AND doc = ? AND hash = ?")?;
        let found = query
            .query_row(params![self.ws, doc.to_bytes(), hash.as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(found.map(seq))
    }

    fn append(&mut self, append: &Append) -> Stored<()> {
        let ws = self.ws;
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let head: i64 = step
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM log WHERE ws = ?")?
            .query_row([ws], |row| row.get(0))?;
        if head != number(append.after) {
            return Err(StoreError::Moved);
        }
        failpoint::reach("append")?;
        write_entries(&step, ws, append)?;
        write_docs(&step, ws, append)?;
        failpoint::reach("commit")?;
        step.commit()?;
        failpoint::reach("committed")
    }

    fn doc(&self, doc: DocId) -> Stored<Option<DocRecord>> {
        self.at_one_moment(|| {
            let heads: Option<Vec<u8>> = self
                .db
                .prepare_cached("SELECT heads FROM doc WHERE ws = ? AND id = ?")?
                .query_row(params![self.ws, doc.to_bytes()], |row| row.get(0))
                .optional()?;
            heads.map(|heads| self.record(doc, &heads)).transpose()
        })
    }

    fn replay(&self, doc: DocId) -> Stored<Vec<Vec<u8>>> {
        self.changes(doc, 0)
    }

    fn docs(
        &self,
        after: Option<DocId>,
        since: Option<Millis>,
        bytes_max: usize,
    ) -> Stored<Page<Vec<(DocId, DocRecord)>>> {
        self.at_one_moment(|| {
            let mut query = self
                .db
                .prepare_cached("SELECT id, heads, row FROM doc WHERE ws = ? AND id > ? ORDER BY id")?;
            let mut rows = query.query(params![self.ws, after_key(after)])?;
            let (mut items, mut size, mut done) = (Vec::new(), 0, true);
            while let Some(row) = rows.next()? {
                let id = doc_id(&row.get::<_, Vec<u8>>(0)?)?;
                if let Some(since) = since
                    && !is_wanted(row.get_ref(2)?.as_blob().unwrap_or_default(), since)
                {
                    continue;
                }
                let record = self.record(id, &row.get::<_, Vec<u8>>(1)?)?;
                if size + record.byte_len() > bytes_max && !items.is_empty() {
                    done = false;
                    break;
                }
                size += record.byte_len();
                items.push((id, record));
            }
            Ok(Page { last: items.last().map(|(id, _)| *id), items, done })
        })
    }

    fn rows(&self, after: Option<DocId>, upto: Option<DocId>, bytes_max: usize) -> Stored<Page<RowBytes>> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, row FROM doc WHERE ws = ? AND id > ? AND id <= ? ORDER BY id")?;
        let upto = upto.unwrap_or(DocId::LAST);
        let mut rows = query.query(params![self.ws, after_key(after), upto.to_bytes()])?;
        let mut page = Page { items: RowBytes::default(), last: None, done: true };
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(1)?;
            if page.items.bytes.len() + bytes.len() > bytes_max && page.items.count > 0 {
                page.done = false;
                break;
            }
            page.items.bytes.extend_from_slice(&bytes);
            page.items.count += 1;
            page.last = Some(doc_id(&row.get::<_, Vec<u8>>(0)?)?);
        }
        Ok(page)
    }

    fn heads(&self, after: Option<DocId>, count_max: usize) -> Stored<Page<Vec<DocHeads>>> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, heads FROM doc WHERE ws = ? AND id > ? ORDER BY id LIMIT ?")?;
        // One more than asked for tells whether it is the end.
        let limit = i64::try_from(count_max.saturating_add(1)).unwrap_or(i64::MAX);
        let mut rows = query.query(params![self.ws, after_key(after), limit])?;
        let mut page = Page { items: Vec::new(), last: None, done: true };
        while let Some(row) = rows.next()? {
            if page.items.len() == count_max {
                page.done = false;
                break;
            }
            let doc = doc_id(&row.get::<_, Vec<u8>>(0)?)?;
            let (heads, _) = heads_from(&row.get::<_, Vec<u8>>(1)?)?;
            page.items.push(DocHeads { doc, heads });
            page.last = Some(doc);
        }
        Ok(page)
    }

    fn row(&self, doc: DocId) -> Stored<Option<Vec<u8>>> {
        let mut query = self.db.prepare_cached("SELECT row FROM doc WHERE ws = ? AND id = ?")?;
        Ok(query.query_row(params![self.ws, doc.to_bytes()], |row| row.get(0)).optional()?)
    }

    fn doc_count(&self) -> Stored<u64> {
        let count: i64 = self
            .db
            .prepare_cached("SELECT count(*) FROM doc WHERE ws = ?")?
            .query_row([self.ws], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    fn remark(&self, key: &str) -> Stored<Option<String>> {
        let mut query = self.db.prepare_cached("SELECT value FROM remark WHERE ws = ? AND key = ?")?;
        Ok(query.query_row(params![self.ws, key], |row| row.get(0)).optional()?)
    }

    fn set_remark(&mut self, key: &str, value: &str) -> Stored<()> {
        self.db.execute(
            "INSERT INTO remark (ws, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            params![self.ws, key, value],
        )?;
        Ok(())
    }
}

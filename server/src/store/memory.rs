//! A store in memory, for tests and the simulator. What was appended outlives the value: every [`LogStore::another`] shares it, so a
//! relay that "crashes" is one that is dropped and opened again.

use super::{
    AccessStore, Append, DeviceRecord, DocRecord, Entries, InviteRecord, Joining, LogEntry, LogStore,
    NewEntry, NotJoined, NotSignedIn, Opens, Page, RowBytes, StoreError, Stored, TokenHash, chain_start,
};
use crate::limits::{INVITES_MAX, SESSIONS_PER_DEVICE_MAX};
use sightline_shared::id::{
    ChainToken, ChangeHash, DeviceId, DocId, HeadsDigest, LogId, Millis, Seq, WorkspaceId,
};
use sightline_shared::wire::{Cursor, DocHeads};
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A store in memory.
#[derive(Debug, Clone)]
pub struct MemoryStore(Arc<Mutex<Inner>>);

#[derive(Debug, Clone)]
struct Inner {
    workspace: WorkspaceId,
    log_id: LogId,
    /// The chain's token at 0.
    start: ChainToken,
    log: Vec<NewEntry>,
    places: HashMap<(DocId, ChangeHash), Seq>,
    docs: BTreeMap<DocId, Doc>,
    remarks: HashMap<String, String>,
    set_up: Option<TokenHash>,
    invites: Vec<InviteRecord>,
    devices: Vec<DeviceRecord>,
    sessions: HashMap<TokenHash, DeviceId>,
}

#[derive(Debug, Clone, Default)]
struct Doc {
    row: Vec<u8>,
    heads: HeadsDigest,
    tips: Vec<ChangeHash>,
    snapshot: Option<Vec<u8>>,
    snapshot_seq: Seq,
    places: Vec<Seq>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new(workspace: WorkspaceId, log: LogId) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            workspace,
            log_id: log,
            start: chain_start(log),
            log: Vec::new(),
            places: HashMap::new(),
            docs: BTreeMap::new(),
            remarks: HashMap::new(),
            set_up: None,
            invites: Vec::new(),
            devices: Vec::new(),
            sessions: HashMap::new(),
        })))
    }

    /// A store of its own with everything that this one holds now: a backup.
    pub fn backup(&self) -> Self {
        Self(Arc::new(Mutex::new(self.inner().clone())))
    }

    /// A backup that begins a new life: another log's id over the same history.
    pub fn restored(&self, log: LogId) -> Self {
        let restored = self.backup();
        restored.inner().log_id = log;
        restored
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // A panic elsewhere can't leave a step half done: each is prepared before anything is changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn head(&self) -> Cursor {
        let chain = self.log.last().map_or(self.start, |entry| entry.chain);
        Cursor { log: self.log_id, seq: Seq(self.log.len() as u64), chain }
    }

    fn entry(&self, seq: Seq) -> Option<&NewEntry> {
        usize::try_from(seq.0.checked_sub(1)?).ok().and_then(|index| self.log.get(index))
    }

    fn record(&self, doc: &Doc) -> DocRecord {
        let after = doc.places.iter().filter(|seq| **seq > doc.snapshot_seq);
        let changes = after.filter_map(|seq| self.entry(*seq)).map(|entry| entry.bytes.clone()).collect();
        DocRecord { heads: doc.heads, tips: doc.tips.clone(), snapshot: doc.snapshot.clone(), changes }
    }

    fn duplicates(&self, step: &Append) -> bool {
        step.entries.iter().any(|new| {
            self.places.contains_key(&(new.doc, new.hash))
                || self.docs.get(&new.doc).is_some_and(|doc| {
                    let mut entries = doc.places.iter().filter_map(|seq| self.entry(*seq));
                    entries.any(|old| old.actor == new.actor && old.actor_seq == new.actor_seq)
                })
        })
    }

    fn after(&self, after: Option<DocId>) -> impl Iterator<Item = (&DocId, &Doc)> {
        self.docs.range((after.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded))
    }
}

impl LogStore for MemoryStore {
    fn another(&self) -> Stored<Self> {
        Ok(self.clone())
    }

    fn head(&self) -> Stored<Cursor> {
        Ok(self.inner().head())
    }

    fn chain_at(&self, seq: Seq) -> Stored<Option<ChainToken>> {
        let inner = self.inner();
        Ok(if seq == Seq(0) { Some(inner.start) } else { inner.entry(seq).map(|entry| entry.chain) })
    }

    fn entries(&self, after: Seq, upto: Seq, bytes_max: usize) -> Stored<Entries> {
        let inner = self.inner();
        let mut read = Entries { to: after, ..Entries::default() };
        let mut bytes = 0;
        for place in after.0 + 1..=upto.0 {
            let Some(entry) = inner.entry(Seq(place)) else { break };
            if bytes + entry.bytes.len() > bytes_max && !read.entries.is_empty() {
                break;
            }
            bytes += entry.bytes.len();
            read.entries.push(LogEntry { doc: entry.doc, hash: entry.hash, bytes: entry.bytes.clone() });
            read.to = Seq(place);
            read.chain = entry.chain;
        }
        Ok(read)
    }

    fn find(&self, doc: DocId, hash: &ChangeHash) -> Stored<Option<Seq>> {
        Ok(self.inner().places.get(&(doc, *hash)).copied())
    }

    fn append(&mut self, step: &Append) -> Stored<()> {
        let mut inner = self.inner();
        let head = inner.head();
        if head.seq != step.after {
            return Err(StoreError::Moved);
        }
        if inner.duplicates(step) {
            return Err(StoreError::Duplicate);
        }
        for (entry, seq) in step.entries.iter().zip(head.seq.0 + 1..) {
            inner.places.insert((entry.doc, entry.hash), Seq(seq));
            inner.docs.entry(entry.doc).or_default().places.push(Seq(seq));
            inner.log.push(entry.clone());
        }
        let now = inner.head().seq;
        for update in &step.docs {
            let doc = inner.docs.entry(update.doc).or_default();
            doc.row.clone_from(&update.row);
            doc.heads = update.heads;
            doc.tips.clone_from(&update.tips);
            if update.snapshot.is_some() {
                doc.snapshot.clone_from(&update.snapshot);
                doc.snapshot_seq = now;
            }
        }
        Ok(())
    }

    fn doc(&self, doc: DocId) -> Stored<Option<DocRecord>> {
        let inner = self.inner();
        Ok(inner.docs.get(&doc).map(|doc| inner.record(doc)))
    }

    fn docs(&self, after: Option<DocId>, bytes_max: usize) -> Stored<Page<Vec<(DocId, DocRecord)>>> {
        let inner = self.inner();
        let mut items = Vec::new();
        let (mut bytes, mut done) = (0, true);
        for (id, doc) in inner.after(after) {
            let record = inner.record(doc);
            let size = record.byte_len();
            if bytes + size > bytes_max && !items.is_empty() {
                done = false;
                break;
            }
            bytes += size;
            items.push((*id, record));
        }
        Ok(Page { last: items.last().map(|(id, _)| *id), items, done })
    }

    fn rows(&self, after: Option<DocId>, upto: Option<DocId>, bytes_max: usize) -> Stored<Page<RowBytes>> {
        let inner = self.inner();
        let mut page = Page { items: RowBytes::default(), last: None, done: true };
        for (id, doc) in inner.after(after).take_while(|(id, _)| upto.is_none_or(|upto| **id <= upto)) {
            if page.items.bytes.len() + doc.row.len() > bytes_max && page.items.count > 0 {
                page.done = false;
                break;
            }
            page.items.bytes.extend_from_slice(&doc.row);
            page.items.count += 1;
            page.last = Some(*id);
        }
        Ok(page)
    }

    fn heads(&self, after: Option<DocId>, count_max: usize) -> Stored<Page<Vec<DocHeads>>> {
        let inner = self.inner();
        let mut rest = inner.after(after).map(|(doc, state)| DocHeads { doc: *doc, heads: state.heads });
        let items: Vec<DocHeads> = rest.by_ref().take(count_max).collect();
        Ok(Page { last: items.last().map(|item| item.doc), items, done: rest.next().is_none() })
    }

    fn row(&self, doc: DocId) -> Stored<Option<Vec<u8>>> {
        Ok(self.inner().docs.get(&doc).map(|doc| doc.row.clone()))
    }

    fn doc_count(&self) -> Stored<u64> {
        Ok(self.inner().docs.len() as u64)
    }

    fn remark(&self, key: &str) -> Stored<Option<String>> {
        Ok(self.inner().remarks.get(key).cloned())
    }

    fn set_remark(&mut self, key: &str, value: &str) -> Stored<()> {
        self.inner().remarks.insert(key.to_owned(), value.to_owned());
        Ok(())
    }
}

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
        if inner.devices.iter().any(|device| device.public_key == joining.public_key) {
            return Ok(Err(NotJoined::KeyTaken));
        }
        if inner.set_up == Some(joining.token) {
            inner.set_up = None;
        }
        if let Some(invite) = inner.invites.iter_mut().find(|invite| invite.token == joining.token) {
            invite.uses_left -= 1;
        }
        let device = joining.device(team, admin);
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

    fn note_seen(&mut self, device: DeviceId, now: Millis) -> Stored<()> {
        if let Some(device) = self.inner().devices.iter_mut().find(|known| known.id == device) {
            device.seen = Some(now);
        }
        Ok(())
    }

    fn devices(&self) -> Stored<Vec<DeviceRecord>> {
        Ok(self.inner().devices.clone())
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

//! The relay goes back to what it was some time ago.

use super::World;
use crate::sim::device::Device;
use crate::sim::relay::Relay;
use sightline::store::{AccessStore, LogStore};
use sightline_shared::doc::{Doc, inspect};
use sightline_shared::id::{ChangeHash, DocId, LogId, Seq};
use std::collections::{BTreeMap, BTreeSet};

impl World {
    /// The relay goes on from the last backup, if there is one. `renamed`: as the operator's command does it, under another log id.
    ///
    /// Not with a device of version 1: such a device can't compare, and what it can't give back is only there.
    /// Nor under the same id while a device has been told of more than its place covers: it would have no way to notice.
    pub(super) fn restore(&mut self, renamed: bool) -> bool {
        if !renamed && !self.places_cover_what_was_acknowledged() {
            return false;
        }
        let Some(mut restored) = self.backup.take().filter(|_| self.net.old.is_none()) else { return false };
        let had = self.relay.log();
        if renamed {
            restored.restored(LogId::random(&mut self.rng), self.now).expect("memory can be written");
        }
        self.relay = Relay::over(restored);
        self.lost.extend(had.difference(&self.relay.log()).copied());
        self.was_restored = true;
        self.everybody_is_cut();
        self.forget_what_nobody_has();
        true
    }

    fn places_cover_what_was_acknowledged(&self) -> bool {
        let head = self.relay.room().head().seq;
        let log = self.relay.memory().entries(Seq(0), head, usize::MAX).expect("memory can be read").entries;
        let covers = |device: &Device| {
            let place = device.disk.contents().place.cursor.map_or(Seq(0), |cursor| cursor.seq);
            let mut later = log.iter().skip(usize::try_from(place.0).unwrap_or(usize::MAX));
            !later.any(|entry| inspect(&entry.bytes).is_ok_and(|meta| meta.actor.device == device.me.device))
        };
        self.devices.iter().all(covers)
    }

    /// What the relay lost is gone for good once no device has it any more. Nothing else may ever be gone.
    pub(super) fn forget_what_nobody_has(&mut self) {
        let log = self.relay.log();
        self.lost.retain(|change| !log.contains(change));
        if self.lost.is_empty() {
            return;
        }
        let mut gone = self.lost.clone();
        for (index, device) in self.devices.iter().enumerate() {
            if self.revoked != Some(index) {
                let mut loaded: BTreeMap<DocId, Option<Doc>> = BTreeMap::new();
                gone.retain(|change| !device.disk.has(change, &mut loaded));
            }
        }
        for saved in &mut self.saved {
            saved.retain(|change| !gone.contains(change));
        }
        self.lost = self.lost.difference(&gone).copied().collect::<BTreeSet<(DocId, ChangeHash)>>();
    }
}

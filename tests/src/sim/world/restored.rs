//! The relay is restored from an older backup.

use super::World;
use crate::sim::relay::Relay;
use sightline::store::AccessStore;
use sightline_shared::id::{ChangeHash, DocId, LogId};
use std::collections::BTreeSet;

impl World {
    /// The relay goes on from the backup that was made some time ago; the first time there is none, and one is made.
    pub(super) fn restore(&mut self) -> bool {
        let Some(backup) = self.backup.take() else {
            self.backup = Some(self.relay.room().store().backup());
            return false;
        };
        let had = self.relay.log();
        let mut restored = backup.backup();
        restored.restored(LogId::random(&mut self.rng), self.now).expect("memory can be written");
        self.relay = Relay::over(restored);
        self.lost.extend(had.difference(&self.relay.log()).copied());
        self.everybody_is_cut();
        self.forget_what_nobody_has();
        true
    }

    /// What the relay lost is gone for good once no device has it any more. Nothing else may ever be gone.
    pub(super) fn forget_what_nobody_has(&mut self) {
        let log = self.relay.log();
        let is_somewhere = |change: &(DocId, ChangeHash)| {
            log.contains(change) || self.devices.iter().any(|device| device.disk.has(change))
        };
        let gone: BTreeSet<(DocId, ChangeHash)> =
            self.lost.iter().filter(|change| !is_somewhere(change)).copied().collect();
        for saved in &mut self.saved {
            saved.retain(|change| !gone.contains(change));
        }
    }
}

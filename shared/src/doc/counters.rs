//! Whether a change's counters follow from what it depends on. Counters decide whose value wins: a made-up one would win for ever.

use super::{ChangeMeta, Doc};
use std::collections::HashMap;

/// How a change fits to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counters {
    /// It fits.
    Ok,
    /// It is part of the document already.
    Known,
    /// It depends on a change that isn't part of the document.
    MissingDependency,
    /// The actor wrote another change with this number.
    ActorReused,
    /// Its first operation doesn't come right after the highest one that it depends on, its last one doesn't fit into 32 bits, its
    /// number doesn't follow the actor's last one, or its operations refer to what isn't there.
    BadCounters,
}

/// An actor's last change in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Last {
    seq: u64,
    hash: automerge::ChangeHash,
}

/// Each actor's last change in one document.
pub(super) type Lasts = HashMap<Vec<u8>, Last>;

impl Doc {
    /// How this change fits, before it is applied. Rules AD5 to AD9.
    ///
    /// Takes for granted that every change of the document passed here: then no change has a higher operation than one that depends on it,
    /// and an actor's changes depend on each other in the order of their numbers. So only the dependencies are looked at, not what lies
    /// behind them.
    pub fn check_counters(&mut self, change: &ChangeMeta) -> Counters {
        if self.contains(change.hash) {
            return Counters::Known;
        }
        let deps: Vec<_> = change.deps.iter().map(|dep| automerge::ChangeHash(*dep.as_bytes())).collect();
        let mut max_op = 0;
        for dep in &deps {
            let Some(meta) = self.automerge.get_change_meta_by_hash(dep) else {
                return Counters::MissingDependency;
            };
            max_op = max_op.max(meta.max_op);
        }
        let last = self.lasts().get(&change.actor.to_bytes()[..]).copied();
        if last.is_some_and(|last| (1..=last.seq).contains(&change.seq)) {
            return Counters::ActorReused;
        }
        let follows = change.start_op == max_op.saturating_add(1)
            && change.seq == last.map_or(0, |last| last.seq).saturating_add(1)
            && last.is_none_or(|last| self.is_behind(&last.hash, &deps))
            && self.has_all(&change.references);
        if follows && u32::try_from(change.max_op).is_ok() { Counters::Ok } else { Counters::BadCounters }
    }

    /// Whether this change of the document is one of those, or behind them.
    fn is_behind(&self, hash: &automerge::ChangeHash, those: &[automerge::ChangeHash]) -> bool {
        those.contains(hash)
            || self.automerge.get_heads().iter().all(|head| those.contains(head))
            || self.automerge.get_changes_meta(those).iter().all(|meta| meta.hash != *hash)
    }

    fn lasts(&mut self) -> &Lasts {
        self.lasts.get_or_insert_with(|| {
            let mut lasts = Lasts::new();
            for meta in self.automerge.get_changes_meta(&[]) {
                remember(&mut lasts, meta.actor.to_bytes(), Last { seq: meta.seq, hash: meta.hash });
            }
            lasts
        })
    }

    /// A change was applied, and nothing else with it.
    pub(super) fn applied(&mut self, actor: &[u8], seq: u64, hash: automerge::ChangeHash) {
        if let Some(lasts) = &mut self.lasts {
            remember(lasts, actor, Last { seq, hash });
        }
    }
}

fn remember(lasts: &mut Lasts, actor: &[u8], last: Last) {
    match lasts.get_mut(actor) {
        Some(known) if known.seq < last.seq => *known = last,
        Some(_) => {}
        None => drop(lasts.insert(actor.to_vec(), last)),
    }
}

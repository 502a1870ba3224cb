//! Whether a change's counters follow from what it depends on. Counters decide whose value wins: a made-up one would win for ever.

use super::{ChangeMeta, Doc, named};
use crate::id::ChangeHash;
use std::collections::{HashMap, HashSet};

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

/// What is known of an applied change.
struct Link {
    deps: Vec<ChangeHash>,
    max_op: u64,
    /// Of the inspected change's actor: its number there.
    seq: Option<u64>,
}

impl Doc {
    /// How this change fits, before it is applied. Rules AD5 to AD9.
    pub fn check_counters(&self, change: &ChangeMeta) -> Counters {
        let actor = change.actor.to_bytes();
        let links: HashMap<ChangeHash, Link> = self
            .automerge
            .get_changes_meta(&[])
            .into_iter()
            .map(|meta| {
                let seq = (meta.actor.to_bytes() == actor).then_some(meta.seq);
                (
                    named(meta.hash),
                    Link { deps: meta.deps.into_iter().map(named).collect(), max_op: meta.max_op, seq },
                )
            })
            .collect();
        if links.contains_key(&change.hash) {
            return Counters::Known;
        }
        if change.deps.iter().any(|dep| !links.contains_key(dep)) {
            return Counters::MissingDependency;
        }
        if links.values().any(|link| link.seq == Some(change.seq)) {
            return Counters::ActorReused;
        }
        let (max_op, last_seq) = seen_by(&change.deps, &links);
        let follows = change.start_op == max_op.saturating_add(1) && change.seq == last_seq.saturating_add(1);
        let follows = follows && self.has_all(&change.references);
        if follows && u32::try_from(change.max_op).is_ok() { Counters::Ok } else { Counters::BadCounters }
    }
}

/// The highest operation among these changes and all that they depend on, and the actor's last number among them.
fn seen_by(deps: &[ChangeHash], links: &HashMap<ChangeHash, Link>) -> (u64, u64) {
    let mut left: Vec<ChangeHash> = deps.to_vec();
    let mut seen: HashSet<ChangeHash> = HashSet::new();
    let (mut max_op, mut last_seq) = (0, 0);
    while let Some(hash) = left.pop() {
        let Some(link) = links.get(&hash).filter(|_| seen.insert(hash)) else { continue };
        max_op = max_op.max(link.max_op);
        last_seq = last_seq.max(link.seq.unwrap_or(0));
        left.extend(&link.deps);
    }
    (max_op, last_seq)
}

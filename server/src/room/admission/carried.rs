//! Changes that the relay has had and lost, given back by a device that kept them: by whomever they were written, if seals of this relay's
//! cover them. A change's hash covers all that it builds on, and so does a seal of the hash (AD19).

use super::{Candidate, each, formed, refusal};
use crate::seal::Sealer;
use sightline_shared::id::ChangeHash;
use sightline_shared::limits::{CARRIED_BYTES_MAX, CARRIED_CHANGES_MAX, CARRIED_SEALS_MAX};
use sightline_shared::wire::{Push, Refusal, RefusalReason};
use std::collections::HashSet;

/// What can be said without knowing the log: sizes, form, one document, and that seals cover every change.
pub(super) fn look(sealer: &Sealer, push: &Push) -> Result<Vec<Candidate>, Refusal> {
    let bytes: usize = push.changes.iter().map(|change| change.bytes.len()).sum();
    let too_much = push.changes.len() > CARRIED_CHANGES_MAX
        || push.seals.len() > CARRIED_SEALS_MAX
        || bytes > CARRIED_BYTES_MAX;
    let of_one = push.changes.windows(2).all(|pair| matches!(pair, [a, b] if a.doc == b.doc));
    if too_much || !of_one {
        return Err(refusal(None, RefusalReason::Malformed));
    }
    let candidates = each(push, formed)?;
    let mut covered: HashSet<ChangeHash> = HashSet::new();
    if let Some(doc) = candidates.first().map(|candidate| candidate.doc) {
        for shown in &push.seals {
            if !sealer.knows(doc, shown) {
                return Err(refusal(Some(shown.hash), RefusalReason::NotSealed));
            }
            covered.insert(shown.hash);
        }
    }
    for candidate in candidates.iter().rev() {
        if !covered.contains(&candidate.meta.hash) {
            return Err(refusal(Some(candidate.meta.hash), RefusalReason::NotSealed));
        }
        covered.extend(&candidate.meta.deps);
    }
    Ok(candidates)
}

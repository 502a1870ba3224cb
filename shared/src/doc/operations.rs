//! What a change's operations refer to. Automerge 0.12 panics on operations in objects that don't exist, so we look first.
//!
//! Our documents are maps of scalars: operations that make lists and texts, count or mark are refused with those that don't exist. A
//! later kind of document that needs them extends this rule; relays are never older than the apps that they serve.

use super::Doc;
use automerge::legacy::{Key, ObjectId, OpId, OpType};
use automerge::{ExpandedChange, ObjId, ObjType, ReadDoc};
use std::collections::HashSet;

/// Objects and operations outside of a change that it refers to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct References {
    /// Maps that it writes into.
    maps: HashSet<OpId>,
    /// Operations that it replaces.
    replaced: HashSet<OpId>,
}

/// Actions of operations as automerge numbers them: make a map, put, delete.
pub(super) const ACTIONS: [u64; 3] = [0, 1, 3];

/// Collects what a change refers to. The change's columns have been checked: of actors that it lists, of [`ACTIONS`] only.
///
/// `None`: something in it is not an operation on a map, or refers to what comes later in the same change.
pub(super) fn references(expanded: &ExpandedChange) -> Option<References> {
    let mut references = References::default();
    let mut made: HashSet<OpId> = HashSet::new();
    for (counter, op) in (expanded.start_op.get()..).zip(&expanded.operations) {
        if op.insert || !matches!(op.key, Key::Map(_)) {
            return None;
        }
        let is_own = |id: &OpId| *id.actor() == expanded.actor_id && id.counter() >= expanded.start_op.get();
        match &op.obj {
            ObjectId::Id(id) if is_own(id) && !made.contains(id) => return None,
            ObjectId::Id(id) if !is_own(id) => drop(references.maps.insert(id.clone())),
            ObjectId::Id(_) | ObjectId::Root => {}
        }
        for replaced in op.pred.iter() {
            match is_own(replaced) {
                true if replaced.counter() >= counter => return None,
                true => {}
                false => drop(references.replaced.insert(replaced.clone())),
            }
        }
        match op.action {
            OpType::Make(ObjType::Map) => drop(made.insert(OpId::new(counter, &expanded.actor_id))),
            OpType::Put(_) | OpType::Delete => {}
            _ => return None,
        }
    }
    Some(references)
}

impl References {
    /// Bytes that it takes, about.
    pub(super) fn bytes(&self) -> usize {
        (self.maps.len() + self.replaced.len()) * size_of::<OpId>() * 2
    }

    /// The maps that it writes into.
    pub(super) fn written(&self) -> impl Iterator<Item = ObjId> {
        self.maps.iter().map(there)
    }
}

fn there(id: &OpId) -> ObjId {
    ObjId::Id(id.counter(), id.actor().clone(), 0)
}

impl Doc {
    /// Whether all of this exists in the document.
    pub(super) fn has_all(&self, references: &References) -> bool {
        references.maps.iter().all(|id| self.automerge.object_type(there(id)) == Ok(ObjType::Map))
            && references.replaced.iter().all(|id| self.automerge.hash_for_opid(&there(id)).is_some())
    }
}

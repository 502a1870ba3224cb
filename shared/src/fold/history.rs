//! The events in causal order: who had seen what. Knows nothing of kinds and states.

use super::bits::Bits;
use crate::id::{EventId, Millis};
use crate::in_order::InOrder as _;
use crate::limits::EVENTS_MAX;
use crate::model::Event;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Events sorted so that causes stand before consequences; positions below are places in that order.
#[derive(Debug)]
pub(super) struct History<'a> {
    /// Invariant: everything that an event has seen stands before it.
    nodes: Vec<Node<'a>>,
    /// Events that can't be ordered: they name each other in a circle, come after such a circle, or are too many. Sorted by id.
    loose: Vec<&'a Event>,
}

/// One event and its place in causality.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) event: &'a Event,
    /// When it happened: by its own clock, but never before what its author had seen.
    pub(super) at: Millis,
    /// The frontier that its author had seen: positions, sorted.
    pub(super) parents: Vec<usize>,
    /// Everything that its author had seen.
    pub(super) ancestors: Bits,
    /// Whether another event has seen it.
    pub(super) seen: bool,
}

impl<'a> History<'a> {
    pub(super) fn of(events: &'a [Event]) -> Self {
        let by_id: BTreeMap<EventId, &Event> = events.iter().map(|event| (event.id, event)).collect();
        let (sorted, mut loose) = causes_first(&by_id);
        let kept = sorted.len().min(EVENTS_MAX);
        loose.extend(sorted.iter().skip(kept).map(|sorted| sorted.event));
        loose.put_in_order_by_key(|event| event.id);
        Self { nodes: link(sorted.into_iter().take(kept)), loose }
    }

    pub(super) fn nodes(&self) -> &[Node<'a>] {
        &self.nodes
    }

    pub(super) fn loose(&self) -> &[&'a Event] {
        &self.loose
    }

    /// Whether neither had seen the other. A position is not concurrent with itself.
    pub(super) fn concurrent(&self, one: usize, other: usize) -> bool {
        let (early, late) = (one.min(other), one.max(other));
        early != late && self.nodes.get(late).is_some_and(|node| !node.ancestors.contains(early))
    }
}

/// An event with what the order to show is made of.
struct Sorted<'a> {
    event: &'a Event,
    at: Millis,
    depth: usize,
}

/// Those that an event really had seen: names of events that don't exist, and of itself, are ignored.
fn causes<'a>(event: &'a Event, by_id: &'a BTreeMap<EventId, &Event>) -> BTreeSet<EventId> {
    event.seen.iter().filter(|id| **id != event.id && by_id.contains_key(id)).copied().collect()
}

/// Sorts by (time, depth, id): time and depth never decrease from a cause to its consequence, and depth grows, so that this is a
/// causal order; the id only tells apart what nothing else does. Also gives those that hang in or behind a circle.
fn causes_first<'a>(by_id: &BTreeMap<EventId, &'a Event>) -> (Vec<Sorted<'a>>, Vec<&'a Event>) {
    let mut waits_for: HashMap<EventId, usize> = HashMap::new();
    let mut consequences: HashMap<EventId, Vec<EventId>> = HashMap::new();
    for (id, event) in by_id {
        let causes = causes(event, by_id);
        waits_for.insert(*id, causes.len());
        for cause in causes {
            consequences.entry(cause).or_default().push(*id);
        }
    }
    let mut placed: HashMap<EventId, (Millis, usize)> = HashMap::new();
    let mut ready: Vec<EventId> = by_id.keys().filter(|id| waits_for.get(id) == Some(&0)).copied().collect();
    let mut sorted = Vec::with_capacity(by_id.len());
    while let Some(id) = ready.pop() {
        let Some(event) = by_id.get(&id).copied() else { continue };
        let (after, depth) = event
            .seen
            .iter()
            .filter_map(|cause| placed.get(cause))
            .fold((Millis(i64::MIN), 0), |(at, depth), cause| (at.max(cause.0), depth.max(cause.1 + 1)));
        let at = event.at().max(after);
        placed.insert(id, (at, depth));
        sorted.push(Sorted { event, at, depth });
        for next in consequences.remove(&id).unwrap_or_default() {
            if let Some(left) = waits_for.get_mut(&next) {
                *left -= 1;
                if *left == 0 {
                    ready.push(next);
                }
            }
        }
    }
    sorted.put_in_order_by_key(|sorted| (sorted.at, sorted.depth, sorted.event.id));
    let loose = by_id.iter().filter(|(id, _)| !placed.contains_key(id)).map(|(_, event)| *event).collect();
    (sorted, loose)
}

fn link<'a>(sorted: impl ExactSizeIterator<Item = Sorted<'a>>) -> Vec<Node<'a>> {
    let size = sorted.len();
    let mut places: HashMap<EventId, usize> = HashMap::with_capacity(size);
    let mut nodes: Vec<Node<'a>> = Vec::with_capacity(size);
    for (place, Sorted { event, at, .. }) in sorted.enumerate() {
        let parents: BTreeSet<usize> = event.seen.iter().filter_map(|id| places.get(id)).copied().collect();
        let mut ancestors = Bits::empty(size);
        for parent in &parents {
            ancestors.insert(*parent);
            if let Some(node) = nodes.get_mut(*parent) {
                ancestors.unite(&node.ancestors);
                node.seen = true;
            }
        }
        places.insert(event.id, place);
        nodes.push(Node { event, at, parents: parents.into_iter().collect(), ancestors, seen: false });
    }
    nodes
}

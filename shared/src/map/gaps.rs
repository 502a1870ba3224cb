//! What the map lacks: teams from which no customer can be seen, and work that flows where the map shows nothing.

use super::{Graph, NodeKind, Sights};
use crate::id::DocId;
use crate::in_order::InOrder as _;

/// Whether there is any paying customer on the map.
pub fn has_customer(graph: &Graph) -> bool {
    graph.nodes().any(|(_, node)| node.kind == NodeKind::Customer)
}

/// Teams without a path to a paying customer, by name.
pub fn without_path(graph: &Graph, sights: &Sights) -> Vec<DocId> {
    let teams = graph.nodes().filter(|(_, node)| node.kind == NodeKind::Team);
    let mut lost: Vec<DocId> = teams.map(|(id, _)| id).filter(|id| sights.ring(*id).is_none()).collect();
    graph.sort_by_rank(&mut lost);
    lost
}

/// Which of these (asker, provider) pairs have work between them but no service on the map. Parties that aren't on the map, and
/// those who ask themselves, are left out.
pub fn not_on_map(graph: &Graph, pairs: impl IntoIterator<Item = (DocId, DocId)>) -> Vec<(DocId, DocId)> {
    let is_lacking = |(asker, provider): &(DocId, DocId)| {
        asker != provider
            && graph.node(*asker).is_some()
            && graph.node(*provider).is_some()
            && !graph.has_edge(*provider, *asker)
    };
    let mut lacking: Vec<_> = pairs.into_iter().filter(is_lacking).collect();
    lacking.put_in_order_by_key(|(asker, provider)| (graph.rank(*asker), graph.rank(*provider)));
    lacking
}

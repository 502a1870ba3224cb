//! The chain: which request blocks which, from a problem at its root to the links that answer it.
//!
//! Parent links are written on different devices without seeing each other, so they can form a circle. In a circle the link of
//! the request with the greatest id is ignored, everywhere alike, and shown so that somebody can mend it.

use super::{RequestRow, Rows, State};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use std::collections::{BTreeMap, BTreeSet};

/// Links that are followed upwards at most: a chain this long is no chain of people, and following it would freeze a screen.
pub const CHAIN_LINKS_MAX: usize = 256;
/// Requests of one chain that are shown at most.
pub const CHAIN_NODES_MAX: usize = 500;

/// Why a request stands at the root of its chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    /// It blocks this request.
    Parent(DocId),
    /// It names no parent.
    Nothing,
    /// The parent's row is not on this device.
    Missing,
    /// Its link closes a circle and is ignored.
    Circle,
}

/// What stands right above a request.
pub(super) fn above(rows: &Rows, row: &RequestRow) -> Above {
    let Some(parent) = row.parent else { return Above::Nothing };
    if rows.request(parent).is_none() {
        return Above::Missing;
    }
    // The link is ignored if following it leads back here, and no request on the way has a greater id.
    let mut at = parent;
    for _ in 0..CHAIN_LINKS_MAX {
        if at == row.id {
            return Above::Circle;
        }
        match rows.request(at).and_then(|next| next.parent) {
            Some(next) if at < row.id => at = next,
            _ => return Above::Parent(parent),
        }
    }
    Above::Parent(parent)
}

/// A request and all above it, the root last.
pub(super) fn line_up<'a>(rows: &'a Rows, row: &'a RequestRow) -> Vec<&'a RequestRow> {
    let mut line = vec![row];
    let mut at = row;
    while line.len() <= CHAIN_LINKS_MAX
        && let Above::Parent(parent) = above(rows, at)
        && let Some(next) = rows.request(parent)
    {
        line.push(next);
        at = next;
    }
    line
}

/// The root of a request's chain.
pub(super) fn root<'a>(rows: &'a Rows, row: &'a RequestRow) -> &'a RequestRow {
    line_up(rows, row).last().copied().unwrap_or(row)
}

/// The customer at the end of a request's line: its own, or the nearest above it; who was merged counts as who stands for them.
pub fn customer_of(rows: &Rows, row: &RequestRow) -> Option<DocId> {
    named_customer(rows, row).map(|customer| rows.kept(customer))
}

/// The same, as it is written there.
pub(super) fn named_customer(rows: &Rows, row: &RequestRow) -> Option<DocId> {
    if row.customer.is_some() || row.parent.is_none() {
        row.customer
    } else {
        line_up(rows, row).iter().find_map(|link| link.customer)
    }
}

/// All requests with this customer at the end of their lines, closed ones too, by id: those that name them, and what hangs below and
/// names nobody.
pub(super) fn waiting_for(rows: &Rows, customer: DocId) -> Vec<&RequestRow> {
    let mut ahead: Vec<&RequestRow> = rows.requests_of(customer).collect();
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    while let Some(row) = ahead.pop() {
        if seen.insert(row.id) {
            all.push(row);
            ahead.extend(below(rows, row).into_iter().filter(|child| child.customer.is_none()));
        }
    }
    all.put_in_order_by_key(|row| row.id);
    all
}

/// The highest request of a line that has this customer at its end: what stands above it is others'.
pub(super) fn first_for<'a>(rows: &'a Rows, row: &'a RequestRow, customer: DocId) -> Option<&'a RequestRow> {
    let mut nearest = None;
    line_up(rows, row).into_iter().rev().find(|link| {
        nearest = link.customer.map(|named| rows.kept(named)).or(nearest);
        nearest == Some(customer)
    })
}

/// The requests right below one, by the time they were asked.
pub(super) fn below<'a>(rows: &'a Rows, row: &RequestRow) -> Vec<&'a RequestRow> {
    let mut below: Vec<_> =
        rows.children(row.id).filter(|child| above(rows, child) == Above::Parent(row.id)).collect();
    below.put_in_order_by_key(|child| (child.asked_at, child.id));
    below
}

/// A request and all below it in tree order, each with its depth; at most `nodes_max`.
pub(super) fn tree<'a>(
    rows: &'a Rows,
    root: &'a RequestRow,
    nodes_max: usize,
) -> Vec<(usize, &'a RequestRow)> {
    let mut tree = Vec::new();
    let mut seen = BTreeSet::new();
    let mut ahead = vec![(0, root)];
    while let Some((depth, row)) = ahead.pop() {
        if tree.len() == nodes_max {
            break;
        }
        if seen.insert(row.id) {
            tree.push((depth, row));
            ahead.extend(below(rows, row).into_iter().rev().map(|child| (depth + 1, child)));
        }
    }
    tree
}

/// When a link's part was over: it was delivered, declined or closed. None while somebody still has to do something.
pub(super) fn ended(row: &RequestRow) -> Option<Millis> {
    let over = row.state.is_closed() || matches!(row.state, State::Delivered | State::Declined);
    over.then_some(row.state_since)
}

/// The critical path: the links that decide when an open root is done, from the root down. Right below each link it takes the open one that
/// ends last as far as anybody has said, of it or of what it waits for; nobody has said anything of one without a time, so that may take longer
/// than all others. Of several of these it takes the one that was asked first. The last link is the one that the whole chain waits for. Empty
/// when the root's part is over.
pub(super) fn critical<'a>(rows: &'a Rows, root: &'a RequestRow) -> Vec<&'a RequestRow> {
    let latest = latest(rows, root);
    let mut path = Vec::new();
    let mut next = Some(root).filter(|root| ended(root).is_none());
    while let Some(at) = next.filter(|_| path.len() <= CHAIN_LINKS_MAX) {
        path.push(at);
        let open = below(rows, at).into_iter().filter(|child| ended(child).is_none());
        next = open.max_by_key(|child| {
            // A time that was said holds for what is below, too, until somebody there says a later one.
            let end = said(child).and_then(|_| latest.get(&child.id));
            (end.is_none(), end, std::cmp::Reverse((child.asked_at, child.id)))
        });
    }
    path
}

/// When a link ends, as far as anybody has said.
fn said(row: &RequestRow) -> Option<Millis> {
    row.promised.or(row.due)
}

/// The latest time that was said of each open link of a chain or of those below it. What hangs below a link that is over isn't waited for.
fn latest(rows: &Rows, root: &RequestRow) -> BTreeMap<DocId, Millis> {
    let mut latest = BTreeMap::<DocId, Millis>::new();
    // From the leaves up: in tree order what hangs below a link comes after it.
    let open = tree(rows, root, CHAIN_NODES_MAX).into_iter().rev().map(|(_, row)| row);
    for row in open.filter(|row| ended(row).is_none()) {
        let Some(end) = said(row).max(latest.get(&row.id).copied()) else { continue };
        latest.insert(row.id, end);
        if row.id != root.id
            && let Above::Parent(parent) = above(rows, row)
        {
            let so_far = latest.entry(parent).or_insert(end);
            *so_far = end.max(*so_far);
        }
    }
    latest
}

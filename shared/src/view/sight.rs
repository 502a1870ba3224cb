//! The line of sight of a request: who waits at its end, since when, and through whom.

use super::{Named, PartyRowKind, RequestRow, Rows, Severity, Viewer, chain, clock};
use crate::id::{DocId, Millis};
use crate::map::Sights;

/// The path from a request to the paying customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Who waits at the end.
    pub waits: Waits,
    /// Since when: the moment when the request at the root of the chain was asked.
    pub since: Millis,
    /// Links between who waits (or the first stop) and the team that has this request: one less than there are stops.
    pub links: usize,
    /// The stops, from the customer to the team that has this request. Never empty.
    pub stops: Vec<Stop>,
}

impl Sight {
    /// Whether a paying customer waits by name: such work stands above all other.
    pub fn is_customer_work(&self) -> bool {
        matches!(self.waits, Waits::Customer(_))
    }
}

/// Who waits at the end of a line of sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waits {
    /// This customer, named on the chain.
    Customer(Named),
    /// Nobody by name; by the map, the asker's work reaches this paying-customer party in the end.
    ByMap(Named),
    /// Nobody: the asker has no line of sight to a paying customer.
    Nobody,
}

/// One stop on a line of sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Its name; empty when not on this device yet.
    pub label: String,
    /// What it is.
    pub kind: StopKind,
    /// The party or customer.
    pub doc: DocId,
    /// The request between the stop before and this one; none for the first stop and where only the map links them.
    pub request: Option<DocId>,
    /// How the link from the stop before to this one is. Calm where there is no request.
    pub link: Severity,
    /// The request of that link is silent.
    pub silent: bool,
}

/// What a stop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StopKind {
    /// A paying customer.
    Customer,
    /// A team or another party.
    Party,
    /// The viewer's own team.
    You,
}

/// Builds lines of sight: what is the same for all requests of one screen is worked out once.
pub(super) struct Eyes<'a> {
    rows: &'a Rows,
    sights: &'a Sights,
    team: Option<DocId>,
    now: Millis,
}

/// The stops so far, and the party that the last one stands for.
struct Trail {
    stops: Vec<Stop>,
    at: Option<DocId>,
}

impl<'a> Eyes<'a> {
    pub(super) fn new(rows: &'a Rows, viewer: &Viewer, now: Millis) -> Self {
        Self { rows, sights: rows.sights(), team: viewer.team, now }
    }

    /// The line of sight of a request.
    pub(super) fn sight(&self, row: &RequestRow) -> Sight {
        let line = chain::line_up(self.rows, row);
        let root = line.last().copied().unwrap_or(row);
        let customer = line.iter().find_map(|link| link.customer).map(|customer| self.rows.kept(customer));
        let (waits, mut trail) = match customer {
            Some(customer) => self.begin_with_customer(customer, root),
            None => self.begin_on_map(root),
        };
        for link in line.iter().rev() {
            self.extend(&mut trail, link);
        }
        let stops = trail.stops;
        Sight { waits, since: root.asked_at, links: stops.len().saturating_sub(1), stops }
    }

    fn begin_with_customer(&self, customer: DocId, root: &RequestRow) -> (Waits, Trail) {
        let named = self.rows.named(customer);
        let stop = stop(customer, named.name.clone(), StopKind::Customer);
        // Where the paying customers themselves are the asker, this customer's name stands for them.
        let is_asker =
            self.rows.party(root.asker).is_some_and(|row| row.kind == PartyRowKind::PayingCustomer);
        let at = if is_asker { root.asker } else { customer };
        (Waits::Customer(named), Trail { stops: vec![stop], at: Some(at) })
    }

    fn begin_on_map(&self, root: &RequestRow) -> (Waits, Trail) {
        let path = self.sights.path(root.asker);
        let waits = path.last().map_or(Waits::Nobody, |end| Waits::ByMap(self.rows.named(*end)));
        let mut trail = Trail { stops: Vec::new(), at: None };
        for party in path.iter().rev() {
            self.walk_to(&mut trail, *party);
        }
        (waits, trail)
    }

    /// Adds a request: its asker, if the trail isn't there already, and its provider.
    fn extend(&self, trail: &mut Trail, link: &RequestRow) {
        self.walk_to(trail, link.asker);
        self.walk_to(trail, link.provider);
        let clock = clock(self.rows, link, self.now);
        if let Some(stop) = trail.stops.last_mut() {
            stop.link = if stop.request.is_some() { stop.link.max(clock.severity) } else { clock.severity };
            stop.request = Some(link.id);
            stop.silent |= clock.silent_since().is_some();
        }
    }

    fn walk_to(&self, trail: &mut Trail, party: DocId) {
        if trail.at == Some(party) {
            return;
        }
        let row = self.rows.party(party);
        let kind = match row.map(|row| row.kind) {
            _ if self.team == Some(party) => StopKind::You,
            Some(PartyRowKind::PayingCustomer) => StopKind::Customer,
            _ => StopKind::Party,
        };
        trail.stops.push(stop(party, row.map(|row| row.name.clone()).unwrap_or_default(), kind));
        trail.at = Some(party);
    }
}

fn stop(doc: DocId, label: String, kind: StopKind) -> Stop {
    Stop { label, kind, doc, request: None, link: Severity::Calm, silent: false }
}

//! Builds the map's screens from rows.

use super::ask::questions;
use super::card::Deck;
use super::clock::Urgency;
use super::flows::{flows, flows_of};
use super::observed::{observed, quiet_since};
use super::people::people_of;
use super::promise::{agreed, is_negotiated, proposals};
use super::what_if::points;
use super::{
    Card, Flow, Gap, MapPage, MapParty, MapService, Named, PartyPage, PartyRow, RequestRow, Rows, Section,
    ServiceRow, Viewer, chain, clock, plain, twins,
};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use crate::map::{self, Graph, NodeKind, Sights};
use std::collections::BTreeMap;

/// The whole map.
pub fn map_page(rows: &Rows, viewer: &Viewer, now: Millis) -> MapPage {
    let maker = Maker::new(rows, viewer, now, flows(rows, now));
    let mut parties: Vec<MapParty> =
        rows.parties().filter(|row| !row.retired).map(|row| maker.party(row)).collect();
    parties
        .put_in_order_by_cached_key(|one| (one.ring.unwrap_or(u32::MAX), plain::sort_key(&one.name), one.id));
    // What two teams did for each other before they became one is nobody's service any more.
    let services = rows.services().filter(|row| !row.retired && row.provider != row.served);
    let services = services.map(|row| maker.service(row));
    MapPage {
        parties,
        services: sorted(services.collect()),
        gaps: maker.gaps(),
        retired: retired(rows),
        single_points: points(rows, &maker.graph),
    }
}

/// One party in full; at most `cards_max` cards in each section. None when it isn't on this device.
pub fn party_page(
    rows: &Rows,
    party: DocId,
    viewer: &Viewer,
    now: Millis,
    cards_max: usize,
) -> Option<PartyPage> {
    let row = rows.party(party)?;
    let party = row.id;
    let maker = Maker::new(rows, viewer, now, flows_of(rows, party, now));
    let services = |services: Vec<&ServiceRow>| {
        sorted(
            services
                .into_iter()
                .filter(|row| !row.retired && row.provider != row.served)
                .map(|row| maker.service(row))
                .collect(),
        )
    };
    let deck = Deck::new(rows, viewer, now);
    Some(PartyPage {
        party: maker.party(row),
        retired: row.retired,
        serves: services(rows.services_of(party).collect()),
        served_by: services(rows.services_for(party).collect()),
        path: maker.sights.path(party).into_iter().map(|id| rows.named(id)).collect(),
        people: people_of(rows, party, now),
        has: cards(rows, &deck, rows.open_at(party), now, cards_max),
        asked: cards(rows, &deck, rows.open_asked_by(party), now, cards_max),
    })
}

/// The most urgent of some requests.
fn cards<'a>(
    rows: &Rows,
    deck: &Deck<'_>,
    requests: impl Iterator<Item = &'a RequestRow>,
    now: Millis,
    cards_max: usize,
) -> Section<Card> {
    if cards_max == 0 {
        return Section { total: requests.count(), items: Vec::new() };
    }
    let urgency =
        |row: &RequestRow| Urgency::of(row, &clock(rows, row, now), chain::customer_of(rows, row).is_some());
    let mut requests: Vec<_> = requests.map(|row| (urgency(row), row)).collect();
    requests.put_in_order_by_key(|(urgency, _)| *urgency);
    let items = requests.iter().take(cards_max).map(|(_, row)| deck.card(row)).collect();
    Section { total: requests.len(), items }
}

fn sorted(mut services: Vec<MapService>) -> Vec<MapService> {
    services.put_in_order_by_cached_key(|one| {
        (
            plain::sort_key(&one.provider.name),
            plain::sort_key(&one.served.name),
            plain::sort_key(&one.name),
            one.id,
        )
    });
    services
}

fn retired(rows: &Rows) -> Vec<Named> {
    let parties = rows.parties().filter(|row| row.retired).map(|row| row.id);
    let services = rows.services().filter(|row| row.retired).map(|row| row.id);
    let mut retired: Vec<Named> = parties.chain(services).map(|id| rows.named(id)).collect();
    retired.put_in_order_by_cached_key(|one| (plain::sort_key(&one.name), one.id));
    retired
}

/// What all parts of the map need, worked out once.
struct Maker<'a> {
    rows: &'a Rows,
    viewer: Viewer,
    now: Millis,
    graph: Graph,
    sights: &'a Sights,
    flows: BTreeMap<(DocId, DocId), Flow>,
}

impl<'a> Maker<'a> {
    fn new(rows: &'a Rows, viewer: &Viewer, now: Millis, flows: BTreeMap<(DocId, DocId), Flow>) -> Self {
        let (graph, sights) = (rows.graph(), rows.sights());
        Self { rows, viewer: *viewer, now, graph, sights, flows }
    }

    fn party(&self, row: &PartyRow) -> MapParty {
        let mut load = Flow::default();
        for open in self.rows.open_at(row.id).filter(|open| open.state.waits_on_provider()) {
            load.add(self.rows, open, self.now);
        }
        MapParty {
            id: row.id,
            name: row.name.clone(),
            other_names: row.other_names.clone(),
            note: row.note.clone(),
            kind: row.kind,
            ring: self.sights.ring(row.id),
            open: load.open,
            silent: load.silent,
            late: load.late,
            people: self.rows.people_in(row.id).count(),
            is_mine: self.viewer.team == Some(row.id),
            steps: row.steps.clone(),
            other_steps: row.other_steps.clone(),
            work: row.work.clone(),
            away: row.away.clone(),
            other_aways: row.other_aways.clone(),
            opening: self.rows.calendar(row.id).opening(self.now),
            other_notes: row.other_notes.clone(),
            site: row.site.clone(),
            other_sites: row.other_sites.clone(),
            department: row.department.clone(),
            other_departments: row.other_departments.clone(),
            at_rings: row.at_rings,
            at_layers: row.at_layers,
        }
    }

    fn service(&self, row: &ServiceRow) -> MapService {
        let flow = self.flows.get(&(row.served, row.provider)).copied().unwrap_or_default();
        MapService {
            id: row.id,
            name: row.name.clone(),
            other_names: row.other_names.clone(),
            provider: self.rows.named(row.provider),
            served: self.rows.named(row.served),
            served_pays: self.pays(row.served),
            reply_within: row.reply_within,
            other_reply_within: row.other_reply_within.clone(),
            deliver_within: row.deliver_within,
            other_deliver_within: row.other_deliver_within.clone(),
            or_no_reply: row.or_no_reply,
            or_no_deliver: row.or_no_deliver,
            reconfirm_by: row.reconfirm_by,
            other_reconfirm_by: row.other_reconfirm_by.clone(),
            or_no_reconfirm: row.or_no_reconfirm,
            reconfirm_overdue: row.reconfirm_by.is_some_and(|by| by < self.now),
            questions: questions(&row.questions),
            questions_text: row.questions.clone(),
            other_questions: row.other_questions.clone(),
            contact: row.contact.clone(),
            other_contacts: row.other_contacts.clone(),
            hours: row.hours.clone(),
            other_hours: row.other_hours.clone(),
            disputed: row.disputed,
            flow,
            observed: observed(self.rows, row.provider, row.id),
            quiet_since: quiet_since(&flow, self.now),
            is_negotiated: is_negotiated(self.rows, row, self.now),
            proposals: proposals(self.rows, row, &self.viewer),
            agreed_at: agreed(row),
        }
    }

    /// A paying customer doesn't ask through Sightline.
    fn pays(&self, party: DocId) -> bool {
        self.graph.node(party).is_some_and(|node| node.kind == NodeKind::Customer)
    }

    fn gaps(&self) -> Vec<Gap> {
        let named = |id: DocId| self.rows.named(id);
        let mut gaps = Vec::new();
        if !map::has_customer(&self.graph) {
            gaps.push(Gap::NoCustomer);
        }
        let lost = map::without_path(&self.graph, self.sights);
        gaps.extend(lost.into_iter().map(|party| Gap::NoPath { party: named(party) }));
        for (asker, provider) in map::not_on_map(&self.graph, self.flows.keys().copied()) {
            let asked = self.flows.get(&(asker, provider)).map_or(0, |flow| flow.asked);
            gaps.push(Gap::NotOnMap { asker: named(asker), provider: named(provider), asked });
        }
        for (provider, served, services) in self.graph.edges() {
            if !self.pays(served) && !self.flows.contains_key(&(served, provider)) {
                let never = |service: &DocId| Gap::NeverAsked {
                    service: named(*service),
                    provider: named(provider),
                    served: named(served),
                };
                gaps.extend(services.iter().map(never));
            }
        }
        for twins in twins::twins(self.rows) {
            let parties: Vec<Named> = twins.into_iter().map(named).collect();
            let name = parties.first().map(|party| party.name.clone()).unwrap_or_default();
            gaps.push(Gap::SameName { name, parties });
        }
        gaps
    }
}

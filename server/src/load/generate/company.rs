//! A made-up company: teams in rings around its customers, people, customers, services.

use super::Size;
use crate::load::ids::Namer;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, DocKind, Span};
use sightline_shared::model::PartyKind;

/// The map is older than every request.
pub(super) const AGE: Span = Span::days(120);
/// One team in so many serves the customers itself.
const FRONT_SHARE: usize = 5;
/// People of each team.
const PEOPLE_PER_TEAM: usize = 3;
/// Requests for each customer.
const REQUESTS_PER_CUSTOMER: usize = 4;

const TRADES: [&str; 16] = [
    "Service",
    "Sales",
    "Dispatch",
    "Warehouse",
    "Billing",
    "Repairs",
    "Drivers",
    "Purchasing",
    "Quality",
    "Returns",
    "Packing",
    "Planning",
    "Customs",
    "Stock",
    "Contracts",
    "Facilities",
];
const FIRST_NAMES: [&str; 20] = [
    "Ana", "Bo", "Chidi", "Dana", "Emre", "Femi", "Greta", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Mio",
    "Nadia", "Omar", "Pia", "Quinn", "Rosa", "Sami", "Tuva",
];
const LAST_NAMES: [&str; 16] = [
    "Abe", "Berg", "Costa", "Diaz", "Eze", "Faye", "Gupta", "Holm", "Ito", "Jansen", "Kaya", "Lopez",
    "Moreau", "Novak", "Okoro", "Park",
];

/// A team of the company.
#[derive(Debug)]
pub(super) struct Team {
    pub(super) id: DocId,
    pub(super) name: String,
    pub(super) people: Vec<(DocId, String)>,
    /// Who serves it: place of the team, and the service.
    pub(super) served_by: Vec<(usize, DocId)>,
}

/// All of it.
#[derive(Debug)]
pub(super) struct Company {
    customers_party: DocId,
    pub(super) teams: Vec<Team>,
    pub(super) fronts: usize,
    pub(super) customers: Vec<(DocId, String)>,
    services: Vec<Edit>,
}

impl Company {
    pub(super) fn new(namer: &Namer, seed: u64, size: &Size) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let customers_party = namer.doc(DocKind::Party, "customers");
        let fronts = size.teams.div_ceil(FRONT_SHARE).min(size.teams - 1);
        let teams = (0..size.teams).map(|at| team(namer, at)).collect();
        let customers = (0..size.requests.div_ceil(REQUESTS_PER_CUSTOMER))
            .map(|at| (namer.doc(DocKind::Customer, &at.to_string()), person_name(at * 7 + 3)))
            .collect();
        let mut company = Self { customers_party, teams, fronts, customers, services: Vec::new() };
        for at in 0..size.teams {
            company.connect(namer, at, &mut rng);
        }
        company
    }

    /// A front team serves the customers; any other serves one to three teams before it, so everyone has a line of sight.
    fn connect(&mut self, namer: &Namer, at: usize, rng: &mut StdRng) {
        let Some(provider) = self.teams.get(at).map(|team| team.id) else { return };
        if at < self.fronts {
            let id = namer.doc(DocKind::Service, &format!("{at} customers"));
            self.services.push(service(id, provider, self.customers_party, "Answers to customers", rng));
            return;
        }
        for _ in 0..rng.random_range(1..=3) {
            let to = rng.random_range(0..at);
            let id = namer.doc(DocKind::Service, &format!("{at} {to}"));
            let Some(served) =
                self.teams.get_mut(to).filter(|team| team.served_by.iter().all(|(by, _)| *by != at))
            else {
                continue;
            };
            served.served_by.push((at, id));
            let name = format!("Help for {}", served.name);
            let served = served.id;
            self.services.push(service(id, provider, served, &name, rng));
        }
    }

    /// Who is said to have drawn the map.
    pub(super) fn founder(&self) -> DocId {
        self.teams.first().and_then(|team| team.people.first()).map_or(self.customers_party, |(id, _)| *id)
    }

    pub(super) fn edits(&self) -> impl Iterator<Item = Edit> + '_ {
        let party = |id, kind, name: &str| Edit::AddParty { id, kind, name: name.to_owned() };
        let customers = party(self.customers_party, PartyKind::PayingCustomer, "Customers");
        let teams = self.teams.iter().map(move |team| party(team.id, PartyKind::Team, &team.name));
        let people = self.teams.iter().flat_map(|team| {
            let add = |(id, name): &(DocId, String)| Edit::AddPerson {
                id: *id,
                name: name.clone(),
                team: Some(team.id),
            };
            team.people.iter().map(add)
        });
        let named = self.customers.iter().enumerate().map(|(at, (id, name))| Edit::AddCustomer {
            id: *id,
            name: name.clone(),
            reference: format!("K-{:05}", at + 1),
            segment: Some(self.customers_party),
        });
        std::iter::once(customers)
            .chain(teams)
            .chain(self.services.iter().cloned())
            .chain(people)
            .chain(named)
    }
}

fn team(namer: &Namer, at: usize) -> Team {
    let trade = TRADES[at % TRADES.len()];
    let name =
        if at < TRADES.len() { trade.to_owned() } else { format!("{trade} {}", at / TRADES.len() + 1) };
    let person = |nth: usize| {
        let nth = at * PEOPLE_PER_TEAM + nth;
        (namer.doc(DocKind::Person, &nth.to_string()), person_name(nth))
    };
    Team {
        id: namer.doc(DocKind::Party, &at.to_string()),
        name,
        people: (0..PEOPLE_PER_TEAM).map(person).collect(),
        served_by: Vec::new(),
    }
}

/// Names repeat only after all pairs are used up; then a number tells them apart.
fn person_name(nth: usize) -> String {
    let (firsts, lasts) = (FIRST_NAMES.len(), LAST_NAMES.len());
    let name = format!("{} {}", FIRST_NAMES[nth % firsts], LAST_NAMES[(nth / firsts + nth) % lasts]);
    match nth / (firsts * lasts) {
        0 => name,
        round => format!("{name} {}", round + 1),
    }
}

fn service(id: DocId, provider: DocId, served: DocId, name: &str, rng: &mut StdRng) -> Edit {
    let reply = [Span::minutes(30), Span::hours(1), Span::hours(4), Span::days(1)];
    Edit::AddService {
        id,
        provider,
        served,
        name: name.to_owned(),
        reply_within: reply.get(rng.random_range(0..reply.len())).copied(),
        deliver_within: Some(Span::days(rng.random_range(1..=5))),
    }
}

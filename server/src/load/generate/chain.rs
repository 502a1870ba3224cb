//! Chains of requests: each link is asked by the team that has the link above it.

use super::Generated;
use super::company::Team;
use crate::load::story::{Pen, Story};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sightline_shared::edit::{Ask, Edit};
use sightline_shared::id::{DocId, DocKind, Millis, Span};
use sightline_shared::model::EventKind;

/// Asks that any team could ask; `{}` is a number.
const ASKS: [&str; 10] = [
    "Where is pallet {}?",
    "May we waive the fee of order {}?",
    "Which part replaces number {}?",
    "Can order {} still leave today?",
    "Is lot {} free to be sold?",
    "Who signs for delivery {}?",
    "Please check the damage on case {}",
    "New slot for delivery {}",
    "Count bin {} again",
    "Is invoice {} paid?",
];
/// The oldest chain.
const AGE_MAX: Span = Span::days(60);
/// The reply that is promised.
const REPLY: Span = Span::hours(2);
/// Of a hundred chains, so many are closed.
const CLOSED_PERCENT: u32 = 65;

/// All chains, one after the other.
pub(super) struct Chains<'a> {
    of: &'a Generated,
    rng: StdRng,
    made: usize,
    /// Open chains so far: they take turns in where they hang, so that every state occurs.
    open: usize,
}

/// Where the link stands at which an open chain hangs.
#[derive(Clone, Copy)]
enum Hangs {
    Asked,
    Silent,
    HandedOn,
    CounterOffered,
    Declined,
    Accepted,
    Working,
    Waiting,
    Announced,
    Delivered,
    Reopened,
    Withdrawn,
}

const HANGS: [Hangs; 12] = [
    Hangs::Asked,
    Hangs::Silent,
    Hangs::HandedOn,
    Hangs::CounterOffered,
    Hangs::Declined,
    Hangs::Accepted,
    Hangs::Working,
    Hangs::Waiting,
    Hangs::Announced,
    Hangs::Delivered,
    Hangs::Reopened,
    Hangs::Withdrawn,
];

/// Where a link hangs in its chain, and when.
struct Place {
    /// Place of the team that asks.
    asker: usize,
    /// Place of the team that is asked.
    provider: usize,
    service: Option<DocId>,
    parent: Option<DocId>,
    customer: Option<DocId>,
    asked_at: Millis,
    /// The pace of the chain.
    step: Span,
}

/// One link while it is told.
struct Link<'a> {
    pen: Pen<'a>,
    request: DocId,
    asked_at: Millis,
    step: Span,
    team: &'a Team,
    owner: DocId,
    asker: DocId,
}

impl<'a> Chains<'a> {
    pub(super) fn new(of: &'a Generated) -> Self {
        Self { of, rng: StdRng::seed_from_u64(of.seed ^ 0x5167_4874_1135), made: 0, open: 0 }
    }

    /// Most chains are short; the first is the longest.
    fn length(&mut self) -> usize {
        let size = &self.of.size;
        let left = size.requests - self.made;
        let share: f64 = self.rng.random();
        let spread = (size.chain_max - size.chain_min + 1) as f64;
        let drawn = size.chain_min + (spread * share.powi(10)) as usize;
        let wanted = if self.made == 0 { size.chain_max } else { drawn.min(size.chain_max) };
        let length = wanted.min(left);
        // Too little left for another chain: it joins this one when that is allowed.
        let rest = left - length;
        if rest < size.chain_min && length + rest <= size.chain_max { left } else { length }
    }

    fn chain(&mut self) -> Vec<Story> {
        let length = self.length();
        let of = self.of;
        let age = Span((AGE_MAX.0 as f64 * self.rng.random::<f64>().powi(3)) as i64 + Span::hours(1).0);
        let step = Span((age.0 / (length as i64 * 2 + 6)).min(Span::hours(3).0));
        let start = of.now - age;
        let closed = self.rng.random_range(0..100) < CLOSED_PERCENT;
        let hangs_at = self.rng.random_range(0..length);
        let hangs = HANGS.get(self.open % HANGS.len()).copied().unwrap_or(Hangs::Asked);
        self.open += usize::from(!closed);
        let customer = of.company.customers.choose(&mut self.rng).map(|(id, _)| *id);
        let mut asker = self.rng.random_range(0..of.company.fronts);
        let mut parent = None;
        let mut stories = Vec::with_capacity(length);
        for link_at in 0..length {
            let (provider, service) = self.provider_for(asker);
            let asked_at = start + Span(step.0 * link_at as i64);
            let place = Place { asker, provider, service, parent, customer, asked_at, step };
            let Some(mut link) = self.ask(place) else { break };
            // The deepest link answers first; each one above it a step later.
            let done = Span(step.0 * (2 * length - link_at) as i64);
            match (closed, link_at.cmp(&hangs_at)) {
                (true, _) | (false, std::cmp::Ordering::Greater) => link.close(done),
                (false, std::cmp::Ordering::Less) => {
                    let on =
                        of.company.teams.get(self.provider_for(provider).0).map_or("", |team| &team.name);
                    link.wait_on(on);
                }
                (false, std::cmp::Ordering::Equal) => {
                    let to = self.provider_for(provider).0;
                    link.hang(hangs, of.company.teams.get(to).map(|team| team.id), of.now);
                }
            }
            parent = Some(link.request);
            let edits = link.pen.take();
            stories.push(Story::by_one(link.request, of.device(), edits));
            asker = provider;
            self.made += 1;
        }
        stories
    }

    /// Somebody who serves this team, else anybody else.
    fn provider_for(&mut self, asker: usize) -> (usize, Option<DocId>) {
        let teams = &self.of.company.teams;
        let serving = teams.get(asker).map_or(&[][..], |team| &team.served_by[..]);
        match serving.len() {
            0 => ((asker + self.rng.random_range(1..teams.len())) % teams.len(), None),
            count => {
                serving.get(self.rng.random_range(0..count)).map_or((0, None), |(at, id)| (*at, Some(*id)))
            }
        }
    }

    fn ask(&mut self, place: Place) -> Option<Link<'a>> {
        let of = self.of;
        let Place { service, parent, customer, asked_at, step, .. } = place;
        let (from, team) = (of.company.teams.get(place.asker)?, of.company.teams.get(place.provider)?);
        let request = of.namer.doc(DocKind::Request, &self.made.to_string());
        let number = self.rng.random_range(1_000..100_000_u32);
        let title = ASKS.choose(&mut self.rng)?.replace("{}", &number.to_string());
        let by = from.people.choose(&mut self.rng)?.0;
        let owner = team.people.choose(&mut self.rng)?.0;
        let mut pen = of.pen(request);
        let ask = Ask {
            id: request,
            title,
            details: String::new(),
            asker: from.id,
            provider: team.id,
            service,
            customer,
            words: String::new(),
            reference: if parent.is_none() { format!("R-{number}") } else { String::new() },
            parent,
            due: None,
            reply_by: Some(asked_at + REPLY),
            private: false,
            voice: None,
        };
        pen.write(Edit::Ask(Box::new(ask)), by, asked_at);
        Some(Link { pen, request, asked_at, step, team, owner, asker: by })
    }
}

impl Iterator for Chains<'_> {
    type Item = Vec<Story>;

    fn next(&mut self) -> Option<Vec<Story>> {
        let chain = (self.made < self.of.size.requests).then(|| self.chain())?;
        (!chain.is_empty()).then_some(chain)
    }
}

impl Link<'_> {
    fn act(&mut self, by: DocId, after: Span, event: EventKind) {
        let edit = Edit::Act { request: self.request, event, on_behalf_of: String::new() };
        self.pen.write(edit, by, self.asked_at + after);
    }

    /// A part of a step, in percent.
    fn part(&self, percent: i64) -> Span {
        Span(self.step.0 * percent / 100)
    }

    fn accept(&mut self) {
        let promised = Some(self.asked_at + Span::days(2));
        self.act(self.owner, self.part(40), EventKind::Accepted { owner: self.owner, promised });
    }

    fn work(&mut self) {
        self.accept();
        self.act(self.owner, self.part(60), EventKind::Working);
    }

    fn deliver(&mut self, after: Span) {
        self.work();
        let answer = format!("Answered by {}", self.team.name);
        self.act(self.owner, after, EventKind::Delivered { answer, over_open: false, noted: false });
    }

    fn close(&mut self, after: Span) {
        self.deliver(after);
        let confirmed = EventKind::Confirmed { helped: Some(true), thanks: String::new(), over_open: false };
        self.act(self.asker, Span(after.0 + self.part(20).0), confirmed);
    }

    fn wait_on(&mut self, team: &str) {
        self.work();
        let waiting =
            EventKind::Waiting { on: team.to_owned(), on_asker: false, until: None, why: String::new() };
        self.act(self.owner, self.part(90), waiting);
    }

    fn hang(&mut self, hangs: Hangs, to: Option<DocId>, now: Millis) {
        let (owner, later) = (self.owner, self.part(70));
        let text = |text: &str| text.to_owned();
        match hangs {
            // Silent ones are those that are older than their promise: that is a matter of their age.
            Hangs::Asked => self.act(
                self.asker,
                later,
                EventKind::Commented {
                    text: text("The customer asks again."),
                    mentions: Vec::new(),
                    answers: false,
                },
            ),
            Hangs::Silent => {}
            Hangs::HandedOn => {
                let to = to.unwrap_or(self.team.id);
                self.act(
                    owner,
                    later,
                    EventKind::HandedOn { to, reason: text("They have the papers."), reply_by: None },
                );
            }
            Hangs::CounterOffered => {
                let promised = Some(now + Span::days(1));
                self.act(
                    owner,
                    later,
                    EventKind::CounterOffered { promised, reason: text("Tomorrow is possible.") },
                );
            }
            Hangs::Declined => {
                self.act(
                    owner,
                    later,
                    EventKind::Declined { reason: text("We no longer stock it."), instead: to },
                );
            }
            Hangs::Accepted => self.accept(),
            Hangs::Working => self.work(),
            Hangs::Waiting => {
                self.work();
                let until = Some(now + Span::hours(5));
                self.act(
                    owner,
                    later,
                    EventKind::Waiting { on: text("the asker"), on_asker: true, until, why: String::new() },
                );
            }
            Hangs::Announced => {
                self.work();
                let next_update = now - Span::minutes(25);
                self.act(
                    owner,
                    later,
                    EventKind::Announced { next_update, note: text("I call the driver.") },
                );
            }
            Hangs::Delivered => self.deliver(later),
            Hangs::Reopened => {
                self.deliver(later);
                self.act(
                    self.asker,
                    self.part(80),
                    EventKind::Reopened {
                        reason: text("It was the wrong one."),
                        reply_by: None,
                        taken_back: false,
                    },
                );
            }
            Hangs::Withdrawn => {
                self.act(self.asker, later, EventKind::Withdrawn { reason: text("The customer found it.") });
            }
        }
    }
}

//! What a log says without saying it: teams, who belongs to which, what each is asked for, and who waits.

use super::read::Slots;
use super::{Case, Word};
use crate::load::mapping::{RequestsMapping, ServiceRule};
use crate::load::tally::Tally;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Teams, people and customers of a log, each in the order in which it first names them.
#[derive(Default)]
pub(super) struct Learned {
    teams: InOrder,
    customers: InOrder,
    people: InOrder,
    /// For each person, how often with which team.
    belongs: HashMap<Word, BTreeMap<Word, u32>>,
    /// For each team, how many requests of which sort it had.
    sorts: HashMap<Word, BTreeMap<Word, u32>>,
}

#[derive(Default)]
struct InOrder {
    names: Vec<Word>,
    known: HashSet<Word>,
}

impl InOrder {
    fn add(&mut self, name: &Word) {
        if self.known.insert(name.clone()) {
            self.names.push(name.clone());
        }
    }
}

impl Learned {
    pub(super) fn from(mapping: &RequestsMapping, slots: &Slots, cases: &[Case], tally: &mut Tally) -> Self {
        let mut learned = Self::default();
        let nobody = Word::from(mapping.provider.unknown.as_str());
        let asker = Word::from(mapping.asker.name.as_str());
        for case in cases {
            let mut team = case.first(slots.provider).cloned();
            if team.is_none() {
                tally.note(
                    format!("requests for which no row names a team, given to \"{nobody}\""),
                    case.rows.first().map(|row| row.row),
                );
            }
            if let Some(opener) = case.first(slots.asked_by) {
                learned.belongs(opener, &asker);
            }
            if let Some(customer) = case.first(slots.customer) {
                learned.customers.add(customer);
            }
            let mut had = HashSet::new();
            for row in &case.rows {
                team = row.get(slots.provider).cloned().or(team);
                let team = team.as_ref().unwrap_or(&nobody);
                learned.teams.add(team);
                if had.insert(team.clone()) {
                    let sort = row.get(slots.named_after).or_else(|| case.first(slots.named_after));
                    learned.had(team, sort);
                }
                for person in [row.get(slots.owner), row.get(slots.author)].into_iter().flatten() {
                    learned.belongs(person, team);
                }
            }
        }
        // The asker's own team is no provider of itself.
        learned.teams.names.retain(|team| *team != asker);
        learned
    }

    fn belongs(&mut self, person: &Word, team: &Word) {
        self.people.add(person);
        *self.belongs.entry(person.clone()).or_default().entry(team.clone()).or_default() += 1;
    }

    fn had(&mut self, team: &Word, sort: Option<&Word>) {
        let sorts = self.sorts.entry(team.clone()).or_default();
        if let Some(sort) = sort {
            *sorts.entry(sort.clone()).or_default() += 1;
        }
    }

    /// Teams that were asked.
    pub(super) fn teams(&self) -> impl Iterator<Item = &str> {
        self.teams.names.iter().map(|name| &**name)
    }

    /// Customers who wait.
    pub(super) fn customers(&self) -> impl Iterator<Item = &str> {
        self.customers.names.iter().map(|name| &**name)
    }

    /// Everybody with the team that they are seen with most.
    pub(super) fn people(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.people.names.iter().map(|name| {
            let teams = self.belongs.get(name).into_iter().flatten();
            (&**name, most(teams).next().map(|team| &**team))
        })
    }

    /// Each team with what it is mostly asked for.
    pub(super) fn services(&self, rule: &ServiceRule) -> impl Iterator<Item = (&str, String)> {
        self.teams.names.iter().map(|team| {
            let sorts = self.sorts.get(team);
            let count = sorts.map_or(0, BTreeMap::len);
            let named: Vec<_> =
                most(sorts.into_iter().flatten()).take(rule.most).map(|sort| &**sort).collect();
            let name = match (named.len(), count.saturating_sub(named.len())) {
                (0, _) => rule.name.clone(),
                (_, 0) => named.join(", "),
                (_, more) => format!("{} and {more} more", named.join(", ")),
            };
            (&**team, name)
        })
    }
}

/// The most counted first; among equals, in the order of their names.
fn most<'a>(counted: impl Iterator<Item = (&'a Word, &'a u32)>) -> impl Iterator<Item = &'a Word> {
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    counted.into_iter().map(|(word, _)| word)
}

impl Case {
    /// The first known cell of a column.
    pub(super) fn first(&self, slot: impl Into<Option<usize>>) -> Option<&Word> {
        let slot = slot.into();
        self.rows.iter().find_map(|row| row.get(slot))
    }
}

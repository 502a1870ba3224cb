//! *How to work with us*: what a team says of itself and what is known of it, on one page.

use super::why_silent::silence;
use super::{
    ClockIs, Filter, KeptAnswer, OnDuty, PartyPage, PartyRow, PersonItem, Presence, Rows, SnippetRow,
    StateIs, Viewer, kept_answers, on_duty, party_page,
};
use crate::id::{DocId, Millis};
use crate::in_order::InOrder as _;
use crate::model::{DEFAULT_STEPS, Step};

/// The page of a team.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamPage {
    /// What the map shows of it, too; without requests, and of its services those to the viewer's team first.
    pub party: PartyPage,
    /// What others wrote at the same time of how to work with it.
    pub other_notes: Vec<String>,
    /// How many of its people are here.
    pub on_duty: OnDuty,
    /// Its people, without those who left: who is here first, who is away last.
    pub people: Vec<PersonItem>,
    /// What happens when something stays silent there.
    pub steps: Vec<Step>,
    /// Open requests that it has or asked: what [`TeamPage::open_filter`] finds.
    pub open: usize,
    /// Those of them that are silent: what [`TeamPage::silent_filter`] finds.
    pub silent: usize,
    /// Its answers that are kept, the latest first.
    pub kept: Vec<KeptAnswer>,
    /// Its snippets: those in the viewer's language first.
    pub snippets: Vec<SnippetRow>,
}

impl TeamPage {
    /// What finds the open requests that a team has or asked.
    pub fn open_filter(team: DocId) -> Filter {
        Filter { state: Some(StateIs::Open), team: Some(team), ..Filter::default() }
    }

    /// What finds the silent ones of them.
    pub fn silent_filter(team: DocId) -> Filter {
        Filter { clock: Some(ClockIs::Silent), ..Self::open_filter(team) }
    }
}

/// The page of this team for somebody who speaks this language; none when it isn't on this device.
pub fn team_page(rows: &Rows, team: DocId, viewer: &Viewer, language: &str, now: Millis) -> Option<TeamPage> {
    let row = rows.party(team)?;
    let team = row.id;
    let mut party = party_page(rows, team, viewer, now, 0)?;
    party.serves.put_in_order_by_key(|service| viewer.team != Some(service.served.id));
    let mut people = std::mem::take(&mut party.people);
    people.retain(|person| !matches!(person.presence, Presence::Left { .. }));
    people.put_in_order_by_key(|person| match person.presence {
        Presence::Here { .. } => 0,
        Presence::Unsaid => 1,
        Presence::ShiftOver { .. } => 2,
        Presence::Away { .. } | Presence::Left { .. } => 3,
    });
    // What the filters find, without looking at all others.
    let asked = rows.open_asked_by(team).filter(|row| row.provider != team);
    let with_it: Vec<_> = rows.open_at(team).chain(asked).collect();
    let silent = with_it.iter().filter(|row| silence(rows, row, now).is_some()).count();
    let own = !row.steps.is_empty();
    Some(TeamPage {
        party,
        other_notes: row.other_notes.clone(),
        on_duty: on_duty(rows, team, now),
        people,
        steps: if own { row.steps.clone() } else { DEFAULT_STEPS.to_vec() },
        open: with_it.len(),
        silent,
        kept: kept_answers(rows, Some(team)),
        snippets: snippets(row, language),
    })
}

fn snippets(row: &PartyRow, language: &str) -> Vec<SnippetRow> {
    let mut snippets = row.snippets.clone();
    snippets.put_in_order_by_cached_key(|one| {
        let own = super::snippets::is_in(&one.language, language);
        (!own, super::plain::sort_key(&one.name), one.name.clone(), one.language.clone())
    });
    snippets
}

//! The rows of parties and services, from their documents.

use super::derive::{line, other_lines, others};
use super::promise::proposal_rows;
use super::snippets::snippet_rows;
use super::team_away::other_aways;
use super::{HolidayRow, PartyRow, PartyRowKind, ServiceRow, WorkRow};
use crate::in_order::InOrder as _;
use crate::limits::HOLIDAYS_MAX;
use crate::model::{Field, Party, PartyKind, Service, Step, Work};

pub(super) fn party_row(party: &Party) -> PartyRow {
    PartyRow {
        id: party.id,
        kind: match party.kind {
            PartyKind::Team => PartyRowKind::Team,
            PartyKind::PayingCustomer => PartyRowKind::PayingCustomer,
            PartyKind::Partner => PartyRowKind::Partner,
            PartyKind::Vendor => PartyRowKind::Vendor,
            PartyKind::Unknown => PartyRowKind::Unknown,
        },
        name: line(&party.name.value),
        other_names: other_lines(&party.name),
        retired: party.retired,
        retired_at: party.retired_at.filter(|_| party.retired),
        note: party.note.value.clone(),
        steps: party.steps.value.clone(),
        other_steps: other_steps(&party.steps),
        work: work_row(&party.work),
        snippets: snippet_rows(&party.snippets),
        other_notes: others(&party.note),
        at_rings: party.at_rings.value,
        at_layers: party.at_layers.value,
        site: line(&party.site.value),
        other_sites: other_lines(&party.site),
        department: line(&party.department.value),
        other_departments: other_lines(&party.department),
        merged_into: party.merged_into.value,
        merge_disputed: party.merged_into.is_disputed(),
        away: party.away.value.clone(),
        other_aways: other_aways(&party.away),
        put_away: party.put_away.clone(),
    }
}

fn work_row(work: &Work) -> WorkRow {
    // A day that was taken back and that nobody wants is none.
    let told = work.holidays.iter().filter(|(_, name)| name.is_disputed() || !name.value.is_empty());
    let holiday = |(date, name): &(String, Field<String>)| HolidayRow {
        date: date.clone(),
        name: line(&name.value),
        other_names: other_lines(name),
    };
    WorkRow {
        zone: line(&work.zone.value),
        other_zones: other_lines(&work.zone),
        hours: line(&work.hours.value),
        other_hours: other_lines(&work.hours),
        holidays: told.map(holiday).take(HOLIDAYS_MAX).collect(),
    }
}

pub(super) fn service_row(service: &Service) -> ServiceRow {
    let promise = &service.promise;
    let disputed = service.name.is_disputed()
        || service.questions.is_disputed()
        || service.contact.is_disputed()
        || service.hours.is_disputed()
        || promise.reply_within.is_disputed()
        || promise.deliver_within.is_disputed()
        || promise.reconfirm_by.is_disputed();
    ServiceRow {
        id: service.id,
        provider: service.provider,
        served: service.served,
        name: line(&service.name.value),
        other_names: other_lines(&service.name),
        reply_within: promise.reply_within.value,
        other_reply_within: others_of(&promise.reply_within),
        deliver_within: promise.deliver_within.value,
        other_deliver_within: others_of(&promise.deliver_within),
        reconfirm_by: promise.reconfirm_by.value,
        questions: service.questions.value.clone(),
        retired: service.retired,
        disputed,
        contact: line(&service.contact.value),
        other_contacts: other_lines(&service.contact),
        hours: line(&service.hours.value),
        other_hours: other_lines(&service.hours),
        other_questions: others(&service.questions),
        other_reconfirm_by: others_of(&promise.reconfirm_by),
        or_no_reply: promise.reply_within.others.contains(&None),
        or_no_deliver: promise.deliver_within.others.contains(&None),
        or_no_reconfirm: promise.reconfirm_by.others.contains(&None),
        proposals: proposal_rows(service),
    }
}

/// Sorted, as all that is disputed: how documents order them is theirs.
fn other_steps(field: &Field<Vec<Step>>) -> Vec<Vec<Step>> {
    let mut others = field.others.clone();
    others.put_in_order_by_cached_key(|steps| {
        steps.iter().map(|step| (step.after, step.tells)).collect::<Vec<_>>()
    });
    others
}

/// The same of values that may be none, those that are.
fn others_of<T: Copy + Ord>(field: &Field<Option<T>>) -> Vec<T> {
    let mut others: Vec<T> = field.others.iter().copied().flatten().collect();
    others.put_in_order();
    others
}

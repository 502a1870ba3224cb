//! The map that is here as entries of a file.

use super::entry::{Entry, Sort};
use super::field::Field;
use super::value::{write_holidays, write_kind, write_moment, write_span, write_spot, write_steps};
use crate::id::DocId;
use crate::in_order::InOrder as _;
use crate::model::PartyKind;
use crate::view::{PartyRow, PartyRowKind, Rows, ServiceRow, plain_words};
use std::collections::BTreeMap;

/// All that is on the map, by names. What was taken off it, and services whose ends were, are left out; where two wrote different things
/// at once, the one that shows is written.
pub fn entries_of(rows: &Rows) -> Vec<Entry> {
    let mut parties: Vec<&PartyRow> = rows.parties().filter(|row| !row.retired).collect();
    parties.put_in_order_by_cached_key(|row| (plain_words(&row.name), row.id));
    let is_here = |id: DocId| rows.party(id).is_some_and(|row| !row.retired);
    let ties = |row: &&ServiceRow| {
        !row.retired && row.provider != row.served && is_here(row.provider) && is_here(row.served)
    };
    let mut services: Vec<&ServiceRow> = rows.services().filter(ties).collect();
    let name = |id: DocId| plain_words(&rows.named(id).name);
    services.put_in_order_by_cached_key(|row| {
        (name(row.provider), name(row.served), plain_words(&row.name), row.id)
    });
    let parties = parties.into_iter().map(|row| entry(Sort::Party, row.id, party(row)));
    parties.chain(services.into_iter().map(|row| entry(Sort::Service, row.id, service(row)))).collect()
}

fn entry(sort: Sort, id: DocId, said: BTreeMap<Field, String>) -> Entry {
    Entry { key: id.to_string(), said, ..Entry::new(sort, 0) }
}

/// All that a file says of a party.
pub(super) fn party(row: &PartyRow) -> BTreeMap<Field, String> {
    let named = row.work.holidays.iter().filter(|day| !day.name.is_empty());
    let days: Vec<(String, String)> = named.map(|day| (day.date.clone(), day.name.clone())).collect();
    [
        (Field::Name, row.name.clone()),
        (Field::Kind, write_kind(kind(row.kind)).to_owned()),
        (Field::Site, row.site.clone()),
        (Field::Department, row.department.clone()),
        (Field::Note, row.note.clone()),
        (Field::Hours, row.work.hours.clone()),
        (Field::Zone, row.work.zone.clone()),
        (Field::Holidays, write_holidays(&days)),
        (Field::Silence, write_steps(&row.steps)),
        (Field::Rings, row.at_rings.map(write_spot).unwrap_or_default()),
        (Field::Layers, row.at_layers.map(write_spot).unwrap_or_default()),
    ]
    .into()
}

fn kind(kind: PartyRowKind) -> PartyKind {
    match kind {
        PartyRowKind::Team => PartyKind::Team,
        PartyRowKind::PayingCustomer => PartyKind::PayingCustomer,
        PartyRowKind::Partner => PartyKind::Partner,
        PartyRowKind::Vendor => PartyKind::Vendor,
        PartyRowKind::Unknown => PartyKind::Unknown,
    }
}

/// All that a file says of a service.
pub(super) fn service(row: &ServiceRow) -> BTreeMap<Field, String> {
    let span = |span: Option<crate::id::Span>| span.map(write_span).unwrap_or_default();
    [
        (Field::Provider, row.provider.to_string()),
        (Field::Serves, row.served.to_string()),
        (Field::Name, row.name.clone()),
        (Field::Reply, span(row.reply_within)),
        (Field::Deliver, span(row.deliver_within)),
        (Field::Reconfirm, row.reconfirm_by.map(write_moment).unwrap_or_default()),
        (Field::Questions, row.questions.clone()),
        (Field::Contact, row.contact.clone()),
        (Field::Hours, row.hours.clone()),
    ]
    .into()
}

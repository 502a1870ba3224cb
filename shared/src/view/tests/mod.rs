//! Tests read as sentences; this file builds the little worlds that they speak of.

mod answer;
mod chain;
mod clock;
mod clocks;
mod echo;
mod escalation;
mod filters;
mod find;
mod hand_over;
mod history;
mod hours;
mod inherited;
mod joined;
mod kept;
mod learned;
mod many;
mod map;
mod mention;
mod merged;
mod notices;
mod now;
mod observed;
mod page;
mod phone;
mod presence;
mod private;
mod promise;
mod request_page;
mod rows;
mod same;
mod shift;
mod sight;
mod snippets;
mod speed;
mod statistics;
mod tasks;
mod team_away;
mod team_page;
mod timing;
mod twins;
mod undo;
mod undo_many;
mod voices;
mod what_if;
mod who_knows;
mod why_silent;

use super::*;
use crate::id::{DocId, DocKind, Millis, Span};

/// 09:14 on some day.
pub(super) const NOW: Millis = Millis(1_700_000_000_000);

pub(super) fn minutes(minutes: i64) -> Millis {
    NOW + Span::minutes(minutes)
}

/// The id of this kind with this number.
pub(super) fn id(kind: DocKind, number: u32) -> DocId {
    DocId::numbered(kind, number)
}

pub(super) fn request_id(number: u32) -> DocId {
    id(DocKind::Request, number)
}

pub(super) fn team_id(number: u32) -> DocId {
    id(DocKind::Party, number)
}

pub(super) fn customer_id(number: u32) -> DocId {
    id(DocKind::Customer, number)
}

pub(super) fn person_id(number: u32) -> DocId {
    id(DocKind::Person, number)
}

/// A request from one team to another, asked an hour ago, without any promise.
pub(super) fn request(number: u32, asker: u32, provider: u32) -> RequestRow {
    RequestRow {
        id: request_id(number),
        title: format!("request {number}"),
        asker: team_id(asker),
        provider: team_id(provider),
        asked_by: person_id(asker),
        state: State::Asked,
        asked_at: minutes(-60),
        state_since: minutes(-60),
        changed_at: minutes(-60),
        ..RequestRow::default()
    }
}

pub(super) fn party(number: u32, name: &str, kind: PartyRowKind) -> Row {
    Row::Party(PartyRow { id: team_id(number), kind, name: name.into(), ..PartyRow::default() })
}

pub(super) fn team(number: u32, name: &str) -> Row {
    party(number, name, PartyRowKind::Team)
}

pub(super) fn customer(number: u32, name: &str, reference: &str) -> Row {
    let (name, reference) = (name.into(), reference.into());
    let id = customer_id(number);
    Row::Customer(CustomerRow { id, name, reference, ..CustomerRow::default() })
}

/// A customer who is said to be another one.
pub(super) fn duplicate(number: u32, name: &str, of: u32) -> Row {
    let Row::Customer(row) = customer(number, name, "") else { unreachable!("it makes customers") };
    Row::Customer(CustomerRow { merged_into: Some(customer_id(of)), ..row })
}

pub(super) fn person(number: u32, name: &str, team: Option<u32>) -> Row {
    let team = team.map(team_id);
    Row::Person(PersonRow { id: person_id(number), name: name.into(), team, ..PersonRow::default() })
}

pub(super) fn service(number: u32, provider: u32, served: u32) -> Row {
    Row::Service(ServiceRow {
        id: id(DocKind::Service, number),
        provider: team_id(provider),
        served: team_id(served),
        name: format!("service {number}"),
        reply_within: Some(Span::minutes(20)),
        questions: "Which lot?\n\n Which aisle? ".into(),
        ..ServiceRow::default()
    })
}

pub(super) fn row(request: RequestRow) -> Row {
    Row::Request(Box::new(request))
}

/// The little company: 1 customers, 2 Service, 3 Warehouse, 4 Billing, 9 Cleaning (which serves nobody).
pub(super) fn company() -> Rows {
    Rows::from_iter([
        party(1, "Customers", PartyRowKind::PayingCustomer),
        team(2, "Service"),
        team(3, "Warehouse"),
        team(4, "Billing"),
        team(9, "Cleaning"),
        service(1, 2, 1),
        service(2, 3, 2),
        service(3, 4, 2),
        customer(1, "Mrs Ito", "C-88"),
        customer(2, "Baker & Sons", ""),
        person(2, "Ana R.", Some(2)),
        person(3, "Tom", Some(3)),
    ])
}

/// Tom of the warehouse.
pub(super) fn tom() -> Viewer {
    Viewer { person: person_id(3), team: Some(team_id(3)) }
}

pub(super) fn labels(sight: &Sight) -> Vec<&str> {
    sight.stops.iter().map(|stop| &*stop.label).collect()
}

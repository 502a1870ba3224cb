//! Going home: everything that somebody owns and must not strand, and who could go on with it.

use super::card::Deck;
use super::clock::Urgency;
use super::people::people_of;
use super::tasks::{TaskStanding, task_item};
use super::{
    Card, PersonItem, Presence, RequestRow, Rows, Section, TaskItem, TaskRow, Viewer, chain, clock, plain,
};
use crate::id::{Day, DocId, Millis};
use crate::in_order::InOrder as _;

/// Open requests that the viewer owns, delivered ones included: they may be opened again. As in *Now*: customer work
/// first, then silent, then by the earliest clock. At most `cards_max` cards.
pub fn owned(rows: &Rows, viewer: &Viewer, now: Millis, cards_max: usize) -> Section<Card> {
    let mut mine: Vec<&RequestRow> = rows.open().filter(|row| row.is_owned_by(viewer.person)).collect();
    mine.put_in_order_by_cached_key(|row| {
        Urgency::of(row, &clock(rows, row, now), chain::customer_of(rows, row).is_some())
    });
    let deck = Deck::new(rows, viewer, now);
    Section { total: mine.len(), items: mine.iter().take(cards_max).map(|row| deck.card(row)).collect() }
}

/// Routine work that the viewer owns and that still comes: what is due first, then by its title. At most `items_max` items.
pub fn owned_tasks(rows: &Rows, viewer: &Viewer, today: Day, items_max: usize) -> Section<TaskItem> {
    let mine = rows.tasks().filter(|row| comes_for(row, viewer));
    let mut mine: Vec<TaskItem> = mine.map(|row| task_item(rows, row, today)).collect();
    mine.retain(|item| item.standing != TaskStanding::Over);
    mine.put_in_order_by_cached_key(|item| (item.due, item.task.name.clone(), item.task.id));
    let total = mine.len();
    mine.truncate(items_max);
    Section { total, items: mine }
}

fn comes_for(row: &TaskRow, viewer: &Viewer) -> bool {
    row.owner == Some(viewer.person) && !row.ended && row.open.is_some()
}

/// How many requests and tasks that is.
pub fn owned_count(rows: &Rows, viewer: &Viewer) -> usize {
    let (requests, tasks) = owned_counts(rows, viewer);
    requests + tasks
}

/// How many requests, and how many tasks.
pub(super) fn owned_counts(rows: &Rows, viewer: &Viewer) -> (usize, usize) {
    let requests = rows.open().filter(|row| row.is_owned_by(viewer.person)).count();
    (requests, rows.tasks().filter(|row| comes_for(row, viewer)).count())
}

/// Who could go on with a team's request in the viewer's place: those of its people whose names fit the query, without the viewer: who is here first, whose
/// shift is over and who is away last, by name.
pub fn colleagues(rows: &Rows, viewer: &Viewer, team: DocId, query: &str, now: Millis) -> Vec<PersonItem> {
    let wanted = plain::query_words(query);
    let fits = |person: &PersonItem| {
        let name = plain::words(&person.name);
        wanted.iter().all(|word| name.iter().any(|own| own.starts_with(word)))
    };
    let all = people_of(rows, team, now).into_iter();
    let works = |person: &PersonItem| !matches!(person.presence, Presence::Left { .. });
    let mut found: Vec<_> =
        all.filter(|person| person.id != viewer.person && works(person) && fits(person)).collect();
    found.put_in_order_by_key(|person| match person.presence {
        Presence::Here { .. } => 0,
        Presence::ShiftOver { .. } => 2,
        Presence::Away { .. } => 3,
        Presence::Unsaid | Presence::Left { .. } => 1,
    });
    found
}

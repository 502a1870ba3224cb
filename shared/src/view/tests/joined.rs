//! MA13 to MA15: teams that became one.

use super::*;
use crate::id::Day;
use crate::model::{Every, Schedule};
use proptest::prelude::*;

/// A team that is said to have been merged into another.
pub(super) fn merged(number: u32, name: &str, into: u32) -> Row {
    let Row::Party(row) = team(number, name) else { unreachable!("it makes parties") };
    Row::Party(PartyRow { merged_into: Some(team_id(into)), ..row })
}

fn task(number: u32, team: u32) -> Row {
    let schedule = Schedule { start: Day::read("2026-11-26").expect("a day"), every: Every::Workdays };
    Row::Task(TaskRow {
        given: None,
        id: id(DocKind::Task, number),
        title: format!("task {number}"),
        note: String::new(),
        team: team_id(team),
        owner: None,
        critical: false,
        schedule,
        ended: false,
        open: None,
        aside: None,
        done: None,
        disputed: false,
        other_titles: Vec::new(),
        other_schedules: Vec::new(),
    })
}

/// The returns desk (5) has a person, a task, a service to Service and requests on both ends; it becomes part of the warehouse (3).
fn returns_desk() -> Rows {
    let mut rows = company();
    for one in [team(5, "Returns"), person(5, "Zoe", Some(5)), task(1, 5), service(4, 5, 2), service(5, 3, 5)]
    {
        rows.apply(one);
    }
    rows.apply(row(request(1, 2, 5)));
    rows.apply(row(RequestRow { via: vec![team_id(5)], ..request(2, 5, 4) }));
    rows.apply(row(request(3, 2, 3)));
    rows
}

#[test]
fn what_a_merged_team_has_counts_as_the_others() {
    // MA13
    let mut rows = returns_desk();
    assert_eq!(rows.moves_with(team_id(5)), Moves { open: 2, people: 1, services: 2, tasks: 1 });
    rows.apply(merged(5, "Returns", 3));
    assert_eq!(rows.open_at(team_id(3)).count(), 2);
    assert_eq!(rows.open_asked_by(team_id(3)).count(), 1);
    assert_eq!(rows.people_in(team_id(3)).count(), 2);
    assert_eq!(rows.tasks_of(team_id(3)).count(), 1);
    assert_eq!(rows.request(request_id(2)).expect("a row").via, [team_id(3)]);
    let zoe = rows.person(person_id(5)).expect("a row");
    let viewer = Viewer { person: zoe.id, team: zoe.team };
    assert_eq!(now_counts(&rows, &viewer, NOW), now_counts(&rows, &tom(), NOW));
    let card = &party_page(&rows, team_id(3), &viewer, NOW, 9).expect("a page").has.items[0];
    assert_eq!((&*card.provider.name, card.side), ("Warehouse", Side::Provider));
    // What the two did for each other is nobody's service any more.
    let page = map_page(&rows, &viewer, NOW);
    assert_eq!((page.parties.len(), page.services.len()), (5, 4));
    assert_eq!(page.services.iter().filter(|one| one.provider.name == "Warehouse").count(), 2);
    assert!(whom_to_ask(&rows, &tom(), "returns", NOW).others.is_empty());
    let own = Filter { team: Some(team_id(5)), ..Filter::default() };
    assert_eq!(filtered_ids(&rows, &tom(), &own, NOW).len(), 3, "an old filter finds what is here by now");
}

#[test]
fn old_links_lead_to_who_is_here_and_the_old_name_is_found() {
    // MA13
    let mut rows = returns_desk();
    rows.apply(merged(5, "Returns", 3));
    let page = party_page(&rows, team_id(5), &tom(), NOW, 9).expect("a page");
    assert_eq!((page.party.id, &*page.party.name), (team_id(3), "Warehouse"));
    assert_eq!(team_page(&rows, team_id(5), &tom(), "en", NOW).expect("a page").people.len(), 2);
    assert_eq!((&*rows.named(team_id(5)).name, &*rows.named_then(team_id(5)).name), ("Warehouse", "Returns"));
    let found = find(&rows, &tom(), "returns", NOW, None, 9);
    assert_eq!(found.parties.items.iter().map(|one| &*one.party.name).collect::<Vec<_>>(), ["Warehouse"]);
    assert_eq!(
        rows.joined_to(team_id(3)).iter().map(|one| &*one.party.name).collect::<Vec<_>>(),
        ["Returns"]
    );
}

#[test]
fn split_again_each_has_its_own() {
    // MA13
    let before = returns_desk();
    let mut rows = before.clone();
    rows.apply(merged(5, "Returns", 3));
    assert!(rows != before);
    rows.apply(team(5, "Returns"));
    assert!(rows == before);
}

#[test]
fn what_was_written_is_what_is_stored() {
    // MA13
    let mut rows = returns_desk();
    rows.apply(merged(5, "Returns", 3));
    for written in [service(4, 5, 2), person(5, "Zoe", Some(5)), task(1, 5), row(request(1, 2, 5))] {
        assert_eq!(rows.get(written.id()).as_ref(), Some(&written));
        assert!(!rows.apply(written), "nothing changed");
    }
}

#[test]
fn a_circle_and_a_link_to_another_kind_strand_nobody() {
    // MA14
    let mut rows = returns_desk();
    rows.apply(merged(5, "Returns", 3));
    rows.apply(merged(3, "Warehouse", 5));
    assert_eq!((rows.survivor(team_id(5)), rows.survivor(team_id(3))), (team_id(3), team_id(3)));
    assert_eq!(rows.open_at(team_id(3)).count(), 2);
    let mut apart = rows.clone();
    for id in rows.to_part(team_id(5)) {
        let Some(Row::Party(row)) = apart.get(id) else { unreachable!("a party") };
        apart.apply(Row::Party(PartyRow { merged_into: None, ..row }));
    }
    assert!(apart == returns_desk());
    let mut rows = returns_desk();
    rows.apply(merged(5, "Returns", 1));
    assert_eq!(rows.survivor(team_id(5)), team_id(5), "a team is no paying customer");
    rows.apply(merged(5, "Returns", 77));
    assert_eq!(rows.survivor(team_id(5)), team_id(5), "nobody is there");
    rows.apply(team(77, "Depot"));
    assert_eq!(rows.survivor(team_id(5)), team_id(77), "by now somebody is");
    rows.remove(team_id(77));
    assert!(rows.survivor(team_id(5)) == team_id(5));
}

#[test]
fn figures_of_a_merged_team_are_the_others() {
    // MA15
    let closed = |number, provider| RequestRow {
        state: State::Confirmed,
        answered_at: Some(minutes(-50)),
        accepted_at: Some(minutes(-50)),
        delivered_at: Some(minutes(-10)),
        ..request(number, 2, provider)
    };
    let figures = |rows: &[Row]| {
        let mut gathered = Gathered::new(NOW, 2);
        rows.iter().for_each(|row| gathered.take(row));
        gathered.statistics().to_bytes()
    };
    let cases = [row(closed(1, 3)), row(closed(2, 5))];
    let apart = [team(3, "Warehouse"), team(5, "Returns")];
    let joined = [team(3, "Warehouse"), merged(5, "Returns", 3)];
    let as_one = [team(3, "Warehouse"), row(closed(1, 3)), row(closed(2, 3))];
    assert_eq!(figures(&[&cases[..], &joined[..]].concat()), figures(&as_one));
    assert_eq!(figures(&[&joined[..], &cases[..]].concat()), figures(&as_one));
    assert!(figures(&[&cases[..], &apart[..]].concat()) != figures(&as_one));
}

/// Any links among seven parties of two kinds, and what names them.
fn any_row() -> impl Strategy<Value = Row> {
    let number = 1_u32..8;
    let into = proptest::option::weighted(0.7, 1_u32..8);
    prop_oneof![
        3 => (number.clone(), into).prop_map(|(one, into)| {
            let kind = if one == 7 { PartyRowKind::Partner } else { PartyRowKind::Team };
            let Row::Party(row) = party(one, &format!("team {one}"), kind) else { unreachable!("a party") };
            Row::Party(PartyRow { merged_into: into.filter(|into| *into != one).map(team_id), ..row })
        }),
        2 => (1_u32..5, number.clone(), number.clone(), any::<bool>(), proptest::option::of(1_u32..5)).prop_map(
            |(at, asker, provider, merged, into)| row(RequestRow {
                state: if merged { State::Merged } else { State::Asked },
                merged_into: into.filter(|_| merged).map(request_id),
                via: vec![team_id(asker)],
                ..request(at, asker, provider)
            })
        ),
        1 => (1_u32..4, number.clone(), number.clone()).prop_map(|(at, one, other)| service(at, one, other)),
        1 => (1_u32..4, number.clone()).prop_map(|(at, team)| person(at, "Zoe", Some(team))),
        1 => (1_u32..4, number).prop_map(|(at, team)| task(at, team)),
    ]
}

proptest! {
    /// VI1, MA14: whatever comes and goes in whichever order, rows are as if made anew from what is written.
    #[test]
    fn whatever_comes_in_whichever_order_shows_the_same(
        came in proptest::collection::vec((any_row(), any::<bool>()), 0..40),
    ) {
        let mut rows = Rows::default();
        for (row, stays) in came {
            let id = row.id();
            rows.apply(row);
            if !stays {
                rows.remove(id);
            }
        }
        let written: Vec<Row> = (1..8).map(team_id)
            .chain((1..5).map(request_id))
            .chain((1..4).flat_map(|at| [DocKind::Service, DocKind::Person, DocKind::Task].map(|kind| id(kind, at))))
            .filter_map(|id| rows.get(id))
            .collect();
        prop_assert!(rows == Rows::from_iter(written.iter().cloned()));
        prop_assert!(rows == Rows::from_iter(written.into_iter().rev()));
        for one in (1..8).map(team_id) {
            let stands = rows.survivor(one);
            prop_assert_eq!(rows.survivor(stands), stands, "who stands for others stands for itself");
            if rows.party_itself(one).is_some() {
                prop_assert!(rows.parties().any(|row| row.id == stands));
            }
        }
        for request in rows.requests() {
            prop_assert_eq!(rows.survivor(request.provider), request.provider);
        }
    }
}

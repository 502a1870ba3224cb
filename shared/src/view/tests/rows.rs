//! VI1: the indexes.

use super::*;
use proptest::prelude::*;

fn any_request() -> impl Strategy<Value = Row> {
    let parent = proptest::option::of(0..12_u32);
    let customer = proptest::option::of(0..4_u32);
    (0..12_u32, 0..5_u32, 0..5_u32, parent, customer, any::<bool>()).prop_map(
        |(number, asker, provider, parent, customer, closed)| {
            let state = if closed { State::Confirmed } else { State::Asked };
            let parent = parent.map(request_id);
            let customer = customer.map(customer_id);
            row(RequestRow { parent, customer, state, ..request(number, asker, provider) })
        },
    )
}

fn any_row() -> impl Strategy<Value = Row> {
    let names = "[a-c]{0,3}";
    prop_oneof![
        4 => any_request(),
        1 => (0..5_u32, names).prop_map(|(number, name)| team(number, &name)),
        1 => (0..6_u32, 0..5_u32, 0..5_u32).prop_map(|(number, one, other)| service(number, one, other)),
        1 => (0..5_u32, names, proptest::option::of(0..5_u32)).prop_map(|(n, name, team)| person(n, &name, team)),
        1 => (0..4_u32, names).prop_map(|(number, name)| customer(number, &name, "")),
        1 => (0..4_u32, names, 0..4_u32).prop_map(|(number, name, of)| duplicate(number, &name, of)),
        1 => names.prop_map(|name| Row::Settings(SettingsRow { name })),
        1 => (0..5_u32, 0..4_u32).prop_map(|(number, request)| {
            Row::Task(super::tasks::aside(super::tasks::task_row(number, "2026-11-26"), "2026-11-28", request))
        }),
        1 => (0..5_u32, 0..4_u32).prop_map(|(number, team)| {
            Row::Task(TaskRow { team: team_id(team), ..super::tasks::task_row(number, "2026-11-26") })
        }),
    ]
}

#[derive(Debug, Clone)]
enum Step {
    Apply(Box<Row>),
    Remove(DocId),
    PrepareSearch(usize),
    LookAlongSights,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => any_row().prop_map(|row| Step::Apply(Box::new(row))),
        2 => any_row().prop_map(|row| Step::Remove(row.id())),
        1 => (0..5_usize).prop_map(Step::PrepareSearch),
        1 => Just(Step::LookAlongSights),
    ]
}

/// What somebody sees on *Now*, their team's radar and the workspace's, when much is silent: no more questions than are kept.
fn seen(rows: &Rows) -> (Now, [Section<SilentChain>; 2]) {
    let at = NOW + Span::days(5);
    (now(rows, &tom(), at, 3), [tom().team, None].map(|team| silences(rows, &tom(), team, at, 3)))
}

proptest! {
    /// VI60
    #[test]
    fn what_was_worked_out_is_forgotten_when_a_row_changes(steps in proptest::collection::vec(any_step(), 0..40)) {
        let other = Viewer { person: person_id(2), team: Some(team_id(2)) };
        let mut rows = Rows::default();
        for step in steps {
            match step {
                Step::Apply(row) => drop(rows.apply(*row)),
                Step::Remove(id) => drop(rows.remove(id)),
                Step::PrepareSearch(rows_max) => drop(rows.prepare_search(rows_max)),
                Step::LookAlongSights => drop(rows.sights()),
            }
            // A copy keeps nothing of what was worked out.
            prop_assert_eq!(seen(&rows), seen(&rows.clone()));
            prop_assert_eq!(seen(&rows), seen(&rows.clone()), "and once more, from what is kept");
            prop_assert_eq!(now(&rows, &other, NOW, 3), now(&rows.clone(), &other, NOW, 3), "to each their own");
        }
    }

    /// VI1
    #[test]
    fn indexes_equal_a_rebuild_after_anything(steps in proptest::collection::vec(any_step(), 0..120)) {
        let mut rows = Rows::default();
        let mut plain = std::collections::BTreeMap::new();
        for step in steps {
            match step {
                Step::Apply(row) => {
                    let changed = plain.insert(row.id(), (*row).clone()).as_ref() != Some(&*row);
                    prop_assert_eq!(rows.apply(*row), changed);
                }
                Step::Remove(id) => prop_assert_eq!(rows.remove(id), plain.remove(&id).is_some()),
                Step::PrepareSearch(rows_max) => {
                    rows.prepare_search(rows_max);
                }
                Step::LookAlongSights => {
                    rows.sights();
                }
            }
        }
        prop_assert_eq!(rows.len(), plain.len());
        for (id, row) in &plain {
            prop_assert_eq!(rows.get(*id), Some(row.clone()));
        }
        let mut rebuilt: Rows = plain.into_values().collect();
        prop_assert!(rows == rebuilt, "indexes differ from a rebuild");
        prop_assert_eq!(rows.sights(), &crate::map::Sights::of(&rows.graph()), "lines of sight are of an older map");
        while rows.prepare_search(10) | rebuilt.prepare_search(1_000) {}
        for query in ["a", "b", "ab", "request", "requets", "1"] {
            prop_assert_eq!(find(&rows, &tom(), query, NOW, None, 50), find(&rebuilt, &tom(), query, NOW, None, 50));
        }
    }
}

#[test]
fn a_closed_request_leaves_the_open_lists_and_keeps_its_customer() {
    let mut rows = company();
    let asked = RequestRow { customer: Some(customer_id(1)), ..request(1, 2, 3) };
    rows.apply(row(asked.clone()));
    assert_eq!(rows.open_at(team_id(3)).count(), 1);
    rows.apply(row(RequestRow { state: State::Confirmed, ..asked }));
    assert_eq!(rows.open_at(team_id(3)).count(), 0);
    assert_eq!(rows.open_asked_by(team_id(2)).count(), 0);
    assert_eq!(rows.requests_for(customer_id(1)).count(), 1);
}

/// VI1: few are looked up, many are walked along; both are all that isn't closed, in the order of their ids.
#[test]
fn vi1_the_open_are_found_among_many_and_among_few() {
    let all = |open_every: u32| -> Rows {
        let state = |number| if number % open_every == 0 { State::Asked } else { State::Confirmed };
        (0..60).map(|number| row(RequestRow { state: state(number), ..request(number, 1, 2) })).collect()
    };
    for (open_every, expected) in [(1, 60), (2, 30), (7, 9), (30, 2)] {
        let rows = all(open_every);
        let open: Vec<DocId> = rows.open().map(|row| row.id).collect();
        let filtered: Vec<DocId> =
            rows.requests().filter(|row| !row.state.is_closed()).map(|row| row.id).collect();
        assert_eq!((open.len(), &open), (expected, &filtered));
    }
}

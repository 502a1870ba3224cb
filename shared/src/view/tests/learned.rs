//! MA42 to MA45: what the daily work teaches the map, against counting by hand.

use super::*;
use crate::limits::{LEARNED_CASES_MIN, LEARNED_REQUESTS_PER_STEP};
use crate::view::{Learning, Sliced, direct_key, service_draft, service_key};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A request of this team's that went through these teams, each for ten minutes.
fn handed(number: u32, asker: u32, path: &[u32]) -> RequestRow {
    let hops = path.len() - 1;
    let moments = (1..).map(|hop| minutes(-60) + Span::minutes(10 * hop));
    RequestRow {
        provider: team_id(path[hops]),
        via: path[..hops].iter().map(|team| team_id(*team)).collect(),
        handed_at: moments.take(hops).collect(),
        hops: u32::try_from(hops).expect("few"),
        ..request(number, asker, path[0])
    }
}

fn teams() -> Rows {
    Rows::from_iter((1..=6).map(|number| team(number, &format!("Team {number}"))))
}

#[test]
fn what_is_asked_often_and_shown_nowhere_is_proposed_with_a_name_and_a_promise() {
    // MA42
    let mut rows = teams();
    let titles =
        ["New battery for forklift 7", "forklift 9: battery", "Forklift battery dead", "the battery again"];
    for (number, title) in (1..).zip(titles.into_iter().chain(["Forklift 2 won't start, battery?"])) {
        let answered = request(number, 1, 2);
        rows.apply(row(RequestRow {
            title: title.into(),
            answered_at: Some(minutes(-60 + i64::from(number) * 7)),
            accepted_at: Some(minutes(-50)),
            delivered_at: Some(minutes(-50 + i64::from(number) * 100)),
            state: State::Confirmed,
            ..answered
        }));
    }
    let found = learned(&rows, NOW);
    assert_eq!(found.services.len(), 1);
    let one = &found.services[0];
    assert_eq!((&*one.provider.name, &*one.served.name, one.asked), ("Team 2", "Team 1", 5));
    assert_eq!(one.draft.name, "Forklift battery");
    // Four of five answered within 28 minutes and delivered within 400.
    assert_eq!(one.draft.reply_within, Some(Span::minutes(30)));
    assert_eq!(one.draft.deliver_within, Some(Span::hours(8)));
    assert_eq!(service_draft(&rows, team_id(1), team_id(2), NOW), one.draft);
    rows.apply(row(RequestRow { private: true, ..request(9, 1, 2) }));
    assert_eq!(learned(&rows, NOW).services[0].asked, 5, "what only two may read teaches nobody");
    rows.apply(service(7, 2, 1));
    assert_eq!(learned(&rows, NOW).services, [], "it is on the map");
    assert_eq!(service_draft(&teams(), team_id(1), team_id(2), NOW), ServiceDraft::default());
}

#[test]
fn a_name_is_what_titles_have_in_common() {
    // MA42
    let name = |titles: &[&str]| {
        let mut rows = teams();
        for (number, title) in (1..).zip(titles) {
            rows.apply(row(RequestRow { title: (*title).into(), ..request(number, 1, 2) }));
        }
        service_draft(&rows, team_id(1), team_id(2), NOW).name
    };
    assert_eq!(
        name(&["print the  LABELS", "Print the labels", "Anything else"]),
        "Print the labels",
        "the latest"
    );
    assert_eq!(name(&["INC0001 printer", "INC0002 Printer", "INC0003 x", "INC0004 y"]), "Printer");
    assert_eq!(name(&["one", "two", "six"]), "", "nothing in common");
    assert_eq!(name(&[]), "");
}

#[test]
fn who_is_mostly_reached_by_a_detour_should_be_asked_directly() {
    // MA43
    let mut rows = teams();
    for number in 1..=5 {
        rows.apply(row(handed(number, 1, &[2, 3])));
    }
    for number in 6..=10 {
        rows.apply(row(handed(number, 1, &[2])));
    }
    let direct = learned(&rows, NOW).direct;
    assert_eq!(direct.len(), 1);
    let one = &direct[0];
    assert_eq!((&*one.asker.name, &*one.first.name, &*one.last.name), ("Team 1", "Team 2", "Team 3"));
    assert_eq!((one.handed_on, one.of, one.on_map), (5, 10, false));
    rows.apply(service(7, 3, 1));
    assert!(learned(&rows, NOW).direct[0].on_map);
    rows.apply(row(handed(11, 1, &[2])));
    assert_eq!(learned(&rows, NOW).direct, [], "less than half of them");
}

#[test]
fn what_somebody_put_away_is_proposed_no_more() {
    // MA45
    let mut rows = teams();
    for number in 1..=5 {
        rows.apply(row(handed(number, 1, &[2, 3])));
    }
    assert_eq!((learned(&rows, NOW).services.len(), learned(&rows, NOW).direct.len()), (1, 1));
    let Row::Party(one) = team(1, "Team 1") else { unreachable!("a team") };
    let put_away = vec![direct_key(team_id(2), team_id(3)), service_key(team_id(3))];
    rows.apply(Row::Party(PartyRow { put_away, ..one }));
    assert_eq!((learned(&rows, NOW).services.len(), learned(&rows, NOW).direct.len()), (0, 0));
}

#[test]
fn the_hop_that_adds_most_waiting_comes_first() {
    // MA44
    let mut rows = teams();
    for number in 1..=5 {
        rows.apply(row(handed(number, 1, &[2, 3, 4])));
    }
    for number in 6..=9 {
        let slow = handed(number, 1, &[5, 6]);
        rows.apply(row(RequestRow { asked_at: minutes(-9_000), ..slow }));
    }
    let found = learned(&rows, NOW);
    let hops: Vec<_> =
        found.hops.iter().map(|hop| (&*hop.from.name, &*hop.to.name, hop.requests, hop.median)).collect();
    let ten = Span::minutes(10);
    assert_eq!(
        hops,
        [("Team 2", "Team 3", 5, ten), ("Team 3", "Team 4", 5, ten)],
        "of four cases nothing is said"
    );
    rows.apply(row(RequestRow { asked_at: minutes(-9_000), ..handed(10, 1, &[5, 6]) }));
    assert_eq!(&*learned(&rows, NOW).hops[0].from.name, "Team 5");
    assert_eq!((found.requests, found.hand_ons), (9, 14));
}

fn paths() -> impl Strategy<Value = Vec<(u32, Vec<u32>)>> {
    let path = prop::collection::vec(1..6_u32, 1..7);
    prop::collection::vec((1..6_u32, path), 0..60)
}

proptest! {
    /// MA42, MA43, MA44: counted one by one, request for request.
    #[test]
    fn counts_are_those_of_counting_by_hand(paths in paths()) {
        let mut rows = teams();
        for (number, (asker, path)) in (0..).zip(&paths) {
            rows.apply(row(handed(number, *asker, path)));
        }
        let found = learned(&rows, NOW);
        let number = |named: &Named| named.name.trim_start_matches("Team ").parse::<u32>().expect("a number");
        let mut loops: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        for (_, path) in &paths {
            let mut once = BTreeSet::new();
            for at in 2..path.len() {
                if path[at] == path[at - 2] && path[at] != path[at - 1] {
                    once.insert((path[at], path[at - 1]));
                }
            }
            once.into_iter().for_each(|pair| *loops.entry(pair).or_default() += 1);
        }
        let said: BTreeMap<_, _> =
            found.loops.iter().map(|one| ((number(&one.team), number(&one.by)), one.requests)).collect();
        prop_assert_eq!(said, loops);
        for one in &found.services {
            let (asker, provider) = (number(&one.served), number(&one.provider));
            let count = paths.iter().filter(|(from, path)| *from == asker && path.last() == Some(&provider)).count();
            prop_assert_eq!(one.asked, count);
        }
        for asker in 1..6 {
            for provider in (1..6).filter(|provider| *provider != asker) {
                let count = paths.iter().filter(|(from, path)| *from == asker && path.last() == Some(&provider)).count();
                let listed = found.services.iter().any(|one| (number(&one.served), number(&one.provider)) == (asker, provider));
                prop_assert_eq!(listed, count >= LEARNED_CASES_MIN);
                for first in (1..6).filter(|first| *first != provider) {
                    let of = paths.iter().filter(|(from, path)| *from == asker && path[0] == first).count();
                    let went = |(from, path): &&(u32, Vec<u32>)| *from == asker && path[0] == first && path.len() > 1 && path.last() == Some(&provider);
                    let went = paths.iter().filter(went).count();
                    let listed = found.direct.iter().find(|one| {
                        (number(&one.asker), number(&one.first), number(&one.last)) == (asker, first, provider)
                    });
                    prop_assert_eq!(listed.map(|one| (one.handed_on, one.of)), (went >= LEARNED_CASES_MIN && went * 2 >= of).then_some((went, of)));
                }
            }
        }
        prop_assert_eq!(found.hand_ons, paths.iter().map(|(_, path)| path.len() - 1).sum::<usize>());
    }
}

#[test]
fn what_is_read_in_steps_is_read_whole() {
    // MA48
    let count = LEARNED_REQUESTS_PER_STEP * 2 + 3;
    let mut rows = teams();
    for number in 1..=u32::try_from(count).expect("few") {
        rows.apply(row(handed(number, 1, &[2, 3])));
    }
    let mut work = Learning::new(NOW);
    let mut steps = 0;
    while work.go_on(&rows) {
        steps += 1;
    }
    assert_eq!((steps, work.found(&rows).requests, work.found(&rows).hand_ons), (3 + 4, count, count));
    assert_eq!(work.found(&rows), learned(&rows, NOW));
}

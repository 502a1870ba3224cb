//! VI16, VI17: the map's screens.

use super::*;

#[test]
fn parties_stand_by_ring_and_a_team_without_a_path_is_pointed_out() {
    // VI16
    let rows = company();
    let page = map_page(&rows, &tom(), NOW);
    let rings: Vec<_> = page.parties.iter().map(|party| (&*party.name, party.ring)).collect();
    let ring = Some(2);
    let expected = [
        ("Customers", Some(0)),
        ("Service", Some(1)),
        ("Billing", ring),
        ("Warehouse", ring),
        ("Cleaning", None),
    ];
    assert_eq!(rings, expected);
    assert!(page.gaps.contains(&Gap::NoPath { party: rows.named(team_id(9)) }));
    assert!(page.parties.iter().find(|party| party.is_mine).is_some_and(|party| party.name == "Warehouse"));
}

#[test]
fn an_edge_sums_up_what_flows_over_it_and_work_off_the_map_is_a_gap() {
    // VI17
    let mut rows = company();
    let kept =
        RequestRow { reply_by: Some(minutes(-40)), answered_at: Some(minutes(-50)), ..request(1, 2, 3) };
    rows.apply(row(RequestRow { state: State::Confirmed, ..kept }));
    rows.apply(row(RequestRow { reply_by: Some(minutes(-25)), ..request(2, 2, 3) }));
    rows.apply(row(request(3, 4, 3)));
    let page = map_page(&rows, &tom(), NOW);
    let edge = page.services.iter().find(|one| one.provider.name == "Warehouse").expect("there");
    let last_asked = Some(minutes(-60));
    assert_eq!(edge.flow, Flow { asked: 2, last_asked, open: 1, silent: 1, late: 0, promised: 2, kept: 1 });
    assert_eq!(edge.questions, ["Which lot?", "Which aisle?"]);
    let off_map = Gap::NotOnMap { asker: rows.named(team_id(4)), provider: rows.named(team_id(3)), asked: 1 };
    assert!(page.gaps.contains(&off_map));
    let never = page.gaps.iter().filter(|gap| matches!(gap, Gap::NeverAsked { .. })).count();
    assert_eq!(never, 1, "Billing serves Service, and nobody asked; customers don't ask through Sightline");
}

#[test]
fn a_party_in_full_shows_both_directions_and_the_way_to_the_customer() {
    let mut rows = company();
    rows.apply(row(request(1, 2, 3)));
    let page = party_page(&rows, team_id(3), &tom(), NOW, 10).expect("there");
    let path: Vec<_> = page.path.iter().map(|party| &*party.name).collect();
    assert_eq!(path, ["Warehouse", "Service", "Customers"]);
    assert_eq!((page.serves.len(), page.served_by.len(), page.has.total, page.asked.total), (1, 0, 1, 0));
    assert_eq!(page.people[0].name, "Tom");
    assert_eq!(party_page(&rows, team_id(77), &tom(), NOW, 10), None);
}

#[test]
fn what_two_people_wrote_apart_and_whom_to_call_stand_with_the_party() {
    // MA11
    let mut rows = company();
    let Some(Row::Party(row)) = rows.get(team_id(3)) else { unreachable!("a party") };
    let plain = row.clone();
    let is_disputed = |rows: &Rows| {
        party_page(rows, team_id(3), &tom(), NOW, 0).is_some_and(|page| page.party.is_disputed())
    };
    assert!(!is_disputed(&rows));
    for apart in [
        PartyRow { other_notes: vec!["Ring twice".into()], ..plain.clone() },
        PartyRow { other_sites: vec!["Lyon".into()], ..plain.clone() },
        PartyRow { other_departments: vec![String::new()], ..plain.clone() },
    ] {
        rows.apply(Row::Party(apart));
        assert!(is_disputed(&rows));
    }
    let Row::Service(one) = service(20, 3, 2) else { unreachable!("a service") };
    for (number, contact) in [(20, "Gate 3"), (21, "Zoe, 112"), (22, "Gate 3"), (23, "")] {
        let (id, name) = (id(DocKind::Service, number), format!("S{number}"));
        rows.apply(Row::Service(ServiceRow { id, name, contact: contact.into(), ..one.clone() }));
    }
    let page = party_page(&rows, team_id(3), &tom(), NOW, 0).expect("there");
    assert_eq!(page.contacts(), [("Gate 3", vec!["S20", "S22"]), ("Zoe, 112", vec!["S21"])]);
    let pays: Vec<bool> = map_page(&rows, &tom(), NOW).services.iter().map(|one| one.served_pays).collect();
    assert_eq!(pays.iter().filter(|pays| **pays).count(), 1, "who pays asks for nothing here");
}

#[test]
fn those_who_serve_my_team_are_asked_first() {
    // VI18
    let rows = company();
    let ana = Viewer { person: person_id(2), team: Some(team_id(2)) };
    let whom = whom_to_ask(&rows, &ana, "", NOW);
    let names = |teams: &[TeamToAsk]| teams.iter().map(|one| one.team.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&whom.serving), ["Billing", "Warehouse"]);
    assert_eq!(names(&whom.others), ["Cleaning"]);
    assert_eq!(whom.serving[0].services[0].reply_within, Some(Span::minutes(20)));
    assert_eq!(
        whom.own.map(|own| own.team.name),
        Some("Service".into()),
        "a customer's problem can be one's own"
    );
    assert_eq!(names(&whom_to_ask(&rows, &ana, "ware", NOW).serving), ["Warehouse"]);
}

#[test]
fn who_is_handed_something_has_as_long_to_answer_as_they_promise_the_asker() {
    // VI3
    let mut rows = company();
    assert_eq!(reply_promise(&rows, team_id(3), team_id(2)), Some(Span::minutes(20)));
    assert_eq!(reply_promise(&rows, team_id(9), team_id(2)), None);
    let Row::Service(slower) = service(7, 3, 2) else { unreachable!("a service") };
    rows.apply(Row::Service(ServiceRow {
        reply_within: Some(Span::minutes(5)),
        retired: true,
        ..slower.clone()
    }));
    assert_eq!(
        reply_promise(&rows, team_id(3), team_id(2)),
        Some(Span::minutes(20)),
        "a retired one promises nothing"
    );
    rows.apply(Row::Service(ServiceRow { reply_within: Some(Span::minutes(5)), ..slower }));
    assert_eq!(reply_promise(&rows, team_id(3), team_id(2)), Some(Span::minutes(5)));
}

#[test]
fn a_new_request_takes_over_customer_number_and_due_time_from_its_parent() {
    // VI18
    let mut rows = company();
    let root = RequestRow { customer: Some(customer_id(1)), reference: "20117".into(), ..request(1, 1, 2) };
    rows.apply(row(RequestRow { due: Some(minutes(90)), ..root }));
    let child = RequestRow { parent: Some(request_id(1)), due: Some(minutes(60)), ..request(2, 2, 3) };
    rows.apply(row(RequestRow { promised: Some(minutes(50)), ..child }));
    let under = ask_under(&rows, request_id(2), NOW).expect("there");
    assert_eq!((under.asker, &*under.reference, under.due), (team_id(3), "20117", Some(minutes(50))));
    assert_eq!(under.customer.map(|customer| customer.name), Some("Mrs Ito".into()));
}

#[test]
fn the_radar_shows_the_oldest_silent_link_of_each_chain() {
    // VI19
    let mut rows = company();
    rows.apply(row(request(1, 1, 2)));
    for (number, since) in [(2, -10), (3, -30)] {
        let child = RequestRow { parent: Some(request_id(1)), ..request(number, 2, 3) };
        rows.apply(row(RequestRow { reply_by: Some(minutes(since)), ..child }));
    }
    rows.apply(row(RequestRow { reply_by: Some(minutes(-20)), ..request(4, 2, 4) }));
    let radar = silences(&rows, &tom(), None, NOW, 10);
    let links: Vec<_> = radar.items.iter().map(|chain| (chain.root, chain.link.id, chain.silent)).collect();
    assert_eq!(links, [(request_id(1), request_id(3), 2), (request_id(4), request_id(4), 1)]);
    assert_eq!(silences(&rows, &tom(), Some(team_id(4)), NOW, 10).total, 1);
    assert_eq!((&*radar.items[0].root_title, &*radar.items[1].root_title), ("request 1", ""));
}

#[test]
fn vi57_the_radar_of_a_team_has_every_chain_that_it_is_part_of() {
    let mut rows = company();
    let below = |number, asker, provider| RequestRow {
        parent: Some(request_id(number - 1)),
        ..request(number, asker, provider)
    };
    rows.apply(row(request(1, 2, 3)));
    rows.apply(row(below(2, 3, 4)));
    rows.apply(row(RequestRow { reply_by: Some(minutes(-20)), ..below(3, 4, 9) }));
    let radar = |rows: &Rows, team| {
        let chains = silences(rows, &tom(), Some(team_id(team)), NOW, 10);
        assert_eq!(chains.total, silent_chains(rows, &tom(), Some(team_id(team)), NOW));
        chains.items.iter().map(|chain| (chain.root, chain.link.id)).collect::<Vec<_>>()
    };
    for team in [2, 3, 4, 9] {
        assert_eq!(radar(&rows, team), [(request_id(1), request_id(3))], "two links below what it waits for");
    }
    assert_eq!(radar(&rows, 1), []);
    rows.apply(row(RequestRow { state: State::Confirmed, ..request(1, 2, 3) }));
    assert_eq!(radar(&rows, 2), [], "nothing of it is theirs any more");
    // What it asked is a duplicate of others' request: that is what it waits for.
    rows.apply(row(RequestRow {
        state: State::Merged,
        merged_into: Some(request_id(2)),
        ..request(7, 2, 3)
    }));
    assert_eq!(radar(&rows, 2), [(request_id(1), request_id(3))]);
}

#[test]
fn the_radar_tells_silence_from_a_device_that_was_not_heard() {
    // VI24
    let mut rows = company();
    rows.apply(person(4, "Bea", Some(3)));
    rows.apply(row(RequestRow { reply_by: Some(minutes(-10)), ..request(1, 2, 3) }));
    let unheard = |rows: &Rows, heard: &[(u32, i64)]| {
        let of = heard.iter().map(|(person, at)| (person_id(*person), minutes(*at))).collect();
        let heard = Heard { at: minutes(-2), of };
        silences(rows, &tom(), None, NOW, 10).items[0].unheard_since(rows, &heard)
    };
    assert_eq!(unheard(&rows, &[]), None, "nobody knows");
    assert_eq!(unheard(&rows, &[(3, -60), (4, -40)]), Some(minutes(-40)), "nobody of the team since then");
    assert_eq!(unheard(&rows, &[(3, -60), (4, -5)]), None, "somebody could have answered");
    let owner = Some(person_id(3));
    let taken = RequestRow {
        owner,
        answered_at: Some(minutes(-50)),
        accepted_at: Some(minutes(-50)),
        ..request(1, 2, 3)
    };
    rows.apply(row(RequestRow { state: State::Accepted, next_update: Some(minutes(-10)), ..taken }));
    assert_eq!(unheard(&rows, &[(3, -60), (4, -5)]), Some(minutes(-60)), "its owner");
    let named = RequestRow {
        accepted_at: None,
        answered_at: None,
        reply_by: Some(minutes(-10)),
        owner,
        ..request(1, 2, 3)
    };
    rows.apply(row(named));
    assert_eq!(unheard(&rows, &[(3, -60), (4, -5)]), None, "who is still named doesn't have it");
    assert_eq!(silences(&rows, &tom(), None, NOW, 10).items[0].answers.name, "Warehouse");
    rows.apply(row(RequestRow { reply_by: Some(minutes(-1)), ..request(1, 2, 3) }));
    assert_eq!(unheard(&rows, &[(3, -2), (4, -2)]), None, "the relay said nothing of the time since then");
}

#[test]
fn people_stand_in_their_teams_the_viewers_first() {
    let mut rows = company();
    rows.apply(person(7, "Zoë", None));
    let teams: Vec<_> =
        people(&rows, &tom(), NOW).into_iter().map(|team| team.team.map(|team| team.name)).collect();
    assert_eq!(teams, [Some("Warehouse".into()), Some("Service".into()), None]);
}

#[test]
fn ma66_sites_are_a_list_too() {
    let mut rows = company();
    for (number, site) in [(3, "Lyon"), (4, "lyon "), (9, "Metz")] {
        let Some(team) = rows.party(team_id(number)).cloned() else { unreachable!("a team") };
        rows.apply(Row::Party(PartyRow { site: site.into(), ..team }));
    }
    let groups = party_groups(&rows, |party| &party.site);
    let [lyon] = &groups[..] else { panic!("nobody is alone in a group: {groups:?}") };
    assert_eq!(lyon.name, "Lyon");
    let names: Vec<&str> = lyon.members.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Billing", "Warehouse"]);
    assert_eq!(lyon.serves, [("Service".to_owned(), 2)]);
    assert_eq!(party_groups(&rows, |party| &party.department), []);
}

//! VI20, VI21: one request in full, from its document and the rows around it; and rows as derived from documents.

use super::*;
use crate::id::{DeviceId, EventId};
use crate::model::{Event, EventKind, Field, Model, Request};

fn event(number: u8, seen: &[u8], by: u32, at: i64, kind: EventKind) -> Event {
    Event {
        id: EventId::from_bytes([number; 8]),
        kind,
        seen: seen.iter().map(|number| EventId::from_bytes([*number; 8])).collect(),
        by: person_id(by),
        device: DeviceId::from_bytes([1; 8]),
        device_time: minutes(at),
        offset: Span::ZERO,
        on_behalf_of: String::new(),
    }
}

/// Service asked Warehouse an hour ago, under a request for Mrs Ito; Tom accepted, and delivered while Ana withdrew.
fn document() -> Request {
    Request {
        id: request_id(2),
        title: Field { value: "Which pallet?".into(), others: vec!["Which pallet has it?".into()] },
        details: Field::of("lot 4471".into()),
        asker: team_id(2),
        provider: team_id(3),
        service: None,
        customer: Field::of(None),
        words: Field::of("  The vet\n comes ".into()),
        reference: Field::default(),
        parent: Field::of(Some(request_id(1))),
        due: Field::of(None),
        private: false,
        voice: None,
        events: vec![
            event(1, &[], 2, -60, EventKind::Asked { reply_by: Some(minutes(-40)) }),
            event(2, &[1], 3, -50, EventKind::Accepted { owner: person_id(3), promised: Some(minutes(-5)) }),
            event(
                3,
                &[2],
                3,
                -20,
                EventKind::Delivered { answer: "Aisle 7".into(), over_open: false, noted: false },
            ),
            event(4, &[2], 2, -19, EventKind::Withdrawn { reason: String::new() }),
        ],
    }
}

fn page() -> RequestPage {
    let mut rows = company();
    rows.apply(row(RequestRow { customer: Some(customer_id(1)), ..request(1, 1, 2) }));
    rows.apply(derive(&Model::Request(document())));
    request_page(&rows, &document(), &tom(), NOW)
}

#[test]
fn the_page_shows_who_waits_both_titles_and_the_state() {
    // VI20
    let page = page();
    assert_eq!(labels(&page.sight), ["Mrs Ito", "Service", "Warehouse"]);
    assert_eq!(page.title.others, ["Which pallet has it?"]);
    assert_eq!((page.state, &*page.last_words), (State::Delivered, "Aisle 7"));
    assert!(page.mine && page.side == Side::Provider);
    assert_eq!(page.owner.map(|owner| owner.name), Some("Tom".into()));
}

#[test]
fn the_one_who_lost_is_named_with_the_one_who_won() {
    // VI20
    let moments = page().moments;
    let withdrawn = moments.iter().find(|one| one.event == EventId::from_bytes([4; 8])).expect("there");
    assert!(matches!(&withdrawn.became, Became::Overruled { by, .. } if by.name == "Tom"));
    assert_eq!(moments.len(), 4);
}

#[test]
fn the_chain_shows_time_per_link_and_where_it_was_spent() {
    // VI21
    let chain = page().chain;
    let nodes: Vec<_> = chain.items.iter().map(|node| (node.depth, node.id, node.took, node.own)).collect();
    assert_eq!(nodes[0], (0, request_id(1), Span::minutes(60), Span::minutes(20)));
    assert_eq!(nodes[1], (1, request_id(2), Span::minutes(40), Span::minutes(40)));
    assert!(chain.items[1].is_this && chain.items[0].share == 1.0);
}

#[test]
fn a_row_names_the_teams_that_handed_the_request_on() {
    // VI22
    let on = |to: u32| EventKind::HandedOn { to: team_id(to), reason: "they know".into(), reply_by: None };
    let mut handed = document();
    handed.events.truncate(1);
    handed.events.extend([
        event(2, &[1], 3, -50, on(4)),
        event(3, &[2], 4, -40, on(9)),
        event(4, &[1], 3, -49, on(9)),
    ]);
    let Row::Request(row) = derive(&Model::Request(handed)) else { unreachable!("a request's row") };
    assert!(row.has_overruled, "one of the two at once has no effect");
    assert_eq!((row.via.first(), row.via.len() as u32), (Some(&team_id(3)), row.hops));
}

#[test]
fn vi40_a_row_keeps_what_was_said_the_newest_first_and_no_more_than_its_limit() {
    let said = |texts: &[&str]| {
        let mut talked = document();
        talked.events.truncate(1);
        for (number, text) in (2..).zip(texts) {
            let kind = EventKind::Commented { text: (*text).into(), mentions: Vec::new(), answers: false };
            talked.events.push(event(number, &[number - 1], 3, i64::from(number) - 60, kind));
        }
        let Row::Request(row) = derive(&Model::Request(talked)) else { unreachable!("a request's row") };
        row.said
    };
    assert_eq!(said(&[]), "");
    assert_eq!(said(&["first", "  then\n this ", "first"]), "first\nthen this", "each once, on a line");
    let long = "ü倉".repeat(200);
    let cut = said(&["left out", &long]);
    assert_eq!(cut.len(), crate::limits::SAID_BYTES_MAX, "as it is cut between letters of 2 and 3 bytes");
    assert!(long.starts_with(&cut));
    let Row::Request(row) = derive(&Model::Request(document())) else { unreachable!("a request's row") };
    assert!(!row.last_words.is_empty() && !row.said.contains(&row.last_words), "{}", row.said);
}

#[test]
fn a_request_says_how_many_of_its_own_are_answered() {
    // VI27
    let mut rows = company();
    let child =
        |number, state| row(RequestRow { parent: Some(request_id(2)), state, ..request(number, 3, 4) });
    for (number, state) in
        [(5, State::Delivered), (6, State::Confirmed), (7, State::Working), (8, State::Withdrawn)]
    {
        rows.apply(child(number, state));
    }
    rows.apply(derive(&Model::Request(document())));
    let below = request_page(&rows, &document(), &tom(), NOW).below;
    assert_eq!(below, Below { all: 3, answered: 2, open: 2 });
}

#[test]
fn a_row_says_what_lists_need_and_no_more() {
    // VI22
    let Row::Request(row) = derive(&Model::Request(document())) else { unreachable!("a request's row") };
    assert_eq!((row.state, row.owner, row.asked_by), (State::Delivered, Some(person_id(3)), person_id(2)));
    assert_eq!((row.reply_by, row.answered_at), (Some(minutes(-40)), Some(minutes(-50))));
    assert_eq!(row.excerpt, "The vet comes lot 4471");
    assert!(row.disputed && row.has_overruled);
    let mut long = document();
    long.details = Field::of("倉".repeat(5_000));
    let Row::Request(row) = derive(&Model::Request(long)) else { unreachable!("a request's row") };
    assert_eq!(row.excerpt.chars().count(), crate::limits::EXCERPT_CHARS_MAX);
}

#[test]
fn vi45_parts_and_what_they_were_split_from_name_each_other() {
    let mut rows = company();
    let split = EventKind::Split { into: vec![request_id(5), request_id(6)] };
    let mut whole = document();
    whole.events.push(event(5, &[2], 3, -30, split));
    rows.apply(row(RequestRow { title: "Only the cage".into(), ..request(5, 2, 3) }));
    rows.apply(derive(&Model::Request(whole.clone())));
    let names = |named: &[Named]| named.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let page = request_page(&rows, &whole, &tom(), NOW);
    assert_eq!(
        (names(&page.split_into), names(&page.part_of)),
        (vec!["Only the cage".into(), String::new()], vec![])
    );
    let part = Request { id: request_id(5), events: document().events, ..document() };
    assert_eq!(names(&request_page(&rows, &part, &tom(), NOW).part_of), ["Which pallet?"]);
    // As written anew it was never split.
    rows.apply(derive(&Model::Request(document())));
    assert!(request_page(&rows, &part, &tom(), NOW).part_of.is_empty());
}

#[test]
fn fo28_the_page_names_who_has_it_without_the_app_and_who_wrote_that_down() {
    let mut rows = company();
    let mut told = document();
    told.events.truncate(2);
    told.events[1].by = person_id(2);
    told.events[1].on_behalf_of = "Rosa".into();
    told.events[1].kind = EventKind::Accepted { owner: team_id(3), promised: Some(minutes(30)) };
    rows.apply(derive(&Model::Request(told.clone())));
    let ana = Viewer { person: person_id(2), team: Some(team_id(2)) };
    let page = request_page(&rows, &told, &ana, NOW);
    let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.clone()).unwrap_or_default();
    assert_eq!((&*name(&page.owner), &*name(&page.owner_noted_by)), ("Rosa", "Ana R."));
    assert_eq!(page.clock.kind, ClockKind::Promised { at: minutes(30) });
    for act in [NextAct::Accept, NextAct::Announce, NextAct::Decline] {
        assert!(page.acts.contains(&act), "{act:?}");
        assert!(many(&rows, &ana, &[told.id], act, NOW).can.is_empty(), "whom it is for is said one by one");
    }
}

//! *How to work with us*.

use super::*;
use crate::model::{DEFAULT_STEPS, Step, Tells};

fn page(rows: &Rows, team: u32) -> TeamPage {
    team_page(rows, team_id(team), &tom(), "es", NOW).expect("there")
}

/// KN13.
#[test]
fn a_team_says_how_to_work_with_it_on_one_page() {
    let mut rows = company();
    let here = |number, name: &str, until: Option<i64>| {
        let Row::Person(row) = person(number, name, Some(2)) else { unreachable!("a person") };
        Row::Person(PersonRow { duty_until: until.map(minutes), ..row })
    };
    rows.apply(here(5, "Zoe", Some(60)));
    let Row::Person(gone) = person(6, "Bo", Some(2)) else { unreachable!("a person") };
    rows.apply(Row::Person(PersonRow { left: Some(minutes(-5)), ..gone }));
    rows.apply(service(8, 2, 3));
    rows.apply(row(RequestRow { reply_by: Some(minutes(-25)), ..request(1, 3, 2) }));
    rows.apply(row(request(2, 2, 4)));
    rows.apply(row(request(3, 4, 3)));
    rows.apply(row(RequestRow { state: State::Confirmed, ..request(4, 3, 2) }));
    let service = page(&rows, 2);
    let served: Vec<_> = service.party.serves.iter().map(|one| &*one.served.name).collect();
    assert_eq!(served, ["Warehouse", "Customers"], "the viewer's own team first");
    let people: Vec<_> = service.people.iter().map(|one| &*one.name).collect();
    assert_eq!(people, ["Zoe", "Ana R."], "who is here first, and nobody who left");
    assert_eq!((service.on_duty.here, service.on_duty.people), (1, 2));
    assert_eq!(service.steps, DEFAULT_STEPS);
    assert_eq!((service.open, service.silent), (2, 1));
    let open = filtered_ids(&rows, &tom(), &TeamPage::open_filter(team_id(2)), NOW);
    assert_eq!(open.len(), service.open);
    let silent = filtered_ids(&rows, &tom(), &TeamPage::silent_filter(team_id(2)), NOW);
    assert_eq!(silent, [request_id(1)], "the address finds what is counted");
    assert_eq!(team_page(&rows, team_id(77), &tom(), "es", NOW), None);
}

/// KN13.
#[test]
fn both_notes_own_steps_and_snippets_in_the_viewers_language_show() {
    let mut rows = company();
    let Row::Party(team) = team(2, "Service") else { unreachable!("a party") };
    let snippet = |language: &str, name: &str| SnippetRow {
        language: language.into(),
        name: name.into(),
        text: "x".into(),
        other_texts: Vec::new(),
    };
    let steps = vec![Step { after: Span::minutes(5), tells: Tells::Above }];
    let snippets = vec![snippet("en", "a"), snippet("es", "b"), snippet("es-mx", "c")];
    let other_notes = vec!["Come to gate 3.".to_owned()];
    rows.apply(Row::Party(PartyRow { steps: steps.clone(), snippets, other_notes, retired: true, ..team }));
    let service = page(&rows, 2);
    assert_eq!(service.steps, steps);
    assert_eq!(service.other_notes, ["Come to gate 3."]);
    assert!(service.party.retired);
    let names: Vec<_> = service.snippets.iter().map(|one| &*one.name).collect();
    assert_eq!(names, ["b", "c", "a"]);
}

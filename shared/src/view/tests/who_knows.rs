//! KN9: who can answer what is being asked.

use super::*;
use crate::model::Away;

const TITLE: &str = "which pallet has lot 4471";

fn provides(number: u32, provider: u32, served: u32, name: &str, questions: &str) -> Row {
    let Row::Service(service) = service(number, provider, served) else { unreachable!("a service") };
    Row::Service(ServiceRow { name: name.into(), questions: questions.into(), ..service })
}

fn answered(number: u32, provider: u32) -> RequestRow {
    RequestRow {
        title: "Which pallet has lot 5000?".into(),
        state: State::Confirmed,
        ..request(number, 9, provider)
    }
}

/// Five teams that Service may ask.
fn teams() -> Rows {
    let mut rows = Rows::from_iter((2..9).map(|number| team(number, &format!("Team {number}"))));
    rows.apply(party(1, "Customers", PartyRowKind::PayingCustomer));
    rows.apply(team(9, "Cleaning"));
    rows
}

fn told(rows: &Rows, except: &[u32]) -> Vec<(DocId, KnowsBy)> {
    let except: Vec<DocId> = except.iter().copied().map(team_id).collect();
    let found = who_knows(rows, TITLE, team_id(2), &except, NOW);
    found.into_iter().map(|one| (one.team.id, one.why)).collect()
}

fn named(rows: &Rows, service: u32) -> KnowsBy {
    KnowsBy::Provides(rows.named(id(DocKind::Service, service)))
}

#[test]
fn kn9_kept_answers_come_before_the_map_and_the_map_before_history() {
    let mut rows = teams();
    assert_eq!(told(&rows, &[]), []);
    rows.apply(provides(1, 3, 9, "Pallet locations", ""));
    (1..=3).for_each(|number| _ = rows.apply(row(answered(number, 4))));
    (4..=5).for_each(|number| _ = rows.apply(row(answered(number, 5))));
    for prepared in [false, true] {
        let expected = [
            (team_id(4), KnowsBy::Answered(3)),
            (team_id(5), KnowsBy::Answered(2)),
            (team_id(3), named(&rows, 1)),
        ];
        assert_eq!(told(&rows, &[]), expected, "prepared: {prepared}");
        rows.prepare_search(100);
    }
    // Who serves the asking team with it stands above, and is asked through that.
    rows.apply(provides(2, 6, 2, "Where things are", "Which pallet?\nIs it one lot 4471?"));
    assert_eq!(told(&rows, &[])[0], (team_id(6), named(&rows, 2)));
    let found = who_knows(&rows, TITLE, team_id(2), &[], NOW);
    let through = found[0].through.clone().map(|(service, reply)| (service.id, reply));
    assert_eq!(through, Some((id(DocKind::Service, 2), Some(Span::minutes(20)))));
    assert_eq!(found[1].through, None);
    let kept = KeptRow {
        question: TITLE.into(),
        answer: "On the board".into(),
        by: person_id(7),
        at: NOW,
        reopened: false,
    };
    rows.apply(row(RequestRow { kept: Some(kept.clone()), ..answered(7, 7) }));
    let best =
        [(team_id(7), KnowsBy::Kept), (team_id(6), named(&rows, 2)), (team_id(4), KnowsBy::Answered(3))];
    assert_eq!(told(&rows, &[]), best);
    assert_eq!(told(&rows, &[7, 6])[0].0, team_id(4), "who is asked already isn't told again");
    // Opened again it is kept no more, nor answered.
    let reopened = KeptRow { reopened: true, ..kept };
    rows.apply(row(RequestRow { kept: Some(reopened), state: State::Reopened, ..answered(7, 7) }));
    assert_eq!(told(&rows, &[])[0].0, team_id(6));
}

#[test]
fn kn9_only_answers_that_helped_and_that_all_may_read_count() {
    let mut rows = teams();
    rows.apply(row(RequestRow { helped: Some(false), ..answered(1, 4) }));
    rows.apply(row(RequestRow { private: true, ..answered(2, 4) }));
    rows.apply(row(RequestRow { state: State::Withdrawn, ..answered(3, 4) }));
    rows.apply(row(RequestRow { state: State::Working, ..answered(4, 4) }));
    rows.apply(row(RequestRow { title: "Which forklift?".into(), ..answered(5, 4) }));
    assert_eq!(told(&rows, &[]), []);
    rows.apply(row(RequestRow { state: State::Delivered, ..answered(6, 4) }));
    assert_eq!(told(&rows, &[]), [(team_id(4), KnowsBy::Answered(1))]);
}

#[test]
fn kn9_nobody_is_suggested_who_cannot_be_asked() {
    let mut rows = teams();
    rows.apply(person(4, "Kai", Some(4)));
    (2..=5).for_each(|number| _ = rows.apply(row(answered(number, number))));
    rows.apply(row(answered(6, 1)));
    let ids = |rows: &Rows| told(rows, &[]).into_iter().map(|(team, _)| team).collect::<Vec<_>>();
    assert_eq!(ids(&rows), [3, 4, 5].map(team_id), "not the asking team, nor who pays");
    let Row::Party(retired) = team(3, "Team 3") else { unreachable!("a party") };
    rows.apply(Row::Party(PartyRow { retired: true, ..retired }));
    let Row::Person(kai) = person(4, "Kai", Some(4)) else { unreachable!("a person") };
    let away = Some(Away { from: minutes(-5), until: None, words: String::new() });
    rows.apply(Row::Person(PersonRow { away, ..kai }));
    assert_eq!(ids(&rows), [team_id(5)]);
    // A colleague who is here answers.
    rows.apply(person(8, "Lu", Some(4)));
    assert_eq!(ids(&rows), [4, 5].map(team_id));
}

#[test]
fn kn9_a_word_that_most_services_have_says_nothing() {
    let mut rows = teams();
    for number in 3..=8 {
        rows.apply(provides(number, number, 2, &format!("Things of sort {number}"), "Which pallet?"));
    }
    assert_eq!(told(&rows, &[]), []);
    rows.apply(provides(9, 5, 2, "Lots by number", "Which pallet, and which lot 4471?"));
    assert_eq!(told(&rows, &[]), [], "one word in the questions may be chance");
    rows.apply(provides(9, 5, 2, "Pallets", ""));
    assert_eq!(told(&rows, &[]), []);
    let found = who_knows(&rows, "the forklifts are dead", team_id(2), &[], NOW);
    assert_eq!(found, []);
    rows.apply(provides(9, 5, 2, "Forklift repair", ""));
    let found = who_knows(&rows, "the forklifts are dead", team_id(2), &[], NOW);
    assert_eq!(found.len(), 1, "with an ending, too");
}

//! KN2, KN17, KN18: one act on several requests.

use super::*;
use crate::fold::NextAct;

fn ids(named: &[Named]) -> Vec<DocId> {
    named.iter().map(|one| one.id).collect()
}

#[test]
fn kn2_of_many_it_is_said_which_cannot_be_done_and_why() {
    let mut rows = company();
    let has = |number, state| {
        let owned =
            RequestRow { owner: Some(person_id(3)), accepted_at: Some(minutes(-9)), ..request(number, 2, 3) };
        RequestRow { state, ..owned }
    };
    let others = RequestRow { owner: Some(person_id(9)), ..has(3, State::Accepted) };
    for one in [request(1, 2, 3), has(2, State::Working), others, has(4, State::Confirmed)] {
        rows.apply(row(one));
    }
    let chosen: Vec<DocId> = [1, 2, 3, 4, 5].map(request_id).into();
    let viewer = Viewer { person: person_id(3), team: Some(team_id(3)) };
    let sorted = |act| {
        let sorted = many(&rows, &viewer, &chosen, act, NOW);
        (ids(&sorted.can), sorted.cannot.into_iter().map(|(_, why)| why).collect::<Vec<_>>())
    };
    let closed = Why::Stands(State::Confirmed);
    assert_eq!(
        sorted(NextAct::Accept),
        (vec![request_id(1)], vec![Why::Mine, Why::NotMine, closed, Why::Gone])
    );
    assert_eq!(
        sorted(NextAct::HandOver),
        (vec![request_id(2)], vec![Why::Stands(State::Asked), Why::NotMine, closed, Why::Gone])
    );
    assert_eq!(sorted(NextAct::Comment), ([1, 2, 3, 4].map(request_id).into(), vec![Why::Gone]));
    rows.apply(row(RequestRow { state: State::Delivered, ..request(6, 3, 4) }));
    rows.apply(row(RequestRow { parent: Some(request_id(6)), ..request(7, 4, 5) }));
    let confirm = many(&rows, &viewer, &[request_id(6)], NextAct::Confirm, NOW);
    assert_eq!(confirm.cannot[0].1, Why::OpenBelow);
    let too_many: Vec<DocId> = vec![request_id(1); MANY_MAX + 1];
    assert_eq!(many(&rows, &viewer, &too_many, NextAct::Comment, NOW).cannot.len(), 1);
}

#[test]
fn kn17_what_left_the_list_is_chosen_no_longer_and_the_rest_is_named() {
    let chosen = [3, 1, 2].map(request_id);
    assert_eq!(still_shown(&chosen, &[1, 2, 4].map(request_id)), [1, 2].map(request_id));
    assert_eq!(still_shown(&chosen, &[]), []);
    let mut rows = company();
    rows.apply(row(RequestRow { title: "Which pallet?".into(), ..request(1, 2, 3) }));
    let viewer = Viewer { person: person_id(3), team: Some(team_id(3)) };
    let sorted = many(&rows, &viewer, &chosen, NextAct::Comment, NOW);
    assert_eq!(sorted.can, [Named { id: request_id(1), name: "Which pallet?".into() }]);
}

#[test]
fn kn18_of_a_colleague_who_is_here_nothing_is_taken_of_one_who_is_gone_all_can_be() {
    let owned = RequestRow {
        state: State::Working,
        owner: Some(person_id(3)),
        accepted_at: Some(minutes(-9)),
        ..request(1, 2, 3)
    };
    let zoe = Viewer { person: person_id(5), team: Some(team_id(3)) };
    let ana = Viewer { person: person_id(2), team: Some(team_id(2)) };
    let mut rows = company();
    rows.apply(row(owned));
    let can = |rows: &Rows, viewer: &Viewer, act| {
        many(rows, viewer, &[request_id(1)], act, NOW).cannot.into_iter().map(|(_, why)| why).next()
    };
    for act in [NextAct::Accept, NextAct::HandOver] {
        assert_eq!(can(&rows, &zoe, act), Some(Why::NotMine), "{act:?}");
        assert_eq!(can(&rows, &ana, act), Some(Why::Stands(State::Working)), "{act:?}");
    }
    // Who has it before them decides by themselves.
    assert!(is_possible_for_one(&rows, &zoe, request_id(1), NextAct::Accept, NOW));
    assert!(!is_possible_for_one(&rows, &zoe, request_id(1), NextAct::HandOver, NOW));
    let Some(Row::Person(tom)) = rows.get(person_id(3)) else { unreachable!("a person") };
    let away = crate::model::Away { from: minutes(-5), until: None, words: String::new() };
    for gone in
        [PersonRow { away: Some(away), ..tom.clone() }, PersonRow { left: Some(minutes(-5)), ..tom.clone() }]
    {
        rows.apply(Row::Person(gone));
        assert_eq!((can(&rows, &zoe, NextAct::Accept), can(&rows, &zoe, NextAct::HandOver)), (None, None));
        let left = left_behind(&rows, &zoe, NOW);
        assert_eq!((left.len(), &*left[0].person.name, &left[0].requests), (1, "Tom", &vec![request_id(1)]));
        assert_eq!(left_behind(&rows, &super::tom(), NOW), [], "one's own goes another way");
        assert_eq!(left_behind(&rows, &ana, NOW), [], "another team's");
    }
    rows.apply(Row::Person(tom));
    assert_eq!(left_behind(&rows, &zoe, NOW), []);
}

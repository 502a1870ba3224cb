//! KN7 and KN8: kept answers in search, while asking and in a team's list.

use super::*;
use crate::limits::KEPT_LISTED_MAX;

fn kept(number: u32, provider: u32, question: &str, answer: &str) -> RequestRow {
    let by = person_id(3);
    let kept =
        KeptRow { question: question.into(), answer: answer.into(), by, at: minutes(0), reopened: false };
    let title = format!("ring {number}");
    let said = "somewhere else".into();
    RequestRow { title, said, state: State::Confirmed, kept: Some(kept), ..request(number, 2, provider) }
}

fn opened_again(mut row: RequestRow) -> RequestRow {
    row.kept.iter_mut().for_each(|kept| kept.reopened = true);
    RequestRow { state: State::Reopened, ..row }
}

#[test]
fn kn8_kept_answers_are_found_in_a_group_of_their_own() {
    let mut rows = company();
    rows.apply(row(kept(1, 3, "Which pallet has lot 4471?", "Pallet 12 in bay 4, behind the charger")));
    rows.apply(row(RequestRow { title: "Lot 4471 is late".into(), ..request(2, 2, 3) }));
    rows.apply(row(RequestRow { said: "ask about lot 4471".into(), ..request(3, 2, 3) }));
    let ids = |hits: &Section<Hit>| hits.items.iter().map(|hit| hit.card.id).collect::<Vec<_>>();
    let told = |pieces: &[Piece]| {
        let told = |piece: &Piece| if piece.found { format!("[{}]", piece.text) } else { piece.text.clone() };
        pieces.iter().map(told).collect::<String>()
    };
    for prepared in [false, true] {
        let found = |query: &str| find(&rows, &tom(), query, NOW, None, 9);
        let lot = found("lot 4471");
        assert_eq!((ids(&lot.kept), lot.kept.total), (vec![request_id(1)], 1), "prepared: {prepared}");
        assert_eq!((ids(&lot.requests), ids(&lot.answers)), (vec![request_id(2)], vec![request_id(3)]));
        assert_eq!(told(&lot.kept.items[0].title), "Which pallet has [lot] [4471]?");
        assert_eq!(told(&lot.kept.items[0].excerpt), "Pallet 12 in bay 4, behind the charger");
        let charger = found("charger");
        assert_eq!(told(&charger.kept.items[0].excerpt), "Pallet 12 in bay 4, behind the [charger]");
        // Its own words and what was said of it find it, too, and nowhere else.
        for query in ["ring 1", "somewhere"] {
            let found = found(query);
            assert_eq!(
                (ids(&found.kept), found.requests.total, found.answers.total),
                (vec![request_id(1)], 0, 0)
            );
        }
        assert_eq!(found_requests(&rows, "lot 4471"), [1, 2, 3].map(request_id));
        rows.prepare_search(100);
    }
    // Whose order it was is found as ever.
    let (customer, reference) = (Some(customer_id(1)), "20117".into());
    rows.apply(row(RequestRow { customer, reference, ..kept(4, 3, "Who pays?", "They do") }));
    let found = find(&rows, &tom(), "20117", NOW, None, 9);
    assert_eq!((found.customers.items[0].customer.id, found.kept.total), (customer_id(1), 1));
    rows.remove(request_id(4));
    // Opened again since it is no kept answer, but its words are still found.
    rows.apply(row(opened_again(kept(1, 3, "Which pallet has lot 4471?", "Pallet 12 in bay 4"))));
    let found = find(&rows, &tom(), "lot 4471", NOW, None, 9);
    assert_eq!((found.kept.total, ids(&found.requests)), (0, vec![request_id(1), request_id(2)]));
    assert_eq!(told(&found.requests.items[0].excerpt), "Which pallet has [lot] [4471]?");
}

#[test]
fn kn8_while_somebody_asks_kept_answers_come_first() {
    let mut rows = company();
    let closed = RequestRow { state: State::Confirmed, delivered: "Bay 2".into(), ..request(1, 2, 4) };
    rows.apply(row(RequestRow { title: "Which pallet has lot 4471 today".into(), ..closed }));
    rows.apply(row(kept(2, 3, "Which pallet has a lot?", "Look at the board")));
    for prepared in [false, true] {
        let found = answered_before(&rows, "which pallet has lot 4471", Some(team_id(4)));
        let told: Vec<_> = found.iter().map(|one| (one.request.id, one.kept, &*one.answer)).collect();
        assert_eq!(
            told,
            [(request_id(2), true, "Look at the board"), (request_id(1), false, "Bay 2")],
            "{prepared}"
        );
        assert_eq!(found[0].request.name, "Which pallet has a lot?");
        rows.prepare_search(100);
    }
    // What is typed may say much more than the question.
    let long = "for the bakers in the harbour: which pallet has the lot of flour";
    let found = answered_before(&rows, long, None);
    assert_eq!(found.iter().map(|one| one.request.id).collect::<Vec<_>>(), [request_id(2)]);
    assert!(answered_before(&rows, "a pallet for the bakers in the harbour", None).is_empty());
    rows.apply(row(opened_again(kept(2, 3, "Which pallet has a lot?", "Look at the board"))));
    rows.apply(row(RequestRow { private: true, ..kept(3, 3, "Which pallet has a lot?", "Here") }));
    let found = answered_before(&rows, "which pallet has lot 4471", Some(team_id(4)));
    assert_eq!(found.iter().map(|one| one.request.id).collect::<Vec<_>>(), [request_id(1)]);
}

#[test]
fn kn7_a_team_has_its_latest_kept_answers() {
    let mut rows = company();
    let all = KEPT_LISTED_MAX as u32 + 2;
    for number in 1..=all {
        let mut kept = kept(number, 3, "Where?", "Here");
        kept.kept.iter_mut().for_each(|kept| kept.at = minutes(i64::from(number)));
        rows.apply(row(kept));
    }
    rows.apply(row(kept(90, 4, "Who pays?", "They do")));
    rows.apply(row(opened_again(kept(91, 4, "Who pays?", "We do"))));
    let found = kept_answers(&rows, Some(team_id(3)));
    assert_eq!((found.len(), found[0].request), (KEPT_LISTED_MAX, request_id(all)));
    let found = kept_answers(&rows, Some(team_id(4)));
    assert_eq!(
        found.iter().map(|one| (one.request, &*one.answer)).collect::<Vec<_>>(),
        [(request_id(90), "They do")]
    );
    assert_eq!(kept_answers(&rows, None).len(), KEPT_LISTED_MAX);
    // Taken back it is gone.
    rows.apply(row(RequestRow { kept: None, ..kept(90, 4, "", "") }));
    assert_eq!(kept_answers(&rows, Some(team_id(4))), []);
}

//! MA32 to MA35: promises between two ends, as screens show them and as accepting them writes.

use super::*;
use crate::edit::{Edit, ServiceField};
use crate::model::{Answer, Offer, Verdict};
use crate::settle::{accept_proposal, still_holds};
use crate::view::{ProposalRow, end_of, is_negotiated, promises_to_settle};

fn service_id(number: u32) -> DocId {
    id(DocKind::Service, number)
}

fn offer(end: u32, hours: i64) -> Offer {
    Offer {
        end: Some(team_id(end)),
        reply_within: Some(Span::hours(hours)),
        words: "nights, too".into(),
        ..Offer::default()
    }
}

fn proposed(by: u32, minute: i64, offer: Offer) -> ProposalRow {
    ProposalRow { by: person_id(by), at: minutes(minute), offer, answer: None }
}

fn answered(one: ProposalRow, verdict: Verdict, by: u32) -> ProposalRow {
    let answer = Answer { to: one.at, verdict, by: person_id(by), at: minutes(-1), words: "no hands".into() };
    ProposalRow { answer: Some(answer), ..one }
}

/// The company, where the Warehouse's service to Service has these proposals.
fn with_proposals(proposals: Vec<ProposalRow>) -> Rows {
    let mut rows = company();
    let Row::Service(two) = service(2, 3, 2) else { unreachable!("a service") };
    rows.apply(Row::Service(ServiceRow { proposals, ..two }));
    rows
}

fn ana() -> Viewer {
    Viewer { person: person_id(2), team: Some(team_id(2)) }
}

#[test]
fn a_proposal_waits_on_the_other_end() {
    // MA32
    let rows = with_proposals(vec![proposed(3, -30, offer(3, 8))]);
    let waits = promises_to_settle(&rows, &ana());
    assert_eq!(waits.len(), 1);
    assert_eq!((&*waits[0].service.name, &*waits[0].proposal.by.name), ("service 2", "Tom"));
    assert_eq!(promises_to_settle(&rows, &tom()), [], "nothing waits on who proposed");
    let colleague = Viewer { person: person_id(8), team: Some(team_id(3)) };
    assert_eq!(promises_to_settle(&rows, &colleague), [], "nor on their team");
    let page = party_page(&rows, team_id(3), &tom(), NOW, 0).expect("there");
    assert_eq!(page.serves[0].proposals.len(), 1, "but everybody sees it");
    assert_eq!((page.serves[0].proposals[0].is_mine, page.serves[0].proposals[0].may_answer), (true, false));
    assert_eq!(page.serves[0].reply_within, Some(Span::minutes(20)), "until then the old one holds");
    let nobody = Offer { end: None, ..offer(3, 8) };
    let rows = with_proposals(vec![proposed(9, -30, nobody)]);
    assert_eq!(promises_to_settle(&rows, &tom()).len(), 1, "of no end: either may say something");
    assert_eq!(promises_to_settle(&rows, &ana()).len(), 1);
}

#[test]
fn what_was_declined_is_told_to_who_proposed() {
    // MA32
    let rows = with_proposals(vec![answered(proposed(3, -30, offer(3, 8)), Verdict::Declined, 2)]);
    assert_eq!(
        promises_to_settle(&rows, &tom())[0].proposal.answer.as_ref().expect("told").words,
        "no hands"
    );
    assert_eq!(promises_to_settle(&rows, &ana()), []);
    let rows = with_proposals(vec![answered(proposed(3, -30, offer(3, 8)), Verdict::Accepted, 2)]);
    assert_eq!(promises_to_settle(&rows, &tom()), []);
    let page = party_page(&rows, team_id(3), &tom(), NOW, 0).expect("there");
    assert_eq!((page.serves[0].agreed_at, page.serves[0].proposals.len()), (Some(minutes(-1)), 0));
}

#[test]
fn accepting_one_settles_those_that_are_known() {
    // MA33
    let rows = with_proposals(vec![
        proposed(2, -40, offer(2, 1)),
        proposed(3, -30, offer(3, 8)),
        answered(proposed(8, -20, offer(3, 9)), Verdict::Declined, 2),
    ]);
    let edits = accept_proposal(&rows, service_id(2), person_id(3), minutes(-30)).expect("there");
    let fields: Vec<ServiceField> = edits
        .into_iter()
        .map(|edit| match edit {
            Edit::ChangeService { id, field } if id == service_id(2) => field,
            other => panic!("{other:?}"),
        })
        .collect();
    let verdicts: Vec<_> = fields
        .iter()
        .filter_map(|field| match field {
            ServiceField::Answered(by, Some(answer)) => Some((*by, answer.verdict)),
            _ => None,
        })
        .collect();
    assert_eq!(verdicts, [(person_id(2), Verdict::Overtaken), (person_id(3), Verdict::Accepted)]);
    assert!(fields.contains(&ServiceField::ReplyWithin(Some(Span::hours(8)))));
    assert!(fields.contains(&ServiceField::DeliverWithin(None)), "what isn't in it is promised no more");
    assert_eq!(accept_proposal(&rows, service_id(2), person_id(8), minutes(-20)), None, "answered already");
    assert_eq!(accept_proposal(&rows, service_id(2), person_id(3), minutes(-29)), None, "replaced meanwhile");
}

#[test]
fn both_ends_agree_only_where_somebody_is_at_both() {
    // MA34
    let rows = company();
    let negotiated = |provider, served| {
        let Row::Service(row) = service(7, provider, served) else { unreachable!("a service") };
        is_negotiated(&rows, &row, NOW)
    };
    assert!(negotiated(3, 2));
    assert!(!negotiated(2, 1), "those who pay use no Sightline");
    assert!(!negotiated(4, 2), "nobody of Billing does");
    let mut gone = company();
    let Row::Person(tom) = person(3, "Tom", Some(3)) else { unreachable!("a person") };
    gone.apply(Row::Person(PersonRow { left: Some(minutes(-5)), ..tom }));
    let Row::Service(row) = service(2, 3, 2) else { unreachable!("a service") };
    assert!(!is_negotiated(&gone, &row, NOW), "who left agrees to nothing");
    assert_eq!(end_of(&row, &ana()), Some(team_id(2)));
    assert_eq!(end_of(&row, &Viewer { person: person_id(9), team: Some(team_id(9)) }), None);
}

#[test]
fn one_tap_says_that_a_promise_still_holds() {
    // MA35
    let expected = ServiceField::ReconfirmBy(Some(NOW + crate::limits::RECONFIRM_EVERY));
    assert_eq!(still_holds(service_id(2), NOW), Edit::ChangeService { id: service_id(2), field: expected });
}

//! What no document can see by itself: circles, and what is open below.

use super::*;
use crate::edit::{Ask, RequestField};
use crate::model::EventKind;

/// Does this, and says what became of it.
fn edit(stage: &mut Stage, ticket: u64, edits: Vec<Edit>) -> Result<(), EditRefused> {
    let outputs = stage.tell(Input::Edit { ticket, edits });
    let settled = outputs.into_iter().find_map(|output| match output {
        Output::Settled(of, outcome) if of == ticket => Some(outcome),
        _ => None,
    });
    settled.expect("all that it needs is here")
}

fn ask(stage: &mut Stage, ticket: u64, parent: Option<DocId>) -> DocId {
    let [id, asker, provider] =
        [DocKind::Request, DocKind::Party, DocKind::Party].map(|kind| DocId::random(kind, &mut stage.rng));
    let ask = Ask { parent, ..Ask::plain(id, asker, provider) };
    assert_eq!(edit(stage, ticket, vec![Edit::Ask(Box::new(ask))]), Ok(()));
    id
}

fn hang(request: DocId, under: Option<DocId>) -> Vec<Edit> {
    vec![Edit::Reword { request, field: RequestField::Parent(under) }]
}

fn act(request: DocId, event: EventKind) -> Vec<Edit> {
    vec![Edit::Act { request, event, on_behalf_of: String::new() }]
}

#[test]
fn vi50_a_request_never_comes_to_wait_for_itself() {
    let mut stage = Stage::offline(Place::default());
    let top = ask(&mut stage, 1, None);
    let middle = ask(&mut stage, 2, Some(top));
    let bottom = ask(&mut stage, 3, Some(middle));
    assert_eq!(edit(&mut stage, 4, hang(top, Some(bottom))), Err(EditRefused::Circle));
    assert_eq!(edit(&mut stage, 5, hang(middle, Some(bottom))), Err(EditRefused::Circle));
    // Its own parent the document itself refuses.
    assert_eq!(edit(&mut stage, 6, hang(top, Some(top))), Err(EditRefused::Circle));
    assert_eq!(edit(&mut stage, 7, hang(bottom, Some(top))), Ok(()));
    assert_eq!(stage.session.rows().request(bottom).and_then(|row| row.parent), Some(top));
    assert_eq!(edit(&mut stage, 8, hang(bottom, None)), Ok(()));
    assert_eq!(edit(&mut stage, 9, hang(top, Some(bottom))), Ok(()), "they hang together no longer");
}

#[test]
fn vi27_nothing_is_delivered_or_closed_over_what_is_open_below_unseen() {
    let mut stage = Stage::offline(Place::default());
    let top = ask(&mut stage, 1, None);
    let below = ask(&mut stage, 2, Some(top));
    let delivered = |over_open| EventKind::Delivered { answer: "Aisle 7".to_owned(), over_open };
    let confirmed = |over_open| EventKind::Confirmed { helped: None, thanks: String::new(), over_open };
    assert_eq!(edit(&mut stage, 3, act(top, delivered(false))), Err(EditRefused::OpenBelow));
    assert_eq!(edit(&mut stage, 4, act(below, delivered(false))), Ok(()));
    assert_eq!(edit(&mut stage, 5, act(top, delivered(false))), Ok(()), "what is answered holds nothing up");
    assert_eq!(edit(&mut stage, 6, act(top, confirmed(false))), Err(EditRefused::OpenBelow));
    assert_eq!(edit(&mut stage, 7, act(top, confirmed(true))), Ok(()));
}

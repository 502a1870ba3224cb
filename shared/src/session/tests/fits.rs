//! What no document can see by itself: circles, and what is open below.

use super::*;
use crate::edit::{Ask, PersonField, RequestField};
use crate::model::EventKind;
use crate::view::{RequestRow, Row};

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
fn pr9_nothing_is_done_to_what_only_others_may_read() {
    let mut stage = Stage::offline(Place::default());
    let me = stage.session.me().person;
    let [mine, theirs, other] = [(); 3].map(|()| DocId::random(DocKind::Party, &mut stage.rng));
    let colleague = DocId::random(DocKind::Person, &mut stage.rng);
    let of_me = |field| Edit::ChangePerson { id: me, field };
    let add = Edit::AddPerson { id: me, name: "Ana".to_owned(), team: Some(mine) };
    assert_eq!(edit(&mut stage, 1, vec![add]), Ok(()));
    let id = DocId::random(DocKind::Request, &mut stage.rng);
    let private = Ask { private: true, ..Ask::plain(id, mine, theirs) };
    assert_eq!(edit(&mut stage, 2, vec![Edit::Ask(Box::new(private))]), Ok(()));
    let said = EventKind::Commented { text: "Seen".to_owned(), mentions: Vec::new(), answers: false };
    assert_eq!(edit(&mut stage, 3, act(id, said.clone())), Ok(()));
    // Whoever asked goes on reading it, in whatever team they are.
    assert_eq!(edit(&mut stage, 4, vec![of_me(PersonField::Team(Some(other)))]), Ok(()));
    assert_eq!(edit(&mut stage, 5, act(id, said.clone())), Ok(()));
    let row = stage.session.rows().request(id).cloned().expect("a row");
    stage.session.rows.apply(Row::Request(Box::new(RequestRow { asked_by: colleague, ..row })));
    assert_eq!(edit(&mut stage, 6, act(id, said)), Err(EditRefused::OutOfSight));
    assert_eq!(edit(&mut stage, 7, hang(id, None)), Err(EditRefused::OutOfSight));
}

#[test]
fn vi27_nothing_is_delivered_or_closed_over_what_is_open_below_unseen() {
    let mut stage = Stage::offline(Place::default());
    let top = ask(&mut stage, 1, None);
    let below = ask(&mut stage, 2, Some(top));
    let delivered =
        |over_open| EventKind::Delivered { answer: "Aisle 7".to_owned(), over_open, noted: false };
    let confirmed = |over_open| EventKind::Confirmed { helped: None, thanks: String::new(), over_open };
    assert_eq!(edit(&mut stage, 3, act(top, delivered(false))), Err(EditRefused::OpenBelow));
    assert_eq!(edit(&mut stage, 4, act(below, delivered(false))), Ok(()));
    assert_eq!(edit(&mut stage, 5, act(top, delivered(false))), Ok(()), "what is answered holds nothing up");
    assert_eq!(edit(&mut stage, 6, act(top, confirmed(false))), Err(EditRefused::OpenBelow));
    assert_eq!(edit(&mut stage, 7, act(top, confirmed(true))), Ok(()));
}

//! Documents that stopped the app before.

use super::*;
use std::sync::{Arc, Mutex};

/// Remembers what it was told.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<Option<DocId>>>>);

impl Witness for Heard {
    fn at_work(&mut self, doc: Option<DocId>) {
        self.0.lock().unwrap().push(doc);
    }
}

impl Heard {
    fn take(&self) -> Vec<Option<DocId>> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[test]
fn the_witness_is_told_of_a_document_before_its_bytes_are_touched() {
    // SY19
    let mut stage = Stage::live();
    let heard = Heard::default();
    stage.session.guard(Box::new(heard.clone()), []);
    let [(entry, _)] = <[_; 1]>::try_from(foreign(1)).unwrap();
    stage.hear(&range(1, &entry));
    assert_eq!(heard.take(), [Some(entry.doc), None], "what the relay sent");
    let damaged = StoredDoc { snapshot: Some(vec![1, 2, 3]), changes: Vec::new() };
    let other = DocId::random(DocKind::Request, &mut stage.rng);
    stage.tell(Input::Stored(other, damaged));
    assert_eq!(heard.take(), [Some(other), None], "what storage had");
    stage.tell(Input::Tick);
    assert_eq!(heard.take(), [], "nothing was touched");
}

#[test]
fn nothing_of_a_quarantined_document_is_touched_and_all_of_it_is_kept() {
    // SY19
    let mut stage = Stage::live();
    let entries = foreign(2).into_iter().map(|(entry, _)| entry).collect::<Vec<_>>();
    let (held, other) = (&entries[0], &entries[1]);
    let heard = Heard::default();
    stage.session.guard(Box::new(heard.clone()), [held.doc]);

    let outputs = stage.tell(Input::Show(held.doc));
    assert_eq!(outputs, [Output::Shown(held.doc, None)], "storage isn't asked");
    let edit = Edit::ChangeParty { id: held.doc, field: crate::edit::PartyField::Note("Mine".into()) };
    let outputs = stage.tell(Input::Edit { ticket: 9, edits: vec![edit] });
    assert_eq!(outputs, [Output::Settled(9, Err(EditRefused::Unreadable))]);
    assert_eq!(heard.take(), []);

    // What comes for it is stored unread, and the place moves on.
    let outputs = stage.hear(&range(1, held));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!(
        write.changes.iter().map(|change| (change.doc, &change.bytes[..])).collect::<Vec<_>>(),
        [(held.doc, &held.bytes[..])]
    );
    assert!(write.rows.is_empty());
    assert_eq!(write.place.as_ref().and_then(|place| place.cursor), Some(cursor(1)));
    stage.tell(Input::Committed(WriteId(write.id)));
    assert_eq!(heard.take(), []);

    // Everything else works.
    let outputs = stage.hear(&range(2, other));
    assert_eq!(writes(&outputs)[0].rows.len(), 1);
    assert_eq!(heard.take(), [Some(other.doc), None]);
}

//! Refused batches: kept, done again, let go.

use super::*;
use crate::edit::{Ask, CustomerField, PartyField, PersonField, RequestField, ServiceField};
use crate::id::Span;
use crate::model::{Due, EventKind, PictureStyle, Spot};
use proptest::prelude::*;

/// A team that was refused, stored as such.
fn refused() -> (Stage, DocId, RefusedEntry) {
    let mut stage = Stage::live();
    let (id, outputs) = stage.add_team("Warehouse");
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    let outputs = stage.refuse(0);
    let write = writes(&outputs)[0].clone();
    stage.tell(Input::Committed(WriteId(write.id)));
    (stage, id, write.refused_add[0].clone())
}

fn lists(outputs: &[Output]) -> Vec<usize> {
    let list = |output: &Output| if let Output::Refused(all) = output { Some(all.len()) } else { None };
    outputs.iter().filter_map(list).collect()
}

#[test]
fn what_was_refused_is_done_again_as_a_new_batch_and_its_entry_goes_with_it() {
    // SY23
    let (mut stage, id, entry) = refused();
    let outputs = stage.tell(Input::Redo { ticket: 2, key: entry.entry.key });
    assert!(outputs.contains(&Output::Settled(2, Ok(()))), "{outputs:?}");
    assert_eq!(lists(&outputs), [0]);
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!(write.refused_remove, [entry.entry.key]);
    assert_eq!(write.outbox_add.len(), 1);
    assert_ne!(write.outbox_add[0].key, entry.entry.key);
    assert_eq!(stage.session.rows().party(id).map(|party| party.name.clone()), Some("Warehouse".into()));
    let outputs = stage.tell(Input::Committed(WriteId(write.id)));
    assert_eq!(pushes(&outputs), 1);
    let hints = outputs.iter().filter_map(|o| if let Output::Tell(hint) = o { Some(hint) } else { None });
    assert_eq!(hints.flat_map(|hint| hint.looked_at.clone()).collect::<Vec<_>>(), [entry.entry.key]);
    let again = stage.tell(Input::Redo { ticket: 3, key: entry.entry.key });
    assert!(again.contains(&Output::Settled(3, Err(EditRefused::Missing))), "not twice: {again:?}");
}

#[test]
fn what_can_not_be_done_again_stays_kept() {
    // SY23
    let (mut stage, id, mut entry) = refused();
    entry.entry.key.number += 1;
    let edit = Edit::ChangeParty { id, field: PartyField::Name(String::new()) };
    entry.entry.edits = KeptEdits::of(&[edit]);
    stage.tell(Input::Told(Hint { refused: vec![entry.clone()], ..Hint::default() }));
    assert_eq!(stage.session.refused().len(), 2, "another tab's are shown too");
    let outputs = stage.tell(Input::Redo { ticket: 2, key: entry.entry.key });
    let is_refused = |output: &Output| matches!(output, Output::Settled(2, Err(_)));
    let outputs = if outputs.iter().any(is_refused) {
        outputs
    } else {
        // The document isn't loaded: storage has nothing of it, and neither has the relay.
        stage.tell(Input::Stored(id, StoredDoc::default()));
        stage.hear(&FromRelay::Docs(Vec::new()))
    };
    assert!(outputs.iter().any(is_refused), "{outputs:?}");
    assert_eq!(stage.session.refused().len(), 2);
}

#[test]
fn what_one_tab_let_go_is_gone_in_the_others() {
    // SY23
    let (mut stage, _, entry) = refused();
    let outputs = stage.tell(Input::Told(Hint { looked_at: vec![entry.entry.key], ..Hint::default() }));
    assert_eq!(lists(&outputs), [0]);
    assert_eq!(stage.session.status().refused, 0);
}

#[test]
fn an_entry_of_a_version_that_kept_no_edits_is_read() {
    let (_, _, entry) = refused();
    let mut old = minicbor::Encoder::new(Vec::new());
    old.map(3).unwrap();
    old.u8(0).unwrap().encode(entry.entry.key).unwrap();
    old.u8(1).unwrap().encode(&entry.entry.changes).unwrap();
    old.u8(2).unwrap().encode(&entry.entry.docs).unwrap();
    let read: OutboxEntry = minicbor::decode(old.writer()).unwrap();
    assert_eq!(read, OutboxEntry { edits: KeptEdits::default(), ..entry.entry.clone() });
    assert_eq!(read.edits.read(), None);
    let newer = KeptEdits::of(&[Edit::NameWorkspace { name: "x".into() }]);
    let mut bytes = minicbor::to_vec(&newer).unwrap();
    let at = bytes.iter().position(|byte| *byte == 11).unwrap();
    bytes[at] = 23;
    assert_eq!(minicbor::decode::<KeptEdits>(&bytes).unwrap().read(), None, "an edit of a newer version");
}

fn any_event() -> impl Strategy<Value = EventKind> {
    let id = Just(DocId::default());
    let at = proptest::option::of(any::<i64>().prop_map(Millis));
    let text = any::<String>();
    prop_oneof![
        (id, at.clone()).prop_map(|(owner, promised)| EventKind::Accepted { owner, promised }),
        (at.clone(), text).prop_map(|(promised, reason)| EventKind::CounterOffered { promised, reason }),
        (any::<String>(), at.clone()).prop_map(|(reason, reply_by)| EventKind::HandedOn {
            to: DocId::default(),
            reason,
            reply_by
        }),
        any::<String>().prop_map(|reason| EventKind::Declined { reason, instead: None }),
        (any::<String>(), at.clone()).prop_map(|(reason, reply_by)| EventKind::Refused { reason, reply_by }),
        Just(EventKind::Working),
        (any::<bool>(), any::<String>())
            .prop_map(|(to, note)| EventKind::HandedOver { to: to.then(DocId::default), note }),
        (any::<String>(), any::<bool>(), at).prop_map(|(on, on_asker, until)| EventKind::Waiting {
            on,
            on_asker,
            until,
            why: String::new()
        }),
        (any::<i64>(), any::<String>())
            .prop_map(|(at, note)| EventKind::Announced { next_update: Millis(at), note }),
        (any::<String>(), any::<bool>()).prop_map(|(answer, over_open)| EventKind::Delivered {
            answer,
            over_open,
            noted: false
        }),
        (any::<Option<bool>>(), any::<String>(), any::<bool>())
            .prop_map(|(helped, thanks, over_open)| EventKind::Confirmed { helped, thanks, over_open }),
        any::<String>().prop_map(|reason| EventKind::Reopened { reason, reply_by: None, taken_back: false }),
        any::<String>().prop_map(|reason| EventKind::Withdrawn { reason }),
        any::<String>().prop_map(|text| EventKind::Commented { text, mentions: Vec::new(), answers: false }),
    ]
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let id = DocId::default();
    let span = || any::<Option<i64>>().prop_map(|span| span.map(Span));
    prop_oneof![
        (any::<[String; 4]>(), any::<Option<i64>>(), any::<bool>()).prop_map(
            move |([title, details, words, reference], at, private)| {
                let due = at.map(|at| Due { at: Millis(at), from: Some((Millis(at), Span(1))), takes: None });
                let (asker, provider) = (id, id);
                let (service, customer, parent) = (None, Some(id), Some(id));
                let reply_by = at.map(Millis);
                let ask = Ask {
                    id,
                    title,
                    details,
                    asker,
                    provider,
                    service,
                    customer,
                    words,
                    reference,
                    parent,
                    due,
                    reply_by,
                    private,
                    voice: None,
                };
                Edit::Ask(Box::new(ask))
            }
        ),
        (any_event(), any::<String>()).prop_map(move |(event, on_behalf_of)| Edit::Act {
            request: id,
            event,
            on_behalf_of
        }),
        any::<String>().prop_map(move |text| Edit::Reword { request: id, field: RequestField::Words(text) }),
        any::<Option<i64>>().prop_map(move |at| {
            let due = at.map(|at| Due { at: Millis(at), from: None, takes: None });
            Edit::Reword { request: id, field: RequestField::Due(due) }
        }),
        any::<bool>().prop_map(move |hangs| {
            Edit::Reword { request: id, field: RequestField::Parent(hangs.then_some(id)) }
        }),
        any::<String>().prop_map(move |name| Edit::AddParty { id, kind: PartyKind::Vendor, name }),
        any::<bool>().prop_map(move |gone| Edit::ChangeParty { id, field: PartyField::Retired(gone) }),
        any::<Option<(i32, i32)>>().prop_map(move |at| {
            let spot = at.map(|(x, y)| Spot { x, y });
            Edit::ChangeParty { id, field: PartyField::Place(PictureStyle::Layers, spot) }
        }),
        any::<bool>().prop_map(move |is| {
            Edit::ChangeParty { id, field: PartyField::MergedInto(is.then_some(id)) }
        }),
        any::<String>().prop_map(move |text| Edit::ChangeParty { id, field: PartyField::Site(text) }),
        any::<String>().prop_map(move |text| Edit::ChangeService { id, field: ServiceField::Contact(text) }),
        (any::<String>(), span(), span()).prop_map(move |(name, reply_within, deliver_within)| {
            Edit::AddService { id, provider: id, served: id, name, reply_within, deliver_within }
        }),
        span().prop_map(move |span| Edit::ChangeService { id, field: ServiceField::DeliverWithin(span) }),
        any::<String>().prop_map(move |name| Edit::AddPerson { id, name, team: Some(id) }),
        any::<String>().prop_map(move |name| {
            Edit::ChangePerson { id, field: PersonField::Device(DeviceId::default(), name) }
        }),
        any::<[String; 2]>()
            .prop_map(move |[name, reference]| { Edit::AddCustomer { id, name, reference, segment: None } }),
        any::<String>().prop_map(move |name| Edit::ChangeCustomer { id, field: CustomerField::Name(name) }),
        any::<bool>().prop_map(move |is| {
            Edit::ChangeCustomer { id, field: CustomerField::MergedInto(is.then_some(id)) }
        }),
        any::<String>().prop_map(|name| Edit::NameWorkspace { name }),
    ]
}

proptest! {
    #[test]
    fn edits_are_kept_as_they_were(edits in proptest::collection::vec(any_edit(), 0..6)) {
        prop_assert_eq!(KeptEdits::of(&edits).read(), Some(edits));
    }
}

//! The session against storage and a relay that are played by hand. The simulator plays them by chance.

mod broken;
mod copying;
mod fits;
mod kept;
mod lead;
mod published;
mod quarantine;
mod recovery;
mod repair;
mod tabs;
mod unmade;
mod untold;
mod window;

use super::*;
use crate::doc::{Doc, inspect};
use crate::edit::Edit;
use crate::id::{ChainToken, DeviceId, DocKind, LogId, Seal, Seq, WorkspaceId};
use crate::limits::DOCS_PER_SLICE;
use crate::model::PartyKind;
use crate::sync::SignInOutcome;
use crate::view::encode_page;
use crate::wire::{
    self, Acked, AppendedRange, Chunk, Cursor, Entry, FromDevice, FromRelay, Range, Refusal, RefusalReason,
    Settled, Welcome,
};
use rand::{SeedableRng, rngs::StdRng};

const NOW: Millis = Millis(1_750_000_000_000);

struct Stage {
    session: Session,
    rng: StdRng,
}

impl Stage {
    /// A device that has read a log up to its end, which is empty, and holds the socket.
    fn live() -> Self {
        let mut stage = Self::offline(Place {
            cursor: Some(cursor(0)),
            rows_done: true,
            docs_done: true,
            ..Place::default()
        });
        stage.connect(cursor(0), false);
        stage
    }

    fn offline(place: Place) -> Self {
        Self::offline_with(place, Vec::new())
    }

    fn offline_with(place: Place, rows: Vec<StoredRow>) -> Self {
        let mut rng = StdRng::seed_from_u64(7);
        let me = Me {
            workspace: WorkspaceId::random(&mut rng),
            device: DeviceId::random(&mut rng),
            person: DocId::random(DocKind::Person, &mut rng),
            team: None,
            admin: false,
            papers: String::new(),
            revoked: Vec::new(),
        };
        let boot = Boot {
            me,
            incarnation: Incarnation::random(&mut rng),
            place,
            rows,
            waiting: Waiting::default(),
            lead: Epoch(0),
            refused: Vec::new(),
            statistics: None,
        };
        let mut stage = Self { session: Session::new(boot), rng };
        stage.tell(Input::Rows { rows: Vec::new(), last: true });
        stage.tell(Input::Leads(Epoch(1), None, Vec::new()));
        stage
    }

    fn connect(&mut self, head: Cursor, bootstrap: bool) -> Vec<Output> {
        self.tell(Input::Connected);
        self.hear(&FromRelay::Welcome(Welcome {
            version: 1,
            head,
            now: NOW,
            bootstrap,
            docs: 1,
            compare: false,
        }))
    }

    fn tell(&mut self, input: Input) -> Vec<Output> {
        self.session.handle(input, NOW, &mut self.rng)
    }

    fn hear(&mut self, frame: &FromRelay) -> Vec<Output> {
        self.tell(Input::Frame(wire::encode(frame)))
    }

    fn add_team(&mut self, name: &str) -> (DocId, Vec<Output>) {
        let id = DocId::random(DocKind::Party, &mut self.rng);
        let edit = Edit::AddParty { id, kind: PartyKind::Team, name: name.into() };
        (id, self.tell(Input::Edit { ticket: 1, edits: vec![edit] }))
    }

    fn refuse(&mut self, batch: u64) -> Vec<Output> {
        let refused = Settled::Refused(Refusal { change: None, why: RefusalReason::NotAllowed });
        self.hear(&FromRelay::Acked(Acked { batch, outcome: refused, seals: Vec::new() }))
    }
}

fn cursor(seq: u64) -> Cursor {
    Cursor { log: LogId::default(), seq: Seq(seq), chain: ChainToken::default() }
}

fn writes(outputs: &[Output]) -> Vec<&Write> {
    outputs
        .iter()
        .filter_map(|output| if let Output::Write(write) = output { Some(&**write) } else { None })
        .collect()
}

fn pushes(outputs: &[Output]) -> usize {
    let is_push = |output: &&Output| matches!(output, Output::Send(frame) if matches!(wire::decode(frame), Ok(FromDevice::Push(_))));
    outputs.iter().filter(is_push).count()
}

fn incarnation_of(write: &Write) -> Incarnation {
    inspect(&write.changes[0].bytes).unwrap().actor.incarnation
}

#[test]
fn an_edit_is_painted_at_once_and_sent_only_after_it_is_stored() {
    // SY1, SY2
    let mut stage = Stage::live();
    let (id, outputs) = stage.add_team("Warehouse");
    assert!(outputs.contains(&Output::Painted(vec![id])));
    assert_eq!(pushes(&outputs), 0);
    assert_eq!((stage.session.status().saving, stage.session.status().to_send), (1, 0));
    let [write] = writes(&outputs)[..] else { panic!("one transaction") };
    assert!(
        write.strict && write.rows.len() == 1 && write.outbox_add.len() == 1,
        "change, row and outbox entry together"
    );
    let stored = stage.tell(Input::Committed(WriteId(write.id)));
    assert_eq!(pushes(&stored), 1);
    assert_eq!(
        (stage.session.status().saving, stage.session.status().to_send),
        (0, 1),
        "saved, and not yet sent"
    );
    let range = AppendedRange { from: Seq(1), to: Seq(1), chain: ChainToken::default() };
    let acked = stage.hear(&FromRelay::Acked(Acked {
        batch: 0,
        outcome: Settled::Accepted(Some(range)),
        seals: vec![Seal::from_bytes([6; 16])],
    }));
    let [write] = writes(&acked)[..] else { panic!("one transaction") };
    assert_eq!(write.outbox_remove.len(), 1);
    assert_eq!(write.seals.len(), 1, "with the relay's word that it has it");
    assert_eq!(
        write.place.as_ref().and_then(|place| place.cursor),
        Some(cursor(1)),
        "in the same transaction"
    );
    assert_eq!(stage.session.status().to_send, 0);
}

#[test]
fn what_the_disk_refuses_is_never_called_saved_and_is_tried_again() {
    // SY2
    let mut stage = Stage::live();
    let (_, outputs) = stage.add_team("Warehouse");
    let id = WriteId(writes(&outputs)[0].id);
    let outputs = stage.tell(Input::NotCommitted(id, WriteFailure::Full));
    assert!(outputs.contains(&Output::Notice(Notice::NotSaved(WriteFailure::Full))));
    assert_eq!((stage.session.status().unsaved, pushes(&outputs)), (1, 0));
    assert_eq!(writes(&stage.tell(Input::Nudge)).len(), 1);
}

#[test]
fn a_second_edit_of_a_document_waits_for_the_first_to_be_stored() {
    // SY14
    let mut stage = Stage::live();
    let (id, first) = stage.add_team("Warehouse");
    let rename = Edit::ChangeParty { id, field: crate::edit::PartyField::Name("Yard".into()) };
    let second = stage.tell(Input::Edit { ticket: 2, edits: vec![rename] });
    assert!(writes(&second).is_empty(), "its row was derived from what isn't stored yet");
    let stored = stage.tell(Input::Committed(WriteId(writes(&first)[0].id)));
    assert_eq!(writes(&stored).len(), 1);
}

#[test]
fn a_refused_edit_is_taken_back_kept_for_its_person_and_the_next_actor_is_another() {
    // SY7, SY8
    let mut stage = Stage::live();
    let (id, outputs) = stage.add_team("Warehouse");
    let write = writes(&outputs)[0].clone();
    stage.tell(Input::Committed(WriteId(write.id)));
    let outputs = stage.refuse(0);
    let [taken_back] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!(taken_back.rows_remove, [id]);
    assert_eq!(
        (taken_back.drop_changes.len(), taken_back.refused_add.len(), taken_back.outbox_remove.len()),
        (1, 1, 1)
    );
    assert!(stage.session.rows().party(id).is_none());
    assert_eq!(stage.session.status().refused, 1);
    let (_, next) = stage.add_team("Yard");
    assert_ne!(incarnation_of(writes(&next)[0]), incarnation_of(&write));
}

fn stamp() -> crate::edit::Stamp {
    crate::edit::Stamp {
        by: DocId::default(),
        event: crate::id::EventId::default(),
        device_time: NOW,
        offset: crate::id::Span::ZERO,
    }
}

/// One entry of the log, as it arrives.
fn range(at: u64, entry: &Entry) -> FromRelay {
    let entries = vec![entry.clone()];
    FromRelay::Range(Range { from: Seq(at), to: Seq(at), chain: ChainToken::default(), entries })
}

/// Documents that another device made, as entries of the log.
fn foreign(count: u64) -> Vec<(Entry, StoredRow)> {
    let mut rng = StdRng::seed_from_u64(9);
    let actor = Actor { device: DeviceId::random(&mut rng), incarnation: Incarnation::random(&mut rng) };
    let make = |_| {
        let id = DocId::random(DocKind::Party, &mut rng);
        let mut doc = Doc::empty(id);
        let edit = Edit::AddParty { id, kind: PartyKind::Team, name: "Other".into() };
        let written = crate::doc::write(&mut doc, actor, &[(&edit, stamp())]).unwrap();
        (Entry { doc: id, bytes: written.bytes.into(), seal: None }, view::stored(&doc).unwrap())
    };
    (0..count).map(make).collect()
}

#[test]
fn a_large_range_is_taken_in_slices_and_its_place_comes_last() {
    // SY3, SY16
    let mut stage = Stage::live();
    let many = DOCS_PER_SLICE as u64 * 2 + 1;
    let entries = foreign(many).into_iter().map(|(entry, _)| entry).collect();
    let frame =
        FromRelay::Range(Range { from: Seq(1), to: Seq(many), chain: ChainToken::default(), entries });
    let mut outputs = stage.hear(&frame);
    let mut slices = Vec::new();
    while let [write] = writes(&outputs)[..] {
        slices.push((write.changes.len(), write.place.is_some()));
        let id = WriteId(write.id);
        outputs = stage.tell(Input::Committed(id));
    }
    assert_eq!(slices, [(DOCS_PER_SLICE, false), (DOCS_PER_SLICE, false), (1, true)]);
    assert_eq!(stage.session.rows().parties().count() as u64, many);
}

#[test]
fn nothing_is_stored_past_something_that_was_not() {
    // SY3: found by the simulator. The first of two ranges doesn't commit, and the second must not move the place over it.
    let mut stage = Stage::live();
    let made = foreign(2);
    let first = stage.hear(&range(1, &made[0].0));
    let second = stage.hear(&range(2, &made[1].0));
    assert!(writes(&second).is_empty(), "one at a time");
    let outputs = stage.tell(Input::NotCommitted(WriteId(writes(&first)[0].id), WriteFailure::Full));
    assert!(outputs.contains(&Output::Hangup) && writes(&outputs).is_empty());
}

#[test]
fn rows_of_another_version_or_of_other_heads_than_known_are_not_taken() {
    // SY10
    let mut stage = Stage::offline(Place::default());
    let (mine, outputs) = stage.add_team("As I wrote it");
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    let mut rows: Vec<StoredRow> = foreign(2).into_iter().map(|(_, row)| row).collect();
    let (taken, newer) = (rows[0].row.id(), rows[1].row.id());
    rows[1].version = ROW_VERSION + 1;
    let mut other = stage.session.rows().get(mine).unwrap();
    if let Row::Party(party) = &mut other {
        party.name = "As the relay has it".into();
    }
    rows.push(StoredRow { version: ROW_VERSION, heads: HeadsDigest::default(), row: other });
    stage.connect(cursor(5), true);
    let count = rows.len() as u32;
    let chunk = Chunk {
        rows: encode_page(&rows).into(),
        row_count: count,
        docs: vec![],
        rows_done: true,
        docs_done: false,
    };
    stage.hear(&FromRelay::Chunk(chunk));
    let shown = stage.session.rows();
    assert!(shown.party(taken).is_some() && shown.party(newer).is_none());
    assert_eq!(shown.party(mine).map(|party| party.name.as_str()), Some("As I wrote it"));
}

#[test]
fn a_device_without_a_session_asks_to_be_signed_in_and_tells_what_waits() {
    // SY17, SY2
    let mut stage = Stage::live();
    let (_, outputs) = stage.add_team("Warehouse");
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    let outputs = stage.hear(&FromRelay::Close(wire::CloseReason::SignedOut));
    assert!(outputs.contains(&Output::Hangup) && outputs.contains(&Output::SignIn));
    assert_eq!((stage.session.status().link, stage.session.status().to_send), (Link::Connecting, 1));
    stage.tell(Input::SignedIn(SignInOutcome::Refused));
    assert_eq!((stage.session.status().link, stage.session.status().to_send), (Link::SignedOut, 1));
}

#[test]
fn a_timer_that_fires_early_is_set_again() {
    // Found by the simulator: otherwise the heartbeat stops for good.
    let mut stage = Stage::live();
    let outputs = stage.tell(Input::Tick);
    assert!(outputs.iter().any(|output| matches!(output, Output::WakeAt(_))));
}

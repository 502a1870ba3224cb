//! Requests that only some may read: what everybody else's devices are sent of them, whatever they ask for, is nothing.

mod every_store;
mod given_back;

use super::stream::{Line, hello};
use super::*;
use crate::room::read;
use crate::store::LogStore;
use sightline_shared::edit::{PartyField, PersonField};
use sightline_shared::id::{LogId, Seq};
use sightline_shared::model::EventKind;
use sightline_shared::wire::{self, Cursor, FromDevice, FromRelay, Hello, VERSION, VERSION_MIN};

const TITLE: &[u8] = b"Which pallet has lot 4471?";
const D: DocId = DocId::from_bytes([1, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]);

fn team(n: u8) -> DocId {
    DocId::from_bytes([2, n, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5])
}

/// Teams 1 to 4, and a person in each, whose device has the same number. Nobody is in team 5.
struct Scene {
    room: RoomCore<MemoryStore>,
    pens: Vec<Pen>,
    doc: Doc,
}

impl Scene {
    fn new() -> Self {
        let mut scene = Self {
            room: room(),
            pens: (1..=4).map(|n| Pen { events: 50 * n, ..Pen::new(n) }).collect(),
            doc: Doc::empty(D),
        };
        for n in 1..=5 {
            let add = Edit::AddParty { id: team(n), kind: PartyKind::Team, name: format!("Team {n}") };
            scene.wrote(1, team(n), &add);
        }
        for n in 1..=4 {
            let person = author(n, false).person;
            scene.wrote(
                n,
                person,
                &Edit::AddPerson { id: person, name: format!("P {n}"), team: Some(team(n)) },
            );
        }
        scene
    }

    /// A private request of team 1 to team 2.
    fn asked() -> Self {
        let mut scene = Self::new();
        scene.asks();
        scene
    }

    fn asks(&mut self) {
        let Edit::Ask(ask) = ask(D, team(2)) else { panic!() };
        let ask = sightline_shared::edit::Ask { asker: team(1), private: true, ..*ask };
        appended(&self.writes(1, &Edit::Ask(Box::new(ask))));
    }

    fn pen(&mut self, n: u8) -> &mut Pen {
        &mut self.pens[usize::from(n) - 1]
    }

    /// Writes to a document of the map, loaded as the relay has it.
    fn wrote(&mut self, n: u8, id: DocId, edit: &Edit) {
        let mut doc = self.stored(id);
        let change = self.pen(n).write(&mut doc, edit);
        appended(&push(&mut self.room, author(n, false), vec![change]));
    }

    /// Writes to the request, on the document as everybody in it has it.
    fn writes(&mut self, n: u8, edit: &Edit) -> Settled {
        let mut doc = self.doc.clone();
        let change = self.pen(n).write(&mut doc, edit);
        let settled = push(&mut self.room, author(n, false), vec![change]);
        if matches!(settled, Settled::Accepted(_)) {
            self.doc = doc;
        }
        settled
    }

    fn acts(&mut self, n: u8, event: EventKind) -> Settled {
        self.writes(n, &Edit::Act { request: D, event, on_behalf_of: String::new() })
    }

    fn says(&mut self, n: u8, text: &str) -> Settled {
        self.acts(n, EventKind::Commented { text: text.to_owned(), mentions: Vec::new(), answers: false })
    }

    fn hands_on(&mut self, n: u8, to: DocId) -> Settled {
        self.acts(n, EventKind::HandedOn { to, reason: "They know".to_owned(), reply_by: None })
    }

    fn stored(&self, id: DocId) -> Doc {
        let record = self.room.store().doc(id).unwrap().unwrap_or_default();
        let chunks = record.snapshot.iter().chain(&record.changes).map(Vec::as_slice);
        if record.changes.is_empty() { Doc::empty(id) } else { Doc::load(id, chunks).unwrap() }
    }

    fn greets(&self, n: u8, hello: Hello) -> (Line, Vec<FromRelay>) {
        let (mut line, mut heard) = Line::greeted(&self.room, n, hello);
        for _ in 0..8 {
            line.conn.frame(FromDevice::More).unwrap();
            heard.extend(line.hear(&self.room));
        }
        (line, heard)
    }

    /// What a connection hears after the log has grown.
    fn hears(&self, line: &mut Line) -> Vec<FromRelay> {
        line.conn.log_moved(self.room.head().seq, self.room.gate().pass(line.author.person).turned());
        line.hear(&self.room)
    }

    /// Everything that a device can get at, in any way that the wire knows.
    fn all_that_it_gets(&self, n: u8) -> Vec<FromRelay> {
        let head = self.room.head();
        let begin =
            Cursor { seq: Seq(0), chain: self.room.store().chain_at(Seq(0)).unwrap().unwrap(), ..head };
        let elsewhere = Cursor { log: LogId::from_bytes([9; 16]), ..head };
        let mut all = Vec::new();
        for version in VERSION_MIN..=VERSION {
            for cursor in [None, Some(begin), Some(head), Some(elsewhere)] {
                for (wants_docs, row_version, compare) in
                    [(true, hello(None).row_version, false), (true, 1, false), (false, 1, true)]
                {
                    let hello = Hello { version, wants_docs, row_version, compare, ..hello(cursor) };
                    let (mut line, heard) = self.greets(n, hello);
                    all.extend(heard);
                    line.conn.frame(FromDevice::Fetch(vec![D, team(1)])).unwrap();
                    all.extend(self.hears(&mut line));
                }
            }
        }
        all
    }
}

fn contains(frames: &[FromRelay], bytes: &[u8]) -> bool {
    frames.iter().any(|frame| wire::encode(frame).windows(bytes.len()).any(|window| window == bytes))
}

/// Neither what it says nor its name.
fn has(frames: &[FromRelay]) -> bool {
    let (says, named) = (contains(frames, TITLE), contains(frames, &D.to_bytes()));
    assert_eq!(says, named, "nobody is sent one without the other");
    says
}

/// Every frame's entries and documents of the request, applied.
fn follows(mut doc: Doc, frames: &[FromRelay]) -> Doc {
    for frame in frames {
        match frame {
            FromRelay::Range(range) => {
                for entry in range.entries.iter().filter(|entry| entry.doc == D) {
                    doc.apply(&entry.bytes).unwrap();
                }
            }
            FromRelay::Chunk(chunk) => {
                for whole in chunk.docs.iter().filter(|whole| whole.doc == D) {
                    doc.absorb([whole.bytes.as_slice()]).unwrap();
                }
            }
            FromRelay::Docs(docs) => {
                for whole in docs.iter().filter(|whole| whole.doc == D) {
                    doc.absorb([whole.bytes.as_slice()]).unwrap();
                }
            }
            _ => {}
        }
    }
    doc
}

/// PR1: in no frame, in no version, whatever it asks for, live and afterwards; the two teams have it.
#[test]
fn nobody_else_is_sent_a_byte_of_it() {
    let mut scene = Scene::new();
    let mut live: Vec<Line> = (1..=4).map(|n| scene.greets(n, hello(Some(scene.room.head()))).0).collect();
    scene.asks();
    appended(&scene.says(2, "Row 9"));
    for (n, line) in (1..=4).zip(&mut live) {
        let heard = scene.hears(line);
        assert_eq!(has(&heard), n <= 2, "live, {n}");
        let end = heard.iter().rev().find_map(|frame| match frame {
            FromRelay::Range(range) => Some(range.to),
            _ => None,
        });
        assert_eq!(end, Some(scene.room.head().seq), "the place moves for everybody");
        assert_eq!(has(&scene.all_that_it_gets(n)), n <= 2, "{n}");
    }
    assert_eq!(follows(Doc::empty(D), &scene.all_that_it_gets(2)).heads(), scene.doc.heads());
    let (_, first) = scene.greets(3, hello(None));
    let count = |n| {
        scene.greets(n, hello(None)).1.iter().find_map(|frame| match frame {
            FromRelay::Welcome(welcome) => Some(welcome.docs),
            _ => None,
        })
    };
    assert!(!first.is_empty() && count(3) == count(1).map(|docs| docs - 1), "not even counted");
}

/// PR4: whoever may not read it can't write to it, an admin neither.
#[test]
fn nobody_else_may_write_to_it() {
    let mut scene = Scene::asked();
    assert_eq!(why(&scene.says(3, "Let me see")), RefusalReason::NotAllowed);
    assert_eq!(why(&scene.hands_on(3, team(3))), RefusalReason::NotAllowed);
    let mut doc = scene.doc.clone();
    let change = Pen::new(9).write(
        &mut doc,
        &Edit::Reword { request: D, field: sightline_shared::edit::RequestField::Title("Mine".to_owned()) },
    );
    assert_eq!(why(&push(&mut scene.room, author(9, true), vec![change])), RefusalReason::NotAllowed);
    appended(&scene.says(2, "Row 9"));
}

/// PR2, PR3: handed on, the new team has all of it, live and afterwards; the team that had it is told that it is gone, and nothing more.
#[test]
fn who_has_it_now_may_read_it_and_who_had_it_no_longer() {
    let mut scene = Scene::asked();
    let before = scene.room.head();
    let mut had = scene.greets(2, hello(Some(before))).0;
    let mut has_now = scene.greets(3, hello(Some(before))).0;
    appended(&scene.hands_on(2, team(3)));
    let handed = scene.doc.clone();
    appended(&scene.says(3, "We are at it"));

    let heard = scene.hears(&mut had);
    assert!(!contains(&heard, b"We are at it"));
    let (_, later) = scene.greets(2, hello(Some(before)));
    let (_, anew) = scene.greets(2, hello(None));
    assert!(!contains(&later, b"We are at it") && !has(&anew));
    let known = Scene::asked().doc;
    for heard in [&heard, &later] {
        assert_eq!(follows(known.clone(), heard).heads(), handed.heads(), "it knows that it was handed on");
    }
    assert_eq!(why(&scene.says(2, "Wait")), RefusalReason::NotAllowed);

    // A device that lacks the beginning of what comes asks for all of it.
    has_now.conn.frame(FromDevice::Fetch(vec![D])).unwrap();
    let heard = scene.hears(&mut has_now);
    assert_eq!(follows(Doc::empty(D), &heard).heads(), scene.doc.heads());
    assert!(has(&scene.greets(3, hello(None)).1));
}

/// PR2: a relay that starts again knows the same.
#[test]
fn a_restart_forgets_nothing_of_it() {
    let mut scene = Scene::asked();
    let before = scene.room.head();
    appended(&scene.hands_on(2, team(3)));
    appended(&scene.says(3, "We are at it"));
    let heard = |scene: &Scene| -> Vec<Vec<FromRelay>> {
        let places = [Some(before), None];
        (1..=4).flat_map(|n| places.map(|place| scene.greets(n, hello(place)).1)).collect()
    };
    let ago = heard(&scene);
    scene.room = RoomCore::open(scene.room.store().clone(), sealer()).unwrap();
    assert_eq!(heard(&scene), ago);
    assert_eq!(why(&scene.says(4, "Hello?")), RefusalReason::NotAllowed);
    appended(&scene.hands_on(3, team(2)));
    assert_eq!(follows(Doc::empty(D), &scene.greets(2, hello(None)).1).heads(), scene.doc.heads());
}

/// PR5: who comes into one of the teams is sent what it has, while connected, afterwards, and after a restart of the relay.
#[test]
fn who_comes_into_a_team_is_sent_what_it_has() {
    let mut scene = Scene::asked();
    let before = scene.room.head();
    let (mut line, heard) = scene.greets(4, hello(Some(before)));
    assert!(!has(&heard));
    let person = author(4, false).person;
    let moves = |to| Edit::ChangePerson { id: person, field: PersonField::Team(Some(to)) };
    scene.wrote(4, person, &moves(team(2)));
    assert_eq!(follows(Doc::empty(D), &scene.hears(&mut line)).heads(), scene.doc.heads());
    assert!(scene.hears(&mut line).is_empty(), "once");
    for restarts in [false, true] {
        if restarts {
            scene.room = RoomCore::open(scene.room.store().clone(), sealer()).unwrap();
        }
        let (_, heard) = scene.greets(4, hello(Some(before)));
        assert_eq!(follows(Doc::empty(D), &heard).heads(), scene.doc.heads());
        assert!(!has(&scene.greets(4, hello(Some(scene.room.head()))).1), "it has it");
    }
    scene.wrote(4, person, &moves(team(5)));
    assert!(!has(&scene.hears(&mut line)) && !has(&scene.all_that_it_gets(4)));
}

/// PR2: a team that was merged into one of the two counts as it.
#[test]
fn merged_teams_read_as_one() {
    let mut scene = Scene::asked();
    let before = scene.room.head();
    let mut line = scene.greets(4, hello(Some(before))).0;
    let merges = |into| Edit::ChangeParty { id: team(4), field: PartyField::MergedInto(into) };
    scene.wrote(1, team(4), &merges(Some(team(2))));
    assert_eq!(follows(Doc::empty(D), &scene.hears(&mut line)).heads(), scene.doc.heads());
    scene.room = RoomCore::open(scene.room.store().clone(), sealer()).unwrap();
    assert_eq!(follows(Doc::empty(D), &scene.greets(4, hello(Some(before))).1).heads(), scene.doc.heads());
    scene.wrote(1, team(4), &merges(None));
    assert!(!has(&scene.all_that_it_gets(4)));
}

/// PR2: who asked and who owns it may read it wherever they are; a mention lets nobody in.
#[test]
fn who_asked_and_who_owns_it_may_read_it() {
    let mut scene = Scene::asked();
    for n in [1, 2] {
        let person = author(n, false).person;
        let field = PersonField::Team(Some(team(5)));
        scene.wrote(n, person, &Edit::ChangePerson { id: person, field });
    }
    let gets = |scene: &Scene, n| has(&scene.greets(n, hello(None)).1);
    assert_eq!([1, 2, 3, 4].map(|n| gets(&scene, n)), [true, false, false, false]);
    let mentions = vec![author(3, false).person, team(3)];
    appended(&scene.acts(1, EventKind::Commented { text: "Cy, you?".to_owned(), mentions, answers: false }));
    assert!(!gets(&scene, 3));
    let owner = author(4, false).person;
    appended(&scene.acts(1, EventKind::Accepted { owner, promised: None }));
    assert_eq!([1, 2, 3, 4].map(|n| gets(&scene, n)), [true, false, false, true]);
}

/// PR1: a row that can't be read opens nothing: its document says whose it is.
#[test]
fn a_damaged_row_opens_nothing() {
    let mut scene = Scene::asked();
    let record = scene.room.store().doc(D).unwrap().unwrap();
    let head = scene.room.head().seq;
    let broken = |row: Vec<u8>| crate::store::Append {
        after: head,
        docs: vec![crate::store::DocUpdate {
            doc: D,
            row,
            heads: record.heads,
            tips: record.tips.clone(),
            snapshot: None,
        }],
        ..crate::store::Append::default()
    };
    for row in [vec![0], vec![0xa1, 0, 7]] {
        let mut store = scene.room.store().clone();
        store.append(&broken(row)).unwrap();
        scene.room = RoomCore::open(store, sealer()).unwrap();
        assert_eq!([1, 2, 3].map(|n| contains(&scene.all_that_it_gets(n), TITLE)), [true, true, false]);
    }
}

/// PR1: a large frame for everybody, and one at a time: where pages end doesn't matter.
#[test]
fn small_pages_hold_no_more() {
    let scene = Scene::asked();
    for person in 1..=4 {
        let pass = scene.room.gate().pass(author(person, false).person);
        let mut after = None;
        let mut rows = Vec::new();
        loop {
            let wanted = crate::room::Read::Rows { after, upto: None };
            let given = crate::room::read_piece(scene.room.store(), &pass, &wanted, 1, Millis(9)).unwrap();
            let crate::room::Given::Rows(page) = given else { panic!() };
            rows.extend(page.items.bytes);
            after = page.last;
            if page.done {
                break;
            }
        }
        let found = rows.windows(TITLE.len()).any(|window| window == TITLE);
        assert_eq!(found, person <= 2);
        let whole = read(scene.room.store(), &pass, &crate::room::Read::Heads(None), Millis(9)).unwrap();
        let crate::room::Given::Heads(page) = whole else { panic!() };
        assert_eq!(page.items.iter().any(|heads| heads.doc == D), person <= 2);
    }
}

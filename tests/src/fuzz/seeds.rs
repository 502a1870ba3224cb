//! Honest bytes for the corpus, and the pen that writes them.

use super::{NOW, Target};
use rand::{SeedableRng, rngs::StdRng};
use sha2::{Digest, Sha256};
use sightline::room::Author;
use sightline_shared::doc::{Doc, write};
use sightline_shared::edit::{Ask, Edit, PartyField, Stamp};
use sightline_shared::id::{
    Actor, ChainToken, DeviceId, DocId, DocKind, EventId, Incarnation, LogId, Millis, Seq, Span,
};
use sightline_shared::model::{EventKind, PartyKind};
use sightline_shared::session::{KeptEdits, OutboxEntry, OutboxKey};
use sightline_shared::view;
use sightline_shared::wire::{
    self, Change, CloseReason, Cursor, Entry, FromDevice, FromRelay, Hello, Packing, Push, Range,
};

/// A chunk of automerge's with a right checksum: without it nothing behind the checksum would ever be reached.
pub(super) fn chunk(kind: u8, data: &[u8]) -> Vec<u8> {
    let mut length = Vec::new();
    let mut rest = data.len();
    loop {
        let part = u8::try_from(rest & 0x7f).unwrap_or_default();
        rest >>= 7;
        length.push(if rest == 0 { part } else { part | 0x80 });
        if rest == 0 {
            break;
        }
    }
    // A deflated change has the checksum of what it inflates to, as a change.
    let inflated = (kind == 2).then(|| inflate(data)).flatten();
    let hash = match &inflated {
        Some(plain) => return with_hash(&checksum(1, plain), kind, &length, data),
        None => checksum(kind, data),
    };
    with_hash(&hash, kind, &length, data)
}

fn with_hash(hash: &[u8], kind: u8, length: &[u8], data: &[u8]) -> Vec<u8> {
    [&[0x85, 0x6f, 0x4a, 0x83][..], &hash[..4], &[kind], length, data].concat()
}

fn checksum(kind: u8, data: &[u8]) -> Vec<u8> {
    let mut length = Vec::new();
    let mut rest = data.len();
    while rest > 0x7f {
        length.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
        rest >>= 7;
    }
    length.push(u8::try_from(rest).unwrap_or_default());
    Sha256::new().chain_update([kind]).chain_update(&length).chain_update(data).finalize().to_vec()
}

/// At most as much as admission takes.
fn inflate(data: &[u8]) -> Option<Vec<u8>> {
    use std::io::Read;
    let mut plain = Vec::new();
    let limit = u64::try_from(sightline_shared::limits::CHANGE_INFLATED_BYTES_MAX).unwrap_or(u64::MAX);
    flate2::read::DeflateDecoder::new(data).take(limit).read_to_end(&mut plain).ok()?;
    Some(plain)
}

/// A team's document.
pub(super) fn team(n: u8) -> DocId {
    let mut bytes = [n; 16];
    bytes[0] = DocKind::Party.into();
    DocId::from_bytes(bytes)
}

/// A device's hand.
pub(super) struct Pen {
    actor: Actor,
    person: DocId,
    events: u8,
}

impl Pen {
    pub(super) fn new(n: u8) -> Self {
        let actor =
            Actor { device: DeviceId::from_bytes([n; 8]), incarnation: Incarnation::from_bytes([n; 8]) };
        Self {
            actor,
            person: DocId::random(DocKind::Person, &mut StdRng::seed_from_u64(n.into())),
            events: 0,
        }
    }

    pub(super) fn author(&self) -> Author {
        Author { device: self.actor.device, person: self.person, admin: false }
    }

    fn write(&mut self, doc: &mut Doc, edit: &Edit) -> Change {
        self.events += 1;
        let event = EventId::from_bytes([self.events; 8]);
        let stamp = Stamp { by: self.person, event, device_time: NOW, offset: Span::ZERO };
        let written = write(doc, self.actor, &[(edit, stamp)]).expect("an honest edit");
        Change { doc: doc.id(), bytes: written.bytes.into() }
    }

    pub(super) fn add_party(&mut self, doc: &mut Doc) -> Change {
        let edit = Edit::AddParty { id: doc.id(), kind: PartyKind::Team, name: "Warehouse".into() };
        self.write(doc, &edit)
    }

    pub(super) fn rename(&mut self, doc: &mut Doc, name: &str) -> Change {
        let edit = Edit::ChangeParty { id: doc.id(), field: PartyField::Name(name.into()) };
        self.write(doc, &edit)
    }

    fn request(&mut self) -> (Doc, Vec<Change>) {
        let mut id = [5; 16];
        id[0] = DocKind::Request.into();
        let id = DocId::from_bytes(id);
        let mut doc = Doc::empty(id);
        let ask = Ask {
            id,
            title: "Which pallet has lot 4471?".into(),
            details: "the same again and ".repeat(20),
            asker: team(1),
            provider: team(2),
            service: None,
            customer: None,
            words: "Where is it? 🚚".into(),
            reference: "4471".into(),
            parent: None,
            due: None,
            reply_by: Some(NOW),
            private: false,
            voice: None,
        };
        let mut changes = vec![self.write(&mut doc, &Edit::Ask(Box::new(ask)))];
        for event in [
            EventKind::Accepted { owner: self.person, promised: Some(NOW) },
            EventKind::Waiting {
                on: "the carrier".into(),
                on_asker: false,
                until: Some(Millis(0)),
                why: String::new(),
            },
            EventKind::HandedOn { to: team(1), reason: "they know".into(), reply_by: None },
            EventKind::Commented {
                text: "again and again and ".repeat(30),
                mentions: Vec::new(),
                answers: false,
            },
        ] {
            changes.push(self.write(&mut doc, &Edit::Act { request: id, event, on_behalf_of: "Ana".into() }));
        }
        (doc, changes)
    }
}

/// What a target's corpus begins with.
pub fn corpus(target: Target) -> Vec<Vec<u8>> {
    let mut pen = Pen::new(3);
    let (request, changes) = pen.request();
    let mut party = Doc::empty(team(4));
    let added = pen.add_party(&mut party);
    let tagged = |tag: u8, bytes: &[u8]| [&[tag], bytes].concat();
    match target {
        Target::Frames => frames(&changes, &added, &request),
        Target::Admission => {
            // Behind kind, checksum and length: what `chunk` puts there again.
            let data = |change: &Change| tagged(change.bytes[8], &change.bytes[content_at(&change.bytes)..]);
            changes.iter().chain([&added]).map(data).chain([tagged(0, &added.bytes)]).collect()
        }
        Target::Document => {
            let whole = |doc: &Doc, bytes: &[u8]| {
                tagged(doc.id().to_bytes()[0] * 4 + bytes[8], &bytes[content_at(bytes)..])
            };
            let raw = |doc: &Doc| tagged(doc.id().to_bytes()[0] * 4 + 3, &doc.save());
            let [request, party] = [&request, &party];
            vec![
                whole(request, &request.save_raw()),
                whole(party, &party.save_raw()),
                raw(request),
                raw(party),
            ]
        }
        Target::Rows => {
            let rows = [&request, &party].map(|doc| view::stored(doc).expect("an honest document"));
            vec![view::encode_page(&rows), view::encode_page(&rows[1..])]
        }
        Target::Csv => {
            let log = "number,incident_state,sys_mod_count,caller_id,opened_by,opened_at,sys_updated_by,sys_updated_at,\
                       contact_type,location,category,subcategory,u_symptom,priority,assignment_group,assigned_to,\
                       problem_id,rfc,vendor\n\
                       I1,New,0,C 2,O 8,29/2/2016 01:16,U 2,29/2/2016 01:23,Phone,?,Cat 5,?,S 7,1 - Critical,G 5,?,?,?,?\n\
                       I1,Closed,2,C 2,O 8,29/2/2016 01:16,U 6,29/2/2016 08:53,Phone,L 1,Cat 5,?,S 7,3 - Moderate,G 6,R 1,?,?,?\n";
            let map = "repo_name,type,team\nfrontend,Frontend apps,\"#a, \"\"team\"\"\"\nwhitehall,Publishing apps,#b\n,,\n";
            let texts = [(0, log), (1, map), (2, super::LOG_MAPPING), (2, super::MAP_MAPPING)];
            texts.map(|(tag, text)| tagged(tag, text.as_bytes())).to_vec()
        }
    }
}

/// Where a chunk's data begins: after the magic, the checksum, the kind and the length.
fn content_at(chunk: &[u8]) -> usize {
    9 + chunk.iter().skip(9).position(|byte| byte & 0x80 == 0).map_or(0, |at| at + 1)
}

fn frames(changes: &[Change], added: &Change, request: &Doc) -> Vec<Vec<u8>> {
    let cursor =
        Cursor { log: LogId::from_bytes([9; 16]), seq: Seq(1), chain: ChainToken::from_bytes([3; 16]) };
    let hello = Hello {
        version: wire::VERSION,
        cursor: Some(cursor),
        row_version: view::ROW_VERSION,
        docs_after: Some(added.doc),
        wants_docs: true,
        compare: true,
        keeps: Some(Span::days(90)),
        statistics: None,
    };
    let entries = changes.iter().map(|c| Entry { doc: c.doc, bytes: c.bytes.clone(), seal: None }).collect();
    let range = Range { from: Seq(1), to: Seq(5), chain: cursor.chain, entries };
    let made = OutboxKey { made: NOW, incarnation: Incarnation::from_bytes([1; 8]), number: 4 };
    let edits = KeptEdits::of(&[Edit::NameWorkspace { name: "Harbour".into() }]);
    let outbox = OutboxEntry { key: made, changes: vec![added.clone()], docs: vec![added.doc], edits };
    let packed = |packing: Packing| packing.pack(wire::encode(&FromRelay::Range(range.clone())));
    vec![
        packed(Packing::Deflated),
        wire::encode(&FromDevice::Hello(hello)),
        wire::encode(&FromDevice::Push(Push { batch: 7, changes: vec![added.clone()], seals: Vec::new() })),
        wire::encode(&FromDevice::Fetch(vec![request.id(), added.doc])),
        wire::encode(&FromDevice::More),
        wire::encode(&FromRelay::Range(range.clone())),
        wire::encode(&FromRelay::Close(CloseReason::TooSlow)),
        wire::encode(&outbox),
        packed(Packing::Folded),
        figures(),
    ]
}

/// Published figures of a few answered requests.
fn figures() -> Vec<u8> {
    let mut gathered = view::Gathered::new(NOW, 1);
    for n in 0..3 {
        let at = Some(NOW);
        let row = view::RequestRow {
            id: DocId::from_bytes([1, n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            parent: (n > 0).then(|| DocId::from_bytes([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            answered_at: at,
            accepted_at: at,
            reply_by: at,
            delivered_at: at,
            changed_at: NOW,
            ..view::RequestRow::default()
        };
        gathered.take(&view::Row::Request(Box::new(row)));
    }
    wire::encode(&FromRelay::Statistics(gathered.statistics().to_bytes().into()))
}

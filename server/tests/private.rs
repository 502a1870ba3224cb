//! A hostile device of a third team, on a socket of its own making: it gets no byte of a private request, whatever it asks the relay for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::device::{Device, Socket, hello};
use common::relay::Relay;
use futures_util::StreamExt;
use sightline_shared::doc::{Doc, write};
use sightline_shared::edit::{Ask, Edit, Stamp};
use sightline_shared::id::{DocId, DocKind, EventId, LogId, Millis, Seq, Span};
use sightline_shared::model::{EventKind, PartyKind};
use sightline_shared::wire::{
    self, Change, Cursor, FromDevice, FromRelay, Hello, RefusalReason, Settled, VERSION, VERSION_MIN,
};
use tokio_tungstenite::tungstenite::Message;

const TITLE: &str = "Zanzibar quartz";
const WORDS: &str = "vexed nymphs waltz";
const ANSWER: &str = "jackdaws love sphinx";

fn id(kind: DocKind, n: u8) -> DocId {
    let mut bytes = [0xb5; 16];
    (bytes[0], bytes[1]) = (kind.into(), n);
    DocId::from_bytes(bytes)
}

/// A device with a line, a person and a team of the same number.
struct Member {
    device: Device,
    line: Socket,
    batches: u64,
    events: u8,
}

impl Member {
    async fn joined(relay: &Relay, token: &str, n: u8) -> Self {
        let device = Device::join(relay, token);
        let (mut line, _) = device.greet(relay, None).await;
        line.bootstrap().await;
        let mut member = Self { device, line, batches: 0, events: 10 * n };
        let (team, person) = (id(DocKind::Party, n), member.device.me.person);
        member
            .must(team, &Edit::AddParty { id: team, kind: PartyKind::Team, name: format!("Team {n}") })
            .await;
        member.must(person, &Edit::AddPerson { id: person, name: format!("P {n}"), team: Some(team) }).await;
        member
    }

    fn written(&mut self, doc: &mut Doc, edit: &Edit) -> Change {
        self.events += 1;
        let event = EventId::from_bytes([self.events; 8]);
        let stamp = Stamp { by: self.device.me.person, event, device_time: Millis(1), offset: Span::ZERO };
        let written = write(doc, self.device.actor, &[(edit, stamp)]).unwrap();
        Change { doc: doc.id(), bytes: written.bytes.into() }
    }

    /// Pushes a change and waits for the outcome.
    async fn push(&mut self, change: Change) -> Settled {
        self.batches += 1;
        let push = wire::Push { batch: self.batches, changes: vec![change], seals: Vec::new() };
        self.line.say(&FromDevice::Push(push)).await;
        loop {
            if let FromRelay::Acked(acked) = self.line.hear().await {
                return acked.outcome;
            }
        }
    }

    async fn must(&mut self, doc: DocId, edit: &Edit) {
        let change = self.written(&mut Doc::empty(doc), edit);
        assert!(matches!(self.push(change).await, Settled::Accepted(Some(_))));
    }

    async fn does(&mut self, doc: &mut Doc, event: EventKind) -> Settled {
        let request = doc.id();
        let change = self.written(doc, &Edit::Act { request, event, on_behalf_of: String::new() });
        self.push(change).await
    }
}

/// Everything that came over a line, as it came and unpacked.
#[derive(Default)]
struct Heard {
    bytes: Vec<u8>,
    frames: Vec<FromRelay>,
}

impl Heard {
    async fn next(&mut self, line: &mut Socket) -> FromRelay {
        loop {
            if let Message::Binary(bytes) = line.0.next().await.expect("the socket is open").unwrap() {
                self.bytes.extend_from_slice(&bytes);
                let frame = wire::read(&bytes).unwrap();
                self.bytes.extend(wire::encode(&frame));
                self.frames.push(frame.clone());
                return frame;
            }
        }
    }

    /// Listens until the log is here up to this place.
    async fn until(&mut self, line: &mut Socket, seq: Seq) {
        loop {
            match self.next(line).await {
                FromRelay::Range(range) if range.to >= seq => return,
                _ => {}
            }
        }
    }

    /// Fetches these, and answers once the last of them is answered.
    async fn fetch(&mut self, line: &mut Socket, docs: Vec<DocId>) {
        let mut left = docs.len();
        line.say(&FromDevice::Fetch(docs)).await;
        while left > 0 {
            left -= usize::from(matches!(self.next(line).await, FromRelay::Docs(_)));
        }
    }

    fn has(&self, bytes: &[u8]) -> bool {
        self.bytes.windows(bytes.len()).any(|window| window == bytes)
    }

    fn says_anything_of(&self, doc: DocId) -> bool {
        let found = [TITLE, WORDS, ANSWER].map(|text| self.has(text.as_bytes()));
        found.contains(&true) || self.has(&doc.to_bytes())
    }
}

/// Closes a line, and waits until the relay has: a device may have few at once.
async fn goodbye(mut line: Socket) {
    line.0.close(None).await.unwrap();
    while let Some(Ok(_)) = line.0.next().await {}
}

/// Asks the relay for everything, in every version and from every place.
async fn all_that(device: &Device, relay: &Relay, request: DocId) -> Heard {
    let mut heard = Heard::default();
    let (line, welcome) = device.greet(relay, None).await;
    goodbye(line).await;
    let head = welcome.head;
    let chain = sightline_shared::id::ChainToken::from_slice(head.log.as_bytes()).unwrap();
    let begin = Cursor { seq: Seq(0), chain, ..head };
    let elsewhere = Cursor { log: LogId::from_bytes([9; 16]), ..head };
    for version in VERSION_MIN..=VERSION {
        for cursor in [None, Some(begin), Some(head), Some(elsewhere)] {
            let mut line = device.connect(relay).await;
            let FromDevice::Hello(plain) = hello(cursor) else { panic!() };
            line.say(&FromDevice::Hello(Hello { version, wants_docs: true, ..plain })).await;
            loop {
                match heard.next(&mut line).await {
                    FromRelay::Chunk(chunk) if chunk.docs_done => break,
                    FromRelay::Chunk(_) => line.say(&FromDevice::More).await,
                    FromRelay::Heads(page) if !page.done => line.say(&FromDevice::More).await,
                    _ => {}
                }
            }
            heard.fetch(&mut line, vec![request, id(DocKind::Party, 1)]).await;
            goodbye(line).await;
        }
    }
    heard
}

fn over_http(device: &Device, relay: &Relay) -> String {
    let paths = ["/", "/api/me", "/api/devices", "/api/invites", "/healthz", "/api/requests", "/export.csv"];
    paths.map(|path| relay.get(path, Some(&device.cookie)).body).concat()
}

fn asked(doc: DocId) -> Edit {
    Edit::Ask(Box::new(Ask {
        id: doc,
        title: TITLE.to_owned(),
        asker: id(DocKind::Party, 1),
        provider: id(DocKind::Party, 2),
        details: WORDS.to_owned(),
        service: None,
        customer: None,
        words: WORDS.to_owned(),
        reference: String::new(),
        parent: None,
        due: None,
        reply_by: None,
        private: true,
        voice: None,
    }))
}

/// PR1, PR3, PR4: live, afterwards, in every version of the wire, over HTTP and after a restart; handed on, it has all of it.
#[tokio::test]
async fn a_third_team_gets_no_byte_of_a_private_request() {
    let data = tempfile::tempdir().unwrap();
    let relay = Relay::start(data.path());
    let mut asker = Member::joined(&relay, relay.set_up.as_deref().unwrap(), 1).await;
    let mut provider = Member::joined(&relay, &relay.invite(&asker.device.cookie), 2).await;
    let mut third = Member::joined(&relay, &relay.invite(&asker.device.cookie), 3).await;

    let request = id(DocKind::Request, 7);
    let mut doc = Doc::empty(request);
    let change = asker.written(&mut doc, &asked(request));
    assert!(matches!(asker.push(change).await, Settled::Accepted(Some(_))));
    let answers = EventKind::Commented { text: ANSWER.to_owned(), mentions: Vec::new(), answers: false };
    let Settled::Accepted(Some(last)) = provider.does(&mut doc, answers).await else { panic!() };

    let mut live = Heard::default();
    live.until(&mut third.line, last.to).await;
    assert!(!live.says_anything_of(request), "live");
    let mut theirs = Heard::default();
    theirs.until(&mut asker.line, last.to).await;
    assert!(theirs.has(ANSWER.as_bytes()) && theirs.has(&request.to_bytes()), "who asked hears of it");

    let mut forged = doc.clone();
    let comment = EventKind::Commented { text: "Let me in".to_owned(), mentions: Vec::new(), answers: false };
    let Settled::Refused(refusal) = third.does(&mut forged, comment).await else { panic!() };
    assert_eq!(refusal.why, RefusalReason::NotAllowed);

    assert!(!all_that(&third.device, &relay, request).await.says_anything_of(request));
    assert!(!over_http(&third.device, &relay).contains(TITLE));
    for member in [&asker, &provider] {
        let all = all_that(&member.device, &relay, request).await;
        assert!([TITLE, WORDS, ANSWER].iter().all(|text| all.has(text.as_bytes())), "the two teams have it");
    }
    drop(relay);

    let relay = Relay::start(data.path());
    assert!(!all_that(&third.device, &relay, request).await.says_anything_of(request), "after a restart");
    let (line, welcome) = provider.device.greet(&relay, None).await;
    provider.line = line;
    third.line = third.device.greet(&relay, Some(welcome.head)).await.0;
    let hands_on =
        EventKind::HandedOn { to: id(DocKind::Party, 3), reason: "They know".to_owned(), reply_by: None };
    let Settled::Accepted(Some(last)) = provider.does(&mut doc, hands_on).await else { panic!() };
    let mut now = Heard::default();
    now.until(&mut third.line, last.to).await;
    assert!(now.has(&request.to_bytes()), "it is theirs");
    now.fetch(&mut third.line, vec![request]).await;
    let Some(FromRelay::Docs(docs)) = now.frames.last() else { panic!() };
    assert_eq!(Doc::load(request, [docs[0].bytes.as_slice()]).unwrap().heads(), doc.heads());
}

//! Golden frames. A stored string may be regenerated only together with a new [`super::VERSION`] and a reader for the old one:
//! phones come back after months with an old app.

use super::*;
use crate::id::{ChainToken, ChangeHash, DocId, HeadsDigest, LogId, Millis, Seal, Seq, StatisticsMark};
use std::fmt::Debug;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn check<T>(frame: &T, golden: &str)
where
    T: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()> + PartialEq + Debug,
{
    assert_eq!(hex(&encode(frame)), golden, "{frame:?} is written otherwise than it was frozen");
    assert_eq!(&decode::<T>(&unhex(golden)).unwrap(), frame);
}

fn doc() -> DocId {
    DocId::from_bytes([1; 16])
}

fn cursor() -> Cursor {
    Cursor { log: LogId::from_bytes([2; 16]), seq: Seq(300), chain: ChainToken::from_bytes([3; 16]) }
}

fn range(entries: Vec<Entry>) -> Range {
    Range { from: Seq(5), to: Seq(6), chain: ChainToken::from_bytes([3; 16]), entries }
}

#[test]
fn a_device_says_what_was_frozen() {
    // WR1
    check(
        &FromDevice::Hello(Hello {
            version: 1,
            cursor: Some(cursor()),
            row_version: 1,
            docs_after: None,
            wants_docs: true,
            compare: false,
            keeps: None,
            statistics: None,
        }),
        GOLDEN[0],
    );
    let change = Change { doc: doc(), bytes: vec![9, 8].into() };
    check(&FromDevice::Push(Push { batch: 7, changes: vec![change], seals: Vec::new() }), GOLDEN[1]);
    check(&FromDevice::Fetch(vec![doc()]), GOLDEN[2]);
    check(&FromDevice::More, GOLDEN[3]);
    check(&FromDevice::Ping, GOLDEN[4]);
}

#[test]
fn the_relay_says_what_was_frozen() {
    // WR1
    check(
        &FromRelay::Welcome(Welcome {
            version: 1,
            head: cursor(),
            now: Millis(1_700_000_000_000),
            bootstrap: false,
            docs: 12,
            compare: false,
        }),
        GOLDEN[5],
    );
    check(&FromRelay::Range(range(vec![Entry { doc: doc(), bytes: vec![9].into(), seal: None }])), GOLDEN[6]);
    let appended = AppendedRange { from: Seq(5), to: Seq(6), chain: ChainToken::from_bytes([3; 16]) };
    check(
        &FromRelay::Acked(Acked { batch: 7, outcome: Settled::Accepted(Some(appended)), seals: Vec::new() }),
        GOLDEN[7],
    );
    let refusal = Refusal { change: Some(ChangeHash::from_bytes([4; 32])), why: RefusalReason::NotAllowed };
    check(
        &FromRelay::Acked(Acked { batch: 7, outcome: Settled::Refused(refusal), seals: Vec::new() }),
        GOLDEN[8],
    );
    let whole = DocBytes {
        doc: doc(),
        bytes: vec![1, 2, 3].into(),
        heads: HeadsDigest::from_bytes([5; 16]),
        seals: Vec::new(),
    };
    let chunk = Chunk {
        rows: vec![].into(),
        row_count: 0,
        docs: vec![whole.clone()],
        rows_done: true,
        docs_done: false,
    };
    check(&FromRelay::Chunk(chunk), GOLDEN[9]);
    check(&FromRelay::Docs(vec![whole]), GOLDEN[10]);
    check(&FromRelay::Pong(Millis(-1)), GOLDEN[11]);
    check(&FromRelay::Close(CloseReason::TooSlow), GOLDEN[12]);
}

fn sealed() -> Sealed {
    Sealed { hash: ChangeHash::from_bytes([4; 32]), seal: Seal::from_bytes([6; 16]) }
}

#[test]
fn what_version_2_adds_is_frozen() {
    // WR1, WR2: without the new fields a frame is what version 1 wrote.
    let change = Change { doc: doc(), bytes: vec![9, 8].into() };
    check(&FromDevice::Push(Push { batch: 7, changes: vec![change], seals: vec![sealed()] }), GOLDEN[13]);
    let entry = Entry { doc: doc(), bytes: vec![9].into(), seal: Some(sealed().seal) };
    check(&FromRelay::Range(range(vec![entry])), GOLDEN[14]);
    let acked = Acked { batch: 7, outcome: Settled::Accepted(None), seals: vec![sealed().seal] };
    check(&FromRelay::Acked(acked), GOLDEN[15]);
    let whole = DocBytes {
        doc: doc(),
        bytes: vec![1].into(),
        heads: HeadsDigest::from_bytes([5; 16]),
        seals: vec![sealed()],
    };
    check(&FromRelay::Docs(vec![whole]), GOLDEN[16]);
    let heads = DocHeads { doc: doc(), heads: HeadsDigest::from_bytes([5; 16]) };
    check(&FromRelay::Heads(Heads { docs: vec![heads], done: true }), GOLDEN[17]);
    let welcome =
        Welcome { version: 2, head: cursor(), now: Millis(0), bootstrap: false, docs: 1, compare: true };
    check(&FromRelay::Welcome(welcome), GOLDEN[18]);
}

#[test]
fn what_version_3_adds_is_frozen() {
    // WR1. What is inside is deflated, and may be deflated otherwise one day.
    check(&FromRelay::Packed(vec![1, 2].into()), GOLDEN[19]);
    assert_eq!(read(&unhex(GOLDEN[20])), Ok(FromRelay::Pong(Millis(-1))));
}

#[test]
fn what_version_4_adds_is_frozen() {
    // WR1, WR6
    check(&FromRelay::Folded(vec![1, 2].into()), GOLDEN[21]);
    let party = Chunk {
        rows: b"\x100123456789abcdef\xfe".to_vec().into(),
        row_count: 1,
        docs: Vec::new(),
        rows_done: true,
        docs_done: true,
    };
    assert_eq!(read(&unhex(GOLDEN[22])), Ok(FromRelay::Chunk(party)));
}

#[test]
fn what_version_5_adds_is_frozen() {
    // WR1
    check(
        &FromDevice::Hello(Hello {
            version: 5,
            cursor: None,
            row_version: 1,
            docs_after: None,
            wants_docs: false,
            compare: false,
            keeps: None,
            statistics: Some(StatisticsMark::from_bytes([7; 8])),
        }),
        GOLDEN[23],
    );
    check(&FromRelay::Statistics(vec![1, 2].into()), GOLDEN[24]);
}

#[test]
fn a_field_of_a_newer_version_is_ignored() {
    // WR2: a `Hello` with a field 99 that nobody here knows.
    let mut bytes = Vec::new();
    let mut e = minicbor::Encoder::new(&mut bytes);
    e.array(2).unwrap().u8(0).unwrap().array(1).unwrap().map(4).unwrap();
    e.u8(0).unwrap().u8(1).unwrap().u8(2).unwrap().u8(1).unwrap().u8(4).unwrap().bool(false).unwrap();
    e.u8(99).unwrap().str("from the future").unwrap();
    let hello = Hello {
        version: 1,
        cursor: None,
        row_version: 1,
        docs_after: None,
        wants_docs: false,
        compare: false,
        keeps: None,
        statistics: None,
    };
    assert_eq!(decode::<FromDevice>(&bytes), Ok(FromDevice::Hello(hello)));
}

#[test]
fn reasons_of_a_newer_version_are_kept_by_number() {
    // WR3
    assert_eq!(decode::<RefusalReason>(&encode(&77_u32)), Ok(RefusalReason::Other(77)));
    assert_eq!(decode::<CloseReason>(&encode(&77_u32)), Ok(CloseReason::Other(77)));
    for number in 0..20 {
        assert_eq!(decode::<u32>(&encode(&decode::<RefusalReason>(&encode(&number)).unwrap())), Ok(number));
        assert_eq!(CloseReason::from(number).number(), number);
    }
}

#[test]
fn bytes_that_are_no_frame_are_refused() {
    // WR4
    let whole = unhex(GOLDEN[6]);
    for end in 0..whole.len() {
        assert_eq!(decode::<FromRelay>(&whole[..end]), Err(BadFrame::Malformed), "cut at {end}");
    }
    let mut longer = whole;
    longer.push(0);
    assert_eq!(decode::<FromRelay>(&longer), Err(BadFrame::Malformed), "bytes are left over");
    assert_eq!(decode::<FromRelay>(&vec![0; FRAME_BYTES_MAX + 1]), Err(BadFrame::TooLarge));
    // An array that claims 2^60 entries must not be believed.
    let lying = unhex("8201819b1000000000000000");
    assert_eq!(decode::<FromRelay>(&lying), Err(BadFrame::Malformed));
}

proptest::proptest! {
    /// WR4: whatever arrives, reading it neither panics nor takes more memory than the frame's own size suggests.
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let _ = decode::<FromRelay>(&bytes);
        let _ = decode::<FromDevice>(&bytes);
    }
}

const GOLDEN: [&str; 25] = [
    "820081a4000101a30050020202020202020202020202020202020119012c025003030303030303030303030303030303020104f5",
    "820181a200070181a200500101010101010101010101010101010101420908",
    "820281815001010101010101010101010101010101",
    "820380",
    "820480",
    "820081a5000101a30050020202020202020202020202020202020119012c025003030303030303030303030303030303021b0000018bcfe5680003f4040c",
    "820181a4000501060250030303030303030303030303030303030381a2005001010101010101010101010101010101014109",
    "820281a2000701820081a300050106025003030303030303030303030303030303",
    "820281a2000701820181a200582004040404040404040404040404040404040404040404040404040404040404040107",
    "820381a5004001000281a3005001010101010101010101010101010101014301020302500505050505050505050505050505050503f504f4",
    "82048181a30050010101010101010101010101010101010143010203025005050505050505050505050505050505",
    "82058120",
    "82068103",
    "820181a300070181a200500101010101010101010101010101010101420908028182582004040404040404040404040404040404040404040404040404040404040404045006060606060606060606060606060606",
    "820181a4000501060250030303030303030303030303030303030381a3005001010101010101010101010101010101014109025006060606060606060606060606060606",
    "820281a300070182008002815006060606060606060606060606060606",
    "82048181a4005001010101010101010101010101010101014101025005050505050505050505050505050505038182582004040404040404040404040404040404040404040404040404040404040404045006060606060606060606060606060606",
    "820781a20081825001010101010101010101010101010101500505050505050505050505050505050501f5",
    "820081a6000201a30050020202020202020202020202020202020119012c025003030303030303030303030303030303020003f4040105f5",
    "820881420102",
    "820881466b626d540000",
    "820981420102",
    "820981581d6b626e5cca1024f08f51d935bd73f5d9f77fff31323235307f65f90a00",
    "820081a40005020104f407480707070707070707",
    "820a81420102",
];

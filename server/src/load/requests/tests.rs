//! The made-up log of the fixtures, row by row, and logs with random faults.
use super::*;
use crate::load::mapping::Mapping;
use crate::load::table::Table;
use crate::load::tally::Tally;
use crate::load::testing::{self, assert_sensible, filled, run};
use crate::load::writer::{Sink, fill};
use crate::store::{LogStore, MemoryStore};
use proptest::prelude::*;
use sightline_shared::fold::{Kind, fold};
use sightline_shared::model::{EventKind, Request};
use sightline_shared::view::State;
use std::collections::BTreeMap;
use std::path::Path;

const MAPPING: &str = include_str!("../fixtures/log.toml");
const CSV: &str = include_str!("../fixtures/log.csv");

fn mapping() -> RequestsMapping {
    let Mapping::Requests(mapping) = Mapping::parse(Path::new("log.toml"), MAPPING).unwrap() else {
        panic!()
    };
    *mapping
}

fn read_log(csv: &[u8], cut: Cut) -> (Log, Tally) {
    let mut tally = Tally::default();
    let mut table = Table::read(Path::new("log.csv"), Box::new(std::io::Cursor::new(csv.to_vec()))).unwrap();
    let log = read(&mut table, mapping(), cut, &mut tally).unwrap();
    (log, tally)
}

/// The request of this key, read back from the store.
fn request(log: &Log, store: &MemoryStore, key: &str) -> Request {
    testing::request(store, log.id(DocKind::Request, key))
}

fn imported(csv: &[u8], cut: Cut) -> (Log, MemoryStore, Tally) {
    let (log, mut tally) = read_log(csv, cut);
    let store = filled(log.stories(), &mut tally);
    (log, store, tally)
}

fn kinds(request: &Request) -> Vec<Kind> {
    let order: BTreeMap<_, _> =
        fold(request).events.iter().enumerate().map(|(at, effect)| (effect.id, at)).collect();
    let mut events: Vec<_> = request.events.iter().collect();
    events.sort_by_key(|event| order[&event.id]);
    events.iter().map(|event| Kind::from(&event.kind)).collect()
}

fn at(text: &str) -> Millis {
    mapping().dates.read(text).unwrap()
}

#[test]
fn bad_rows_are_reported_by_line_and_the_rest_is_used() {
    let (_, _, tally) = imported(CSV.as_bytes(), Cut::default());
    let problems: Vec<_> = tally.problems().collect();
    assert_eq!(
        problems,
        [
            (17, "the mapping doesn't say what the status \"lost\" means"),
            (20, "changed: \"31/2/2024 12:00\" is not a date as %d/%m/%Y %H:%M"),
            (21, "the column \"case\" is unknown"),
            (22, "has 6 cells where the header has 13"),
        ]
    );
    assert_eq!((tally.rows_in(), tally.used(), tally.left_out(), tally.reported()), (22, 18, 0, 4));
    assert!(!tally.is_clean());
}

#[test]
fn a_request_is_told_as_it_happened() {
    let (log, store, _) = imported(CSV.as_bytes(), Cut::default());
    use Kind as K;
    let first = request(&log, &store, "C-1");
    assert_eq!(first.title.value, "Tap drips · House 4");
    assert_eq!(first.reference.value, "C-1");
    assert_eq!(
        kinds(&first),
        [K::Asked, K::Accepted, K::Working, K::Commented, K::Waiting, K::Working, K::Delivered, K::Confirmed]
    );
    let folded = fold(&first);
    assert_eq!(folded.state, State::Confirmed);
    assert_eq!(folded.asked_at, at("1/3/2024 08:00"));
    assert_eq!(folded.reply_by, Some(at("2/3/2024 08:00")), "the promise of its level");

    let second = request(&log, &store, "C-2");
    assert_eq!(
        kinds(&second),
        [
            K::Asked,
            K::HandedOn,
            K::Accepted,
            K::Working,
            K::Waiting,
            K::Delivered,
            K::Reopened,
            K::Working,
            K::Accepted,
            K::Working
        ]
    );
    assert_eq!(fold(&second).provider, log.team("Electric"));
    assert_eq!(fold(&second).owner, Some(log.id(DocKind::Person, "Noor")));
    assert_eq!(second.customer.value, Some(log.id(DocKind::Customer, "Mr Brandt")), "the first known one");
}

#[test]
fn what_was_noticed_is_noted() {
    let (log, store, tally) = imported(CSV.as_bytes(), Cut::default());
    assert_eq!(tally.noted("requests whose customer changes; the first known one is taken"), 1);
    assert_eq!(tally.noted("rows with doubled spaces, made single"), 8);
    assert_eq!(tally.noted("requests whose rows were out of time order, sorted"), 1);
    assert_eq!(tally.noted("requests for which no row names a team, given to \"Nobody yet\""), 1);
    assert_eq!(request(&log, &store, "C-3").title.value, "C-3", "no text in the log: its number");
    assert_eq!(kinds(&request(&log, &store, "C-7")), [Kind::Asked, Kind::Withdrawn]);
    assert_eq!((tally.figure("requests"), tally.figure("hand-ons")), (5, 1));
}

#[test]
fn services_are_named_after_what_is_asked_most() {
    let (log, _) = read_log(CSV.as_bytes(), Cut::default());
    let names: Vec<_> = log.learned.services(&log.mapping.service).collect();
    assert_eq!(names[0], ("Plumbing", "Lift stuck, Tap drips".to_owned()));
    assert!(names.contains(&("Nobody yet", "Help for the desk".to_owned())), "{names:?}");
}

#[test]
fn importing_again_changes_nothing() {
    let (log, mut store, _) = imported(CSV.as_bytes(), Cut::default());
    let (head, documents) = (store.head().unwrap(), store.doc_count().unwrap());
    let mut tally = Tally::default();
    fill(log.stories(), Sink::Store(&mut store), run(2), &mut tally).unwrap();
    assert_eq!(store.head().unwrap(), head);
    assert_eq!(tally.figure("documents that were already there"), documents);
    assert_eq!(tally.figure("requests"), 0);
}

#[test]
fn a_later_import_adds_only_what_is_new() {
    let early: Vec<_> = CSV.lines().take(7).collect();
    let (log, mut store, _) = imported(early.join("\n").as_bytes(), Cut::default());
    let before = request(&log, &store, "C-1");
    let (log, mut tally) = read_log(CSV.as_bytes(), Cut::default());
    fill(log.stories(), Sink::Store(&mut store), run(2), &mut tally).unwrap();
    assert_eq!(tally.figure("requests"), 4);
    assert_eq!(request(&log, &store, "C-1"), before);
}

#[test]
fn a_dry_run_counts_the_same_and_writes_nothing() {
    let (log, mut tally) = read_log(CSV.as_bytes(), Cut::default());
    fill(log.stories(), Sink::<MemoryStore>::DryRun, run(1), &mut tally).unwrap();
    let (_, _, real) = imported(CSV.as_bytes(), Cut::default());
    assert_eq!(tally.to_string(), real.to_string());
}

#[test]
fn a_cut_log_stands_as_it_stood_then_and_can_be_moved_to_now() {
    let until = at("1/3/2024 09:20");
    let (mut log, mut tally) = read_log(CSV.as_bytes(), Cut { until: Some(until), limit: None });
    assert_eq!((tally.rows_in(), tally.used(), tally.left_out(), tally.reported()), (22, 4, 14, 4));
    let now = Millis(1_900_000_000_000);
    log.shift(now - until);
    let store = filled(log.stories(), &mut tally);
    assert_eq!(fold(&request(&log, &store, "C-1")).state, State::Working);
    let second = fold(&request(&log, &store, "C-2"));
    assert_eq!(second.state, State::Asked);
    assert_eq!(second.asked_at, now - Span::minutes(10));
    assert_eq!(tally.figure("requests that are open"), 2);
}

#[test]
fn a_limit_keeps_the_first_requests() {
    let (_, _, tally) = imported(CSV.as_bytes(), Cut { until: None, limit: Some(1) });
    assert_eq!(tally.figure("requests"), 1);
    assert_eq!((tally.used(), tally.left_out(), tally.reported()), (6, 12, 4));
}

/// What is delivered was somebody's.
fn assert_owned(log: &Log, store: &MemoryStore) {
    for case in &log.cases {
        let request = request(log, store, &case.key);
        let has = |what: fn(&EventKind) -> bool| request.events.iter().any(|event| what(&event.kind));
        let delivered = has(|kind| matches!(kind, EventKind::Delivered { .. }));
        assert!(!delivered || has(|kind| matches!(kind, EventKind::Accepted { .. })));
    }
}

/// A row with whatever an old system may have written.
fn any_row() -> impl Strategy<Value = String> {
    let pick = |choices: &'static [&'static str]| prop::sample::select(choices);
    (
        pick(&["A", "B", "C", "?"]),
        0..60_u8,
        pick(&["new", "open", "ask", "stuck", "solved", "closed", "gone", "odd"]),
        pick(&["1/3/2024 08:00", "1/3/2024 08:30", "1/13/2024 08:00"]),
        pick(&["Plumbing", "Electric", "Front desk", "?"]),
        pick(&["Ada", "Noor", "?"]),
        pick(&["low", "high", "?", "\"", "x,y", "\u{e9}"]),
    )
        .prop_map(|(case, minute, state, opened, team, worker, level)| {
            format!("{case},{minute},{state},{opened},1/3/2024 09:{minute:02},Pia,Sven,{worker},{team},Mr B,Tap,House,{level}")
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_in_are_rows_used_left_out_or_reported(rows in prop::collection::vec(any_row(), 0..30), limit in prop::option::of(0..4_usize)) {
        let csv = format!("{}\n{}\n", CSV.lines().next().unwrap(), rows.join("\n"));
        let (log, store, tally) = imported(csv.as_bytes(), Cut { until: Some(at("1/3/2024 09:50")), limit });
        let records = csv::ReaderBuilder::new().flexible(true).from_reader(csv.as_bytes()).into_byte_records().count();
        prop_assert_eq!(tally.rows_in(), records);
        prop_assert_eq!(tally.used() + tally.left_out() + tally.reported(), records);
        prop_assert_eq!(tally.reported(), tally.problems().count());
        assert_sensible(&store);
        assert_owned(&log, &store);
    }

    #[test]
    fn bytes_gone_wrong_are_survived(at in 0..CSV.len(), byte: u8, cut in 0..CSV.len()) {
        let mut csv = CSV.as_bytes().to_vec();
        csv[at] = byte;
        csv.truncate(csv.len().max(200) - cut / 2);
        let mut tally = Tally::default();
        let table = Table::read(Path::new("log.csv"), Box::new(std::io::Cursor::new(csv)));
        if let Ok(log) = table.and_then(|mut table| read(&mut table, mapping(), Cut::default(), &mut tally)) {
            let store = filled(log.stories(), &mut tally);
            prop_assert_eq!(tally.used() + tally.left_out() + tally.reported(), tally.rows_in());
            assert_sensible(&store);
        }
    }
}

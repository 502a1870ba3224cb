//! The real sets, read as they are. They lie beside the project, not in it: without them these tests say that they were skipped.

use super::mapping::Mapping;
use super::requests::{self, Cut, Log};
use super::table::Table;
use super::tally::Tally;
use super::testing::{NOW, assert_sensible, filled, rows, run, told};
use super::writer::{Sink, fill};
use super::{Story, map};
use sightline_shared::edit::Edit;
use sightline_shared::fold::{Outcome, fold};
use sightline_shared::id::DocKind;
use sightline_shared::limits::LEARNED_LOOKED_BACK;
use sightline_shared::map::{Graph, Places, Sights, Style, layout, without_path};
use sightline_shared::model::{EventKind, Model};
use sightline_shared::view::{derive, learned, what_if, while_asking};
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The set's path, or a word about its absence, written past the test runner's capture.
pub(super) fn data(path: &str) -> Option<PathBuf> {
    let path = project("../shared/data").join(path);
    if path.exists() {
        return Some(path);
    }
    let _ = writeln!(std::io::stdout(), "\nskipped: no real data at {}", path.display());
    None
}

fn mapping(name: &str) -> Mapping {
    Mapping::open(&project("mappings").join(name)).unwrap()
}

fn incidents(cut: impl Fn(&super::mapping::Dates) -> Cut, tally: &mut Tally) -> Option<Log> {
    let path = data("uci_incident_log/incident_event_log.csv.gz")?;
    let Mapping::Requests(mapping) = mapping("uci-incidents.toml") else { panic!() };
    let cut = cut(&mapping.dates);
    Some(requests::read(&mut Table::open(&path).unwrap(), *mapping, cut, tally).unwrap())
}

fn requests_of(log: &Log) -> impl Iterator<Item = Story> + '_ {
    log.stories().filter(|story| story.doc.kind() == DocKind::Request)
}

#[test]
fn the_mappings_of_the_project_can_be_read() {
    for name in ["uci-incidents.toml", "govuk-teams.toml", "govuk-map.toml"] {
        mapping(name);
    }
}

#[test]
fn every_incident_becomes_a_request_whose_events_make_sense() {
    let mut tally = Tally::default();
    let Some(log) = incidents(|_| Cut::default(), &mut tally) else { return };
    assert_eq!((tally.rows_in(), tally.used(), tally.left_out(), tally.reported()), (141_712, 141_707, 0, 5));
    assert!(tally.problems().all(|(_, reason)| reason.contains("\"-100\"")));
    let (mut count, mut hand_ons, mut closed, mut moved_later) = (0, 0, 0, 0);
    for story in requests_of(&log) {
        let request = told(&story);
        let folded = fold(&request);
        assert!(
            folded.events.iter().all(|effect| matches!(effect.outcome, Outcome::Effective | Outcome::Remark))
        );
        count += 1;
        closed += usize::from(folded.state.is_closed());
        hand_ons += folded.hops;
        let moved = |kind: &EventKind| matches!(kind, EventKind::Commented { text, .. } if text.starts_with("Moved from "));
        moved_later += request.events.iter().filter(|event| moved(&event.kind)).count();
    }
    assert_eq!((count, closed), (24_918, 24_918));
    // Each of the log's handovers is a hand-on, or a remark where the request was done already; one may lie in a reported row.
    assert!((19_086..=19_087).contains(&(hand_ons as usize + moved_later)), "{hand_ons} + {moved_later}");
    let teams = log.stories().filter(|story| story.doc.kind() == DocKind::Party).count();
    assert_eq!(teams, 78 + 3, "the groups, the desk, the callers, and the group that nobody named");
}

#[test]
fn the_log_cut_at_a_day_is_a_living_workspace() {
    let mut tally = Tally::default();
    let cut =
        |dates: &super::mapping::Dates| Cut { until: dates.read_option("2016-05-15").ok(), limit: None };
    let Some(log) = incidents(cut, &mut tally) else { return };
    assert_eq!(tally.rows_in(), tally.used() + tally.left_out() + tally.reported());
    let open =
        requests_of(&log).map(|story| fold(&told(&story))).filter(|folded| !folded.state.is_closed()).count();
    assert_eq!((requests_of(&log).count(), open), (20_974, 2_793));
}

#[test]
fn a_slice_of_the_real_log_is_written_and_written_once() {
    let mut tally = Tally::default();
    let Some(log) = incidents(|_| Cut { until: None, limit: Some(300) }, &mut tally) else { return };
    let mut store = filled(log.stories(), &mut tally);
    assert_eq!(tally.figure("requests"), 300);
    assert_eq!(tally.reported(), 5, "only what the log itself lacks");
    assert_sensible(&store);
    let mut again = Tally::default();
    fill(log.stories(), Sink::Store(&mut store), run(2), &mut again).unwrap();
    assert_eq!(again.figure("requests"), 0);
}

#[test]
fn the_map_of_a_real_organisation_has_its_teams_and_its_gaps() {
    let Some(services) = data("govuk_service_map/services.csv") else { return };
    let Some(needs) = data("govuk_service_map/dependencies.csv") else { return };
    let mut store = super::testing::store();
    let mut tallies = Vec::new();
    for (name, path) in [("govuk-teams.toml", services), ("govuk-map.toml", needs)] {
        let Mapping::Map(mapping) = mapping(name) else { panic!() };
        let mut tally = Tally::default();
        let drawn = map::read(&mut Table::open(&path).unwrap(), *mapping, NOW, &mut tally).unwrap();
        fill(drawn.stories(), Sink::Store(&mut store), run(1), &mut tally).unwrap();
        assert!(tally.is_clean(), "{tally}");
        tallies.push(tally);
    }
    let fates = |tally: &Tally| (tally.rows_in(), tally.used(), tally.left_out());
    assert_eq!(tallies.iter().map(fates).collect::<Vec<_>>(), [(136, 136, 0), (148, 62, 86)]);
    let rows = rows(&store);
    let graph = rows.graph();
    assert_eq!(rows.parties().count(), 18 + 1);
    let public = rows.parties().find(|party| party.name == "The public").map(|party| party.id);
    let between_teams = graph.edges().filter(|(_, served, _)| Some(*served) != public).count();
    assert_eq!(between_teams, 15);
    let lost = without_path(&graph, &Sights::of(&graph));
    let names: Vec<_> = lost.iter().map(|id| rows.named(*id).name).collect();
    assert!(names.iter().any(|name| name == "govuk-insights-and-analytics-team"), "{names:?}");
    assert_eq!(names.len(), 9, "{names:?}");
    assert_sensible(&store);
    for style in [Style::Rings, Style::Layers] {
        assert_drawn(&graph, style);
    }
}

/// MA3, with real names and services: nobody touches anybody, and how often lines cross.
fn assert_drawn(graph: &Graph, style: Style) {
    let drawing = layout(graph, style, &Places::new());
    assert_eq!((drawing.nodes.len(), drawing.edges.len()), (graph.nodes().count(), graph.edges().count()));
    for (place, one) in drawing.nodes.iter().enumerate() {
        for other in &drawing.nodes[place + 1..] {
            let (dx, dy) = ((one.x - other.x).abs(), (one.y - other.y).abs());
            let apart = dx >= (one.w + other.w) / 2.0 || dy >= (one.h + other.h) / 2.0;
            assert!(apart, "{} and {} touch", one.label, other.label);
        }
    }
    println!("GOV.UK in {style:?}: {} lines cross, {:?}", drawing.crossings(), drawing.bounds);
}

#[test]
fn what_a_story_tells_is_what_its_document_says() {
    let mut tally = Tally::default();
    let Some(log) = incidents(|_| Cut { until: None, limit: Some(20) }, &mut tally) else { return };
    let store = filled(log.stories(), &mut tally);
    for story in requests_of(&log) {
        let mut request = super::testing::request(&store, story.doc);
        let mut from_story = told(&story);
        for request in [&mut request, &mut from_story] {
            request.events.sort_by_key(|event| event.id);
        }
        assert_eq!(from_story, request);
        assert!(
            story.parts.iter().flat_map(|part| &part.edits).any(|(edit, _)| matches!(edit, Edit::Ask(_)))
        );
    }
}

/// MA42 to MA44 on the whole log: 78 groups and 19,087 handovers. What it took is printed.
#[test]
#[expect(clippy::disallowed_methods, reason = "what it took is printed")]
fn the_map_learns_from_the_whole_log() {
    let Some(log) = incidents(|_| Cut::default(), &mut Tally::default()) else { return };
    let on_map = |story: &Story| matches!(story.doc.kind(), DocKind::Party | DocKind::Service);
    let mut rows = rows(&filled(log.stories().filter(on_map), &mut Tally::default()));
    for story in requests_of(&log) {
        rows.apply(derive(&Model::Request(told(&story))));
    }
    let last = rows.requests().map(|row| row.changed_at).max().unwrap();
    let start = std::time::Instant::now();
    let found = learned(&rows, last);
    let took = start.elapsed();
    let hand_ons: u32 =
        rows.requests().filter(|row| row.changed_at >= last - LEARNED_LOOKED_BACK).map(|row| row.hops).sum();
    assert_eq!(found.hand_ons, hand_ons as usize);
    assert!(found.requests > 20_000 && found.hand_ons > 15_000, "{} {}", found.requests, found.hand_ons);
    assert!(!found.loops.is_empty() && !found.hops.is_empty() && !found.direct.is_empty());
    let top = found.loops.first().map(|one| (&*one.team.name, &*one.by.name, one.requests));
    let hop = found.hops.first().map(|one| (&*one.from.name, &*one.to.name, one.requests, one.median));
    let (services, direct) = (found.services.len(), found.direct.len());
    println!("{} requests, {} hand-ons: {took:?}", found.requests, found.hand_ons);
    println!("{services} services, {direct} detours; loop {top:?}, hop {hop:?}");
    let busiest =
        rows.parties().max_by_key(|party| rows.requests().filter(|row| row.via.contains(&party.id)).count());
    let start = std::time::Instant::now();
    let away = what_if(&rows, busiest.unwrap().id, last);
    println!("if {} is away: {:?}, {:?}", busiest.unwrap().name, start.elapsed(), away.substitutes);
    assert!(!away.substitutes.is_empty());
}

/// What typing an ask costs with the whole log on a device: each beginning of 200 titles is looked for. By hand:
/// `cargo test -p sightline --lib asking_with_the_whole_log -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a test"]
#[expect(clippy::disallowed_methods, reason = "a measurement needs a real clock")]
fn asking_with_the_whole_log() {
    let Some(log) = incidents(|_| Cut::default(), &mut Tally::default()) else { return };
    let store = filled(log.stories(), &mut Tally::default());
    let mut rows = rows(&store);
    while rows.prepare_search(10_000) {}
    let titles: Vec<String> = rows.requests().map(|row| row.title.clone()).step_by(120).take(200).collect();
    let asker = rows.parties().next().unwrap().id;
    let (mut took, mut before, mut know) = (Vec::new(), 0, 0);
    for title in &titles {
        for (end, letter) in title.char_indices() {
            let typed = title.get(..end + letter.len_utf8()).unwrap();
            let start = std::time::Instant::now();
            let found = while_asking(&rows, typed, asker, None, NOW);
            took.push(start.elapsed());
            before += found.before.len();
            know += found.know.len();
        }
    }
    took.sort();
    let at = |share: usize| took[(took.len() - 1) * share / 100];
    println!("{} rows, {} keys, of titles as {:?}", rows.len(), took.len(), titles[0]);
    println!("p50 {:?}  p95 {:?}  most {:?}; {before} answers, {know} teams", at(50), at(95), at(100));
}

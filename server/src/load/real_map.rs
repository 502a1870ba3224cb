//! The real map of GOV.UK as a catalog: as many teams and dependencies as its own README counts. It lies beside the project, not in it.

use super::real::data;
use sightline_shared::doc::{Doc, write};
use sightline_shared::edit::{Edit, Stamp};
use sightline_shared::id::{Actor, DeviceId, DocId, DocKind, EventId, Incarnation, Millis, Span};
use sightline_shared::map_file::{self, Format, MapFile, Outcome, Planning, Reading, Sort, Step};
use sightline_shared::view::{Rows, stored};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn records(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(|record| record.unwrap()).collect()
}

/// The set as a catalog: a group for each team, a component for each repository.
fn catalog(services: &Path, dependencies: &Path) -> String {
    let team = |name: &str| name.trim_start_matches('#').to_owned();
    let (services, needs) = (records(services), records(dependencies));
    let teams: BTreeSet<String> = services.iter().map(|one| team(&one["team"])).collect();
    let mut text = String::new();
    for team in &teams {
        text.push_str(&format!("kind: Group\nmetadata:\n  name: {team}\nspec:\n  type: team\n---\n"));
    }
    for one in &services {
        let (name, owner) = (&one["repo_name"], team(&one["team"]));
        text.push_str(&format!(
            "kind: Component\nmetadata:\n  name: {name}\nspec:\n  owner: {owner}\n  dependsOn:\n"
        ));
        for need in needs.iter().filter(|need| need["service"] == *name && need["kind"] == "service") {
            text.push_str(&format!("    - component:{}\n", need["depends_on"]));
        }
        text.push_str("---\n");
    }
    text.trim_end_matches("---\n").to_owned()
}

fn read(bytes: &[u8]) -> MapFile {
    let mut reading = Reading::new(bytes.to_vec()).unwrap();
    while reading.go_on(60).unwrap() {}
    reading.done()
}

fn planned(rows: &Rows, file: MapFile) -> Vec<Step> {
    let mut planning = Planning::new(rows, file);
    while planning.go_on(rows, 60) {}
    planning.done()
}

/// The rows that these edits make, document by document.
fn rows(documents: &[Vec<Edit>]) -> Rows {
    let actor = Actor {
        device: DeviceId::from_bytes([1; DeviceId::LEN]),
        incarnation: Incarnation::from_bytes([2; Incarnation::LEN]),
    };
    let stamp = Stamp {
        by: DocId::from_bytes([4; DocId::LEN]),
        event: EventId::from_bytes([3; EventId::LEN]),
        device_time: Millis(1),
        offset: Span::ZERO,
    };
    let row = |edits: &Vec<Edit>| {
        let mut doc = Doc::empty(edits[0].doc());
        let edits: Vec<_> = edits.iter().map(|edit| (edit, stamp)).collect();
        write(&mut doc, actor, &edits).unwrap();
        stored(&doc).unwrap().row
    };
    documents.iter().map(row).collect()
}

#[test]
fn ma55_a_real_catalog_has_its_18_teams_and_its_53_dependencies_across_them() {
    let Some(services) = data("govuk_service_map/services.csv") else { return };
    let Some(needs) = data("govuk_service_map/dependencies.csv") else { return };
    let text = catalog(&services, &needs);
    let file = read(text.as_bytes());
    assert_eq!(file.dependencies, 53);
    assert_eq!(file.remarks.len(), 9, "dependencies within a team");
    let steps = planned(&Rows::default(), file);
    let count = |sort| steps.iter().filter(|step| step.sort == sort).count();
    assert_eq!((count(Sort::Party), count(Sort::Service)), (18, 53));
    assert!(steps.iter().all(|step| step.outcome == Outcome::New { implied: false }));
    let mut next = 0_u32;
    let new_id = |kind: DocKind| {
        next += 1;
        let mut bytes = [0; DocId::LEN];
        bytes[0] = kind.into();
        bytes[12..].copy_from_slice(&next.to_be_bytes());
        DocId::from_bytes(bytes)
    };
    let rows = rows(&map_file::edits(&steps, |_| true, new_id));
    for format in [Format::Yaml, Format::Csv, Format::Backstage] {
        let again = planned(&rows, read(&map_file::write(format, &map_file::entries_of(&rows))));
        assert_eq!(again.len(), 18 + 53);
        assert!(again.iter().all(|step| step.outcome == Outcome::Same), "{format:?}");
    }
    assert!(planned(&rows, read(text.as_bytes())).iter().all(|step| step.outcome == Outcome::Same));
}

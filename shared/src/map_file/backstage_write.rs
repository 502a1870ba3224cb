//! Entries as a catalog for Backstage: a group for each party, a component for each service, and for each party that is served a component
//! that depends on all of those, so that Backstage draws who needs whom. What a catalog has no place for goes to annotations.

use super::backstage::{ANNOTATION, SERVES, STANDS_FOR};
use super::entry::{Entry, Sort};
use super::field::Field;
use super::yaml_write::scalar;
use std::collections::{BTreeMap, BTreeSet};

/// The longest name of an entity.
const NAME_CHARS_MAX: usize = 63;

/// The names of entities, each given once.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    /// A name made of a text: letters and digits without accents, the rest as dashes.
    fn give(&mut self, text: &str, otherwise: &str) -> String {
        let plain = crate::view::plain_words(text);
        let words: Vec<String> = plain
            .split(|one: char| !one.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let mut name = words.join("-");
        // Room for what tells equal ones apart.
        name.truncate(NAME_CHARS_MAX - 8);
        let name = name.trim_matches('-');
        let name = if name.is_empty() { otherwise } else { name };
        let mut given = name.to_owned();
        for next in 2_usize.. {
            if self.0.insert(given.clone()) {
                break;
            }
            given = format!("{name}-{next}");
        }
        given
    }
}

/// A whole catalog.
pub(super) fn write(entries: &[Entry]) -> String {
    let (mut groups, mut components) = (Names::default(), Names::default());
    let mut out = String::new();
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let parties = || entries.iter().filter(|entry| entry.sort == Sort::Party);
    for party in parties() {
        let name = groups.give(party.text(Field::Name), "party");
        group(&mut out, party, &name);
        names.insert(called(party), name);
    }
    let mut needs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for service in entries.iter().filter(|entry| entry.sort == Sort::Service) {
        let name = components.give(service.text(Field::Name), "service");
        let owner = names.get(service.text(Field::Provider));
        component(&mut out, service, &name, owner.map_or("unknown", |owner| owner));
        needs.entry(service.text(Field::Serves)).or_default().push(name);
    }
    for party in parties() {
        let (Some(needs), Some(owner)) = (needs.get(called(party)), names.get(called(party))) else {
            continue;
        };
        let name = components.give(&format!("work of {}", party.text(Field::Name)), "work");
        head(&mut out, "Component", &name, party.text(Field::Name));
        out.push_str(&format!("  annotations:\n    {ANNOTATION}{STANDS_FOR}: {}\n", scalar(called(party))));
        out.push_str(&format!(
            "spec:\n  type: work\n  lifecycle: production\n  owner: group:default/{owner}\n  dependsOn:\n"
        ));
        for need in needs {
            out.push_str(&format!("    - component:default/{need}\n"));
        }
    }
    out
}

/// What others call an entry.
fn called(entry: &Entry) -> &str {
    if entry.key.is_empty() { entry.text(Field::Name) } else { &entry.key }
}

fn head(out: &mut String, kind: &str, name: &str, title: &str) {
    if !out.is_empty() {
        out.push_str("---\n");
    }
    out.push_str(&format!(
        "apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {}\n  title: {}\n",
        scalar(name),
        scalar(title)
    ));
}

fn group(out: &mut String, party: &Entry, name: &str) {
    let title = party.text(Field::Name);
    head(out, "Group", name, title);
    let note = party.text(Field::Note);
    if !note.is_empty() {
        out.push_str(&format!("  description: {}\n", scalar(note)));
    }
    annotations(out, party, &[Field::Name, Field::Note]);
    out.push_str(&format!(
        "spec:\n  type: team\n  profile:\n    displayName: {}\n  children: []\n",
        scalar(title)
    ));
}

fn component(out: &mut String, service: &Entry, name: &str, owner: &str) {
    head(out, "Component", name, service.text(Field::Name));
    annotations(out, service, &[Field::Name, Field::Provider]);
    out.push_str(&format!(
        "spec:\n  type: service\n  lifecycle: production\n  owner: group:default/{owner}\n"
    ));
}

/// The key, and all fields but those that stand elsewhere.
fn annotations(out: &mut String, entry: &Entry, elsewhere: &[Field]) {
    let said = entry.said.iter().filter(|(field, text)| !elsewhere.contains(field) && !text.is_empty());
    let key = (!entry.key.is_empty()).then_some(("key", entry.key.as_str()));
    let lines: Vec<(&str, &str)> =
        key.into_iter()
            .chain(said.map(|(field, text)| {
                (if *field == Field::Serves { SERVES } else { field.key() }, text.as_str())
            }))
            .collect();
    if !lines.is_empty() {
        out.push_str("  annotations:\n");
    }
    for (name, text) in lines {
        out.push_str(&format!("    {ANNOTATION}{name}: {}\n", scalar(text)));
    }
}

//! Backstage's catalog files: groups are teams; a component that depends on another team's component is served by that team with it.
//!
//! What a catalog has no place for stands in annotations that begin with `sightline/`: see [`super::backstage_write`].

use super::entry::{Entry, Remark, Sort, What};
use super::field::Field;
use super::yaml::{Body, Node};
use std::collections::{BTreeMap, BTreeSet};

/// What our annotations begin with.
pub(super) const ANNOTATION: &str = "sightline/";
/// The annotation of whom a component serves: its key.
pub(super) const SERVES: &str = "serves";
/// The annotation of components that stand for all that a team does: they only depend on what serves it.
pub(super) const STANDS_FOR: &str = "stands-for";

/// Whether a document is an entity of a catalog.
pub(super) fn is_entity(document: &Node) -> bool {
    document.text_at(&["kind"]).is_some() && document.text_at(&["metadata", "name"]).is_some()
}

/// An entity by its kind and name.
type Reference = (String, String);

/// One entity that may be depended on.
struct Thing {
    name: String,
    title: String,
    /// The group that owns it.
    owner: Option<String>,
}

/// What a catalog says.
#[derive(Default)]
pub(super) struct Catalog {
    entries: Vec<Entry>,
    /// Keys of groups by their names.
    groups: BTreeMap<String, String>,
    /// Things by kind and name.
    things: BTreeMap<Reference, Thing>,
    /// Owners of the APIs that a component provides.
    apis: BTreeMap<String, Option<String>>,
    /// (what depends, what it depends on), each as kind and name, with the line.
    depends: Vec<(Reference, Reference, u64)>,
    /// Components that say themselves whom they serve, with their owner.
    services: Vec<(Entry, String)>,
    seen: BTreeSet<(String, String, String)>,
    /// Dependencies between components of two teams.
    pub(super) dependencies: usize,
}

impl Catalog {
    /// Takes one entity in.
    pub(super) fn add(&mut self, document: &Node, remarks: &mut Vec<Remark>) {
        let kind = document.text_at(&["kind"]).unwrap_or_default().to_lowercase();
        let name = document.text_at(&["metadata", "name"]).unwrap_or_default().to_lowercase();
        let line = document.line;
        match kind.as_str() {
            "group" => self.group(document, &name),
            "component" | "api" | "resource" | "system" | "domain" => {
                if said(document, STANDS_FOR).is_some() {
                    return;
                }
                let owner = document.text_at(&["spec", "owner"]).and_then(group_of);
                if owner.is_none() {
                    remarks.push(Remark { line, name: name.clone(), what: What::NoOwner });
                }
                if said(document, SERVES).is_some() {
                    if let Some(owner) = owner {
                        self.services.push((service(document), owner));
                    }
                    return;
                }
                self.thing(document, kind, name, owner);
            }
            _ => remarks.push(Remark { line, name: format!("{kind}:{name}"), what: What::Kind }),
        }
    }

    fn group(&mut self, document: &Node, name: &str) {
        let mut entry = Entry::new(Sort::Party, document.line);
        let title = document
            .text_at(&["spec", "profile", "displayName"])
            .or_else(|| document.text_at(&["metadata", "title"]))
            .unwrap_or(document.text_at(&["metadata", "name"]).unwrap_or_default());
        annotated(document, &mut entry);
        entry.said.insert(Field::Name, title.to_owned());
        if let Some(note) = document.text_at(&["metadata", "description"]) {
            entry.said.insert(Field::Note, note.to_owned());
        }
        if entry.key.is_empty() {
            entry.key = name.to_owned();
        }
        self.groups.insert(name.to_owned(), entry.key.clone());
        self.entries.push(entry);
    }

    fn thing(&mut self, document: &Node, kind: String, name: String, owner: Option<String>) {
        let own = (kind, name);
        let listed = |field: &str| {
            let items = match document.field("spec").and_then(|spec| spec.field(field)) {
                Some(Node { body: Body::List(items), .. }) => items.as_slice(),
                _ => &[],
            };
            items.iter().filter_map(|item| Some((item.text()?, item.line)))
        };
        for (text, line) in listed("dependsOn") {
            self.depends.push((own.clone(), reference(text, "component"), line));
        }
        for (text, line) in listed("consumesApis") {
            self.depends.push((own.clone(), reference(text, "api"), line));
        }
        for (text, line) in listed("dependencyOf") {
            self.depends.push((reference(text, "component"), own.clone(), line));
        }
        for (text, _) in listed("providesApis") {
            self.apis.insert(reference(text, "api").1, owner.clone());
        }
        let title = document.text_at(&["metadata", "title"]).or(document.text_at(&["metadata", "name"]));
        let title = title.unwrap_or_default().to_owned();
        let thing = Thing { name: own.1.clone(), title, owner };
        self.things.insert(own, thing);
    }

    /// All that it comes to: the groups, then the services.
    pub(super) fn done(mut self, remarks: &mut Vec<Remark>) -> (Vec<Entry>, usize) {
        for (mut entry, owner) in std::mem::take(&mut self.services) {
            let provider = self.key_of(&owner);
            entry.said.insert(Field::Provider, provider);
            self.entries.push(entry);
        }
        for (from, to, line) in std::mem::take(&mut self.depends) {
            match self.edge(&from, &to) {
                Ok(Some((provider, served, name))) => {
                    self.dependencies += 1;
                    if self.seen.insert((provider.clone(), served.clone(), name.clone())) {
                        let mut entry = Entry::new(Sort::Service, line);
                        entry.said.insert(Field::Provider, provider);
                        entry.said.insert(Field::Serves, served);
                        entry.said.insert(Field::Name, name);
                        self.entries.push(entry);
                    }
                }
                Ok(None) => {}
                Err(what) => remarks.push(Remark { line, name: to.1, what }),
            }
        }
        (self.entries, self.dependencies)
    }

    /// Provider, served and name of the service that a dependency is; none when what depends has no owner, which was said already.
    fn edge(&self, from: &Reference, to: &Reference) -> Result<Option<(String, String, String)>, What> {
        let Some(from) = self.things.get(from) else { return Err(What::NoProvider) };
        let Some(served) = &from.owner else { return Ok(None) };
        let thing = self.things.get(to).or_else(|| self.otherwise(to));
        let provider = match (thing, &*to.0) {
            (Some(thing), _) => thing.owner.as_ref(),
            (None, "api") => self.apis.get(&to.1).and_then(Option::as_ref),
            (None, _) => None,
        };
        let provider = provider.ok_or(What::NoProvider)?;
        if provider == served {
            return Err(What::Within);
        }
        let title = thing.map_or(&to.1, |thing| &thing.title);
        let name = format!("{title} ({})", if from.title.is_empty() { &from.name } else { &from.title });
        Ok(Some((self.key_of(provider), self.key_of(served), name)))
    }

    /// A reference without a kind may mean a resource as well.
    fn otherwise(&self, to: &Reference) -> Option<&Thing> {
        (to.0 == "component").then(|| self.things.get(&("resource".to_owned(), to.1.clone()))).flatten()
    }

    /// What a group is called among the entries: its key, or its name where the file doesn't have it.
    fn key_of(&self, group: &str) -> String {
        self.groups.get(group).cloned().unwrap_or_else(|| group.to_owned())
    }
}

/// A component that says whom it serves.
fn service(document: &Node) -> Entry {
    let mut entry = Entry::new(Sort::Service, document.line);
    annotated(document, &mut entry);
    let title = document.text_at(&["metadata", "title"]).or(document.text_at(&["metadata", "name"]));
    entry.said.insert(Field::Name, title.unwrap_or_default().to_owned());
    entry
}

/// One of our annotations.
fn said<'a>(document: &'a Node, name: &str) -> Option<&'a str> {
    document.field("metadata")?.field("annotations")?.field(&format!("{ANNOTATION}{name}"))?.text()
}

fn annotated(document: &Node, entry: &mut Entry) {
    entry.key = said(document, "key").unwrap_or_default().to_owned();
    for field in Field::of(entry.sort) {
        if let Some(text) = said(document, field.key()) {
            entry.said.insert(*field, text.to_owned());
        }
    }
}

/// `[kind:][namespace/]name`, in small letters: the catalog doesn't tell them apart.
fn reference(text: &str, kind: &str) -> Reference {
    let text = text.trim().to_lowercase();
    let (kind, rest) = text.split_once(':').unwrap_or((kind, &text));
    let name = rest.rsplit_once('/').map_or(rest, |(_, name)| name);
    (kind.to_owned(), name.to_owned())
}

/// The group of an owner; none when a person owns it.
fn group_of(owner: &str) -> Option<String> {
    let (kind, name) = reference(owner, "group");
    (kind == "group" && !name.is_empty()).then_some(name)
}

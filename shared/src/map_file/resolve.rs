//! Whom a file means: by key, by the id of a document, or by name.

use super::entry::Entry;
use super::plan::{Outcome, Refusal, Step};
use crate::id::{DocId, DocKind};
use crate::view::{Rows, plain_words};
use std::collections::BTreeMap;

/// One end of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// A party that is here.
    Here(DocId),
    /// One that another step would put on the map.
    New(usize),
}

impl End {
    /// The steps were put in another order: old places to new ones.
    pub(super) fn moved(&mut self, places: &[usize]) {
        if let Self::New(at) = self {
            *at = places.get(*at).copied().unwrap_or(*at);
        }
    }
}

/// The parties that are on the map, and those of the file, by what they may be called.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    here: BTreeMap<String, Vec<DocId>>,
    /// Steps by the keys of their entries.
    keys: BTreeMap<String, usize>,
    /// Lines by keys; an entry without a key is called by its name.
    lines: BTreeMap<String, u64>,
    /// Steps by names.
    names: BTreeMap<String, Vec<usize>>,
}

impl Known {
    pub(super) fn of(rows: &Rows) -> Self {
        let mut known = Self::default();
        for row in rows.parties().filter(|row| !row.retired) {
            known.here.entry(plain(&row.name)).or_default().push(row.id);
        }
        known
    }

    /// The party that an entry is about: by its key if that is an id that is here, else by its name. None: it would be new.
    pub(super) fn of_entry(&self, rows: &Rows, entry: &Entry, name: &str) -> Result<Option<DocId>, Refusal> {
        // A party that was merged is the one that stands for it.
        let by_key = party_id(&entry.key).and_then(|id| rows.party(id)).map(|row| row.id);
        match (by_key, self.here.get(&plain(name)).map_or(&[][..], Vec::as_slice)) {
            (Some(id), _) => Ok(Some(id)),
            (None, []) => Ok(None),
            (None, [id]) => Ok(Some(*id)),
            (None, _) => Err(Refusal::Several { name: name.to_owned() }),
        }
    }

    /// The line above of an entry with the same key, or the same name if neither has one.
    pub(super) fn line_of(&self, entry: &Entry) -> Option<u64> {
        self.lines.get(&called(entry)).copied()
    }

    /// From now on services may name this entry, which is this step.
    pub(super) fn name_entry(&mut self, entry: &Entry, name: &str, step: usize) {
        self.lines.entry(called(entry)).or_insert(entry.line);
        if !entry.key.is_empty() {
            self.keys.entry(entry.key.trim().to_owned()).or_insert(step);
        }
        self.names.entry(plain(name)).or_default().push(step);
    }

    /// Whom a service means by this text. None: nobody of that name is here or in the file.
    pub(super) fn end(&self, rows: &Rows, steps: &[Step], text: &str) -> Result<Option<End>, Refusal> {
        let of_step = |at: usize| match steps.get(at) {
            Some(Step { here: Some(id), .. }) => Ok(Some(End::Here(*id))),
            Some(Step { outcome: Outcome::New { .. }, .. }) => Ok(Some(End::New(at))),
            _ => Err(Refusal::EndRefused { name: text.to_owned() }),
        };
        if let Some(at) = self.keys.get(text) {
            return of_step(*at);
        }
        if let Some(row) = party_id(text).and_then(|id| rows.party(id)).filter(|row| !row.retired) {
            return Ok(Some(End::Here(row.id)));
        }
        let name = plain(text);
        match self.names.get(&name).map_or(&[][..], Vec::as_slice) {
            [at] => return of_step(*at),
            [] => {}
            _ => return Err(Refusal::Several { name: text.to_owned() }),
        }
        match self.here.get(&name).map_or(&[][..], Vec::as_slice) {
            [id] => Ok(Some(End::Here(*id))),
            [] => Ok(None),
            _ => Err(Refusal::Several { name: text.to_owned() }),
        }
    }
}

fn party_id(text: &str) -> Option<DocId> {
    text.trim().parse::<DocId>().ok().filter(|id| id.kind() == DocKind::Party)
}

/// What tells an entry from others of its file.
fn called(entry: &Entry) -> String {
    // A name is marked as one, so that it is no key.
    if entry.key.is_empty() {
        format!("\n{}", plain(entry.text(super::Field::Name)))
    } else {
        entry.key.trim().to_owned()
    }
}

/// A name as it is compared: without case and accents; signs by themselves stay.
pub(super) fn plain(name: &str) -> String {
    let plain = plain_words(name);
    if plain.is_empty() { name.trim().to_owned() } else { plain }
}

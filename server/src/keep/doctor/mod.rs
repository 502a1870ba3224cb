//! `sightline doctor`: is a data folder what it should be, and if not, what can be made anew (RE20)?
//!
//! The log is the truth; everything else follows from it and can be rebuilt. One pass over the log, then one document at a time: memory
//! doesn't grow with the workspace.

mod document;
mod finding;
pub mod log;
#[cfg(test)]
mod tests;

pub use finding::Finding;

use super::head::{self, Match};
use crate::clock;
use crate::data::DataFolder;
use crate::error::CommandError;
use crate::project;
use crate::store::{Append, LogStore, SqliteStore, StoreError, Stored};
use document::{Examined, examine};
use log::LogCheck;
use sightline_shared::id::{LogId, Seq};
use std::collections::BTreeMap;
use std::path::Path;

/// What a doctor does with what it finds: the sentence, and whether it was put right.
pub type Tell<'a> = &'a mut dyn FnMut(&Finding, bool);

/// What was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Documents.
    pub docs: u64,
    /// Entries of the log.
    pub entries: u64,
    /// The log.
    pub log: LogId,
    /// What was found.
    pub found: u64,
    /// What of it was put right.
    pub repaired: u64,
}

impl Report {
    /// What is still wrong.
    pub fn left(&self) -> u64 {
        self.found - self.repaired
    }
}

/// Looks at a data folder; a relay may use it meanwhile. Writes nothing.
///
/// # Errors
/// When there is no workspace, or one that can't be opened.
pub fn look(data: &Path, tell: Tell<'_>) -> Result<Report, CommandError> {
    let matched = head::compare(data)?;
    let mut store = SqliteStore::look(data)?.ok_or_else(|| nothing(data))?;
    let mut ward = Ward::new(&store, tell)?;
    ward.tell_all(of_head(matched), false);
    Ok(store.standing_still(|store| ward.round(store, false))?)
}

/// Looks at a file that `sightline backup` wrote.
///
/// # Errors
/// When it can't be opened.
pub fn look_at_file(file: &Path, tell: Tell<'_>) -> Result<Report, CommandError> {
    if !file.is_file() {
        return Err(CommandError::Usage(format!("there is no file {}", file.display())));
    }
    let mut store = SqliteStore::open_file(file)?;
    if !SqliteStore::is_by_itself(file).map_err(|error| CommandError::File(file.to_owned(), error))? {
        return Err(CommandError::LiveCopy(file.to_owned()));
    }
    let mut ward = Ward::new(&store, tell)?;
    Ok(ward.round(&mut store, false)?)
}

/// Looks at a data folder that nobody uses, and makes anew what follows from the rest.
///
/// # Errors
/// When there is no workspace, the folder is in use, or its database can't be opened or written.
pub fn repair(data: &Path, tell: Tell<'_>) -> Result<Report, CommandError> {
    if !SqliteStore::is_in(data) {
        return Err(nothing(data));
    }
    let _folder = DataFolder::lock(data)?;
    let matched = head::compare(data)?;
    let mut store = SqliteStore::open_existing(data)?.ok_or_else(|| nothing(data))?;
    let mut ward = Ward::new(&store, tell)?;
    if matched == Match::Unknown {
        head::settle(data, &mut store)?;
    }
    ward.tell_all(of_head(matched), matched == Match::Unknown);
    Ok(ward.round(&mut store, true)?)
}

fn nothing(data: &Path) -> CommandError {
    CommandError::Usage(format!("there is no workspace in {}", data.display()))
}

fn of_head(matched: Match) -> Option<Finding> {
    match matched {
        Match::Yes => None,
        Match::Unknown => Some(Finding::NoHead),
        Match::Behind(seq) => Some(Finding::Behind(seq)),
    }
}

/// One examination.
struct Ward<'a> {
    tell: Tell<'a>,
    report: Report,
}

impl<'a> Ward<'a> {
    fn new(store: &SqliteStore, tell: Tell<'a>) -> Stored<Self> {
        let log = store.head()?.log;
        Ok(Self { tell, report: Report { docs: 0, entries: 0, log, found: 0, repaired: 0 } })
    }

    fn tell(&mut self, finding: &Finding, repaired: bool) {
        self.report.found += 1;
        self.report.repaired += u64::from(repaired);
        (self.tell)(finding, repaired);
    }

    fn tell_all(&mut self, findings: impl IntoIterator<Item = Finding>, repaired: bool) {
        findings.into_iter().for_each(|finding| self.tell(&finding, repaired));
    }

    fn round(&mut self, store: &mut SqliteStore, repair: bool) -> Stored<Report> {
        match self.all(store, repair) {
            Ok(()) => {}
            // What is damaged ends the round; a disk that is full, or the like, ends the command.
            Err(StoreError::Damaged(what)) => self.tell(&Finding::Unread(what), false),
            Err(error) => return Err(error),
        }
        Ok(self.report.clone())
    }

    fn all(&mut self, store: &mut SqliteStore, repair: bool) -> Stored<()> {
        // With indexes that lie, nothing may be taken for missing, and nothing made anew.
        let repair = self.integrity(store, repair)? && repair;
        let LogCheck { entries, whole, mut entry, .. } = log::check(store)?;
        self.report.entries = entries;
        self.tell_all(whole, false);
        let head = store.head()?.seq;
        let current = project::rows_are_current(store)?;
        let mut after = None;
        while let Some(doc) = store.next_doc(after)? {
            after = Some(doc.id);
            self.report.docs += 1;
            let examined = examine(doc, head, current);
            self.treat(store, head, examined, &mut entry, repair)?;
        }
        self.tell_all(entry.into_values(), false);
        Ok(())
    }

    /// SQLite's own check; `true`: nothing is left of what it found.
    fn integrity(&mut self, store: &mut SqliteStore, repair: bool) -> Stored<bool> {
        let mut lines = store.integrity()?;
        if repair && !lines.is_empty() {
            store.reindex()?;
            let left = store.integrity()?;
            lines.retain(|line| !left.contains(line));
            self.tell_all(lines.drain(..).map(Finding::Integrity), true);
            lines = left;
        }
        let sound = lines.is_empty();
        self.tell_all(lines.into_iter().map(Finding::Integrity), false);
        Ok(sound)
    }

    /// Puts right what can be, and only then says so.
    fn treat(
        &mut self,
        store: &mut SqliteStore,
        head: Seq,
        examined: Examined,
        entry: &mut BTreeMap<Seq, Finding>,
        repair: bool,
    ) -> Stored<()> {
        for (seq, bytes) in examined.mended {
            if repair {
                store.replace_bytes(seq, &bytes)?;
            }
            if let Some(finding) = entry.remove(&seq) {
                self.tell(&finding, repair);
            }
        }
        if repair {
            let docs: Vec<_> = examined.rebuilt.into_iter().collect();
            if !docs.is_empty() {
                store.append(&Append { after: head, docs, received: clock::now(), ..Append::default() })?;
            }
            examined.forget.map(|doc| store.forget_made(doc)).transpose()?;
        }
        for finding in examined.findings {
            let repaired = repair && finding.is_repairable();
            self.tell(&finding, repaired);
        }
        Ok(())
    }
}

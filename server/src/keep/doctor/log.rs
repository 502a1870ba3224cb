//! The log by itself: numbers, chain, and each entry against what it says of itself.

use super::Finding;
use crate::store::{LogStore, ScannedEntry, SqliteStore, Stored, chain_next};
use sightline_shared::doc::inspect;
use sightline_shared::id::{ChainToken, Seq};
use std::collections::BTreeMap;

/// What is wrong with a log.
#[derive(Debug, Default)]
pub struct LogCheck {
    /// How many entries there are.
    pub entries: u64,
    /// With the log as a whole.
    pub whole: Vec<Finding>,
    /// With single entries: these may be mended from what else is stored.
    pub entry: BTreeMap<Seq, Finding>,
    last: Seq,
    chain: ChainToken,
    broken: Option<(Seq, u64)>,
}

impl LogCheck {
    /// The first thing that is wrong.
    pub fn first(&self) -> Option<&Finding> {
        self.whole.first().or_else(|| self.entry.values().next())
    }

    fn look(&mut self, entry: ScannedEntry) {
        self.entries += 1;
        if entry.seq.0 != self.last.0 + 1 {
            self.whole.push(Finding::Gap { after: self.last, found: entry.seq });
            // What is missing has its part in the tokens: from here on they follow from the stored one.
            self.chain = entry.chain;
        } else {
            self.chain = chain_next(self.chain, &entry.hash);
        }
        self.last = entry.seq;
        if entry.chain != self.chain {
            let (_, count) = self.broken.get_or_insert((entry.seq, 0));
            *count += 1;
        }
        if let Some(finding) = alone(&entry) {
            self.entry.insert(entry.seq, finding);
        }
    }
}

/// Reads the whole log.
///
/// # Errors
/// When it can't be read to its end.
pub fn check(store: &SqliteStore) -> Stored<LogCheck> {
    let mut check = LogCheck { chain: store.chain_at(Seq(0))?.unwrap_or_default(), ..LogCheck::default() };
    store.each_entry(|entry| check.look(entry))?;
    check.whole.extend(check.broken.map(|(first, count)| Finding::Chain { first, count }));
    Ok(check)
}

fn alone(entry: &ScannedEntry) -> Option<Finding> {
    let meta = match inspect(&entry.bytes) {
        Ok(meta) => meta,
        Err(why) => return Some(Finding::NotAChange { seq: entry.seq, why }),
    };
    if meta.hash != entry.hash {
        return Some(Finding::OtherChange(entry.seq));
    }
    let filed = (meta.actor, meta.seq) == (entry.actor, entry.actor_seq);
    (!filed).then_some(Finding::OtherActor(entry.seq))
}

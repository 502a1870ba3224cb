//! Made-up workspaces of any size, the same for the same seed: chains of requests in all states, some of them silent.

mod chain;
mod company;
#[cfg(test)]
mod tests;

use super::ids::Namer;
use super::story::{Pen, Story};
use chain::Chains;
use company::Company;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DeviceId, DocId, Millis};

/// How large a workspace is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Requests in all.
    pub requests: usize,
    /// Teams in all, 2 at least.
    pub teams: usize,
    /// Links of the shortest chain. Only what is left over at the end may be shorter.
    pub chain_min: usize,
    /// Links of the longest chain. The first chain has so many.
    pub chain_max: usize,
}

/// The most teams that are generated.
const TEAMS_MAX: usize = 10_000;

/// A generated workspace.
#[derive(Debug)]
pub struct Generated {
    namer: Namer,
    seed: u64,
    size: Size,
    now: Millis,
    company: Company,
}

impl Generated {
    /// Plans a workspace. All times are before `now` and relative to it.
    ///
    /// # Errors
    /// A sentence, when the sizes contradict each other.
    pub fn new(seed: u64, size: Size, now: Millis) -> Result<Self, String> {
        if !(2..=TEAMS_MAX).contains(&size.teams) {
            return Err(format!("--teams: {} is not between 2 and {TEAMS_MAX}", size.teams));
        }
        if size.chain_min == 0 || size.chain_min > size.chain_max {
            return Err(format!(
                "--chain-min {} and --chain-max {} contradict each other",
                size.chain_min, size.chain_max
            ));
        }
        let namer = Namer::new(&format!("generated {seed} {size:?}"));
        let company = Company::new(&namer, seed, &size);
        Ok(Self { namer, seed, size, now, company })
    }

    /// The stories, in an order in which everything that is named comes before it is named.
    pub fn stories(&self) -> impl Iterator<Item = Story> + '_ {
        let founded = self.now - company::AGE;
        let settings = Edit::NameWorkspace { name: format!("Generated from seed {}", self.seed) };
        let company = std::iter::once(settings).chain(self.company.edits()).map(move |edit| {
            let doc = edit.doc();
            let mut pen = Pen::new(&self.namer, doc);
            pen.write(edit, self.company.founder(), founded);
            Story::by_one(doc, self.device(), pen.take())
        });
        company.chain(Chains::new(self).flatten())
    }

    fn device(&self) -> DeviceId {
        self.namer.device("generator")
    }

    fn pen(&self, doc: DocId) -> Pen<'_> {
        Pen::new(&self.namer, doc)
    }
}

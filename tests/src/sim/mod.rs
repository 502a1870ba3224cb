//! The deterministic simulator: real sessions and the real relay's room, with a fake disk, network and clocks. One seed draws a script
//! ([`script`]); running it decides nothing any more ([`world`]); what must hold in the end stands in [`oracle`]. A script that fails is
//! made shorter ([`shrink`]) and stored as a test.

pub mod device;
pub mod disk;
pub mod edits;
pub mod fault;
pub mod old;
pub mod oracle;
pub mod relay;
pub mod script;
pub mod shrink;
pub mod store;
pub mod world;

use fault::Fault;
use script::Script;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use world::World;

/// What didn't hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which rule: two runs that break the same one fail in the same way.
    pub rule: &'static str,
    /// What it was this time.
    pub what: String,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Changes in the log.
    pub changes: u64,
    /// Faults by kind.
    pub faults: BTreeMap<Fault, u64>,
    /// Of each step, whether anything came of it.
    pub useful: Vec<bool>,
    /// Works with figures in what the relay published last.
    pub works: usize,
    /// The first thing that didn't hold.
    pub failure: Option<Failure>,
}

/// Runs a script. What the devices are told and want is printed where it names `trace`.
pub fn perform(script: &Script, trace: Option<&str>) -> Outcome {
    let run = AssertUnwindSafe(|| attempt(script, trace));
    catch_unwind(run).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let what = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        let failure = Failure { rule: "nothing panics", what: what.unwrap_or_default() };
        let useful = vec![true; script.steps.len()];
        Outcome { failure: Some(failure), useful, ..Outcome::default() }
    })
}

fn attempt(script: &Script, trace: Option<&str>) -> Outcome {
    let mut world = World::new(script, trace);
    let useful = script.steps.iter().map(|step| world.step(step)).collect();
    if !world.heal(script.seed) {
        world.failure.get_or_insert(Failure { rule: "it comes to rest", what: world.unrest() });
    }
    let failure = world.failure.take().or_else(|| oracle::check(&world).err());
    let changes = world.relay.room().head().seq.0;
    let works = world.relay.figures().map_or(0, |figures| figures.works);
    Outcome { changes, faults: world.faults, useful, works, failure }
}

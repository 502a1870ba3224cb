//! The deterministic simulator: real sessions and the real relay's room, with a fake disk, network and clocks. One seed decides
//! everything; a seed that fails is replayed with `cargo xtask sim --replay SEED`.

pub mod device;
pub mod disk;
pub mod edits;
pub mod oracle;
pub mod relay;
pub mod world;

use std::collections::BTreeMap;
use world::{Fault, World};

/// How long and how rough a run is.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Devices.
    pub devices: usize,
    /// Steps before it may heal.
    pub steps: u64,
    /// In so many of 1,000 steps something breaks.
    pub faults: u32,
}

impl Default for Plan {
    fn default() -> Self {
        Self { devices: 3, steps: 1_500, faults: 12 }
    }
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Steps taken.
    pub steps: u64,
    /// Changes in the log.
    pub changes: u64,
    /// Faults by kind.
    pub faults: BTreeMap<Fault, u64>,
}

/// Runs one seed. What the devices are told and want is printed where it names `trace`.
///
/// # Errors
/// What didn't hold in the end.
pub fn run(seed: u64, plan: Plan, trace: Option<&str>) -> Result<Report, String> {
    let mut world = World::new(seed, plan.devices, trace);
    for _ in 0..plan.steps {
        world.step(plan.faults, true);
    }
    if !world.heal() {
        return Err(format!("seed {seed}: it doesn't come to rest\n{}", world.unrest()));
    }
    oracle::check(&world).map_err(|what| format!("seed {seed}: {what}"))?;
    Ok(Report { steps: world.steps, changes: world.relay.room().head().seq.0, faults: world.faults })
}

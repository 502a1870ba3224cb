//! What happens in a run, step by step. A seed draws a script; a failing one is made shorter, and can be stored as text.
//!
//! A step decides everything that happens in it by its own salt, so that the others mean the same without it.

use super::fault::Fault;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::fmt;
use std::str::FromStr;

/// How long and how rough a run is.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Devices.
    pub devices: usize,
    /// Steps before it may heal.
    pub steps: usize,
    /// In so many of 1,000 steps something breaks.
    pub faults: u32,
    /// Which device begins with the oldest version of the wire.
    pub old: Option<usize>,
}

impl Plan {
    /// What a seed makes of it: short and long runs, calm and rough ones, a few devices or more.
    pub fn of(rng: &mut StdRng) -> Self {
        let devices = rng.random_range(2..=4);
        Self {
            devices,
            steps: rng.random_range(200..=900),
            faults: rng.random_range(10..=70),
            old: rng.random_bool(0.25).then(|| rng.random_range(0..devices)),
        }
    }
}

/// What happens in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A person edits.
    Edit,
    /// Storage finishes something.
    Storage,
    /// A tab reads a word from another.
    Mail,
    /// A frame reaches the relay.
    Up,
    /// A frame reaches the device.
    Down,
    /// A device's timer, or its new socket, or its sign-in.
    Time,
    /// The relay's operator makes a backup.
    Backup,
    /// Something breaks.
    Break(Fault),
}

const ACTS: [Act; 7] = [Act::Edit, Act::Storage, Act::Mail, Act::Up, Act::Down, Act::Time, Act::Backup];

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Milliseconds that pass before it.
    pub wait: i64,
    /// Whom it concerns.
    pub device: usize,
    /// What happens.
    pub act: Act,
    /// Decides everything else about it.
    pub salt: u32,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Names the devices and their first edits.
    pub seed: u64,
    /// Devices.
    pub devices: usize,
    /// The device that begins with the oldest version of the wire.
    pub old: Option<usize>,
    /// What happens.
    pub steps: Vec<Step>,
}

impl Script {
    /// The script of a seed; `plan`: none for one that the seed chooses.
    pub fn draw(seed: u64, plan: Option<Plan>) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let plan = plan.unwrap_or_else(|| Plan::of(&mut rng));
        let steps = (0..plan.steps).map(|_| step(plan, &mut rng)).collect();
        Self { seed, devices: plan.devices, old: plan.old, steps }
    }
}

/// These find nothing to break most of the time, or make room for others.
const OFTEN: [Fault; 11] = [
    Fault::Restored,
    Fault::RolledBack,
    Fault::RolledBack,
    Fault::HalfOpen,
    Fault::Dropped,
    Fault::Duplicated,
    Fault::Reordered,
    Fault::Truncated,
    Fault::RelayDied,
    Fault::TabOpened,
    Fault::LeaderMoved,
];

fn any_fault(rng: &mut StdRng) -> Act {
    match rng.random_range(0..=Fault::ALL.len() + 3) {
        0..=3 => Act::Backup,
        at => Act::Break(Fault::ALL[at - 4]),
    }
}

fn step(plan: Plan, rng: &mut StdRng) -> Step {
    let wait =
        if rng.random_range(0..40) == 0 { rng.random_range(0..6_000) } else { rng.random_range(0..100) };
    let act = if rng.random_range(0..1_000) < plan.faults {
        OFTEN.choose(rng).filter(|_| rng.random()).map_or_else(|| any_fault(rng), |fault| Act::Break(*fault))
    } else {
        match rng.random_range(0..12) {
            0 => Act::Edit,
            1..=4 => Act::Storage,
            5 => Act::Mail,
            6 | 7 => Act::Up,
            8..=10 => Act::Down,
            _ => Act::Time,
        }
    };
    Step { wait, device: rng.random_range(0..plan.devices), act, salt: rng.random() }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Break(fault) => write!(f, "{fault:?}"),
            act => write!(f, "{act:?}"),
        }
    }
}

impl FromStr for Act {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let broken = Fault::ALL.into_iter().map(Self::Break);
        let mut all = ACTS.into_iter().chain(broken);
        all.find(|act| act.to_string() == word).ok_or_else(|| format!("nothing is called {word:?}"))
    }
}

/// `seed`, `devices` and perhaps `old`, one a line; then one step a line: milliseconds, device, act, salt.
impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {}\ndevices {}", self.seed, self.devices)?;
        if let Some(old) = self.old {
            writeln!(f, "old {old}")?;
        }
        for Step { wait, device, act, salt } in &self.steps {
            writeln!(f, "{wait} {device} {act} {salt:x}")?;
        }
        Ok(())
    }
}

impl FromStr for Script {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut script = Self { seed: 0, devices: 0, old: None, steps: Vec::new() };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let wrong = || format!("{line:?} is no line of a script");
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["seed", seed] => script.seed = seed.parse().map_err(|_| wrong())?,
                ["devices", devices] => script.devices = devices.parse().map_err(|_| wrong())?,
                ["old", old] => script.old = Some(old.parse().map_err(|_| wrong())?),
                [wait, device, act, salt] => script.steps.push(Step {
                    wait: wait.parse().map_err(|_| wrong())?,
                    device: device.parse().map_err(|_| wrong())?,
                    act: act.parse()?,
                    salt: u32::from_str_radix(salt, 16).map_err(|_| wrong())?,
                }),
                _ => return Err(wrong()),
            }
        }
        let known = script.steps.iter().map(|step| step.device).chain(script.old);
        match known.max() {
            Some(device) if device >= script.devices => Err(format!("there is no device {device}")),
            _ => Ok(script),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_reads_back_as_it_was_written() {
        for seed in 0..20 {
            let script = Script::draw(seed, None);
            assert_eq!(script.to_string().parse(), Ok(script));
        }
        assert!("devices 1\n3 1 Edit 0".parse::<Script>().is_err());
        assert!("devices 1\n3 0 Dance 0".parse::<Script>().is_err());
    }
}

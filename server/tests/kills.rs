//! The relay is killed at random moments, and the power goes (faults 21, 22 and 27).
//!
//! `SIGHTLINE_KILLS=1000 cargo test -p sightline --test kills -- --nocapture` does it that many times; `SIGHTLINE_SEED` begins elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::power::{self, Trace, files};
use common::relay::{Relay, Start};
use common::team::Team;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::time::Duration;

/// Kills in a normal run.
const KILLS: u64 = 24;
/// Batches that wait on a phone before it writes more.
const WAITING_MAX: usize = 40;
/// Places at which the power goes while a database is made, in a normal run.
const FIRST_CUTS: u64 = 40;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
}

/// Phones write while the relay lives, for a random while.
async fn live(team: &mut Team, round: u64, rng: &mut StdRng) {
    for n in 0..team.phones.len() {
        // What waits is enough for this life, if it is much.
        if team.phones[n].disk.outbox.len() < WAITING_MAX {
            team.work(n, round, rng.random_range(0..12)).await;
        }
    }
    let time = Duration::from_micros(rng.random_range(0..200_000));
    let busy = team.phones.iter_mut().map(|phone| phone.meanwhile(time));
    futures_util::future::join_all(busy).await;
}

/// RE1, RE3: faults 21 and 22 at random moments.
#[tokio::test]
async fn fault_21_kills_at_random_moments_lose_nothing_that_was_acknowledged() {
    let (kills, seed) = (number("SIGHTLINE_KILLS", KILLS), number("SIGHTLINE_SEED", 1));
    println!("{kills} kills from seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let mut team = Team::start(3, &Start::default()).await;
    let (mut settled, mut unsettled) = (0, 0);
    for round in 0..kills {
        live(&mut team, round, &mut rng).await;
        team.relay.take().unwrap().kill();
        unsettled += team.phones.iter().map(|phone| phone.disk.outbox.len()).sum::<usize>();
        settled = team.phones.iter().map(|phone| phone.disk.settled.len()).sum();
        team.restart(&Start::default());
    }
    println!("{settled} batches acknowledged before the last kill, {unsettled} under way at kills");
    team.settle().await;
}

/// RE1, RE3, RE18: fault 27. The power goes at random moments: of what the relay wrote and didn't sync, each sector may be gone.
#[tokio::test]
async fn fault_27_a_power_cut_loses_nothing_that_was_acknowledged() {
    let layer = match power::layer() {
        Ok(layer) => layer,
        Err(why) => return println!("skipped: fault_27_a_power_cut: {why}"),
    };
    let (cuts, seed) = (number("SIGHTLINE_KILLS", KILLS), number("SIGHTLINE_SEED", 1));
    println!("{cuts} power cuts from seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let mut team = Team::start(3, &Start::default()).await;
    let notes = tempfile::tempdir().unwrap();
    let mut dropped = 0;
    for round in 0..cuts {
        team.relay.take().unwrap().kill();
        let (log, before) = (notes.path().join(round.to_string()), files(team.data()));
        let start = power::noted(layer, team.data(), &log);
        team.restart(&start);
        live(&mut team, round, &mut rng).await;
        team.relay.take().unwrap().kill();
        let trace = Trace::read(team.data(), before, &log);
        let disk = trace.cut_after(trace.len(), &mut rng);
        dropped += u64::from(disk != files(team.data()));
        trace.put(&disk);
        std::fs::remove_file(log).unwrap();
        team.restart(&Start::default());
    }
    println!("{dropped} cuts left a disk that wasn't what the relay had written");
    team.settle().await;
}

/// RE16, RE32: fault 27 while a database is made for the first time: the next start makes it, and serves.
#[test]
fn fault_27_a_power_cut_while_the_database_is_made_keeps_nobody_from_starting() {
    let layer = match power::layer() {
        Ok(layer) => layer,
        Err(why) => return println!("skipped: fault_27_while_the_database_is_made: {why}"),
    };
    let (cuts, seed) = (number("SIGHTLINE_KILLS", FIRST_CUTS), number("SIGHTLINE_SEED", 1));
    let mut rng = StdRng::seed_from_u64(seed);
    let (folder, notes) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (data, log) = (folder.path().join("data"), notes.path().join("log"));
    drop(Relay::start_as(&data, &power::noted(layer, &data, &log)));
    let trace = Trace::read(&data, std::collections::BTreeMap::new(), &log);
    println!("{} operations until it serves", trace.len());
    for _ in 0..cuts {
        let n = rng.random_range(0..=trace.len());
        trace.put(&trace.cut_after(n, &mut rng));
        let relay = Relay::start(&data);
        assert!(relay.set_up.is_some(), "after {n} operations: nobody has joined yet");
    }
}

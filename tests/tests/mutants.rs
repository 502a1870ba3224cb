//! The simulator finds mistakes: each of those that shared/src/mutant.rs knows is made on purpose, and a few seeds are enough to see it.
//! `cargo xtask test sim` builds this with the feature `mutants`.

use sightline_shared::mutant::{Mutant, make};
use sightline_tests::sim::fault::Fault;
use sightline_tests::sim::perform;
use sightline_tests::sim::script::{Act, Script};

/// So many seeds must be enough.
const SEEDS: u64 = 2_000;

/// A seed's script. Two mistakes need more of what is rare: several tabs, and a relay that goes back while devices are away.
fn script(mutant: Mutant, seed: u64) -> Script {
    let mut script = Script::draw(seed, None);
    let instead: &[Act] = match mutant {
        Mutant::ActorReused => &[Act::Break(Fault::TabOpened)],
        Mutant::ChainIgnored => &[
            Act::Backup,
            Act::Break(Fault::Partitioned),
            Act::Break(Fault::RolledBack),
            Act::Break(Fault::Cut),
        ],
        _ => return script,
    };
    script.old = None;
    let broken = script.steps.iter_mut().filter(|step| matches!(step.act, Act::Break(_)));
    broken.zip(instead.iter().cycle()).for_each(|(step, act)| step.act = *act);
    script
}

/// The first seed that holds without a mistake and doesn't with it, and the rule that didn't hold. Mistakes are made by this thread alone.
fn seen(mutant: Mutant) -> Option<(u64, &'static str)> {
    let run = |seed, made: Option<Mutant>| {
        make(made);
        let failure = perform(&script(mutant, seed), None).failure;
        make(None);
        failure
    };
    let broken = (0..SEEDS).filter_map(|seed| run(seed, Some(mutant)).map(|failure| (seed, failure.rule)));
    broken.into_iter().find(|(seed, _)| run(*seed, None).is_none())
}

/// SY1, SY3, SY7, SY13, RE1, RE5, PR6.
#[test]
fn every_mistake_is_seen() {
    // A mistake may end in a panic, which is a failure like others.
    std::panic::set_hook(Box::new(|_| {}));
    let found: Vec<_> = std::thread::scope(|scope| {
        let runs = Mutant::ALL.map(|mutant| (mutant, scope.spawn(move || seen(mutant))));
        runs.into_iter().map(|(mutant, run)| (mutant, run.join().unwrap_or_default())).collect()
    });
    drop(std::panic::take_hook());
    for (mutant, seen) in &found {
        println!("{mutant:?}: {seen:?}");
    }
    assert!(found.iter().all(|(_, seen)| seen.is_some()), "{found:?}");
}

//! A few seeds of the simulator at every test run; `cargo xtask sim` runs as many as you like.

use sightline_tests::sim::perform;
use sightline_tests::sim::script::{Plan, Script};

/// SY3, SY5, SY14, SY15: after crashes, cuts, clock jumps and several tabs, everybody shows the same, and nothing that was saved is lost.
#[test]
fn everybody_agrees_after_everything_broke() {
    for seed in 0..12 {
        if let Some(failure) = perform(&Script::draw(seed, None), None).failure {
            panic!("{failure:?}; replay with: cargo xtask sim --replay {seed}");
        }
    }
}

/// Without faults nothing is ever refused by the relay, and everything arrives.
#[test]
fn a_calm_week_needs_no_luck() {
    for seed in 1_000..1_005 {
        let plan = Plan { devices: 3, steps: 1_500, faults: 0, old: None };
        let outcome = perform(&Script::draw(seed, Some(plan)), None);
        assert_eq!(outcome.failure, None);
        assert!(outcome.changes > 50, "{outcome:?}");
        assert!(outcome.works > 0, "ST4: the oracle had figures to look at: {outcome:?}");
    }
}

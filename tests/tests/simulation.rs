//! A few seeds of the simulator at every test run; `cargo xtask sim` runs as many as you like.

use sightline_tests::sim::{Plan, run};

/// SY3, SY5, SY14, SY15: after crashes, cuts, clock jumps and two tabs, everybody shows the same, and nothing that was saved is lost.
#[test]
fn everybody_agrees_after_everything_broke() {
    for seed in 0..12 {
        if let Err(what) = run(seed, Plan::default(), None) {
            panic!("{what}; replay with: cargo xtask sim --replay {seed}");
        }
    }
}

/// Without faults nothing is ever refused by the relay, and everything arrives.
#[test]
fn a_calm_week_needs_no_luck() {
    for seed in 1_000..1_005 {
        let report = run(seed, Plan { faults: 0, ..Plan::default() }, None).unwrap();
        assert!(report.changes > 50, "{report:?}");
    }
}

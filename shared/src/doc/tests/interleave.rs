//! Four devices act on one request as people would, each by what it knows: one state for all, nothing vanishes, and an owner stands.

mod check;
mod team;

use super::*;
use check::{Tally, check};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use team::Team;

const DEVICES: usize = 4;

#[derive(Debug, Clone)]
enum Step {
    /// A device does one of the things that are offered to it, or (if not `as_offered`) that are possible in what it sees.
    Act { device: usize, which: Index, as_offered: bool, other: u8 },
    /// A device gets some of the changes of another one, in a shuffled order: gaps are filled later.
    Pull { to: usize, from: usize, percent: u64, seed: u64 },
    /// A device is started again from its bytes, as another actor.
    Restart(usize),
    /// A device's clock jumps, back or forward.
    Jump(usize, i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => (0..DEVICES, any::<Index>(), prop::bool::weighted(0.7), any::<u8>())
            .prop_map(|(device, which, as_offered, other)| Step::Act { device, which, as_offered, other }),
        4 => (0..DEVICES, 0..DEVICES, 1..=100_u64, any::<u64>())
            .prop_map(|(to, from, percent, seed)| Step::Pull { to, from, percent, seed }),
        1 => (0..DEVICES).prop_map(Step::Restart),
        1 => (0..DEVICES, -600..600_i64).prop_map(|(device, minutes)| Step::Jump(device, minutes)),
    ];
    vec(step, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// DO12, FO2, FO7, FO16: whatever four devices do, and however they hear of each other.
    #[test]
    fn fo2_any_interleaving_on_four_devices_comes_to_one_state(steps in steps(), seed in any::<u64>()) {
        check(&Team::after(&steps).exchanged(seed), &mut Tally::default());
    }
}

/// That the property above is not empty: in a fixed walk each kind both has effect and loses, and requests are given back.
#[test]
fn fo2_the_walk_meets_every_kind_as_winner_and_as_loser() {
    let mut runner = TestRunner::deterministic();
    let mut tally = Tally::default();
    for seed in 0..480 {
        let steps = steps().new_tree(&mut runner).expect("steps").current();
        check(&Team::after(&steps).exchanged(seed), &mut tally);
    }
    for kind in crate::fold::Kind::ALL {
        let (won, lost) = tally.of(kind);
        assert_eq!(won > 0, kind != crate::fold::Kind::Other, "{kind:?} {tally:?}");
        // Two who close it at once are rare here; the pairs try them.
        if kind == crate::fold::Kind::Confirmed {
            continue;
        }
        assert_eq!(
            lost > 0,
            crate::fold::table::rank(kind).is_some_and(|rank| rank > 0),
            "{kind:?} {tally:?}"
        );
    }
    assert!(tally.given_back > 0 && tally.agreed > 0 && tally.owned > 100, "{tally:?}");
}

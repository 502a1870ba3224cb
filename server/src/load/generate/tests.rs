//! The same seed gives the same workspace; every state and every length occurs.
use super::*;
use crate::load::stats;
use crate::load::tally::Tally;
use crate::load::testing::{NOW, assert_sensible, filled};
use crate::store::MemoryStore;

const SIZE: Size = Size { requests: 400, teams: 12, chain_min: 2, chain_max: 50 };

fn stored(generated: &Generated) -> (MemoryStore, Tally) {
    let mut tally = Tally::default();
    let store = filled(generated.stories(), &mut tally);
    (store, tally)
}

#[test]
fn the_same_seed_gives_the_same_stories() {
    let stories = |seed| Generated::new(seed, SIZE, NOW).unwrap().stories().collect::<Vec<_>>();
    assert_eq!(stories(7), stories(7));
    assert_ne!(stories(7), stories(8));
}

#[test]
fn all_states_occur_and_chains_are_as_long_as_asked() {
    let (store, tally) = stored(&Generated::new(7, SIZE, NOW).unwrap());
    assert!(tally.is_clean(), "{tally}");
    let counts = stats::count(&store, NOW).unwrap();
    assert_eq!(counts.kinds["requests"], 400);
    assert_eq!(counts.longest_chain, 50);
    assert_eq!(counts.states.len(), 11, "{:?}", counts.states);
    assert!(counts.silent >= 3, "{counts}");
    assert_sensible(&store);
}

#[test]
fn sizes_that_contradict_each_other_are_refused() {
    let refused = |size| Generated::new(1, size, NOW).unwrap_err();
    assert!(refused(Size { teams: 1, ..SIZE }).contains("--teams"));
    assert!(refused(Size { chain_min: 0, ..SIZE }).contains("--chain-min"));
    assert!(refused(Size { chain_min: 51, ..SIZE }).contains("--chain-max"));
    for requests in [0, 1, 3, 51] {
        let generated = Generated::new(3, Size { requests, ..SIZE }, NOW).unwrap();
        let (store, _) = stored(&generated);
        assert_eq!(
            stats::count(&store, NOW).unwrap().kinds.get("requests").copied().unwrap_or(0),
            requests as u64
        );
    }
}

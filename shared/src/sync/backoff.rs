//! When to try again: exponential with jitter, so that a thousand devices don't come back in the same second.

use crate::id::Span;
use crate::limits::{RETRY_FIRST_MS, RETRY_LONGEST_MS};
use rand_core::Rng;

/// Counts failures and says how long to wait.
#[derive(Debug, Clone, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// One more failure: how long to wait, between half and all of the present step (SY12).
    pub fn failed(&mut self, rng: &mut dyn Rng) -> Span {
        let step = RETRY_FIRST_MS.saturating_mul(1 << self.failures.min(10)).min(RETRY_LONGEST_MS);
        self.failures = self.failures.saturating_add(1);
        let half = step / 2;
        Span(half + i64::from(rng.next_u32()) % (half + 1))
    }

    /// It works again.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn waits_double_up_to_the_longest_and_start_over_after_success() {
        // SY12
        let mut rng = StdRng::seed_from_u64(1);
        let mut backoff = Backoff::default();
        for step in [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000] {
            let wait = backoff.failed(&mut rng).0;
            assert!((step / 2..=step).contains(&wait), "{wait} ms for a step of {step} ms");
        }
        backoff.succeeded();
        assert!(backoff.failed(&mut rng).0 <= RETRY_FIRST_MS);
    }

    #[test]
    fn waits_reach_from_half_of_the_step_to_all_of_it() {
        // SY12
        let waits: Vec<i64> =
            (0..5_000).map(|seed| Backoff::default().failed(&mut StdRng::seed_from_u64(seed)).0).collect();
        assert_eq!(waits.iter().min(), Some(&(RETRY_FIRST_MS / 2)));
        assert_eq!(waits.iter().max(), Some(&RETRY_FIRST_MS));
    }

    #[test]
    fn two_devices_rarely_wait_the_same() {
        // SY12
        let waits: std::collections::BTreeSet<i64> =
            (0..100).map(|seed| Backoff { failures: 5 }.failed(&mut StdRng::seed_from_u64(seed)).0).collect();
        assert!(waits.len() > 90);
    }
}

//! The relay's one door to the clock and to randomness.

use sightline_shared::id::Millis;
use std::time::{SystemTime, UNIX_EPOCH};

/// The relay's clock.
#[expect(clippy::disallowed_methods, reason = "the one place where the relay reads its clock")]
pub fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The system's randomness, as the core's functions want it.
pub fn rng() -> impl rand_core::Rng {
    rand_core::UnwrapErr(getrandom::SysRng)
}

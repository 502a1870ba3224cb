//! Places at which a test makes the relay die, or its disk fail, by `FAILPOINTS="name=action"` as the crate `fail` reads it. Actions of
//! ours are `return(abort)` (the process ends at once, as by kill -9), `return(full)` and `return(broken)`; of the crate's own
//! `panic` and `sleep(ms)` are of use. Without the feature, and so in what is shipped, nothing is here.

use crate::store::Stored;

/// Reads the environment. Failpoints that are wrongly written end the process: a test must not pass because of a typo.
pub fn prepare() {
    #[cfg(feature = "failpoints")]
    std::mem::forget(fail::FailScenario::setup());
}

/// Goes on, or fails as the place was told to.
///
/// # Errors
/// The store's, when a test wants it.
#[cfg(feature = "failpoints")]
pub fn reach(place: &'static str) -> Stored<()> {
    use crate::store::StoreError;
    fail::fail_point!(place, |what| match what.as_deref() {
        Some("abort") => std::process::abort(),
        Some("full") => Err(StoreError::Full),
        _ => Err(StoreError::Broken(format!("a test wants it at {place}"))),
    });
    Ok(())
}

/// Goes on.
///
/// # Errors
/// None.
#[cfg(not(feature = "failpoints"))]
pub fn reach(_place: &'static str) -> Stored<()> {
    Ok(())
}

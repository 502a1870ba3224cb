//! Logs go to standard error. Only named fields are logged: ids, counts and errors; never tokens, bodies, names or change bytes.

use tracing_subscriber::EnvFilter;

/// Starts logging, as lines for people or as JSON. `SIGHTLINE_LOG` says how much (default `info`).
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_env("SIGHTLINE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second start (tests in one process) leaves the first in place.
    let _ = if json { lines.json().try_init() } else { lines.try_init() };
}

//! Logs go to standard error. Only named fields are logged: ids, counts and errors; never tokens, bodies, names or change bytes.

use tracing_subscriber::EnvFilter;

/// What is logged unless `SIGHTLINE_LOG` says something else. Automerge opens a span for each change that it applies: one in thirty
/// instructions of an append went into those, which no line of ours ever showed.
const DEFAULT: &str = "info,automerge=warn";

/// Starts logging, as lines for people or as JSON. `SIGHTLINE_LOG` says how much.
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_env("SIGHTLINE_LOG").unwrap_or_else(|_| EnvFilter::new(DEFAULT));
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    // A second start (tests in one process) leaves the first in place.
    let _ = if json { lines.json().try_init() } else { lines.try_init() };
}

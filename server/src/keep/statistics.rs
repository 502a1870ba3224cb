//! Makes the figures that the relay publishes: soon after the start, then hourly while the log grows (ST2).

use crate::clock;
use crate::http::App;
use crate::limits::{ROUND_EVERY, STATISTICS_EVERY};
use crate::room::{Figures, Schedule};
use sightline_shared::limits::TIMING_SAMPLES_MIN;
use tokio::time::Instant;

/// Goes on until the relay stops.
pub async fn go(app: App) {
    let mut stopping = app.stopping();
    let published = app.room().published();
    let mut schedule = Schedule::new(STATISTICS_EVERY);
    loop {
        let stopped = async { drop(stopping.wait_for(|stopping| *stopping).await) };
        if tokio::time::timeout(ROUND_EVERY, stopped).await.is_ok() {
            return;
        }
        let head = published.borrow().head.seq;
        if let Some(as_of) = schedule.due(clock::now(), head) {
            let began = Instant::now();
            match app.read(move |store| Figures::gather(store, as_of, TIMING_SAMPLES_MIN)).await {
                Ok(figures) => {
                    let (works, bytes) = (figures.works, figures.frame.len());
                    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
                    schedule.made(as_of, head);
                    tracing::info!(works, bytes, ms, "figures were made");
                    app.publish(figures);
                }
                // The next round tries again.
                Err(error) => tracing::warn!(%error, "can't make figures"),
            }
        }
    }
}

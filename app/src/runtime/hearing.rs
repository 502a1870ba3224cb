//! What is to be told on every screen (notices, how many are silent): worked out after rows or the minute changed, in tasks of their own.
//! On a device with ten thousands of open requests each takes longer than a screen does, and no finger waits for it.

use super::Runtime;
use crate::port::clock;
use sightline_shared::view;

impl Runtime {
    /// Works it out once the browser has painted what changed; once for all that changes until then.
    pub(super) fn hear_soon(&self) {
        if self.0.hears.replace(true) {
            return;
        }
        let runtime = self.clone();
        leptos::task::spawn_local(async move {
            clock::painted().await;
            runtime.0.hears.set(false);
            runtime.hear().await;
        });
    }

    /// Works it out at once.
    pub(crate) async fn hear(&self) {
        let written = self.0.written;
        let (viewer, now) = (written.viewer_now(), written.minute_now());
        if let Some(heard) = self.with_rows(|rows| view::notices(rows, &viewer, now)) {
            written.set_heard(heard);
        }
        clock::breathe().await;
        // As the radar shows them first; who is in no team finds all there, and hears of their own here.
        let silent = self.with_rows(|rows| match viewer.team {
            Some(_) => view::silent_chains(rows, &viewer, viewer.team, now),
            None => view::now_counts(rows, &viewer, now).silent,
        });
        if let Some(silent) = silent {
            written.set_silent(silent);
        }
    }
}

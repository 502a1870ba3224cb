//! What is to be told on every screen (notices, how many are silent), and what stands on *Now*: worked out after rows or the minute changed,
//! in tasks of their own. On a device with ten thousands of open requests each takes longer than a screen does, and no finger waits for it:
//! whoever goes to *Now* or the radar finds it (VI60).

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
        // Also for who is in a team: *Now* finds it.
        let own = self.with_rows(|rows| view::now_counts(rows, &viewer, now).silent);
        clock::breathe().await;
        // As the radar shows them first; who is in no team finds all there, and hears of their own here.
        let silent = match viewer.team {
            Some(team) => self.with_rows(|rows| view::silent_chains(rows, &viewer, Some(team), now)),
            None => own,
        };
        if let Some(silent) = silent {
            written.set_silent(silent);
        }
    }
}

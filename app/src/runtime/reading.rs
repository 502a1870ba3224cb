//! Search reads the rows that came, a slice at a time, whenever the browser has nothing else to do.

use super::Runtime;
use crate::port::clock;
use sightline_shared::session::Input;

impl Runtime {
    /// Goes on until every row is read; once at a time.
    pub(super) fn read_for_search(&self) {
        if !self.waits_for_search() || !self.0.written.begin_reading() {
            return;
        }
        let runtime = self.clone();
        leptos::task::spawn_local(async move {
            while runtime.waits_for_search() {
                clock::idle().await;
                runtime.push(Input::ReadForSearch);
                runtime.0.written.has_read();
            }
            runtime.0.written.end_reading();
        });
    }

    fn waits_for_search(&self) -> bool {
        let session = self.0.session.try_borrow().ok();
        let read = session.and_then(|session| Some(session.as_ref()?.rows().search_read()));
        read.is_some_and(|(taken, all)| taken < all)
    }
}

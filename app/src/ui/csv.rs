//! Requests as a CSV file, in the words of the language that is spoken.

use super::words::t;
use super::{Ui, format, tell};
use crate::act::breathe;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::limits::EXPORT_LINES_PER_SLICE;
use sightline_shared::table::{self, Column, Words};
use sightline_shared::view::{Rows, State};

/// The words of the app.
struct Spoken;

impl Words for Spoken {
    fn column(&self, column: Column) -> String {
        match column {
            Column::Id => t!("csv-id"),
            Column::Title => t!("field-title"),
            Column::Asker => t!("csv-asker"),
            Column::Provider => t!("csv-provider"),
            Column::Owner => t!("csv-owner"),
            Column::Customer => t!("field-customer"),
            Column::CustomerNumber => t!("customer-reference"),
            Column::Order => t!("field-reference"),
            Column::State => t!("csv-state"),
            Column::Asked => t!("csv-asked"),
            Column::Answered => t!("csv-answered"),
            Column::Promised => t!("csv-promised"),
            Column::Ended => t!("csv-ended"),
            Column::Hops => t!("csv-hops"),
            Column::Parent => t!("csv-parent"),
            Column::CustomerPhone => t!("csv-customer-phone"),
            Column::WaitsFor => t!("csv-waits-for"),
            Column::WaitsWhy => t!("csv-waits-why"),
            Column::NeededBy => t!("csv-needed-by"),
            Column::ReplyBy => t!("csv-reply-by"),
            Column::LastWords => t!("csv-last-words"),
            Column::Helped => t!("csv-helped"),
        }
    }

    fn state(&self, state: State) -> String {
        tell::state(state)
    }

    fn helped(&self, helped: bool) -> String {
        if helped { t!("csv-helped-yes") } else { t!("csv-helped-no") }
    }

    fn moment(&self, at: Millis) -> String {
        format::iso(at)
    }
}

impl Ui {
    /// Offers the requests that `pick` picks as a CSV file; thousands are written in slices. Waits until all rows are here: after a start
    /// those of closed requests come last, and search reads them after that.
    pub(crate) fn save_csv(self, pick: impl FnOnce(&Rows) -> Vec<DocId> + 'static) {
        leptos::task::spawn_local(async move {
            let is_read = || self.look(|rows| rows.search_read()).is_some_and(|(read, all)| read == all);
            while !(self.store.has_all_rows() && is_read()) {
                breathe().await;
            }
            let ids = self.look(pick).unwrap_or_default();
            let now = self.now_once();
            let mut parts = vec![table::head(&Spoken)];
            for slice in ids.chunks(EXPORT_LINES_PER_SLICE) {
                parts.extend(self.look(|rows| table::requests(rows, slice, now, &Spoken)));
                breathe().await;
            }
            let day: String = format::iso(now).chars().take(10).collect();
            self.act.save_file(&format!("sightline-{day}.csv"), "text/csv;charset=utf-8", &parts);
            self.say(t!("csv-saved", count = ids.len()));
        });
    }
}

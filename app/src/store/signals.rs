//! The written side of the store: one signal per thing that changes by itself.

use super::{Opened, Phase, Posted};
use leptos::prelude::*;
use sightline_shared::api::Me;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::session::{Notice, RefusedEntry, Status};
use sightline_shared::view::{self, Viewer};
use std::collections::HashMap;

/// What the runtime writes and the store shows. Copy.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    pub(super) rows_version: RwSignal<u64>,
    pub(super) minute: RwSignal<Millis>,
    pub(super) viewer: RwSignal<Viewer>,
    pub(super) heard: RwSignal<Vec<view::Notice>>,
    pub(super) silent: RwSignal<usize>,
    pub(super) me: RwSignal<Option<Me>>,
    pub(super) phase: RwSignal<Phase>,
    pub(super) status: RwSignal<Status>,
    pub(super) notices: RwSignal<Vec<Posted>>,
    pub(super) refused: RwSignal<Vec<RefusedEntry>>,
    pub(super) link_opened: RwSignal<bool>,
    pub(super) update_ready: RwSignal<bool>,
    pub(super) can_install: RwSignal<bool>,
    pub(super) lost: RwSignal<usize>,
    pub(super) has_all: StoredValue<bool>,
    /// Rows that storage has and this tab hasn't read yet, about.
    pub(super) cold: RwSignal<usize>,
    /// Slices that search has read.
    pub(super) read: RwSignal<u64>,
    reads: StoredValue<bool>,
    opened: StoredValue<HashMap<DocId, ArcRwSignal<Opened>>>,
    posted: StoredValue<u64>,
}

impl Written {
    pub(super) fn new(now: Millis) -> Self {
        let nobody = Viewer { person: DocId::default(), team: None };
        Self {
            rows_version: RwSignal::new(0),
            minute: RwSignal::new(now),
            viewer: RwSignal::new(nobody),
            heard: RwSignal::new(Vec::new()),
            silent: RwSignal::new(0),
            me: RwSignal::new(None),
            phase: RwSignal::new(Phase::Starting),
            status: RwSignal::new(Status::default()),
            notices: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            link_opened: RwSignal::new(false),
            update_ready: RwSignal::new(false),
            can_install: RwSignal::new(false),
            lost: RwSignal::new(0),
            has_all: StoredValue::new(false),
            cold: RwSignal::new(0),
            read: RwSignal::new(0),
            reads: StoredValue::new(false),
            opened: StoredValue::new(HashMap::new()),
            posted: StoredValue::new(0),
        }
    }

    /// Rows changed: what was computed from them is computed again.
    pub(crate) fn rows_changed(self) {
        self.rows_version.update(|version| *version += 1);
    }

    /// Another minute has begun.
    pub(crate) fn set_minute(self, now: Millis) {
        set(self.minute, now);
    }

    /// The minute that is shown, without subscribing.
    pub(crate) fn minute_now(self) -> Millis {
        self.minute.get_untracked()
    }

    /// Who looks.
    pub(crate) fn set_viewer(self, viewer: Viewer) {
        set(self.viewer, viewer);
    }

    /// Who looks, without subscribing.
    pub(crate) fn viewer_now(self) -> Viewer {
        self.viewer.get_untracked()
    }

    /// What the viewer should hear of.
    pub(crate) fn set_heard(self, heard: Vec<view::Notice>) {
        set(self.heard, heard);
    }

    /// In how many chains of the viewer's team somebody is silent.
    pub(crate) fn set_silent(self, silent: usize) {
        set(self.silent, silent);
    }

    /// Who this device is.
    pub(crate) fn set_me(self, me: Me) {
        set(self.me, Some(me));
    }

    /// How far the app is.
    pub(crate) fn set_phase(self, phase: Phase) {
        set(self.phase, phase);
    }

    /// How far the app is, without subscribing.
    pub(crate) fn phase_now(self) -> Phase {
        self.phase.get_untracked()
    }

    /// The status line.
    pub(crate) fn set_status(self, status: Status) {
        set(self.status, status);
    }

    /// The status line, without subscribing.
    pub(crate) fn status_now(self) -> Status {
        self.status.get_untracked()
    }

    /// Something that a person must hear of.
    pub(crate) fn post(self, notice: Notice) {
        let number = self.posted.try_update_value(|number| {
            *number += 1;
            *number
        });
        let number = number.unwrap_or_default();
        self.notices.update(|notices| notices.push(Posted { number, notice }));
    }

    /// A person has read a notice.
    pub(crate) fn put_away(self, number: u64) {
        self.notices.update(|notices| notices.retain(|posted| posted.number != number));
    }

    /// How many rows are still to come from storage, about.
    pub(crate) fn set_cold(self, rows: usize) {
        set(self.cold, rows);
    }

    /// Search begins to read; no when it does already.
    pub(crate) fn begin_reading(self) -> bool {
        self.reads.try_update_value(|reads| !std::mem::replace(reads, true)).unwrap_or_default()
    }

    /// Search has read a slice.
    pub(crate) fn has_read(self) {
        let _ = self.read.try_update(|read| *read += 1);
    }

    /// Search has read everything.
    pub(crate) fn end_reading(self) {
        let _ = self.reads.try_set_value(false);
    }

    /// Whether these were the last of the stored rows: a start reads those of closed requests while the browser is idle.
    pub(crate) fn note_rows(self, last: bool) {
        if last {
            let _ = self.has_all.try_set_value(true);
        }
    }

    /// Batches that were refused and that nobody has looked at.
    pub(crate) fn set_refused(self, refused: Vec<RefusedEntry>) {
        set(self.refused, refused);
    }

    /// A joining link was opened on a device that has joined, or its person has been told.
    pub(crate) fn set_link_opened(self, opened: bool) {
        set(self.link_opened, opened);
    }

    /// A newer version is stored.
    pub(crate) fn set_update_ready(self) {
        set(self.update_ready, true);
    }

    /// The browser offers to install the app, or no longer.
    pub(crate) fn set_can_install(self, can: bool) {
        set(self.can_install, can);
    }

    /// So many edits went with a storage that was cleared.
    pub(crate) fn set_lost(self, edits: usize) {
        set(self.lost, edits);
    }

    /// The same, to be told now.
    pub(crate) fn take_lost(self) -> usize {
        let edits = self.lost.get_untracked();
        set(self.lost, 0);
        edits
    }

    /// A shown document, as it is now.
    pub(crate) fn show(self, id: DocId, opened: Opened) {
        let signal = self.opened(id);
        if *signal.read_untracked() != opened {
            signal.set(opened);
        }
    }

    /// No screen shows it any more.
    pub(crate) fn forget(self, id: DocId) {
        self.opened.update_value(|opened| drop(opened.remove(&id)));
    }

    pub(super) fn opened(self, id: DocId) -> ArcRwSignal<Opened> {
        self.opened
            .try_update_value(|opened| {
                opened.entry(id).or_insert_with(|| ArcRwSignal::new(Opened::Loading)).clone()
            })
            .unwrap_or_else(|| ArcRwSignal::new(Opened::Missing))
    }
}

/// Sets a signal only when the value differs: nobody recomputes for nothing.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

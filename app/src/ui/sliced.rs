//! What takes longer than a finger may wait: it is worked out of all rows in slices, or built a task later.

use super::Ui;
use crate::act::browser::{Slices, breathe, idle};
use leptos::prelude::*;
use sightline_shared::id::Millis;
use sightline_shared::view::{Rows, Sliced};

/// Works something out once it is `wanted`, and again whenever rows changed; what was found last stays until then.
pub(crate) fn in_slices<W>(
    ui: Ui,
    wanted: RwSignal<bool>,
    begin: impl Fn(&Rows, Millis) -> W + Copy + Send + Sync + 'static,
) -> RwSignal<Option<W::Found>>
where
    W: Sliced + 'static,
    W::Found: PartialEq + Send + Sync + 'static,
{
    let found = RwSignal::new(None);
    let version = ui.store.rows_version();
    let is_busy = StoredValue::new(false);
    Effect::new(move || {
        version.track();
        if !wanted.get() || is_busy.get_value() {
            return;
        }
        is_busy.set_value(true);
        leptos::task::spawn_local(async move {
            while let Some(of) = version.try_get_untracked() {
                let Some(next) = worked_out(ui, wanted, begin).await else { break };
                let is_new = found.try_with_untracked(|old| old.as_ref() != Some(&next));
                if is_new == Some(true) {
                    let _ = found.try_set(Some(next));
                }
                if is_new.is_none() || version.try_get_untracked() == Some(of) {
                    break;
                }
            }
            let _ = is_busy.try_set_value(false);
        });
    });
    found
}

/// None: whoever wanted it has left the screen.
async fn worked_out<W: Sliced>(
    ui: Ui,
    wanted: RwSignal<bool>,
    begin: impl Fn(&Rows, Millis) -> W,
) -> Option<W::Found> {
    // After a start the rows of closed requests come last; without them less would be found.
    while !ui.store.has_all_rows() {
        idle().await;
        wanted.try_get_untracked()?;
    }
    let now = ui.now_once();
    let mut slices = Slices::begin();
    let mut work = None;
    loop {
        // While the session is at work on an input its rows can't be read.
        let more = ui.look(|rows| {
            let work = work.get_or_insert_with(|| begin(rows, now));
            work.go_on(rows)
        });
        if more == Some(false) {
            break;
        }
        slices.step().await;
        wanted.try_get_untracked()?;
    }
    slices.step().await;
    ui.look(|rows| work.as_ref().map(|work| work.found(rows))).flatten()
}

/// Becomes true in the next task: for the part of a screen that is below the window.
pub(crate) fn in_the_next_task() -> ReadSignal<bool> {
    let (is_there, come) = signal(false);
    leptos::task::spawn_local(async move {
        breathe().await;
        let _ = come.try_set(true);
    });
    is_there
}

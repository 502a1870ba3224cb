//! Which tab leads: the browser's lock says so, storage counts the leads, and a leader that doesn't answer is replaced.
//!
//! A lock is held by a tab that is frozen, too: in the background of a phone, or in a debugger. So a tab that a person looks at asks the
//! leader for a word, again and again, and seizes the lead when none comes. What the frozen tab then still writes as the leader is
//! refused by storage (SY18).

use super::{Core, Runtime, push_to};
use crate::port::platform;
use crate::port::tabs::{self, Turn, Word};
use crate::port::{clock, clock_watch};
use crate::store::{Phase, Trouble};
use sightline_shared::id::Span;
use sightline_shared::session::{Epoch, Input};
use std::cell::Cell;
use std::rc::Weak;

/// How often a following tab asks for the leader.
const ASK_EVERY: Span = Span(500);
/// Questions without an answer after which it seizes the lead: a busy leader answers within one.
const SILENT_MAX: u32 = 4;
/// A timer that is later than this was frozen with its tab. Browsers slow the timers of tabs in the background down to one a minute.
const FROZEN_MS_MIN: f64 = 120_000.0;

/// What this tab knows of the lead.
#[derive(Default)]
pub(super) struct Lead {
    /// This tab has the browser's lock, or there are no locks and it took its turn.
    ours: Cell<bool>,
    /// As storage counted it.
    epoch: Cell<Option<Epoch>>,
    /// Questions that no leader has answered.
    silent: Cell<u32>,
}

impl Lead {
    pub(super) fn is_ours(&self) -> bool {
        self.ours.get()
    }
}

/// A word from another tab.
pub(super) fn hear(core: &Weak<Core>, word: Word) {
    match word {
        Word::Hint(hint) => push_to(core, Input::Told(*hint)),
        Word::Asks => {
            if let Some(core) = core.upgrade().filter(|core| core.lead.is_ours()) {
                core.tabs.say_leads();
            }
        }
        Word::Leads => {
            if let Some(core) = core.upgrade() {
                core.lead.silent.set(0);
            }
        }
    }
}

impl Runtime {
    /// Waits for its turn to lead, and looks after the tab that does.
    pub(crate) fn stand_for_leader(&self) {
        self.stand(Turn::Wait);
        let runtime = self.clone();
        leptos::task::spawn_local(async move {
            loop {
                let slept = clock::monotonic();
                clock::sleep(ASK_EVERY).await;
                if clock::monotonic() - slept > FROZEN_MS_MIN && !runtime.0.lead.is_ours() {
                    runtime.push(Input::Follows);
                }
                runtime.look_after_the_leader();
            }
        });
    }

    fn stand(&self, turn: Turn) {
        let (runtime, loser) = (self.clone(), self.clone());
        let on_lead = move || {
            runtime.0.lead.ours.set(true);
            leptos::task::spawn_local(async move { runtime.take_the_lead().await });
        };
        let on_lost = move || {
            loser.step_back();
            loser.stand(Turn::Wait);
        };
        tabs::lead(turn, on_lead, on_lost);
    }

    /// A tab that nobody looks at waits: browsers slow its timers down, and it has nothing to show.
    fn look_after_the_leader(&self) {
        let lead = &self.0.lead;
        if lead.is_ours() || platform::is_hidden() {
            lead.silent.set(0);
            return;
        }
        if lead.silent.get() >= SILENT_MAX {
            lead.silent.set(0);
            self.stand(Turn::Seize);
            return;
        }
        lead.silent.set(lead.silent.get() + 1);
        self.0.tabs.ask();
    }

    fn step_back(&self) {
        self.0.lead.ours.set(false);
        self.0.lead.epoch.set(None);
        self.push(Input::Follows);
    }

    /// Storage has counted a later lead. Whoever then still has the browser's lock leads again: two had seized it at once, and storage
    /// counted them the other way round. A tab that was frozen hears in the meantime that its lock is gone. Without locks it follows.
    pub(super) fn was_fenced(&self, epoch: Option<Epoch>) {
        if epoch.is_none() || epoch != self.0.lead.epoch.get() {
            return;
        }
        if self.0.lead.is_ours() && tabs::has_locks() {
            self.0.lead.epoch.set(None);
            let runtime = self.clone();
            leptos::task::spawn_local(async move {
                clock::sleep(ASK_EVERY).await;
                if runtime.0.lead.is_ours() {
                    runtime.take_the_lead().await;
                }
            });
        } else {
            self.step_back();
        }
    }

    async fn take_the_lead(&self) {
        let Some(idb) = self.idb() else { return };
        let Ok((epoch, place, outbox)) = idb.take_the_lead().await else { return self.outbox_unreadable() };
        if !self.0.lead.is_ours() {
            return;
        }
        self.0.lead.epoch.set(Some(epoch));
        self.0.tabs.say_leads();
        self.push(Input::Leads(epoch, place.map(clock_watch::newest), outbox));
        // What another tab stored after that was read, and told before this tab listened as the leader.
        let Ok(outbox) = idb.outbox().await else { return self.outbox_unreadable() };
        if self.0.lead.epoch.get() == Some(epoch) {
            self.push(Input::Leads(epoch, None, outbox));
        }
    }

    /// Without its outbox this device must not say that all is sent.
    pub(super) fn outbox_unreadable(&self) {
        self.0.written.set_phase(Phase::Broken(Trouble::StorageFailed));
    }
}

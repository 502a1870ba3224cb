//! A device: one or more tabs, each with a real session, over one disk.

use super::disk::Disk;
use rand::Rng;
use sightline_shared::api::Me;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, Incarnation, Millis, Span};
use sightline_shared::session::{
    Boot, EditRefused, Hint, Input, Link, Notice, Output, RowsAsked, Session, Write, WriteFailure, WriteId,
};
use sightline_shared::wire::{self, FromDevice, FromRelay, RefusalReason};
use std::collections::VecDeque;

/// Something that a device asks of the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Open a socket.
    Connect,
    /// Send a frame.
    Send(Vec<u8>),
    /// Close the socket.
    Hangup,
    /// Sign in by the device's key.
    SignIn,
}

/// One tab.
pub struct Tab {
    /// The core.
    pub session: Session,
    /// Transactions that storage has not finished.
    pub writes: VecDeque<Write>,
    /// Other things that storage has not answered.
    pub reads: VecDeque<Output>,
    /// Words from other tabs.
    pub mail: VecDeque<Hint>,
    /// It doesn't run before this moment.
    pub frozen_until: Option<Millis>,
    /// Another tab has taken the lead while this one was frozen, and it hasn't heard of that.
    pub deposed: bool,
    /// In true time: a browser's timer doesn't follow the clock.
    wake: Option<Millis>,
}

/// A device.
pub struct Device {
    /// Who it is.
    pub me: Me,
    /// What it keeps.
    pub disk: Disk,
    /// Its tabs; the first leads.
    pub tabs: Vec<Tab>,
    /// How far its clock is from true time.
    pub skew: Span,
    /// Edits that a tab said were refused.
    pub refused: Vec<EditRefused>,
    /// Inputs and outputs that name this are printed: `cargo xtask sim --replay SEED --trace ID`.
    pub trace: Option<String>,
    /// Batches that the relay refused, and why.
    pub refusals: Vec<RefusalReason>,
    /// How often it compared what it has with the relay.
    pub comparisons: usize,
    /// Its leading tab said, on its line, that the copy of the workspace is here while the disk was still without a part of it.
    pub boasted: bool,
    /// The next tab that is told something dies when it has done so many of the things that it wants done.
    pub dies_after: Option<usize>,
    next_ticket: u64,
}

impl Device {
    /// A device that has just joined, with no tab open.
    pub fn new(me: Me) -> Self {
        Self {
            me,
            disk: Disk::default(),
            tabs: Vec::new(),
            skew: Span::ZERO,
            refused: Vec::new(),
            trace: None,
            refusals: Vec::new(),
            comparisons: 0,
            boasted: false,
            dies_after: None,
            next_ticket: 0,
        }
    }

    fn clock(&self, now: Millis) -> Millis {
        now + self.skew
    }

    /// Opens a tab. The first one leads.
    pub fn open_tab(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        let contents = self.disk.contents();
        let boot = Boot {
            me: self.me.clone(),
            incarnation: Incarnation::random(rng),
            place: contents.place.clone(),
            rows: contents.rows.values().filter(|row| row.row.is_hot()).cloned().collect(),
            waiting: self.disk.waiting(),
            lead: contents.epoch,
            refused: contents.refused.values().cloned().collect(),
            statistics: contents.statistics.clone(),
        };
        let rest = contents.rows.values().filter(|row| !row.row.is_hot()).cloned().collect();
        let session = Session::new(boot);
        self.tabs.push(Tab {
            session,
            writes: VecDeque::new(),
            reads: VecDeque::new(),
            mail: VecDeque::new(),
            frozen_until: None,
            deposed: false,
            wake: None,
        });
        let tab = self.tabs.len() - 1;
        let mut wishes = self.tell(tab, Input::Rows { rows: rest, last: true }, now, rng);
        if tab == 0 {
            wishes.extend(self.lead(now, rng));
        }
        wishes
    }

    /// Another tab leads from now on. Both know, unless the leader is frozen: then the lead is seized.
    pub fn move_lead(&mut self, to: usize, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        if self.dies_after.is_some() {
            return Vec::new();
        }
        let mut wishes = Vec::new();
        if self.runs(0, now) {
            wishes = self.tell(0, Input::Follows, now, rng);
        } else if let Some(leader) = self.tabs.first_mut() {
            leader.deposed = true;
        }
        if to < self.tabs.len() {
            self.tabs.swap(0, to);
            wishes.extend(self.lead(now, rng));
        }
        wishes
    }

    /// Whether a tab runs at present.
    pub fn runs(&self, tab: usize, now: Millis) -> bool {
        self.tabs.get(tab).is_some_and(|tab| tab.frozen_until.is_none_or(|until| until <= now))
    }

    fn lead(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        if let Some(first) = self.tabs.first_mut() {
            first.frozen_until = None;
            first.deposed = false;
        }
        let epoch = self.disk.take_the_lead();
        let outbox = self.disk.contents().outbox.values().cloned().collect();
        let place = Some(self.disk.contents().place.clone());
        self.tell(0, Input::Leads(epoch, place, outbox), now, rng)
    }

    /// Kills a tab in the middle of whatever it does. If it led, the next one leads.
    pub fn kill_tab(&mut self, tab: usize, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        if tab >= self.tabs.len() {
            return Vec::new();
        }
        self.tabs.remove(tab);
        if tab > 0 {
            return Vec::new();
        }
        let mut wishes = vec![Wish::Hangup];
        if !self.tabs.is_empty() {
            wishes.extend(self.lead(now, rng));
        }
        wishes
    }

    /// The power fails: all tabs die, and what was not durable is gone.
    pub fn power_cut(&mut self) -> Vec<Wish> {
        self.tabs.clear();
        self.disk.power_cut();
        vec![Wish::Hangup]
    }

    /// A person edits in a tab.
    pub fn edit(&mut self, tab: usize, edits: Vec<Edit>, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        self.next_ticket += 1;
        let ticket = self.next_ticket;
        self.tell(tab, Input::Edit { ticket, edits }, now, rng)
    }

    /// Tells a tab something and collects what it wants of the world.
    pub fn tell(&mut self, tab: usize, input: Input, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        let clock = self.clock(now);
        match &input {
            Input::Frame(bytes) => self.print(tab, "<-", &wire::decode::<FromRelay>(bytes)),
            other => self.print(tab, "<-", other),
        }
        let Some(at) = self.tabs.get_mut(tab) else { return Vec::new() };
        let mut outputs = at.session.handle(input, clock, rng);
        for output in &outputs {
            match output {
                Output::Send(bytes) => self.print(tab, "->", &wire::decode::<FromDevice>(bytes)),
                other => self.print(tab, "->", other),
            }
        }
        let dies_after = self.dies_after.take();
        dies_after.inspect(|effects| outputs.truncate(*effects));
        let mut wishes = Vec::new();
        for output in outputs {
            self.carry_out(tab, output, &mut wishes);
        }
        if tab > 0 {
            // The line is the leader's. A tab that was frozen and takes itself for that one has none any more.
            wishes.clear();
        }
        if dies_after.is_some() {
            wishes.extend(self.kill_tab(tab, now, rng));
        }
        wishes
    }

    fn carry_out(&mut self, tab: usize, output: Output, wishes: &mut Vec<Wish>) {
        match output {
            Output::Write(write) => self.tabs[tab].writes.push_back(*write),
            Output::Read(_)
            | Output::ReadSeals(_)
            | Output::ReadRows(_)
            | Output::ReadAllRows
            | Output::ReadOutbox => self.tabs[tab].reads.push_back(output),
            Output::Tell(hint) => {
                let others = self.tabs.iter_mut().enumerate().filter(|(other, _)| *other != tab);
                others.for_each(|(_, at)| at.mail.push_back((*hint).clone()));
            }
            Output::Connect => wishes.push(Wish::Connect),
            Output::Send(frame) => wishes.push(Wish::Send(frame)),
            Output::Hangup => wishes.push(Wish::Hangup),
            Output::SignIn => wishes.push(Wish::SignIn),
            Output::WakeAt(at) => self.tabs[tab].wake = Some(at - self.skew),
            Output::Settled(_, Err(why)) => self.refused.push(why),
            Output::Notice(Notice::Refused(refused)) => self.refusals.push(refused.why),
            Output::Notice(Notice::Compared { .. }) => self.comparisons += 1,
            Output::Notice(_)
            | Output::Refused(_)
            | Output::Settled(_, Ok(()))
            | Output::Painted(_)
            | Output::Shown(..) => {}
            Output::Status(status) => {
                let place = &self.disk.contents().place;
                let is_copying = place.docs_total > 0 && !place.docs_done;
                let says_whole = status.link == Link::Live && status.progress.is_none();
                self.boasted |= tab == 0 && is_copying && says_whole;
            }
        }
    }

    fn print(&self, tab: usize, way: &str, what: &impl std::fmt::Debug) {
        let Some(trace) = &self.trace else { return };
        let text = format!("{what:?}");
        if text.contains(trace) {
            println!("{} tab {tab} {way} {}", self.me.device, text.chars().take(6000).collect::<String>());
        }
    }

    /// Storage finishes the oldest thing that a tab asked of it, if there is one.
    pub fn storage_step(
        &mut self,
        tab: usize,
        fail: Option<WriteFailure>,
        now: Millis,
        rng: &mut dyn Rng,
    ) -> Vec<Wish> {
        let Some(at) = self.tabs.get_mut(tab) else { return Vec::new() };
        if let Some(write) = at.writes.pop_front() {
            let outcome = fail.map_or_else(|| self.disk.commit(&write), Err);
            let id = WriteId(write.id);
            let input = outcome.map_or_else(|why| Input::NotCommitted(id, why), |()| Input::Committed(id));
            return self.tell(tab, input, now, rng);
        }
        let Some(read) = at.reads.pop_front() else { return Vec::new() };
        let rows = |ids: &[DocId], disk: &Disk| {
            ids.iter().filter_map(|id| disk.contents().rows.get(id).cloned()).collect()
        };
        let input = match read {
            Output::Read(doc) => Input::Stored(doc, self.disk.doc(doc)),
            Output::ReadSeals(doc) => Input::Seals(doc, self.disk.seals(doc)),
            Output::ReadRows(ids) => {
                let stored = rows(&ids, &self.disk);
                Input::RowsRead(RowsAsked::These(ids), stored)
            }
            Output::ReadOutbox => Input::OutboxRead(self.disk.contents().outbox.values().cloned().collect()),
            _ => {
                let stored = self.disk.contents().rows.values().cloned().collect();
                Input::RowsRead(RowsAsked::All { last: true, whole: true }, stored)
            }
        };
        self.tell(tab, input, now, rng)
    }

    /// A tab reads a word from another, if there is one.
    pub fn mail_step(&mut self, tab: usize, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        match self.tabs.get_mut(tab).and_then(|at| at.mail.pop_front()) {
            Some(hint) => self.tell(tab, Input::Told(hint), now, rng),
            None => Vec::new(),
        }
    }

    /// A tab that runs again and hears that it leads no longer, if there is one.
    pub fn hear_of_deposal(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        match self.deposed(now) {
            Some(tab) => {
                self.tabs[tab].deposed = false;
                self.tell(tab, Input::Follows, now, rng)
            }
            None => Vec::new(),
        }
    }

    /// The first tab that runs and takes itself for the leader.
    pub fn deposed(&self, now: Millis) -> Option<usize> {
        (0..self.tabs.len()).find(|tab| self.tabs[*tab].deposed && self.runs(*tab, now))
    }

    /// The first tab whose time has come.
    pub fn due(&self, now: Millis) -> Option<usize> {
        let is_due = |tab: usize| self.tabs[tab].wake.is_some_and(|at| at <= now) && self.runs(tab, now);
        (0..self.tabs.len()).find(|tab| is_due(*tab))
    }

    /// A tab whose time has come ticks, if there is one.
    pub fn tick(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Wish> {
        match self.due(now) {
            Some(tab) => {
                self.tabs[tab].wake = None;
                self.tell(tab, Input::Tick, now, rng)
            }
            None => Vec::new(),
        }
    }

    /// When a tab next wants to tick, in true time.
    pub fn next_wake(&self) -> Option<Millis> {
        self.tabs.iter().filter_map(|tab| tab.wake).min()
    }

    /// Whether storage or the other tabs still owe something.
    pub fn is_busy(&self) -> bool {
        self.tabs.iter().any(|tab| !tab.writes.is_empty() || !tab.reads.is_empty() || !tab.mail.is_empty())
    }
}

//! The one door of the client core: [`Session::handle`] takes an [`Input`] and the time, and returns [`Output`]s to be carried out in
//! order. The session owns the rows, the loaded documents, the outbox and the sync client; it does no IO.
//!
//! | file | its part |
//! |---|---|
//! | io | every input and output |
//! | hint | what one tab tells the others |
//! | told | what must be said: refusals and failures |
//! | edits | a person's edits become changes |
//! | incoming | what the relay sends becomes changes and rows, a slice at a time |
//! | repair | stored documents that can't be read are fetched again |
//! | quarantine | documents whose bytes stopped the app are left alone |
//! | recovery | a relay that was restored is compared with, and given back what it lost |
//! | window | how much of closed requests is kept |
//! | published | the figures that the relay publishes |
//! | writes | transactions under way, and what follows from their outcome |
//! | kept | what the relay refused, until its person has looked at it |
//! | outbox | what storage has waiting to be sent |
//! | tabs | words from and to the other tabs |
//! | shelf | loaded documents |
//! | status | the line that never lies |
//!
//! Invariants: a change is sent only after the transaction that stores it has committed (SY1). A place in the log is stored only
//! together with, or after, everything it covers (SY3). A row in memory was derived from the document that it names.

mod edits;
mod hint;
mod incoming;
mod io;
mod kept;
mod outbox;
mod published;
mod quarantine;
mod recovery;
mod repair;
mod shelf;
mod status;
mod tabs;
#[cfg(test)]
mod tests;
mod told;
mod window;
mod writes;

pub use hint::Hint;
pub use io::{
    Boot, Epoch, Input, Link, OutboxEntry, OutboxKey, Output, Place, RefusedEntry, RowsAsked, Status,
    StoredChange, StoredDoc, Waiting, Write, WriteId,
};
pub use kept::KeptEdits;
pub use quarantine::Witness;
pub use told::{EditRefused, Notice, WriteFailure};
pub use window::Keep;

use crate::api::Me;
use crate::doc::Who;
use crate::id::{Actor, DocId, HeadsDigest, Incarnation, Millis};
use crate::sync::Client;
use crate::view::{self, ROW_VERSION, Row, Rows, StoredRow};
use rand_core::Rng;
use shelf::Shelf;
use std::collections::HashMap;

/// The client core of one tab.
pub struct Session {
    me: Me,
    incarnation: Incarnation,
    rows: Rows,
    /// The heads of the document that each row in memory was derived from.
    heads: HashMap<DocId, HeadsDigest>,
    rows_loaded: bool,
    shelf: Shelf,
    client: Client,
    tabs: tabs::Tabs,
    outbox: outbox::Outbox,
    edits: edits::Edits,
    incoming: incoming::Incoming,
    writes: writes::Writes,
    quarantine: quarantine::Quarantine,
    refused: Vec<RefusedEntry>,
    trim: window::Trim,
    /// What the relay has published, as stored.
    statistics: Option<Vec<u8>>,
    said: Option<Status>,
    wake: Option<Millis>,
    out: Vec<Output>,
    painted: Vec<DocId>,
}

impl Session {
    /// Starts from what storage had. Rows of another version are left out: they come anew, from the relay or from their documents.
    pub fn new(boot: Boot) -> Self {
        let (mut session, rows) = Self::without_rows(boot);
        session.restore(rows);
        session
    }

    /// As [`Session::new`], for whoever has thousands of rows: hands them back, to be given a slice at a time with
    /// [`Session::restore`] before anything else.
    pub fn without_rows(mut boot: Boot) -> (Self, Vec<StoredRow>) {
        let rows = std::mem::take(&mut boot.rows);
        let stale = rows.iter().any(|row| row.version != ROW_VERSION);
        let place = if stale { boot.place.anew() } else { boot.place };
        let mut session = Self {
            me: boot.me,
            incarnation: crate::mutant!(ActorReused, Incarnation::from_bytes(*b"the same"), boot.incarnation),
            rows: Rows::default(),
            heads: HashMap::new(),
            rows_loaded: false,
            shelf: Shelf::default(),
            client: Client::new(place),
            tabs: tabs::Tabs::new(boot.waiting, boot.lead),
            outbox: outbox::Outbox::default(),
            edits: edits::Edits::default(),
            incoming: incoming::Incoming::default(),
            writes: writes::Writes::default(),
            quarantine: quarantine::Quarantine::default(),
            refused: boot.refused,
            trim: window::Trim::default(),
            statistics: None,
            said: None,
            wake: None,
            out: Vec::new(),
            painted: Vec::new(),
        };
        boot.statistics.into_iter().for_each(|bytes| session.take_statistics(bytes));
        session.out.clear();
        (session, rows)
    }

    /// Takes rows that [`Session::without_rows`] handed back. Nothing was painted yet, so nothing has to be painted anew.
    pub fn restore(&mut self, rows: impl IntoIterator<Item = StoredRow>) {
        self.take_rows(rows);
        self.painted.clear();
    }

    /// Everything that lists and maps show.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The best estimate of the time where this device's clock says `now`, as for events: with the last known distance to the relay's clock.
    pub fn estimate(&self, now: Millis) -> Millis {
        now + self.client.place().offset
    }

    /// Who this device is.
    pub fn me(&self) -> &Me {
        &self.me
    }

    /// Refused batches that nobody has looked at yet, oldest first.
    pub fn refused(&self) -> &[RefusedEntry] {
        &self.refused
    }

    /// The one door. `now` is the device's clock; it may jump.
    pub fn handle(&mut self, input: Input, now: Millis, rng: &mut dyn Rng) -> Vec<Output> {
        match input {
            Input::Edit { ticket, edits } => self.take_batch(edits::Batch { ticket, edits, redoes: None }),
            Input::Show(doc) => self.show(doc),
            Input::Hide(doc) => self.shelf.hide(doc),
            Input::Stored(doc, stored) => self.stored(doc, &stored),
            Input::Seals(doc, seals) => self.incoming.seals_read(doc, seals),
            Input::Rows { rows, last } => {
                self.take_rows(rows);
                self.rows_loaded |= last;
                if last && !self.tabs.leads() {
                    self.tell(Hint { asks: true, ..Hint::default() });
                }
            }
            Input::Committed(write) => self.committed(write, now),
            Input::NotCommitted(write, why) => self.not_committed(write, why, now, rng),
            Input::Leads(epoch, place, outbox) => self.lead(epoch, place, outbox, now),
            Input::Follows => self.follow(),
            Input::Told(hint) => self.told(hint, now, rng),
            Input::RowsRead(asked, rows) => self.rows_read(asked, rows),
            Input::OutboxRead(entries) => self.outbox_read(entries, now),
            Input::Connected => {
                let actions = self.client.connected(now);
                self.act(actions);
                self.look_after_others_now(now);
            }
            Input::Frame(bytes) => {
                let actions = self.client.frame(&bytes, now, rng);
                self.act(actions);
            }
            Input::Disconnected => {
                let actions = self.client.disconnected(now, rng);
                self.act(actions);
            }
            Input::SignedIn(outcome) => {
                let actions = self.client.signed_in(outcome, now, rng);
                self.act(actions);
            }
            Input::Nudge => {
                let actions = self.client.nudge(now);
                self.act(actions);
                self.look_after_others_now(now);
                self.retry_unsaved();
            }
            Input::Dismiss(key) => self.dismiss(key),
            Input::Keep(keep) => self.keep(keep, now, rng),
            Input::Redo { ticket, key } => self.redo(ticket, key),
            Input::ReadForSearch => {
                self.rows.prepare_search(crate::limits::SEARCH_ROWS_PER_SLICE);
            }
            Input::Tick => {
                // A timer may fire a little early and find nothing to do: the wish must be said again.
                self.wake = None;
                let actions = self.client.tick(now, rng);
                self.act(actions);
                self.look_after_others(now);
                self.retry_unsaved_after(now);
            }
        }
        self.proceed(now, rng);
        self.quarantine.end();
        std::mem::take(&mut self.out)
    }

    /// Does what has become possible, then says what has changed.
    fn proceed(&mut self, now: Millis, rng: &mut dyn Rng) {
        self.run_edits(now, rng);
        self.run_trim(now);
        self.fetch_damaged();
        self.run_incoming(now, rng);
        self.run_recovery(now, rng);
        self.shelf.tidy();
        self.say_painted();
        self.say_status();
        self.say_wake(now);
    }

    /// Whether every row that storage has is in memory, as far as this tab knows.
    fn rows_are_here(&self) -> bool {
        self.rows_loaded && !self.tabs.is_reading_rows()
    }

    /// Who writes and edits in this tab.
    fn who(&self) -> Who {
        Who { person: self.me.person, device: self.me.device, admin: self.me.admin }
    }

    fn actor(&self) -> Actor {
        Actor { device: self.me.device, incarnation: self.incarnation }
    }

    /// Takes rows from storage, unless this session knows better: what it derived itself is newer than what was read at the start.
    fn take_rows(&mut self, rows: impl IntoIterator<Item = StoredRow>) {
        for stored in rows {
            let id = stored.row.id();
            if stored.version == ROW_VERSION && !self.heads.contains_key(&id) {
                self.set_row(stored.heads, stored.row);
            }
        }
    }

    fn set_row(&mut self, heads: HeadsDigest, row: Row) {
        let id = row.id();
        self.heads.insert(id, heads);
        self.rows.apply(row);
        self.painted.push(id);
    }

    /// A screen wants a document.
    fn show(&mut self, doc: DocId) {
        self.shelf.show(doc);
        if self.shelf.has(doc) {
            self.say_shown(doc);
        } else if self.quarantine.holds(doc) {
            self.out.push(Output::Shown(doc, None));
        } else {
            self.read(doc);
        }
    }

    fn read(&mut self, doc: DocId) {
        if !self.quarantine.holds(doc) && self.shelf.ask(doc) {
            self.out.push(Output::Read(doc));
        }
    }

    /// Another tab has stored this document.
    fn read_anew(&mut self, doc: DocId) {
        if !self.quarantine.holds(doc) && self.shelf.ask_anew(doc) {
            self.out.push(Output::Read(doc));
        }
    }

    /// Storage answered with a document's bytes.
    fn stored(&mut self, doc: DocId, stored: &StoredDoc) {
        self.quarantine.begin(doc);
        match self.shelf.stored(doc, stored) {
            Ok(()) => drop(self.incoming.damaged.remove(&doc)),
            Err(_) => self.set_aside(doc),
        }
        if self.shelf.is_outdated(doc) {
            self.read(doc);
        } else {
            self.mend_row(doc);
        }
        self.reread(doc, stored);
        self.repaint(doc);
        if self.shelf.has(doc) {
            self.say_shown(doc);
        } else if self.shelf.is_shown(doc) {
            self.fetch(doc);
            self.out.push(Output::Shown(doc, None));
        }
    }

    /// What was read is the truth: a row in memory that was derived from less (another tab wrote, and died before it could tell) follows.
    fn repaint(&mut self, id: DocId) {
        let row = self.shelf.get(id).filter(|doc| !doc.is_empty()).and_then(|doc| view::stored(doc).ok());
        if let Some(row) = row.filter(|row| self.heads.get(&id) != Some(&row.heads)) {
            self.set_row(row.heads, row.row);
        }
    }

    fn say_shown(&mut self, id: DocId) {
        if !self.shelf.is_shown(id) {
            return;
        }
        self.quarantine.begin(id);
        let model = self.shelf.get(id).and_then(|doc| doc.read().ok()).map(Box::new);
        self.out.push(Output::Shown(id, model));
    }

    fn say_painted(&mut self) {
        if self.painted.is_empty() {
            return;
        }
        let mut painted = std::mem::take(&mut self.painted);
        painted.sort_unstable();
        painted.dedup();
        for id in &painted {
            if self.shelf.has(*id) {
                self.say_shown(*id);
            }
        }
        self.out.push(Output::Painted(painted));
    }

    fn say_wake(&mut self, now: Millis) {
        // Whatever was waited for by a clock that has been set back since would come in years.
        self.client.mistrust_clock(now);
        self.writes.mistrust_clock(now);
        let retry = self.writes.retry_at();
        let work = self.incoming.can_go_on().then_some(now);
        let wake = [self.client.wake_at(), retry, work].into_iter().flatten().min();
        if let Some(at) = wake
            && (self.wake != wake || work.is_some())
        {
            self.out.push(Output::WakeAt(at));
        }
        self.wake = wake;
    }
}

//! What goes into a [`super::Session`] and what comes out. Each request for IO is a variant whose comment says what its absence means.

use super::Hint;
use super::kept::KeptEdits;
use super::told::{EditRefused, Notice, WriteFailure};
use super::window::Keep;
use crate::api::Me;
use crate::edit::Edit;
use crate::id::{ChangeHash, DocId, HeadsDigest, Incarnation, Millis};
use crate::model::Model;
use crate::sync::SignInOutcome;
use crate::view::StoredRow;
use crate::wire::{Change, Cursor, RefusalReason, Sealed};
use minicbor::{Decode, Encode};

/// What a session is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Somebody wants this to be so: all of it or nothing. Answered by [`Output::Settled`] with the same ticket.
    Edit {
        /// Chosen by the caller.
        ticket: u64,
        /// At most `BATCH_CHANGES_MAX`, in order.
        edits: Vec<Edit>,
    },
    /// A screen shows this document: answer with [`Output::Shown`], now and whenever it changes.
    Show(DocId),
    /// No screen shows it any more.
    Hide(DocId),
    /// What storage has of a document ([`Output::Read`]).
    Stored(DocId, StoredDoc),
    /// The seals that storage has of a document ([`Output::ReadSeals`]).
    Seals(DocId, Vec<Sealed>),
    /// The rest of the rows that storage had, a slice at a time.
    Rows {
        /// The slice; may be empty.
        rows: Vec<StoredRow>,
        /// Nothing more will come. Until then the session doesn't take a bootstrap's rows.
        last: bool,
    },
    /// A transaction committed, durably as asked.
    Committed(WriteId),
    /// A transaction did not commit: nothing of it is stored.
    NotCommitted(WriteId, WriteFailure),
    /// This tab holds the socket from now on, under a lead that storage counted; the place that storage had then (none: it can't be read)
    /// and what waited to be sent. Said again under the same lead it adds what another tab stored in between.
    Leads(Epoch, Option<Place>, Vec<OutboxEntry>),
    /// Another tab holds the socket now, or may; or this one was frozen, and may have missed words of others.
    Follows,
    /// Another tab stored these: read them again. Carries outbox entries for the leading tab.
    Told(Hint),
    /// Rows that were asked for with [`Output::ReadRows`] or [`Output::ReadAllRows`], as stored.
    RowsRead(RowsAsked, Vec<StoredRow>),
    /// What waits to be sent ([`Output::ReadOutbox`]), with every transaction of this tab's that was wanted before the question.
    OutboxRead(Vec<OutboxEntry>),
    /// The socket is open.
    Connected,
    /// A frame arrived.
    Frame(Vec<u8>),
    /// The socket closed, or couldn't be opened.
    Disconnected,
    /// What came of [`Output::SignIn`].
    SignedIn(SignInOutcome),
    /// The platform says that the network is back, or the app came to the foreground: try at once.
    Nudge,
    /// A person has looked at a refused batch and doesn't want it any more.
    Dismiss(OutboxKey),
    /// A person chose how much is kept on this device.
    Keep(Keep),
    /// A person wants a refused batch done again. Answered by [`Output::Settled`] with the same ticket; refused, the batch stays kept.
    Redo {
        /// Chosen by the caller.
        ticket: u64,
        /// The refused batch.
        key: OutboxKey,
    },
    /// Nothing else is to do: read a few rows more for search.
    ReadForSearch,
    /// The moment asked for by [`Output::WakeAt`] has come; harmless at any time.
    Tick,
}

/// What a session wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// The rows of these documents changed ([`super::Session::rows`]), or with none what the relay has published: paint.
    Painted(Vec<DocId>),
    /// A shown document as it is now; `None`: this device does not have it (it will come, or never existed).
    Shown(DocId, Option<Box<Model>>),
    /// What became of an edit: painted and being stored, or refused with nothing changed.
    Settled(u64, Result<(), EditRefused>),
    /// Store this in one transaction, then say [`Input::Committed`] or [`Input::NotCommitted`].
    Write(Box<Write>),
    /// Read a document's bytes, then say [`Input::Stored`].
    Read(DocId),
    /// Read the seals of a document's changes, then say [`Input::Seals`].
    ReadSeals(DocId),
    /// Read these rows, then say [`Input::RowsRead`] with those that exist.
    ReadRows(Vec<DocId>),
    /// Read all rows, in slices, then say [`Input::RowsRead`] for each slice.
    ReadAllRows,
    /// Read what waits to be sent, then say [`Input::OutboxRead`].
    ReadOutbox,
    /// Tell the other tabs.
    Tell(Box<Hint>),
    /// Open the socket.
    Connect,
    /// Send a frame.
    Send(Vec<u8>),
    /// Close the socket.
    Hangup,
    /// The relay knows no session of this device: sign in by the device's key, then say [`Input::SignedIn`]. No answer costs time only.
    SignIn,
    /// Say [`Input::Tick`] then, or earlier. Replaces earlier wishes.
    WakeAt(Millis),
    /// The status line changed.
    Status(Status),
    /// The refused batches that nobody has looked at changed: all of them, oldest first.
    Refused(Vec<RefusedEntry>),
    /// Something that a person must hear of: nothing is lost in silence.
    Notice(Notice),
}

/// Which rows storage was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowsAsked {
    /// These: what doesn't come is not there.
    These(Vec<DocId>),
    /// All, in slices.
    All {
        /// Nothing more comes.
        last: bool,
        /// Everything could be read: what didn't come is not there.
        whole: bool,
    },
}

/// Names a transaction; unique within the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WriteId(pub u64);

/// One tab's time as the leader. Storage counts them: a tab that was frozen while another took over still believes that it leads, and its
/// number tells otherwise (SY18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Epoch(#[n(0)] pub u64);

/// One transaction.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Write {
    /// Its name.
    pub id: u64,
    /// Set for what only the leader may store: [`WriteFailure::Fenced`] if storage has counted a later lead, and nothing is stored.
    pub epoch: Option<Epoch>,
    /// Wait for the disk: set for a person's own edits. What came from the relay can be fetched again.
    pub strict: bool,
    /// Changes to append, keyed by hash: storing one twice is harmless.
    pub changes: Vec<StoredChange>,
    /// Whole documents from the relay: stored as a snapshot beside whatever changes there are.
    pub snapshots: Vec<(DocId, Vec<u8>)>,
    /// Rows, one by one. Each says which heads the row in storage must have for this one to replace it (`None`: any, or no row);
    /// if another tab moved it, the whole transaction is refused with [`WriteFailure::Moved`].
    pub rows: Vec<(Option<HeadsDigest>, StoredRow)>,
    /// All rows, in bulk (the bootstrap): replaces every page. A row that was stored one by one stays, with its heads, and overrides the
    /// page, if another tab has moved it (its heads differ); otherwise its record and its heads go.
    pub bulk_rows: Vec<StoredRow>,
    /// Rows to remove: their documents were created by a refused change.
    pub rows_remove: Vec<DocId>,
    /// Changes to forget: refused by the relay.
    pub drop_changes: Vec<(DocId, ChangeHash)>,
    /// Documents to forget, but for their rows, each with the heads of its row here: one that another tab has moved stays. The row may be
    /// replaced by any other then, as if it had come in bulk.
    pub docs_remove: Vec<(DocId, HeadsDigest)>,
    /// Documents of which everything that is stored goes first: it can't be read, and what comes with this takes its place.
    pub replace_docs: Vec<DocId>,
    /// The relay's word for changes that are here, keyed by document and hash. Removals come first.
    pub seals: Vec<(DocId, Sealed)>,
    /// Seals that others cover now.
    pub seals_remove: Vec<(DocId, ChangeHash)>,
    /// What waits to be sent, from now on.
    pub outbox_add: Vec<OutboxEntry>,
    /// What no longer waits: acknowledged or refused.
    pub outbox_remove: Vec<OutboxKey>,
    /// Entries kept for a person to redo or export after a refusal.
    pub refused_add: Vec<RefusedEntry>,
    /// Refused entries that a person has dismissed.
    pub refused_remove: Vec<OutboxKey>,
    /// The new place in the log, and how far the bootstrap is. `None`: unchanged.
    pub place: Option<Place>,
    /// What the relay has published, in place of what it had published before. `None`: unchanged.
    pub statistics: Option<Vec<u8>>,
}

/// A change to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChange {
    /// The document.
    pub doc: DocId,
    /// Its hash.
    pub hash: ChangeHash,
    /// Its bytes as automerge writes them.
    pub bytes: Vec<u8>,
}

/// What storage has of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredDoc {
    /// The snapshot, if there is one.
    pub snapshot: Option<Vec<u8>>,
    /// Appended changes, in any order.
    pub changes: Vec<Vec<u8>>,
}

/// The order in which a device's batches are sent: its incarnation's own count, so that two tabs never share a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(map)]
pub struct OutboxKey {
    /// When the batch was made, by the device's clock, but always after every batch that its tab had heard of: a batch that builds on
    /// another is sent after it, even when the clock was set back.
    #[n(0)]
    pub made: Millis,
    /// The tab.
    #[n(1)]
    pub incarnation: Incarnation,
    /// The tab's own count.
    #[n(2)]
    pub number: u64,
}

/// A batch that waits to be sent: stored in the same transaction as the changes themselves.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OutboxEntry {
    /// Its key.
    #[n(0)]
    pub key: OutboxKey,
    /// What to push.
    #[n(1)]
    pub changes: Vec<Change>,
    /// The documents that it touches.
    #[n(2)]
    pub docs: Vec<DocId>,
    /// What its person did, to be done again should the relay refuse it.
    #[n(3)]
    #[cbor(default)]
    pub edits: KeptEdits,
}

/// A batch that the relay refused, kept until its person has seen it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct RefusedEntry {
    /// The batch.
    #[n(0)]
    pub entry: OutboxEntry,
    /// Why.
    #[n(1)]
    pub why: RefusalReason,
    /// When.
    #[n(2)]
    pub at: Millis,
}

/// How far this device has read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Place {
    /// The place in the log; none before the first rows are complete.
    #[n(0)]
    pub cursor: Option<Cursor>,
    /// The bootstrap's rows are complete.
    #[n(1)]
    pub rows_done: bool,
    /// The bootstrap's documents are complete.
    #[n(2)]
    pub docs_done: bool,
    /// The last document that the bootstrap brought.
    #[n(3)]
    pub docs_after: Option<DocId>,
    /// How many documents it brings in all, for the progress bar.
    #[n(4)]
    pub docs_total: u64,
    /// How many it brought.
    #[n(5)]
    pub docs_taken: u64,
    /// The last known distance from this device's clock to the relay's, in milliseconds.
    #[n(6)]
    pub offset: crate::id::Span,
    /// When this device last heard from the relay, by its own clock.
    #[n(7)]
    pub contact: Option<Millis>,
    /// Something here was not in what the relay sent, or the relay missed something that it has acknowledged: the next connection
    /// compares.
    #[n(8)]
    #[cbor(default)]
    pub suspect: bool,
    /// Documents of closed requests are kept if something happened in them within this span; none: all are.
    #[n(9)]
    pub window: Option<crate::id::Span>,
    /// Those of closed requests in which nothing has happened since then were taken out of storage; one that was opened later is there.
    #[n(10)]
    pub trimmed: Option<Millis>,
}

impl Place {
    /// What is kept may have been chosen anew since this place was reached.
    pub(crate) fn keep_as(&mut self, newer: &Self) {
        if self.window != newer.window {
            (self.window, self.trimmed) = (newer.window, newer.trimmed);
        }
    }

    /// The place of a device that has to take everything again: what it knows of clocks stays, and so does what its person chose.
    pub fn anew(&self) -> Self {
        let Self { offset, contact, suspect, window, .. } = *self;
        Self { offset, contact, suspect, window, ..Self::default() }
    }
}

/// What a session starts from: read from storage before the first paint.
#[derive(Debug, Clone, PartialEq)]
pub struct Boot {
    /// Who this device is.
    pub me: Me,
    /// A fresh random incarnation for this tab.
    pub incarnation: Incarnation,
    /// How far it has read; default for a new device.
    pub place: Place,
    /// The rows that the first screen needs ([`crate::view::Row::is_hot`]); the rest follows as [`Input::Rows`].
    pub rows: Vec<StoredRow>,
    /// How many batches and changes wait to be sent.
    pub waiting: Waiting,
    /// The last lead that storage has counted: of another one words may have been missed.
    pub lead: Epoch,
    /// Batches that were refused and not yet looked at.
    pub refused: Vec<RefusedEntry>,
    /// What the relay had published last; none before anything came.
    pub statistics: Option<Vec<u8>>,
}

/// What waits to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Batches: what a person calls "edits".
    pub batches: usize,
    /// Changes in them.
    pub changes: usize,
    /// The latest [`OutboxKey::made`] among them; what this tab makes comes after it, whatever its clock says.
    pub latest: Millis,
}

/// The status that never lies. The screen words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    /// Edits that a person made and that are not yet on this device's disk, be it that they wait for what they change.
    pub saving: usize,
    /// Edits that could not be stored on this device: "not saved".
    pub unsaved: usize,
    /// Edits stored here and not yet acknowledged by the relay.
    pub to_send: usize,
    /// Edits that the relay refused and nobody has looked at.
    pub refused: usize,
    /// The link to the relay.
    pub link: Link,
    /// When this device last heard from the relay, by its own clock.
    pub contact: Option<Millis>,
    /// How far the first copy of the workspace is: documents stored here and in all; none when all are,
    /// and where nothing is known of it: before the first word of the relay, or of the tab that has the line.
    pub progress: Option<(u64, u64)>,
    /// How much is kept on this device.
    pub keep: Keep,
}

/// The link to the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Link {
    /// No contact.
    #[default]
    Offline,
    /// Trying.
    Connecting,
    /// Catching up.
    CatchingUp,
    /// Everything the relay has is here.
    Live,
    /// The relay says that this device is signed out.
    SignedOut,
    /// The relay no longer speaks this app's version: update.
    TooOld,
}

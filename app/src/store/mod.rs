//! What screens may read. Rows live in the session; a screen asks for plain values that are computed from them, again whenever rows
//! changed or a minute passed. Only the runtime writes here.

mod signals;

pub(crate) use signals::Written;

use crate::port::api::{self, ApiError};
use crate::port::platform::{self, StorageState};
use leptos::prelude::*;
use sightline_shared::api::{Device, Invite, Me, Welcome};
use sightline_shared::id::{DocId, Millis};
use sightline_shared::model::Request;
use sightline_shared::session::{Notice, OutboxKey, RefusedEntry, Session, Status};
use sightline_shared::view::{self, Rows, Viewer};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// The session, shared between the runtime that feeds it and the store that reads its rows. Empty before this device joined.
pub(crate) type SharedSession = Rc<RefCell<Option<Session>>>;

/// How far the app is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Storage is being read. Takes a blink: show nothing that would flash.
    Starting,
    /// This device belongs to no workspace, and nobody gave it a link. With the reason when a link didn't work.
    NotJoined(Option<ApiError>),
    /// A link was opened: show what it opens and ask for names, then [`crate::act::Act::join`].
    Joining(Welcome),
    /// The session runs, and the first screen comes in tasks of its own, as far as this.
    Opening(Stage),
    /// The session runs.
    Ready,
    /// It can't run here.
    Broken(Trouble),
}

/// How much of the first screen stands at a start: each is a task of its own, since code that runs for the first time is slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// The frame around all screens.
    Frame,
    /// The screen, but for its lists where they are long.
    Head,
    /// What a window shows.
    Window,
}

impl Phase {
    /// Whether so much of a screen may be built. Any screen but the first is built at once.
    pub(crate) fn has(&self, stage: Stage) -> bool {
        match self {
            Self::Opening(reached) => *reached >= stage,
            Self::Ready => true,
            Self::Starting | Self::NotJoined(_) | Self::Joining(_) | Self::Broken(_) => false,
        }
    }
}

/// Why the app can't run here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The browser keeps nothing on this device: "not saved on this device".
    NoStorage,
    /// Another tab holds an older version of the storage open. Goes on by itself when that tab is closed.
    OtherTab,
    /// The storage was written by a newer version: load the app again.
    NewerData,
    /// Another tab has taken the storage over, in a newer version or to start over: load the app again. Nothing more is saved here.
    TakenOver,
    /// The storage failed; the details are on the console.
    StorageFailed,
}

/// A request that a screen shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Opened {
    /// Being read.
    Loading,
    /// As it is now.
    Here(Arc<Request>),
    /// This device does not have it: it will come, or never existed.
    Missing,
    /// It stopped the app before, and is left alone.
    SetAside,
}

/// A notice that nobody has put away yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Posted {
    /// For [`crate::act::Act::put_away`].
    pub(crate) number: u64,
    /// What happened.
    pub(crate) notice: Notice,
}

/// The door for reading. Copy, in context.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    session: StoredValue<SharedSession, LocalStorage>,
    written: Written,
}

impl Store {
    /// A store over a session; also the side that only the runtime may write.
    pub(crate) fn new(session: SharedSession, now: Millis) -> (Self, Written) {
        let written = Written::new(now);
        (Self { session: StoredValue::new_local(session), written }, written)
    }

    /// Computes something from all rows, for the viewer, at this minute; again when any of these changed.
    pub(crate) fn query<T>(self, f: impl Fn(&Rows, &Viewer, Millis) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Clone + Send + Sync + 'static,
    {
        Memo::new(move |old: Option<&T>| {
            self.written.rows_version.track();
            let (viewer, now) = (self.written.viewer.get(), self.written.minute.get());
            self.session
                .try_with_value(|session| match session.try_borrow() {
                    Ok(session) => match session.as_ref() {
                        Some(session) => f(session.rows(), &viewer, now),
                        None => f(&Rows::default(), &viewer, now),
                    },
                    // The session is at work on this very input: its rows are announced when it is done.
                    Err(_) => old.cloned().unwrap_or_else(|| f(&Rows::default(), &viewer, now)),
                })
                .unwrap_or_else(|| f(&Rows::default(), &viewer, now))
        })
    }

    /// Another number whenever rows changed: for what is worked out of them in slices.
    pub(crate) fn rows_version(self) -> Signal<u64> {
        self.written.rows_version.into()
    }

    /// Whether all stored rows are here, those of closed requests too.
    pub(crate) fn has_all_rows(self) -> bool {
        self.written.has_all.get_value()
    }

    /// Rows that are still to come from storage, about; whoever asks hears of each slice that search has read, too.
    pub(crate) fn unread(self) -> usize {
        self.written.read.track();
        self.written.cold.get()
    }

    /// Reads all rows once, for what goes on by slices. Nothing before there is a session, or while it is at work on an input.
    pub(crate) fn look<T>(self, f: impl FnOnce(&Rows) -> T) -> Option<T> {
        self.session.try_with_value(|session| Some(f(session.try_borrow().ok()?.as_ref()?.rows()))).flatten()
    }

    /// A request that this screen shows, kept loaded until the calling owner goes.
    pub(crate) fn opened(self, id: DocId) -> Signal<Opened> {
        let signal = self.written.opened(id);
        Signal::derive(move || signal.get())
    }

    /// The status that never lies.
    pub(crate) fn status(self) -> Signal<Status> {
        self.written.status.into()
    }

    /// What a person must hear of, oldest first, until they put it away.
    pub(crate) fn notices(self) -> Signal<Vec<Posted>> {
        self.written.notices.into()
    }

    /// What the viewer should hear of, the latest first: the last that was worked out, which a change of rows is ahead of by a blink.
    pub(crate) fn heard(self) -> Signal<Vec<view::Notice>> {
        self.written.heard.into()
    }

    /// In how many chains of the viewer's team somebody is silent: as old as [`Store::heard`].
    pub(crate) fn silent(self) -> Signal<usize> {
        self.written.silent.into()
    }

    /// Batches that the relay refused, until [`crate::act::Act::dismiss_refused`].
    pub(crate) fn refused(self) -> Signal<Vec<RefusedEntry>> {
        self.written.refused.into()
    }

    /// Who looks.
    pub(crate) fn viewer(self) -> Signal<Viewer> {
        self.written.viewer.into()
    }

    /// Who this device is; `None` before it joined.
    pub(crate) fn me(self) -> Signal<Option<Me>> {
        self.written.me.into()
    }

    /// How far the app is.
    pub(crate) fn phase(self) -> Signal<Phase> {
        self.written.phase.into()
    }

    /// This minute, for times in words ("silent 25 min"). Changes once a minute and when the app comes back to the foreground.
    pub(crate) fn minute(self) -> Signal<Millis> {
        self.written.minute.into()
    }

    /// A joining link was opened though this device has joined, and its person doesn't know yet: [`crate::act::Act::link_shown`].
    pub(crate) fn link_opened(self) -> Signal<bool> {
        self.written.link_opened.into()
    }

    /// A newer version of the app is stored and waits for [`crate::act::Act::accept_update`].
    pub(crate) fn update_ready(self) -> Signal<bool> {
        self.written.update_ready.into()
    }

    /// Edits that were not sent when this browser cleared its storage, and nobody has been told yet.
    pub(crate) fn lost(self) -> Signal<usize> {
        self.written.lost.into()
    }

    /// The browser offers to install the app: [`crate::act::Act::install`].
    pub(crate) fn can_install(self) -> Signal<bool> {
        self.written.can_install.into()
    }

    /// The devices of the workspace, from the relay.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub(crate) async fn devices(self) -> Result<Vec<Device>, ApiError> {
        api::devices().await
    }

    /// The open invites, from the relay; admins only.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub(crate) async fn invites(self) -> Result<Vec<Invite>, ApiError> {
        api::invites().await
    }

    /// How much this origin has stored and may store, and whether the browser may clear it by itself.
    pub(crate) async fn storage(self) -> StorageState {
        platform::storage().await
    }
}

/// Which refused entry: by its batch.
pub(crate) type RefusedKey = OutboxKey;

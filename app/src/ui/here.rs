//! What every screen has at hand: the two doors, where it is, and a voice.

use super::picking::Picking;
use super::pressing::Pressing;
use super::route::Route;
use super::undo::Last;
use super::words::t;
use crate::act::{Act, Seen};
use crate::store::{RefusedKey, Store};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::model::EventKind;
use sightline_shared::session::EditRefused;
use sightline_shared::view::{NextAct, Notice, Rows, Viewer};
use std::time::Duration;

/// How long something is said.
const SHOWN: Duration = Duration::from_secs(4);
/// The same, where it can be taken back by a press: who presses has to read first.
const SHOWN_WITH_UNDO: Duration = Duration::from_secs(10);

/// Something said for a few seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) number: u64,
    pub(super) text: String,
    /// A refusal stays until it is put away.
    pub(super) stays: bool,
}

/// Goes to an address; `true` puts it in place of the present one.
type Navigate = Box<dyn Fn(&str, bool)>;

/// The doors, the place and the voice. Copy, in context below the shell.
#[derive(Clone, Copy)]
pub(crate) struct Ui {
    /// For reading.
    pub(crate) store: Store,
    /// For acting.
    pub(crate) act: Act,
    /// Where we are.
    pub(crate) route: Memo<Route>,
    pub(super) said: RwSignal<Vec<Said>>,
    pub(crate) last: RwSignal<Option<Last>>,
    /// An act that the palette wants done to this request, which is open.
    pub(crate) wanted: RwSignal<Option<(DocId, NextAct)>>,
    /// Several requests of a list that are acted on at once.
    pub(crate) picking: Picking,
    /// What is being done to requests by a press.
    pub(crate) pressing: Pressing,
    numbers: StoredValue<u64>,
    seen: RwSignal<Seen>,
    navigate: StoredValue<Navigate, LocalStorage>,
}

impl Ui {
    /// Made once, by the shell, inside the router.
    pub(super) fn new(store: Store, act: Act) -> Self {
        let location = use_location();
        // Not `use_query_map`: below a route that stays mounted it keeps the query of the first address.
        let route = Memo::new(move |_| {
            location
                .query
                .with(|query| location.pathname.with(|path| Route::read(path, |name| query.get(name))))
        });
        let navigate = use_navigate();
        let go = move |to: &str, replace| {
            navigate(to, NavigateOptions { replace, scroll: false, ..Default::default() })
        };
        Self {
            store,
            act,
            route,
            said: RwSignal::new(Vec::new()),
            last: RwSignal::new(None),
            wanted: RwSignal::new(None),
            picking: Picking::new(),
            pressing: Pressing::new(),
            numbers: StoredValue::new(0),
            seen: RwSignal::new(act.seen()),
            navigate: StoredValue::new_local(Box::new(go)),
        }
    }

    /// The one of this screen.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Computes something from all rows, again whenever they or the minute change.
    pub(crate) fn query<T>(self, f: impl Fn(&Rows, &Viewer, Millis) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Clone + Send + Sync + 'static,
    {
        self.store.query(f)
    }

    /// Reads all rows once; nothing before there is a session.
    pub(crate) fn look<T>(self, f: impl FnOnce(&Rows) -> T) -> Option<T> {
        self.store.look(f)
    }

    /// This minute; the caller is told of the next.
    pub(crate) fn now(self) -> Millis {
        self.store.minute().get()
    }

    /// This minute, once: for forms, whose presets must not move while they are filled in.
    pub(crate) fn now_once(self) -> Millis {
        self.store.minute().get_untracked()
    }

    /// Who looks, once.
    pub(crate) fn viewer(self) -> Viewer {
        self.store.viewer().get_untracked()
    }

    /// Which notices nobody has looked at on this device.
    pub(crate) fn unseen(self, notices: &[Notice]) -> Vec<u64> {
        let now = self.now();
        self.seen.with(|seen| notices.iter().filter(|one| !seen.has(one, now)).map(|one| one.key).collect())
    }

    /// Whether somebody has looked on this device at what has this key and happened then.
    pub(crate) fn has_seen(self, key: u64, at: Millis) -> bool {
        let now = self.now();
        self.seen.with(|seen| seen.has_key(key, at, now))
    }

    /// Somebody has looked at these notices, or echoes.
    pub(crate) fn see(self, keys: &[u64]) {
        if !keys.is_empty() {
            self.seen.set(self.act.see(keys));
        }
    }

    /// Goes to a place.
    pub(crate) fn go(self, to: &Route) {
        self.go_to(&to.href(), false);
    }

    /// Goes to an address; with `replace`, back doesn't return here.
    pub(crate) fn go_to(self, address: &str, replace: bool) {
        self.navigate.with_value(|navigate| navigate(address, replace));
    }

    /// Makes something so, and says that it was done or why it wasn't.
    pub(crate) fn edit(self, edits: Vec<Edit>, done: String) {
        self.edit_then(edits, done, |()| ());
    }

    /// As [`Ui::edit`], and then goes on if it was done.
    pub(crate) fn edit_then(self, edits: Vec<Edit>, done: String, then: impl FnOnce(()) + 'static) {
        self.edit_settled(edits, done, || (), then);
    }

    /// Does one thing to a request by a press. Until that is settled, which takes a moment where the document isn't loaded yet, another press
    /// does nothing to it.
    pub(crate) fn act_at_once(self, request: DocId, event: EventKind, done: String) {
        if self.pressing.begin(request) {
            let edit = Edit::Act { request, event, on_behalf_of: String::new() };
            self.edit_settled(vec![edit], done, move || self.pressing.end(request), |()| ());
        }
    }

    fn edit_settled(
        self,
        edits: Vec<Edit>,
        done: String,
        settle: impl FnOnce() + 'static,
        then: impl FnOnce(()) + 'static,
    ) {
        let (undo, made) = (self.undo_of(&edits), edits.clone());
        self.act.dispatch_with(edits, move |settled| {
            settle();
            if settled.is_ok() {
                self.remember(self.next_number(), &done, made, undo);
            }
            self.settled(settled, done, then);
        });
    }

    /// Follows a request, or not any longer.
    pub(crate) fn follow(self, request: DocId) {
        let me = self.viewer().person;
        let follows = |rows: &Rows| rows.request(request).is_some_and(|row| row.is_followed_by(me));
        let stop = self.look(follows).unwrap_or_default();
        let done = if stop { t!("done-unfollow") } else { t!("done-follow") };
        let event = EventKind::Followed { stop };
        self.edit(vec![Edit::Act { request, event, on_behalf_of: String::new() }], done);
    }

    /// Puts the link to a place into the clipboard, and says so.
    pub(crate) fn copy_link(self, address: &str) {
        if let Ok(origin) = window().location().origin() {
            super::format::copy(&format!("{origin}{address}"));
            self.say(t!("copied"));
        }
    }

    /// Hands a text to the phone's share sheet; where there is none, to the clipboard, and says so.
    pub(crate) fn share(self, title: String, text: String) {
        leptos::task::spawn_local(async move {
            if self.act.share(&title, &text).await == crate::act::Shared::Clipboard {
                self.say(t!("copied"));
            }
        });
    }

    /// Does a refused batch again, and says that it was done or why it can't be.
    pub(crate) fn redo(self, key: RefusedKey) {
        self.act.redo_refused(key, move |settled| self.settled(settled, t!("refused-done-again"), |()| ()));
    }

    /// Says that edits were done, or why they can't be; goes on if they were.
    pub(crate) fn settled(self, settled: Result<(), EditRefused>, done: String, then: impl FnOnce(())) {
        match settled {
            Ok(()) => {
                if !done.is_empty() {
                    self.say(done);
                }
                then(());
            }
            Err(refused) => self.complain(plain_refusal(refused)),
        }
    }

    /// Saves a document as a file, and says so if it can't be done.
    pub(crate) fn export(self, id: DocId) {
        leptos::task::spawn_local(async move {
            if self.act.export_document(id).await.is_err() {
                self.complain(t!("export-failed"));
            }
        });
    }

    /// Says something for a few seconds.
    pub(crate) fn say(self, text: String) {
        self.speak(text, false);
    }

    /// Says something that stays until it is put away.
    pub(crate) fn complain(self, text: String) {
        self.speak(text, true);
    }

    fn speak(self, text: String, stays: bool) {
        let number = self.next_number();
        let _ = self.numbers.try_set_value(number);
        self.said.update(|said| said.push(Said { number, text, stays }));
        if !stays {
            let shown =
                if self.last.with_untracked(|last| last.as_ref().is_some_and(|last| last.said == number)) {
                    SHOWN_WITH_UNDO
                } else {
                    SHOWN
                };
            set_timeout(move || self.hush(number), shown);
        }
    }

    /// The number of what is said next.
    pub(super) fn next_number(self) -> u64 {
        self.numbers.try_get_value().unwrap_or_default() + 1
    }

    pub(super) fn hush(self, number: u64) {
        let _ = self.said.try_update(|said| said.retain(|said| said.number != number));
    }
}

/// Whether there is something to say.
pub(crate) fn has_voice(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Why an edit wasn't taken, and what to do.
fn plain_refusal(refused: EditRefused) -> String {
    match refused {
        EditRefused::BadText => t!("refused-text"),
        EditRefused::Missing => t!("refused-missing"),
        EditRefused::NotNow => t!("refused-not-now"),
        EditRefused::NotAllowed => t!("refused-not-allowed"),
        EditRefused::Unreadable => t!("refused-unreadable"),
        EditRefused::OutboxFull => t!("refused-outbox-full"),
        EditRefused::OpenBelow => t!("refused-open-below"),
        EditRefused::Circle => t!("refused-circle"),
        EditRefused::OutOfSight => t!("refused-out-of-sight"),
        EditRefused::TooLarge => t!("refused-too-large"),
    }
}

//! All that a screen may do. Everything goes through the runtime's queue.

use crate::boot;
use crate::port::api;
pub(crate) use crate::port::api::ApiError;
pub(crate) use crate::port::clock::breathe;
use crate::port::drafts;
use crate::port::entropy::Entropy;
use crate::port::idb::IdbError;
pub(crate) use crate::port::idb::Joining;
pub(crate) use crate::port::platform::{Shared, StorageState, read_file};
use crate::port::seen;
pub(crate) use crate::port::seen::Seen;
use crate::port::{paint, platform};
use crate::runtime::Runtime;
use crate::store::RefusedKey;
use leptos::prelude::*;
use sightline_shared::api::{Invite, InviteAsk};
use sightline_shared::edit::Edit;
use sightline_shared::id::{DeviceId, DocId, DocKind, Millis};
use sightline_shared::session::{EditRefused, Input, Keep};

/// What belongs to this browser, not to the workspace: remembered choices, and how the page is marked.
pub(crate) mod browser {
    pub(crate) use crate::port::clock::{Slices, breathe, idle, monotonic};
    pub(crate) use crate::port::clock_watch::was_set_back;
    pub(crate) use crate::port::platform::{languages, recall, remember, set_language, set_mark};
}

/// The door for acting. Copy, in context.
#[derive(Clone, Copy)]
pub(crate) struct Act {
    runtime: StoredValue<Runtime, LocalStorage>,
}

/// Why joining did not work. Nothing is lost: the link still works unless the relay says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum JoinError {
    /// No link was opened, or this device has joined already.
    #[error("there is no link to join with")]
    NoLink,
    /// The relay did not agree, or can't be reached.
    #[error(transparent)]
    Relay(#[from] ApiError),
    /// This device can't keep its identity.
    #[error(transparent)]
    Storage(#[from] IdbError),
    /// This device has nothing to show to a relay that has lost it.
    #[error("this device has no papers")]
    NoPapers,
    /// The browser makes no keys here: the page was not loaded over https.
    #[error("this browser makes no keys here")]
    NoKeys,
}

impl Act {
    /// An action door to a runtime.
    pub(crate) fn new(runtime: Runtime) -> Self {
        Self { runtime: StoredValue::new_local(runtime) }
    }

    fn runtime<T>(self, f: impl FnOnce(&Runtime) -> T) -> Option<T> {
        self.runtime.try_with_value(f)
    }

    /// Makes something so: all of these edits or none. Painted before this returns; `on_settled` hears once whether the edits were
    /// taken or refused with nothing changed. That they are on the disk, and sent, is the status line's to say.
    pub(crate) fn dispatch_with(
        self,
        edits: Vec<Edit>,
        on_settled: impl FnOnce(Result<(), EditRefused>) + 'static,
    ) {
        self.runtime(|runtime| runtime.edit(edits, Box::new(on_settled)));
    }

    /// A fresh random id for a document that an edit creates.
    pub(crate) fn new_id(self, kind: DocKind) -> DocId {
        DocId::random(kind, &mut Entropy)
    }

    /// A screen shows this document: it is loaded, and [`crate::store::Store::opened`] follows it. Pair with [`Act::hide`].
    pub(crate) fn show(self, id: DocId) {
        self.runtime(|runtime| runtime.show(id));
    }

    /// The screen no longer shows it.
    pub(crate) fn hide(self, id: DocId) {
        self.runtime(|runtime| runtime.hide(id));
    }

    /// Tries the relay at once.
    pub(crate) fn nudge(self) {
        self.runtime(|runtime| runtime.push(Input::Nudge));
    }

    /// Makes an invite; the answer holds its token, this once. See [`Act::invite_link`].
    ///
    /// # Errors
    /// See [`ApiError`].
    pub(crate) async fn invite(self, team: Option<DocId>, days: u32, uses: u32) -> Result<Invite, ApiError> {
        api::invite(&InviteAsk { team, days, uses }).await
    }

    /// The link that opens an invite: for a QR code or a message.
    pub(crate) fn invite_link(self, token: &str) -> String {
        format!("{}/#join={token}", platform::origin())
    }

    /// Makes an invite stop working.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub(crate) async fn revoke_invite(self, id: &str) -> Result<(), ApiError> {
        api::revoke_invite(id).await
    }

    /// Locks a device out for good: its sockets close, its key opens nothing. What it sent stays.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub(crate) async fn revoke_device(self, id: DeviceId) -> Result<(), ApiError> {
        api::revoke_device(id).await
    }

    /// Joins with the link that was opened. When it is done the phase is `Ready`.
    ///
    /// # Errors
    /// See [`JoinError`]; the phase stays.
    pub(crate) async fn join(self, joining: Joining) -> Result<(), JoinError> {
        let runtime = self.runtime(Clone::clone).ok_or(JoinError::NoLink)?;
        boot::join(&runtime, joining).await
    }

    /// Whether a joining link was opened here.
    pub(crate) fn has_link(self) -> bool {
        self.runtime(|runtime| runtime.token().is_some()).unwrap_or_default()
    }

    /// Comes back by the link that was opened, as who this device was: what is here stays. The page has to be loaded again then.
    ///
    /// # Errors
    /// See [`JoinError`]; then nothing has changed.
    pub(crate) async fn come_back(self) -> Result<(), JoinError> {
        let runtime = self.runtime(Clone::clone).ok_or(JoinError::NoLink)?;
        boot::come_back(&runtime).await
    }

    /// Opens a link that was pasted or scanned (the whole address, or its part after `#`).
    pub(crate) fn open_link(self, link: &str) {
        if let (Some(runtime), Some(token)) = (self.runtime(Clone::clone), boot::token_in(link)) {
            leptos::task::spawn_local(async move { boot::open_link(&runtime, token).await });
        }
    }

    /// A person has been told that this device has joined already.
    pub(crate) fn link_shown(self) {
        self.runtime(|runtime| runtime.written().set_link_opened(false));
    }

    /// Takes everything off this device, what was never sent included, and begins anew. For a device that is signed out for good.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn start_over(self) -> Result<(), IdbError> {
        let runtime = self.runtime(Clone::clone).ok_or(IdbError::Failed)?;
        runtime.start_over().await
    }

    /// Writes everything that this device has into one file and offers it for download.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn export(self) -> Result<(), IdbError> {
        let runtime = self.runtime(Clone::clone).ok_or(IdbError::Failed)?;
        crate::export::workspace(&runtime).await
    }

    /// Offers one document for download, as a file that any automerge program reads.
    ///
    /// # Errors
    /// See [`IdbError`].
    pub(crate) async fn export_document(self, id: DocId) -> Result<(), IdbError> {
        let runtime = self.runtime(Clone::clone).ok_or(IdbError::Failed)?;
        crate::export::document(&runtime, id).await
    }

    /// Offers a file of these parts for download.
    pub(crate) fn save_file(self, name: &str, media_type: &str, parts: &[Vec<u8>]) {
        platform::download(name, media_type, parts);
    }

    /// A drawing as a PNG file for download; `size` in its units. Answers whether this browser could.
    pub(crate) async fn save_picture(self, name: &str, svg: &str, size: (f64, f64)) -> bool {
        let png = paint::png(svg, size).await;
        if let Some(png) = &png {
            platform::download(name, "image/png", std::slice::from_ref(png));
        }
        png.is_some()
    }

    /// Prints a drawing on a page of its own.
    pub(crate) fn print(self, svg: &str) {
        paint::print(svg);
    }

    /// Asks the browser not to clear this app's storage by itself. Answers whether it agreed.
    pub(crate) async fn persist_storage(self) -> bool {
        platform::persist_storage().await
    }

    /// Loads the newer version. Waits first until every edit is on this device's disk.
    pub(crate) fn accept_update(self) {
        if let Some(runtime) = self.runtime(Clone::clone) {
            leptos::task::spawn_local(async move { runtime.accept_update().await });
        }
    }

    /// Shows the browser's own dialog for installing the app.
    pub(crate) fn install(self) {
        platform::install();
    }

    /// A person has looked at a refused batch and doesn't want it any more.
    pub(crate) fn dismiss_refused(self, key: RefusedKey) {
        self.runtime(|runtime| runtime.dismiss(key));
    }

    /// Does a refused batch again, on the documents as they are now; refused here, it stays kept.
    pub(crate) fn redo_refused(
        self,
        key: RefusedKey,
        on_settled: impl FnOnce(Result<(), EditRefused>) + 'static,
    ) {
        self.runtime(|runtime| runtime.redo(key, Box::new(on_settled)));
    }

    /// How much of closed requests is kept on this device from now on.
    pub(crate) fn keep(self, keep: Keep) {
        self.runtime(|runtime| runtime.push(Input::Keep(keep)));
    }

    /// What was typed at this place and not sent, and when.
    pub(crate) fn draft(self, place: &str) -> Option<(Millis, String)> {
        drafts::kept(place)
    }

    /// Keeps what is typed at this place until it is sent.
    pub(crate) fn keep_draft(self, place: &str, text: &str) {
        drafts::keep(place, text);
    }

    /// Which notices were seen on this device.
    pub(crate) fn seen(self) -> Seen {
        seen::kept()
    }

    /// Remembers that these were seen, and answers all that were.
    pub(crate) fn see(self, keys: &[u64]) -> Seen {
        seen::keep(keys)
    }

    /// A person has read a notice.
    pub(crate) fn put_away(self, number: u64) {
        self.runtime(|runtime| runtime.written().put_away(number));
    }

    /// Hands a text to the phone's share sheet, or to the clipboard where there is none.
    pub(crate) async fn share(self, title: &str, text: &str) -> platform::Shared {
        platform::share(title, text).await
    }
}

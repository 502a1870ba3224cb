//! Carrying out what the session wants done.

use super::Runtime;
use super::disk::Job;
use crate::port::{clock, clock_watch};
use crate::sign_in::{self, NotSignedIn};
use crate::store::Opened;
use sightline_shared::id::DocId;
use sightline_shared::model::Model;
use sightline_shared::session::{Input, Notice, Output};
use sightline_shared::sync::SignInOutcome;
use sightline_shared::view::Viewer;
use std::sync::Arc;

impl Runtime {
    pub(super) fn carry_out(&self, output: Output) {
        let core = &self.0;
        match output {
            Output::Painted(_) => core.dirty.set(true),
            Output::Shown(id, model) => {
                core.late.borrow_mut().remove(&id);
                core.written.show(id, self.opened(id, model));
            }
            Output::Settled(ticket, result) => {
                let on_settled = core.tickets.borrow_mut().remove(&ticket);
                if let Some(on_settled) = on_settled {
                    on_settled(result);
                }
            }
            Output::Write(write) => self.do_job(Job::Write(write)),
            Output::Read(doc) => self.do_job(Job::Read(doc)),
            Output::ReadSeals(doc) => self.do_job(Job::ReadSeals(doc)),
            Output::ReadRows(docs) => self.do_job(Job::ReadRows(docs)),
            Output::ReadAllRows => self.do_job(Job::ReadAllRows),
            Output::ReadOutbox => self.do_job(Job::ReadOutbox),
            Output::Tell(hint) => core.tabs.tell(&hint),
            Output::Connect => core.socket.open(),
            Output::Send(frame) => core.socket.send(frame),
            Output::Hangup => core.socket.close(),
            Output::SignIn => {
                let runtime = self.clone();
                leptos::task::spawn_local(async move {
                    let outcome = runtime.sign_in().await;
                    runtime.push(Input::SignedIn(outcome));
                });
            }
            Output::WakeAt(moment) => {
                let runtime = self.clone();
                core.wake.set(moment - clock::now(), move || runtime.push(Input::Tick));
            }
            Output::Status(status) => {
                core.remark.keep(status.saving + status.unsaved + status.to_send);
                core.written.set_status(status);
                clock_watch::heard(status.contact, self.now() - clock::now());
            }
            Output::Refused(refused) => core.written.set_refused(refused),
            Output::Notice(notice) => {
                if let (Notice::NewLog, Some(idb)) = (&notice, self.idb()) {
                    leptos::task::spawn_local(async move { sign_in::give_back_revoked(&idb).await });
                }
                core.written.post(notice);
            }
        }
    }

    /// Signs this device in by its key. As another device than the one that runs here is as bad as not at all: the relay would take
    /// nothing of what waits.
    async fn sign_in(&self) -> SignInOutcome {
        let Some(idb) = self.idb() else { return SignInOutcome::NoAnswer };
        match sign_in::by_key(&idb).await {
            Ok(me) if self.me().is_some_and(|own| own.device == me.device) => SignInOutcome::Done,
            Ok(_) | Err(NotSignedIn::Refused) => SignInOutcome::Refused,
            Err(NotSignedIn::NoAnswer(_) | NotSignedIn::Storage(_)) => SignInOutcome::NoAnswer,
        }
    }

    /// Who looks: the person's own row says which team they are in; until it is here, the invite does.
    pub(super) fn look_again(&self) {
        let Some(me) = self.me() else { return };
        let team = self.with_rows(|rows| rows.person(me.person).map(|person| person.team)).flatten();
        self.0.written.set_viewer(Viewer { person: me.person, team: team.unwrap_or(me.team) });
    }

    /// Whether this device has the person's row.
    pub(crate) fn knows_person(&self, person: DocId) -> bool {
        self.with_rows(|rows| rows.person(person).is_some()).unwrap_or_default()
    }

    pub(super) fn opened(&self, id: DocId, model: Option<Box<Model>>) -> Opened {
        match model.map(|model| *model) {
            Some(Model::Request(request)) => Opened::Here(Arc::new(request)),
            None if self.is_quarantined(id) => Opened::SetAside,
            // Other documents are shown from their rows.
            Some(_) | None => Opened::Missing,
        }
    }

    pub(super) fn with_rows<T>(&self, f: impl FnOnce(&sightline_shared::view::Rows) -> T) -> Option<T> {
        let session = self.0.session.try_borrow().ok()?;
        session.as_ref().map(|session| f(session.rows()))
    }
}

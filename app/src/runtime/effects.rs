//! Carrying out what the session wants done.

use super::Runtime;
use super::disk::Job;
use crate::port::clock;
use crate::store::Opened;
use sightline_shared::id::DocId;
use sightline_shared::model::Model;
use sightline_shared::session::{Input, Output};
use sightline_shared::view::Viewer;
use std::sync::Arc;

impl Runtime {
    pub(super) fn carry_out(&self, output: Output) {
        let core = &self.0;
        match output {
            Output::Painted(_) => core.dirty.set(true),
            Output::Shown(id, model) => core.written.show(id, opened(model)),
            Output::Settled(ticket, result) => {
                let on_settled = core.tickets.borrow_mut().remove(&ticket);
                if let Some(on_settled) = on_settled {
                    on_settled(result);
                }
            }
            Output::Write(write) => self.do_job(Job::Write(write)),
            Output::Read(doc) => self.do_job(Job::Read(doc)),
            Output::ReadRows(docs) => self.do_job(Job::ReadRows(docs)),
            Output::ReadAllRows => self.do_job(Job::ReadAllRows),
            Output::Tell(hint) => core.tabs.tell(&hint),
            Output::Connect => core.socket.open(),
            Output::Send(frame) => core.socket.send(frame),
            Output::Hangup => core.socket.close(),
            Output::WakeAt(moment) => {
                let runtime = self.clone();
                core.wake.set(moment - clock::now(), move || runtime.push(Input::Tick));
            }
            Output::Status(status) => core.written.set_status(status),
            Output::Notice(notice) => core.written.post(notice),
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

    fn with_rows<T>(&self, f: impl FnOnce(&sightline_shared::view::Rows) -> T) -> Option<T> {
        let session = self.0.session.try_borrow().ok()?;
        session.as_ref().map(|session| f(session.rows()))
    }
}

fn opened(model: Option<Box<Model>>) -> Opened {
    match model.map(|model| *model) {
        Some(Model::Request(request)) => Opened::Here(Arc::new(request)),
        // Other documents are shown from their rows.
        Some(_) | None => Opened::Missing,
    }
}

//! The line that never lies: what is saved here, what is sent, and when the relay was last heard.

use super::{Hint, Keep, Link, Output, Session, Status};
use crate::sync::Phase;
use crate::wire::CloseReason;

impl Session {
    /// The status as it is.
    pub fn status(&self) -> Status {
        let place = self.client.place();
        let leads = self.tabs.leads();
        Status {
            saving: self.writes.saving() + self.unmade(),
            unsaved: self.writes.unsaved(),
            to_send: if leads { self.client.waiting() } else { self.tabs.waiting() },
            refused: self.refused.len(),
            link: self.link(),
            contact: if leads { place.contact } else { self.tabs.leaders_contact().or(place.contact) },
            keep: Keep { window: place.window },
            progress: (!place.docs_done && place.docs_total > 0)
                .then_some((place.docs_taken.min(place.docs_total), place.docs_total)),
        }
    }

    fn link(&self) -> Link {
        if !self.tabs.leads() {
            return if self.tabs.leader_is_live() { Link::Live } else { Link::Offline };
        }
        match self.client.phase() {
            Phase::Idle | Phase::Offline { .. } => Link::Offline,
            Phase::Connecting { .. } | Phase::SigningIn { .. } | Phase::Greeting => Link::Connecting,
            Phase::CatchingUp(_) => Link::CatchingUp,
            Phase::Live => Link::Live,
            Phase::Shut(CloseReason::TooOld) => Link::TooOld,
            Phase::Shut(_) => Link::SignedOut,
        }
    }

    pub(super) fn say_status(&mut self) {
        let status = self.status();
        if self.said == Some(status) {
            return;
        }
        let relink = self.said.map(|said| (said.link, said.contact)) != Some((status.link, status.contact));
        if self.tabs.leads() && relink {
            self.say_contact();
        }
        self.said = Some(status);
        self.out.push(Output::Status(status));
    }

    /// The leader tells the others how it stands with the relay.
    pub(super) fn say_contact(&mut self) {
        let Status { link, contact, .. } = self.status();
        let offset = Some(self.client.place().offset);
        self.tell(Hint { live: Some(link == Link::Live), contact, offset, ..Hint::default() });
    }
}

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
            // Until a leader has spoken: as storage had it when this tab began, or as this tab left it.
            progress: self.tabs.leaders_progress().filter(|_| !leads).unwrap_or_else(|| self.copied()),
        }
    }

    /// How far the first copy is on the disk: what has only arrived is lost with the line (SY29).
    fn copied(&self) -> Option<(u64, u64)> {
        let (place, stored) = (self.client.place(), self.client.stored_place());
        // More may come than the relay had when it welcomed this device.
        let all = place.docs_total.max(place.docs_taken);
        let is_whole = all == 0 || (place.docs_done && stored.docs_done);
        // The disk may still have the place of a copy before this one.
        (!is_whole).then_some((stored.docs_taken.min(place.docs_taken), all))
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
        let of_relay = |status: Status| (status.link, status.contact, status.progress);
        if self.tabs.leads() && self.said.map(of_relay) != Some(of_relay(status)) {
            self.say_contact();
        }
        self.said = Some(status);
        self.out.push(Output::Status(status));
    }

    /// The leader tells the others how it stands with the relay.
    pub(super) fn say_contact(&mut self) {
        let Status { link, contact, progress, .. } = self.status();
        let offset = Some(self.client.place().offset);
        self.tell(Hint { live: Some(link == Link::Live), contact, offset, progress, ..Hint::default() });
    }
}

//! Where a request stands after each effective event: one small step per event.

use crate::id::{DocId, DocKind, EventId, Millis};
use crate::model::{Event, EventKind};
use crate::view::State;

use super::folded::{FirstDelivery, Measured, Offer};

/// What one effective event leaves to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) state: State,
    pub(super) since: Millis,
    pub(super) provider: DocId,
    pub(super) owner: Option<DocId>,
    pub(super) asked_by: Option<DocId>,
    pub(super) asked_at: Millis,
    pub(super) reply_by: Option<Millis>,
    pub(super) answered_at: Option<Millis>,
    pub(super) accepted_at: Option<Millis>,
    pub(super) promised: Option<Millis>,
    pub(super) offer: Option<Offer>,
    pub(super) hops: u32,
    pub(super) measured: Measured,
    /// The event that brought it here.
    pub(super) last: Option<EventId>,
    /// Position of the last event that took away what was announced before.
    pub(super) turn: usize,
    /// Position of the event whose words go with the state.
    pub(super) said: usize,
}

impl Standing {
    /// Before anything happened.
    pub(super) const fn before(provider: DocId) -> Self {
        Self {
            state: State::Unknown,
            since: Millis(0),
            provider,
            owner: None,
            asked_by: None,
            asked_at: Millis(0),
            reply_by: None,
            answered_at: None,
            accepted_at: None,
            promised: None,
            offer: None,
            hops: 0,
            measured: Measured::NOTHING,
            last: None,
            turn: 0,
            said: 0,
        }
    }

    /// Whether somebody of the team that has it now has accepted it.
    pub(super) const fn is_owned(&self) -> bool {
        self.accepted_at.is_some()
    }

    /// The person who has it now.
    pub(super) fn holder(&self) -> Option<DocId> {
        self.owner.filter(|_| self.is_owned())
    }

    /// After this event, which makes sense here.
    pub(super) fn after(mut self, event: &Event, at: Millis, place: usize) -> Self {
        if let EventKind::HandedOver { to, .. } = &event.kind {
            return self.handed_over(*to, event, at, place);
        }
        let before = self.state;
        let offer = self.offer.take();
        match &event.kind {
            EventKind::Asked { reply_by } => self.asked(event.by, at, *reply_by),
            EventKind::Accepted { owner, promised } => self.accepted(*owner, at, *promised),
            EventKind::CounterOffered { promised, .. } => {
                self.answered(at);
                // Nobody can agree for somebody who doesn't use the app: then it is whoever offers.
                let person = self.holder().filter(|owner| owner.kind() == DocKind::Person);
                let owner = person.unwrap_or(event.by);
                self.offer = Some(Offer { owner, promised: *promised });
                self.state = State::CounterOffered;
            }
            EventKind::HandedOn { to, reply_by, .. } => self.handed_on(*to, *reply_by),
            EventKind::Declined { .. } => {
                self.answered(at);
                self.state = State::Declined;
            }
            EventKind::Working => self.goes_on(State::Working, at),
            EventKind::Waiting { .. } => self.goes_on(State::Waiting, at),
            EventKind::Delivered { noted, .. } => self.delivered(event, *noted, at),
            EventKind::Confirmed { .. } => self.state = State::Confirmed,
            EventKind::Reopened { reply_by, taken_back: false, .. } => self.reopened(event.by, *reply_by),
            EventKind::Reopened { reply_by, .. } => self.taken_back(*reply_by),
            EventKind::Withdrawn { .. } => self.state = State::Withdrawn,
            EventKind::Merged { .. } => self.state = State::Merged,
            EventKind::Refused { reply_by, .. } => self.refused(*reply_by),
            EventKind::Announced { .. }
            | EventKind::Commented { .. }
            | EventKind::Followed { .. }
            | EventKind::Split { .. }
            | EventKind::Kept { .. }
            | EventKind::Reworded { .. }
            | EventKind::Other { .. }
            | EventKind::HandedOver { .. } => {
                self.offer = offer;
                return self;
            }
        }
        let goes_on = matches!(self.state, State::Working | State::Waiting);
        if before != self.state || !goes_on {
            self.since = at;
        }
        if !goes_on {
            self.turn = place;
        }
        self.last = Some(event.id);
        self.said = place;
        self
    }

    /// Somebody else goes on, and nothing that the asker was told changes: not the promise, not the news announced, not what it waits for.
    /// Without a next owner it is as if nobody had answered; the reply that is due since then makes it show as silent. Whoever has delivered
    /// stays named.
    fn handed_over(mut self, to: Option<DocId>, event: &Event, at: Millis, place: usize) -> Self {
        self.last = Some(event.id);
        if let Some(owner) = to {
            self.owner = Some(owner);
            self.offer = self.offer.map(|offer| Offer { owner, ..offer });
            return self;
        }
        self.accepted_at = None;
        if self.state != State::Delivered {
            self.owner = None;
            self.offer = None;
            self.answered_at = None;
            self.reply_by = Some(at);
            self.state = State::Asked;
            (self.since, self.turn, self.said) = (at, place, place);
        }
        self
    }

    fn asked(&mut self, by: DocId, at: Millis, reply_by: Option<Millis>) {
        self.state = State::Asked;
        self.asked_by = Some(by);
        self.asked_at = at;
        self.reply_by = reply_by;
        self.measured = Measured { reply_by, ..Measured::default() };
    }

    /// A word of whoever has it.
    fn answered(&mut self, at: Millis) {
        self.answered_at.get_or_insert(at);
        self.measured.answered_at.get_or_insert(at);
    }

    /// Going on with what was opened again is a word, too.
    fn goes_on(&mut self, state: State, at: Millis) {
        self.answered(at);
        self.state = state;
    }

    fn accepted(&mut self, owner: DocId, at: Millis, promised: Option<Millis>) {
        self.answered(at);
        // The delivery clock runs from the first acceptance: a colleague who takes over doesn't restart it.
        self.accepted_at.get_or_insert(at);
        self.measured.accepted_at.get_or_insert(at);
        self.owner = Some(owner);
        // Taking over without naming a time leaves the promise as it was.
        self.promised = promised.or(self.promised);
        self.state = State::Accepted;
    }

    /// The hand-on was the old team's answer. The new team's reply clock begins, with what it promises to whoever asked.
    fn handed_on(&mut self, to: DocId, reply_by: Option<Millis>) {
        self.provider = to;
        self.reply_by = reply_by;
        self.answered_at = None;
        self.accepted_at = None;
        self.promised = None;
        self.measured = Measured { reply_by, ..Measured::default() };
        self.hops = self.hops.saturating_add(1);
        self.state = State::HandedOn;
    }

    /// Who answers at once, without accepting first, has taken it in the same moment; who writes down what somebody else gave them has not.
    fn delivered(&mut self, event: &Event, noted: bool, at: Millis) {
        // Before there was a word for it, whoever asked was the only one known to stand on that side.
        let noted = noted || (Some(event.by) == self.asked_by && !event.on_behalf_of.is_empty());
        if !self.is_owned() && !noted {
            self.accepted(event.by, at, None);
        }
        self.answered(at);
        self.measured.delivery.get_or_insert(FirstDelivery { promised: self.promised, at });
        self.state = State::Delivered;
    }

    /// An owner goes on with what was promised before the offer. Without one it is asked as it was: the reply clock runs anew.
    fn refused(&mut self, reply_by: Option<Millis>) {
        if self.is_owned() {
            self.state = State::Accepted;
        } else {
            self.answered_at = None;
            self.reply_by = reply_by;
            self.state = State::Asked;
        }
    }

    /// What was promised is over. Its owner stays and has to say something to it, as they would to an ask, unless they opened it themselves;
    /// without one it waits to be accepted.
    fn reopened(&mut self, by: DocId, reply_by: Option<Millis>) {
        if self.holder() != Some(by) {
            self.answered_at = None;
        }
        self.promised = None;
        self.reply_by = reply_by;
        self.state = State::Reopened;
    }

    /// It goes on as if what was taken back had not been: an owner with what they promised, without one the reply promise that stood.
    fn taken_back(&mut self, reply_by: Option<Millis>) {
        let since = self.since;
        if self.state == State::Delivered {
            // What was delivered before, and opened again since, had been all the same.
            self.measured.delivery = self.measured.delivery.filter(|first| first.at != since);
        }
        if !self.is_owned() {
            if matches!(self.state, State::Declined | State::Delivered) {
                self.measured.answered_at = self.measured.answered_at.filter(|at| *at != since);
            }
            self.answered_at = None;
            self.reply_by = reply_by;
        }
        self.state = State::Reopened;
    }
}

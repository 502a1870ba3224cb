//! What takes an act on a request back, from where the request stood before it.

use crate::id::{DocId, DocKind, Millis};
use crate::model::EventKind;
use crate::view::{RequestRow, State};

/// Where a request stood before somebody's act, and who takes that back.
pub(super) struct Against<'a> {
    pub(super) before: &'a RequestRow,
    /// What was promised then, later by what its clock had stood still: a promise that is written anew begins anew.
    pub(super) promised: Option<Millis>,
    pub(super) me: DocId,
    /// The reason, where one must be given.
    pub(super) words: &'a str,
    /// When the act was done.
    pub(super) now: Millis,
}

impl Against<'_> {
    /// What takes it back, in this order; none: nothing does.
    pub(super) fn events(&self, event: &EventKind) -> Option<Vec<EventKind>> {
        let back =
            if self.was_taken_over(event) { self.as_before(self.owner()?) } else { self.opposite(event) }?;
        let goes_on =
            matches!(back, EventKind::Accepted { .. } | EventKind::Reopened { taken_back: true, .. });
        let under_way = goes_on.then(|| self.under_way()).into_iter().flatten();
        Some([back].into_iter().chain(under_way).collect())
    }

    fn words(&self) -> String {
        self.words.to_owned()
    }

    fn owner(&self) -> Option<DocId> {
        self.before.owner.filter(|_| self.before.accepted_at.is_some())
    }

    /// Whether it is with somebody without the app: what they had said before isn't said again for them.
    fn is_outside(&self) -> bool {
        self.owner().is_some_and(|owner| owner.kind() == DocKind::Party)
    }

    /// Whether somebody else had it and was at it until I took it over.
    fn was_taken_over(&self, event: &EventKind) -> bool {
        let EventKind::Accepted { owner: taker, .. } = event else { return false };
        let is_anothers =
            self.owner().is_some_and(|owner| owner != self.me && owner.kind() == DocKind::Person);
        let is_at_it = matches!(self.before.state, State::Accepted | State::Working | State::Waiting);
        *taker == self.me && is_anothers && is_at_it
    }

    /// Accepted again with the promise that stood. An offer or a refusal that stood can't be said again for whoever said it.
    fn as_before(&self, owner: DocId) -> Option<EventKind> {
        let accepted = EventKind::Accepted { owner, promised: self.promised };
        (!self.waited_on_asker()).then_some(accepted)
    }

    /// Opened again with the promises that stood; not where an offer or a refusal stood.
    fn as_it_stood(&self) -> Option<EventKind> {
        let reply_by = self.before.reply_by;
        let reopened = EventKind::Reopened { reason: self.words(), reply_by, taken_back: true };
        (!self.waited_on_asker()).then_some(reopened)
    }

    fn waited_on_asker(&self) -> bool {
        matches!(self.before.state, State::CounterOffered | State::Declined)
    }

    /// What was under way: the work, or the wait until its old end, and the news that were announced.
    fn under_way(&self) -> Vec<EventKind> {
        let before = self.before;
        if self.is_outside() {
            return Vec::new();
        }
        let state = match before.state {
            State::Working => Some(EventKind::Working),
            // What has run out meanwhile isn't waited for.
            State::Waiting if before.waits_until().is_none_or(|until| until > self.now) => {
                Some(self.waiting())
            }
            State::Waiting => Some(EventKind::Working),
            _ => None,
        };
        let news = before.next_update.filter(|at| before.state != State::Waiting && *at > self.now);
        let news = news.map(|next_update| EventKind::Announced { next_update, note: self.words() });
        state.into_iter().chain(news).collect()
    }

    /// The wait that stood.
    fn waiting(&self) -> EventKind {
        let before = self.before;
        EventKind::Waiting {
            on: before.waiting_on.clone(),
            on_asker: before.waiting_on_asker,
            until: before.waits_until(),
            why: before.words_beside().to_owned(),
        }
    }

    fn opposite(&self, event: &EventKind) -> Option<EventKind> {
        let before = self.before;
        match event {
            EventKind::Accepted { .. } | EventKind::Working | EventKind::Waiting { .. }
                if self.is_outside() =>
            {
                None
            }
            EventKind::CounterOffered { .. } | EventKind::HandedOver { .. } if self.is_outside() => None,
            EventKind::Declined { .. } if self.is_outside() => self.as_it_stood(),
            EventKind::Accepted { owner: taker, .. } => self.not_accepted(*taker),
            EventKind::HandedOver { to, .. } => match (to, self.owner()?) {
                (Some(_), owner) => Some(EventKind::HandedOver { to: Some(owner), note: self.words() }),
                (None, _) if before.state == State::Delivered => None,
                (None, owner) => self.as_before(owner),
            },
            // Whoever hands on a private request may not write to it any more; who asked it may.
            EventKind::HandedOn { .. } if before.private && before.asked_by != self.me => None,
            EventKind::HandedOn { .. } => Some(EventKind::HandedOn {
                to: before.provider,
                reason: self.words(),
                reply_by: before.reply_by,
            }),
            EventKind::Declined { .. } => {
                self.owner().map_or_else(|| self.as_it_stood(), |owner| self.as_before(owner))
            }
            EventKind::CounterOffered { .. } => self.owner().and_then(|owner| self.as_before(owner)),
            EventKind::Working => match (before.state, self.owner()?) {
                (State::Accepted, owner) => self.as_before(owner),
                (State::Waiting, _) => Some(self.waiting()),
                _ => None,
            },
            EventKind::Waiting { .. } => match (before.state, self.owner()?) {
                (State::Working, _) => Some(EventKind::Working),
                (State::Accepted, owner) => self.as_before(owner),
                _ => None,
            },
            EventKind::Delivered { .. } | EventKind::Withdrawn { .. } | EventKind::Merged { .. } => {
                self.as_it_stood()
            }
            other => self.of_what_stays(other),
        }
    }

    fn not_accepted(&self, taker: DocId) -> Option<EventKind> {
        if taker != self.me && taker.kind() != DocKind::Party {
            return None;
        }
        match self.owner() {
            None => Some(EventKind::HandedOver { to: None, note: self.words() }),
            // A promise that was made can be replaced, not unmade.
            Some(owner) if owner == self.me => self.promised.and_then(|_| self.as_before(self.me)),
            Some(owner) => Some(EventKind::HandedOver { to: Some(owner), note: self.words() }),
        }
    }

    /// Of what leaves a request with whoever has it, or is over.
    fn of_what_stays(&self, event: &EventKind) -> Option<EventKind> {
        let before = self.before;
        match event {
            EventKind::Announced { .. } => {
                before.next_update.map(|next_update| EventKind::Announced { next_update, note: self.words() })
            }
            EventKind::Kept { .. } => Some(self.kept()),
            // It was delivered all the same: whoever has it says what comes of it.
            EventKind::Confirmed { .. } => {
                Some(EventKind::Reopened { reason: self.words(), reply_by: None, taken_back: false })
            }
            EventKind::Followed { stop } => {
                let followed = before.is_followed_by(self.me);
                (followed == *stop).then_some(EventKind::Followed { stop: !stop })
            }
            EventKind::Reopened { .. } if before.state == State::Withdrawn => {
                Some(EventKind::Withdrawn { reason: self.words() })
            }
            // Who offered can offer again; nobody else can for them.
            _ => None,
        }
    }

    /// What was kept, or nothing. What had been opened again since was withheld: written anew it would be offered again.
    fn kept(&self) -> EventKind {
        let holding = self.before.holding().map(|kept| (kept.question.clone(), kept.answer.clone()));
        let (question, answer) = holding.unwrap_or_default();
        EventKind::Kept { question, answer }
    }
}

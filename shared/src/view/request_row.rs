//! The row of a request, and where it stands.

use super::row_events::{
    FirstDelivery, FirstReply, LastSaid, Lost, Mention, OutsideOwner, Pause, RewordedRow, TakenRow,
};
use crate::id::{DocId, EventId, Millis};
use crate::limits::WAIT_MAX;
use crate::model::Channel;
use minicbor::{Decode, Encode};

/// Where a request stands. "Unknown" never renders as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Encode, Decode)]
#[cbor(index_only)]
pub enum State {
    /// Asked, and nobody answered.
    #[n(0)]
    Asked,
    /// The provider offered something else; the asker has to say.
    #[n(1)]
    CounterOffered,
    /// Moved to another team, which hasn't answered.
    #[n(2)]
    HandedOn,
    /// The provider won't.
    #[n(3)]
    Declined,
    /// Somebody owns it.
    #[n(4)]
    Accepted,
    /// The owner works on it.
    #[n(5)]
    Working,
    /// The owner waits for somebody.
    #[n(6)]
    Waiting,
    /// Done, says the owner; the asker has to confirm.
    #[n(7)]
    Delivered,
    /// Done, says the asker.
    #[n(8)]
    Confirmed,
    /// Not done after all.
    #[n(9)]
    Reopened,
    /// Not needed any more.
    #[n(10)]
    Withdrawn,
    /// The document can't say (no events that this version understands).
    #[default]
    #[n(11)]
    Unknown,
    /// The same as another request, which goes on.
    #[n(12)]
    Merged,
}

impl State {
    /// Nothing more is expected of anybody.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Confirmed | Self::Withdrawn | Self::Merged)
    }

    /// The next move is the provider's.
    pub fn waits_on_provider(self) -> bool {
        matches!(
            self,
            Self::Asked
                | Self::HandedOn
                | Self::Accepted
                | Self::Working
                | Self::Waiting
                | Self::Reopened
                | Self::Unknown
        )
    }

    /// The next move is the asker's.
    pub fn waits_on_asker(self) -> bool {
        matches!(self, Self::CounterOffered | Self::Declined | Self::Delivered)
    }
}

/// A request in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct RequestRow {
    /// Its document.
    #[n(0)]
    pub id: DocId,
    /// The ask in one line.
    #[n(1)]
    pub title: String,
    /// The team that asks.
    #[n(2)]
    pub asker: DocId,
    /// The team that has it now.
    #[n(3)]
    pub provider: DocId,
    /// The person who wrote the ask.
    #[n(4)]
    pub asked_by: DocId,
    /// The person who accepted it; stays until the next one accepts, also where it was handed on: see [`RequestRow::owner_now`].
    #[n(5)]
    pub owner: Option<DocId>,
    /// The service that it goes through.
    #[n(6)]
    pub service: Option<DocId>,
    /// The paying customer who waits, as this request says; a child's may stand on its root only.
    #[n(7)]
    pub customer: Option<DocId>,
    /// Order number; may be empty.
    #[n(8)]
    pub reference: String,
    /// The request that this one blocks.
    #[n(9)]
    pub parent: Option<DocId>,
    /// Where it stands.
    #[n(10)]
    pub state: State,
    /// When it was asked.
    #[n(11)]
    pub asked_at: Millis,
    /// When the first real answer is promised.
    #[n(12)]
    pub reply_by: Option<Millis>,
    /// When the first real answer came (since the last hand-on).
    #[n(13)]
    pub answered_at: Option<Millis>,
    /// When it was accepted: the delivery clock's start.
    #[n(14)]
    pub accepted_at: Option<Millis>,
    /// When delivery is promised.
    #[n(15)]
    pub promised: Option<Millis>,
    /// When the asker needs it.
    #[n(16)]
    pub due: Option<Millis>,
    /// The next update that the owner announced, or the end of a wait.
    #[n(17)]
    pub next_update: Option<Millis>,
    /// When it came into its present state.
    #[n(18)]
    pub state_since: Millis,
    /// When anything last happened, comments included.
    #[n(19)]
    pub changed_at: Millis,
    /// Hand-ons so far.
    #[n(20)]
    pub hops: u32,
    /// Two people wrote different values into one field.
    #[n(21)]
    pub disputed: bool,
    /// Some event came late or was overruled by another.
    #[n(22)]
    pub has_overruled: bool,
    /// Only its two teams may read it.
    #[n(23)]
    pub private: bool,
    /// Beginning of details and words, for search: at most `EXCERPT_CHARS_MAX` characters.
    #[n(24)]
    pub excerpt: String,
    /// The latest events in effect: what a new event names as seen is read from the document, this only tells versions apart.
    #[n(25)]
    pub last_event: Option<EventId>,
    /// In waiting, on whom; otherwise empty.
    #[n(26)]
    pub waiting_on: String,
    /// The answer, offer or reason that goes with the present state, cut to `LINE_CHARS_MAX`; may be empty.
    #[n(27)]
    pub last_words: String,
    /// In waiting: on the asker, so that the next move is theirs.
    #[n(28)]
    pub waiting_on_asker: bool,
    /// In counter-offered: the time that is offered.
    #[n(29)]
    pub offered: Option<Millis>,
    /// In confirmed: whether it helped; none when nobody said.
    #[n(30)]
    pub helped: Option<bool>,
    /// The teams that had it before and handed it on, in their order.
    #[n(31)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub via: Vec<DocId>,
    /// Who brought it to where it stands; none: who does so as a rule, see [`RequestRow::moved_by`].
    #[n(32)]
    pub last_by: Option<DocId>,
    /// When that was; none: at `state_since`.
    #[n(33)]
    pub turned_at: Option<Millis>,
    /// What lost against something that was done at the same time, the latest first: at most `LOST_KEPT_MAX`.
    #[n(34)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub lost: Vec<Lost>,
    /// What was answered, commented and given as a reason, for search: a line each, the newest first, at most `SAID_BYTES_MAX` bytes. What
    /// stands in `last_words` is left out.
    #[n(40)]
    #[cbor(default, skip_if = "String::is_empty")]
    pub said: String,
    /// When the delivery clock stood still since the promise was given.
    #[n(44)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub pauses: Vec<Pause>,
    /// When it was delivered last.
    #[n(45)]
    pub delivered_at: Option<Millis>,
    /// In merged: the request that it is the same as, as written; circles and longer lines are resolved by [`crate::view::Rows::followed`].
    #[n(35)]
    pub merged_into: Option<DocId>,
    /// Who wants to hear of its turns, by id: at most `FOLLOWERS_MAX`.
    #[n(36)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub followers: Vec<DocId>,
    /// Who was named in comments, the latest first: at most `MENTIONS_KEPT_MAX`.
    #[n(37)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// It is what a customer said.
    #[n(50)]
    pub voice: Option<VoiceRow>,
    /// What was answered is kept for whoever asks the like.
    #[n(52)]
    pub kept: Option<KeptRow>,
    /// Who had it and lost it to another's doing, the latest first: at most `TAKEN_KEPT_MAX`. Whoever has it again is not among them.
    #[n(56)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub taken: Vec<TakenRow>,
    /// The requests that ask for parts of it: at most `SPLIT_KEPT_MAX`.
    #[n(57)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub split_into: Vec<DocId>,
    /// When each of the teams in `via` handed it on.
    #[n(60)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub handed_at: Vec<Millis>,
    /// The asker has said no to an offer, and nothing else has happened to it since.
    #[n(61)]
    #[cbor(default, skip_if = "std::ops::Not::not")]
    pub refused: bool,
    /// What was said last without a turn: a comment, or news announced.
    #[n(62)]
    pub last_said: Option<LastSaid>,
    /// In confirmed: what was delivered last, cut to `LINE_CHARS_MAX`; may be empty. In delivered that stands in `last_words`.
    #[n(75)]
    #[cbor(default, skip_if = "String::is_empty")]
    pub delivered: String,
    /// The asker has answered what its owner waited for, and nothing else has happened to it since.
    #[n(70)]
    #[cbor(default, skip_if = "std::ops::Not::not")]
    pub wait_answered: bool,
    /// What figures of replies go by, where that isn't `reply_by` and `answered_at`: it was given back, or opened again.
    #[n(71)]
    pub first_reply: Option<FirstReply>,
    /// What figures of deliveries go by, where that isn't what the row says of the present one.
    #[n(72)]
    pub first_delivery: Option<FirstDelivery>,
    /// When the next update was announced; none for the end of a wait.
    #[n(73)]
    pub announced_at: Option<Millis>,
    /// Whoever has it, if they don't use the app: `owner` is their party then.
    #[n(74)]
    pub outside: Option<OutsideOwner>,
    /// How what is asked was changed last.
    #[n(76)]
    pub reworded: Option<RewordedRow>,
}

/// A customer's voice.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct VoiceRow {
    /// How it was heard.
    #[n(0)]
    pub channel: Channel,
    /// What it is about.
    #[n(1)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Requests that it speaks of.
    #[n(2)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub about: Vec<DocId>,
    /// Whether it was adopted or declined; none while nobody has answered, and again once it was reopened, taken up again or handed on.
    #[n(3)]
    pub adopted: Option<bool>,
}

/// An answer that is kept for whoever asks the like.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct KeptRow {
    /// What it answers, cut to `LINE_CHARS_MAX`.
    #[n(0)]
    pub question: String,
    /// The answer: at most `KEPT_CHARS_MAX` characters.
    #[n(1)]
    pub answer: String,
    /// Who kept it.
    #[n(2)]
    pub by: DocId,
    /// When.
    #[n(3)]
    pub at: Millis,
    /// The request was opened again since.
    #[n(4)]
    pub reopened: bool,
}

impl RequestRow {
    /// What was said of where it stands, but for whom it waits on: that is said already.
    pub fn words_beside(&self) -> &str {
        let is_said = self.state == State::Waiting && self.last_words == self.waiting_on;
        if is_said { "" } else { &self.last_words }
    }

    /// The first answer to the first promise of the team that has it: what figures go by.
    pub fn first_reply(&self) -> FirstReply {
        self.first_reply.unwrap_or(FirstReply { by: self.reply_by, at: self.answered_at })
    }

    /// The first delivery of the team that has it, or what there is of it: what figures go by.
    pub fn first_delivery(&self) -> FirstDelivery {
        self.first_delivery.clone().unwrap_or_else(|| FirstDelivery {
            accepted: self.accepted_at,
            promised: self.promised,
            at: self.delivered_at,
            pauses: self.pauses.clone(),
        })
    }

    /// Who brought it to where it stands. As a rule that is whoever asked or owns it; only others are written down.
    pub fn moved_by(&self) -> DocId {
        let usual = match self.state {
            State::Asked | State::Confirmed | State::Reopened | State::Withdrawn | State::Unknown => None,
            _ => self.owner,
        };
        self.last_by.or(usual).unwrap_or(self.asked_by)
    }

    /// When it came to where it stands, a change of its owner included.
    pub fn moved_at(&self) -> Millis {
        self.turned_at.unwrap_or(self.state_since)
    }

    /// In waiting: until when. On the asker that is when the clock goes on, whatever news were announced meanwhile.
    pub fn waits_until(&self) -> Option<Millis> {
        let pause = self.pauses.last().filter(|_| self.waiting_on_asker);
        pause.map_or(self.next_update, |pause| pause.to)
    }

    /// It is back with the team that has it: who had it gave it back, and nobody has done anything since.
    pub(super) fn was_given_back(&self) -> bool {
        self.state == State::Asked && self.moved_at() > self.asked_at && !self.refused
    }

    /// In waiting: nobody said until when, so that its end is the one that holds for all, [`WAIT_MAX`].
    pub(super) fn waits_by_rule(&self) -> bool {
        let ends = |from: Millis| self.next_update == Some(from + WAIT_MAX);
        self.state == State::Waiting && (ends(self.moved_at()) || ends(self.state_since))
    }

    /// What was answered, while it is; may be empty.
    pub fn answer(&self) -> &str {
        match self.state {
            State::Delivered => &self.last_words,
            // What goes with a confirmation is thanks.
            State::Confirmed => &self.delivered,
            _ => "",
        }
    }

    /// The person to name beside the team that has it: who owns it now, or who delivered it. Whoever owned it before it was handed on is of
    /// another team.
    pub fn owner_now(&self) -> Option<DocId> {
        let is_theirs =
            self.accepted_at.is_some() || matches!(self.state, State::Delivered | State::Confirmed);
        self.owner.filter(|_| is_theirs)
    }

    /// Whether this person follows it.
    pub fn is_followed_by(&self, person: DocId) -> bool {
        self.followers.contains(&person)
    }

    /// Whether this person has it now. An owner stays named after the request has moved on; who has it has accepted it, or was handed it.
    pub fn is_owned_by(&self, person: DocId) -> bool {
        self.owner == Some(person) && self.accepted_at.is_some()
    }
}

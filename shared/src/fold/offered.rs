//! Which acts make sense for whom, in which order of importance. The screen shows the first as the one large next action.

use super::{Folded, Kind, table::makes_sense};
use crate::id::DocKind;
use crate::view::State;

/// Something that a person can do to a request: one button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextAct {
    /// Take it and say when: `Accepted` by the provider. For an accepted one: take over.
    Accept,
    /// Offer another time or thing: `CounterOffered`.
    CounterOffer,
    /// The asker agrees to the offer: `Accepted` with [`Folded::offer`]'s owner and time.
    AgreeToOffer,
    /// The asker says no to the offer and still asks: `Refused`.
    Refuse,
    /// Move it to another team: `HandedOn`.
    HandOn,
    /// Say no and where to go: `Declined`.
    Decline,
    /// Begin, or go on after waiting: `Working`.
    Start,
    /// Say on whom it waits: `Waiting`.
    Wait,
    /// Say when there will be news: `Announced`.
    Announce,
    /// Give the answer: `Delivered`.
    Deliver,
    /// It helped: `Confirmed`.
    Confirm,
    /// It isn't done after all: `Reopened`.
    Reopen,
    /// Not needed any more: `Withdrawn`.
    Withdraw,
    /// Say that it is the same as another request: `Merged`.
    Merge,
    /// Say something: `Commented`.
    Comment,
    /// The asker gives what the owner waits for: `Commented` that ends the wait.
    AnswerWait,
    /// Give it to a colleague, or back to the team: `HandedOver`.
    HandOver,
}

impl NextAct {
    /// Whether whoever asked writes this down for somebody else, where it is offered to them.
    pub const fn is_noted_by_asker(self) -> bool {
        matches!(self, Self::Accept | Self::Announce | Self::Decline | Self::Deliver)
    }

    /// The kind of event that it writes.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Accept | Self::AgreeToOffer => Kind::Accepted,
            Self::CounterOffer => Kind::CounterOffered,
            Self::Refuse => Kind::Refused,
            Self::HandOn => Kind::HandedOn,
            Self::Decline => Kind::Declined,
            Self::Start => Kind::Working,
            Self::Wait => Kind::Waiting,
            Self::Announce => Kind::Announced,
            Self::Deliver => Kind::Delivered,
            Self::Confirm => Kind::Confirmed,
            Self::Reopen => Kind::Reopened,
            Self::Withdraw => Kind::Withdrawn,
            Self::Merge => Kind::Merged,
            Self::Comment | Self::AnswerWait => Kind::Commented,
            Self::HandOver => Kind::HandedOver,
        }
    }
}

/// On which side of a request somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Their team asked.
    Asker,
    /// Their team has it now.
    Provider,
    /// Neither.
    Other,
}

/// Whether parts of it can become requests of their own now.
pub fn may_split(folded: &Folded) -> bool {
    makes_sense(folded.state, folded.is_owned(), Kind::Split)
}

/// The acts that make sense now, the one that is expected first. Where nothing is expected of this side, commenting comes first.
pub fn offered(folded: &Folded, side: Side) -> Vec<NextAct> {
    let owned = folded.is_owned();
    let acts = match side {
        Side::Other => &[NextAct::Comment][..],
        Side::Asker => for_asker(folded),
        Side::Provider => for_provider(folded, owned),
    };
    acts.iter().copied().filter(|act| makes_sense(folded.state, owned, act.kind())).collect()
}

/// For whoever asked, while the owner waits on them.
const WAITED_ON: &[NextAct] =
    &[NextAct::AnswerWait, NextAct::Comment, NextAct::Withdraw, NextAct::Merge, NextAct::Deliver];

/// For whoever asked, while they wait: what was said outside of the app is written down by whoever got it.
const WAITING: &[NextAct] = &[NextAct::Comment, NextAct::Withdraw, NextAct::Merge, NextAct::Deliver];

/// The same, while nobody of the app has it: promises, news and refusals, too.
const WAITING_ON_OTHERS: &[NextAct] = &[
    NextAct::Comment,
    NextAct::Withdraw,
    NextAct::Merge,
    NextAct::Accept,
    NextAct::Announce,
    NextAct::Decline,
    NextAct::Deliver,
];

fn for_asker(folded: &Folded) -> &'static [NextAct] {
    use NextAct as A;
    let with_somebody = folded.owner.is_some_and(|owner| folded.is_owned() && owner.kind() != DocKind::Party);
    match folded.state {
        State::Waiting if folded.waiting_on_asker => WAITED_ON,
        state if state.waits_on_provider() && state != State::Unknown => {
            if with_somebody {
                WAITING
            } else {
                WAITING_ON_OTHERS
            }
        }
        State::CounterOffered => &[A::AgreeToOffer, A::Refuse, A::HandOn, A::Withdraw, A::Merge, A::Comment],
        State::Declined => &[A::HandOn, A::Reopen, A::Withdraw, A::Merge, A::Comment],
        State::Delivered => &[A::Confirm, A::Reopen, A::Comment],
        State::Confirmed | State::Withdrawn | State::Merged => &[A::Comment, A::Reopen],
        _ => &[A::Comment],
    }
}

/// For an owner who isn't at work on it right now.
const GOING_ON: &[NextAct] = &[
    NextAct::Start,
    NextAct::Deliver,
    NextAct::Wait,
    NextAct::Announce,
    NextAct::CounterOffer,
    NextAct::HandOn,
    NextAct::Decline,
    NextAct::Accept,
    NextAct::HandOver,
    NextAct::Merge,
    NextAct::Comment,
];

/// For an owner of what was opened again: what they had promised is over.
const PROMISING_ANEW: &[NextAct] = &[
    NextAct::Accept,
    NextAct::Deliver,
    NextAct::Start,
    NextAct::Wait,
    NextAct::Announce,
    NextAct::CounterOffer,
    NextAct::HandOn,
    NextAct::Decline,
    NextAct::HandOver,
    NextAct::Merge,
    NextAct::Comment,
];

fn for_provider(folded: &Folded, owned: bool) -> &'static [NextAct] {
    use NextAct as A;
    match folded.state {
        State::Reopened if owned && folded.promised.is_none() => PROMISING_ANEW,
        State::Reopened if owned => GOING_ON,
        State::Asked | State::HandedOn | State::Reopened => &[
            A::Accept,
            A::CounterOffer,
            A::HandOn,
            A::Decline,
            A::Deliver,
            A::Announce,
            A::Merge,
            A::Comment,
        ],
        State::CounterOffered => &[
            A::Comment,
            A::CounterOffer,
            A::Accept,
            A::HandOn,
            A::Decline,
            A::Deliver,
            A::HandOver,
            A::Merge,
        ],
        State::Declined => &[A::Comment, A::Accept, A::CounterOffer, A::HandOn, A::Merge],
        State::Accepted | State::Waiting => GOING_ON,
        State::Working => &[
            A::Deliver,
            A::Wait,
            A::Announce,
            A::CounterOffer,
            A::HandOn,
            A::Decline,
            A::Accept,
            A::HandOver,
            A::Merge,
            A::Comment,
        ],
        State::Delivered => &[A::Comment, A::Deliver, A::Reopen, A::HandOver],
        State::Merged => &[A::Comment, A::Reopen],
        State::Confirmed | State::Withdrawn | State::Unknown => &[A::Comment],
    }
}

/// Whether an event of this kind makes sense in this state: what `doc::write` asks before it writes.
pub fn is_possible(folded: &Folded, kind: Kind) -> bool {
    makes_sense(folded.state, folded.is_owned(), kind)
}

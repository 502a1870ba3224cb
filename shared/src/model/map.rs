//! The map: parties, and the services by which one serves another.

use super::{Field, Proposal};
use crate::id::{Day, DocId, DocKind, Millis, Span};
use crate::limits::{AWAY_DAYS_MAX, SPOT_MAX, STEP_AFTER_MAX, STEPS_MAX};
use minicbor::{Decode, Encode};

/// Anyone who is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its document.
    pub id: DocId,
    /// What it is.
    pub kind: PartyKind,
    /// What people call it.
    pub name: Field<String>,
    /// What is good to know about it ("how to work with us"); may be empty.
    pub note: Field<String>,
    /// Gone from the map, but still named by old requests.
    pub retired: bool,
    /// When it last left the map; none when that was never said.
    pub retired_at: Option<Millis>,
    /// What happens when one of its requests stays silent; none: [`DEFAULT_STEPS`].
    pub steps: Field<Vec<Step>>,
    /// When its people work.
    pub work: Work,
    /// Short texts that its people write again and again, by language and name.
    pub snippets: Vec<Snippet>,
    /// Where it is; may be empty.
    pub site: Field<String>,
    /// What it is part of; may be empty.
    pub department: Field<String>,
    /// Where somebody placed it in the picture of rings.
    pub at_rings: Field<Option<Spot>>,
    /// Where somebody placed it in the picture of layers.
    pub at_layers: Field<Option<Spot>>,
    /// The party that this one turned out to be, or was joined with.
    pub merged_into: Field<Option<DocId>>,
    /// Days on which nobody of it is there.
    pub away: Field<Option<TeamAway>>,
    /// Suggestions for it that somebody has put away, by the names that [`crate::view::learned`] gives them.
    pub put_away: Vec<String>,
}

impl Party {
    /// Whether a party can be merged into this: another party.
    pub fn may_merge_into(&self, other: DocId) -> bool {
        other != self.id && other.kind() == DocKind::Party
    }
}

/// In which picture of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum PictureStyle {
    /// Rings around the paying customer.
    #[n(0)]
    Rings,
    /// Layers from the paying customer on.
    #[n(1)]
    Layers,
}

/// Where a person placed a party in a picture: the middle of its box, in the picture's units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(map)]
pub struct Spot {
    /// To the right.
    #[n(0)]
    pub x: i32,
    /// Down.
    #[n(1)]
    pub y: i32,
}

impl Spot {
    /// Whether anybody can find it there.
    pub fn is_in_reach(self) -> bool {
        let reach = -SPOT_MAX..=SPOT_MAX;
        reach.contains(&self.x) && reach.contains(&self.y)
    }
}

/// Days on which nobody of a team is there.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct TeamAway {
    /// The first.
    #[n(0)]
    pub from: Day,
    /// The last.
    #[n(1)]
    pub until: Day,
    /// The team that stands in.
    #[n(2)]
    pub stands_in: Option<DocId>,
    /// Why; may be empty.
    #[n(3)]
    pub words: String,
}

impl TeamAway {
    /// Whether it makes sense for this team: days in their order, not too many, and another party that stands in.
    pub fn fits(&self, team: DocId) -> bool {
        let days = self.until.days_after(self.from);
        let another = self.stands_in.is_none_or(|other| other != team && other.kind() == DocKind::Party);
        (0..AWAY_DAYS_MAX).contains(&days) && another
    }

    /// Each of the days.
    pub fn days(&self) -> impl Iterator<Item = Day> + use<> {
        let (from, until) = (self.from, self.until);
        (0..AWAY_DAYS_MAX).map_while(move |count| from.plus_days(count)).take_while(move |day| *day <= until)
    }
}

/// A short text that a team's people write again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The tag of its language, as in `es` or `pt-br`.
    pub language: String,
    /// What the team calls it.
    pub name: String,
    /// What it says; empty: it is gone.
    pub text: Field<String>,
}

impl Snippet {
    /// Whether there is something to show of it: what one took away and another changed at the same time is still there.
    pub fn is_told(&self) -> bool {
        self.text.is_disputed() || !self.text.value.is_empty()
    }
}

/// One step of an escalation: after so much silence somebody more is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Step {
    /// How long the silence lasts by then.
    #[n(0)]
    pub after: Span,
    /// Who is told.
    #[n(1)]
    pub tells: Tells,
}

/// Who is told of a silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Tells {
    /// Whoever owns the request.
    #[n(0)]
    Owner,
    /// Everybody of the team that has it.
    #[n(1)]
    Team,
    /// Whoever asked, and those who asked or own a request above it.
    #[n(2)]
    Above,
}

/// The steps of a team that defined none.
pub const DEFAULT_STEPS: [Step; 3] = [
    Step { after: Span::minutes(15), tells: Tells::Owner },
    Step { after: Span::hours(1), tells: Tells::Team },
    Step { after: Span::hours(2), tells: Tells::Above },
];

/// Whether steps can follow one another: not too many, each later than the one before.
pub fn are_steps(steps: &[Step]) -> bool {
    let in_reach = |step: &Step| (Span::ZERO..=STEP_AFTER_MAX).contains(&step.after);
    let ascends = steps.iter().zip(steps.iter().skip(1)).all(|(one, next)| one.after < next.after);
    steps.len() <= STEPS_MAX && ascends && steps.iter().all(in_reach)
}

/// When a team's people work, as texts that [`crate::calendar`] reads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// Its zone with the zone's rule; may be empty.
    pub zone: Field<String>,
    /// The hours of its week; empty: always.
    pub hours: Field<String>,
    /// Its holidays by their dates, with their names; one without a name has been taken back.
    pub holidays: Vec<(String, Field<String>)>,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum PartyKind {
    /// Its people use Sightline.
    #[n(0)]
    Team,
    /// Those who pay: the end of every line of sight.
    #[n(1)]
    PayingCustomer,
    /// Works with us.
    #[n(2)]
    Partner,
    /// Sells to us.
    #[n(3)]
    Vendor,
    /// A kind that a newer version knows: drawn like a partner.
    #[n(4)]
    Unknown,
}

/// An edge of the map: `provider` serves `served`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its document.
    pub id: DocId,
    /// The team that provides.
    pub provider: DocId,
    /// The party that is served.
    pub served: DocId,
    /// What is provided, as the served would say it.
    pub name: Field<String>,
    /// What the provider promises.
    pub promise: Promise,
    /// What the asker must say, one question a line; may be empty.
    pub questions: Field<String>,
    /// Whom to call when it can't wait; may be empty.
    pub contact: Field<String>,
    /// When it is given, in its team's zone and but for its holidays; empty: whenever its team works.
    pub hours: Field<String>,
    /// Promises that one end wants instead, by their moments.
    pub proposals: Vec<Proposal>,
    /// Gone from the map.
    pub retired: bool,
}

/// Reply within X, deliver within Y, in the working hours of the service or, where it has none of its own, of the team.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Promise {
    /// From the ask to the first real answer.
    pub reply_within: Field<Option<Span>>,
    /// From acceptance to delivery.
    pub deliver_within: Field<Option<Span>>,
    /// When both ends look at it again.
    pub reconfirm_by: Field<Option<Millis>>,
}

//! What the teams of a workspace took, as its relay publishes it: one dated set of figures for everybody, so that the same request shows the
//! same deadline on every device. Made by [`super::Gathered`], stored and sent as bytes.

use super::Takes;
use crate::id::{DocId, Millis, Span, StatisticsMark};
use crate::in_order::InOrder as _;
use crate::limits::{STATISTICS_BYTES_MAX, STATISTICS_WORKS_MAX, WORKING_DAYS_MAX};
use crate::model::TakesFrom;
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

/// No calendar knows of moments further away from 1970, before or after.
const MOMENT_MAX: i64 = 8_640_000_000_000_000;

/// The figures of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Statistics {
    /// By the relay's clock: what happened later doesn't count.
    #[n(0)]
    as_of: Millis,
    /// Invariant: in the order of teams and services, each once, all of a team before its services; at most `STATISTICS_WORKS_MAX`.
    #[n(1)]
    works: Vec<WorkFigures>,
}

/// What is known of a team's work: of all of it, or through one service.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct WorkFigures {
    /// The team that does it.
    #[n(0)]
    pub team: DocId,
    /// The service that it goes through; none: all of the team's work.
    #[n(1)]
    pub service: Option<DocId>,
    /// What it took from the last answer that was waited for to the own one.
    #[n(2)]
    pub remains: Option<Remains>,
    /// The last half year.
    #[n(3)]
    pub lately: Period,
    /// The half year before it.
    #[n(4)]
    #[cbor(default, skip_if = "Period::is_empty")]
    pub before: Period,
}

/// What the work above takes once the last answer from below is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Remains {
    /// How many cases, the latest.
    #[n(0)]
    pub samples: u32,
    /// What four of five of them stay below, in the team's working time.
    #[n(1)]
    pub p80: Span,
}

/// What is known of half a year. What too few cases would say is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Period {
    /// From the ask to the first real answer; what was handed on is left out.
    #[n(0)]
    pub reply: Option<Spread>,
    /// From the acceptance to the delivery, without the time in which the asker was waited for.
    #[n(1)]
    pub delivery: Option<Spread>,
    /// Promised answers.
    #[n(2)]
    pub replies: Option<Kept>,
    /// Promised deliveries.
    #[n(3)]
    pub deliveries: Option<Kept>,
}

/// How long something took, in the team's working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Spread {
    /// How many cases.
    #[n(0)]
    pub samples: u32,
    /// What half of them stay below.
    #[n(1)]
    pub median: Span,
    /// What nine of ten stay below.
    #[n(2)]
    pub p90: Span,
}

/// How many of some promises were kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Encode, Decode)]
#[cbor(map)]
pub struct Kept {
    /// Those that were.
    #[n(0)]
    pub kept: u32,
    /// All that are over.
    #[n(1)]
    pub of: u32,
}

impl Statistics {
    /// The figures as of this moment. Of too many works those with the most cases stay.
    pub(super) fn new(as_of: Millis, mut works: Vec<WorkFigures>) -> Self {
        works.put_in_order_by_key(|work| (std::cmp::Reverse(work.cases()), work.team, work.service));
        works.truncate(STATISTICS_WORKS_MAX);
        let mut all = Self { as_of, works };
        all.put_in_order();
        all
    }

    /// Reads what a relay sent or storage had. None when it makes no sense; of figures that make none the rest is read.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > STATISTICS_BYTES_MAX {
            return None;
        }
        let mut decoder = minicbor::Decoder::new(bytes);
        let mut read: Self = decoder.decode().ok()?;
        if decoder.position() != bytes.len() || read.as_of.0.unsigned_abs() > MOMENT_MAX.unsigned_abs() {
            return None;
        }
        read.works.iter_mut().for_each(WorkFigures::leave_out_nonsense);
        read.works.retain(|work| !work.is_empty());
        read.put_in_order();
        read.works.truncate(STATISTICS_WORKS_MAX);
        Some(read)
    }

    /// As they are sent and stored. Equal figures give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.works.len() * 96 + 16);
        // Writing to a Vec can't fail.
        let written = minicbor::encode(self, &mut bytes);
        debug_assert!(written.is_ok());
        bytes
    }

    /// The name of these bytes: by it a device says which it has.
    pub fn mark(bytes: &[u8]) -> StatisticsMark {
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let mut mark = [0; StatisticsMark::LEN];
        mark.copy_from_slice(&digest[..StatisticsMark::LEN]);
        StatisticsMark::from_bytes(mark)
    }

    /// As of when they hold, by the relay's clock.
    pub fn as_of(&self) -> Millis {
        self.as_of
    }

    /// All figures, in the order of teams and services; of each team all of its work first.
    pub fn works(&self) -> &[WorkFigures] {
        &self.works
    }

    /// Whether nothing was said often enough.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// What is known of a team's work through a service, or of all of it.
    pub fn of(&self, team: DocId, service: Option<DocId>) -> Option<&WorkFigures> {
        let at = self.works.binary_search_by_key(&(team, service), |work| (work.team, work.service)).ok()?;
        self.works.get(at)
    }

    /// What the work above takes: through the service if that is known, else of all of the team's work.
    pub(super) fn takes(&self, team: DocId, service: Option<DocId>) -> Option<Takes> {
        let remains = |service| self.of(team, service)?.remains;
        let Remains { samples, p80 } =
            service.and_then(|service| remains(Some(service))).or_else(|| remains(None))?;
        Some(Takes { span: p80, from: TakesFrom::Observed { samples, as_of: self.as_of } })
    }

    fn put_in_order(&mut self) {
        self.works.put_in_order_by_key(|work| (work.team, work.service));
        self.works.dedup_by_key(|work| (work.team, work.service));
    }
}

impl WorkFigures {
    /// Whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.remains.is_none() && self.lately.is_empty() && self.before.is_empty()
    }

    fn cases(&self) -> u64 {
        let spreads = [self.lately.reply, self.lately.delivery].into_iter().flatten();
        let remains = self.remains.map_or(0, |remains| u64::from(remains.samples));
        spreads.map(|spread| u64::from(spread.samples)).sum::<u64>() + remains
    }

    fn leave_out_nonsense(&mut self) {
        self.remains = self.remains.filter(|remains| is_possible(remains.p80));
        for period in [&mut self.lately, &mut self.before] {
            for spread in [&mut period.reply, &mut period.delivery] {
                *spread = spread.filter(|spread| is_possible(spread.median) && is_possible(spread.p90));
            }
            for share in [&mut period.replies, &mut period.deliveries] {
                *share = share.filter(|share| share.kept <= share.of);
            }
        }
    }
}

/// No working time is counted past this.
fn is_possible(span: Span) -> bool {
    (Span::ZERO..=Span::days(WORKING_DAYS_MAX)).contains(&span)
}

impl Period {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

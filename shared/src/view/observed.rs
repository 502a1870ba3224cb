//! Promise and practice: what the relay published of a service, beside what is promised, and whether anybody still looks at it.

use super::statistics::{Kept, Period, Spread};
use super::{Flow, MapService, Rows};
use crate::id::{DocId, Millis};
use crate::limits::{OBSERVED_SAMPLES_ENOUGH, SERVICE_QUIET_AFTER, TREND_PERCENT_MIN};

/// What was observed of a service in the last half year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed {
    /// As of when, by the relay's clock.
    pub as_of: Millis,
    /// From the ask to the first real answer.
    pub reply: Measured,
    /// From the acceptance to the delivery.
    pub delivery: Measured,
}

/// What was observed of one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measured {
    /// How long it took, in the provider's working time; none where too few cases say it.
    pub took: Option<Spread>,
    /// How many promises were kept.
    pub kept: Option<Kept>,
    /// How it took in the half year before; none where that isn't known.
    pub trend: Option<Trend>,
}

/// How the last half year compares with the one before it, by the medians.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trend {
    /// Faster by `TREND_PERCENT_MIN` at least.
    Better,
    /// Neither.
    Same,
    /// Slower by as much.
    Worse,
}

impl Measured {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many cases say it.
    pub fn samples(&self) -> u32 {
        self.took.map_or(0, |took| took.samples).max(self.kept.map_or(0, |kept| kept.of))
    }

    /// Whether these are few to judge by.
    pub fn is_few(&self) -> bool {
        self.samples() < OBSERVED_SAMPLES_ENOUGH
    }
}

/// What was published of a team's work through a service: of nothing else, whatever the team takes elsewhere. None where too few cases say
/// anything.
pub(super) fn observed(rows: &Rows, provider: DocId, service: DocId) -> Option<Observed> {
    let statistics = rows.statistics()?;
    let work = statistics.of(provider, Some(service))?;
    let measured = |took: fn(&Period) -> Option<Spread>, kept: fn(&Period) -> Option<Kept>| Measured {
        took: took(&work.lately),
        kept: kept(&work.lately),
        trend: took(&work.lately).zip(took(&work.before)).map(|(now, then)| trend(now, then)),
    };
    let reply = measured(|period| period.reply, |period| period.replies);
    let delivery = measured(|period| period.delivery, |period| period.deliveries);
    let says_something = !reply.is_empty() || !delivery.is_empty();
    says_something.then_some(Observed { as_of: statistics.as_of(), reply, delivery })
}

fn trend(lately: Spread, before: Spread) -> Trend {
    let (now, then) = (i128::from(lately.median.0) * 100, i128::from(before.median.0));
    if now < then * i128::from(100 - TREND_PERCENT_MIN) {
        Trend::Better
    } else if now > then * i128::from(100 + TREND_PERCENT_MIN) {
        Trend::Worse
    } else {
        Trend::Same
    }
}

/// Since when nobody asked between the two ends of a service, if that is long; of what nobody ever asked that isn't known.
pub(super) fn quiet_since(flow: &Flow, now: Millis) -> Option<Millis> {
    flow.last_asked.filter(|last| *last < now - SERVICE_QUIET_AFTER && flow.open == 0)
}

impl MapService {
    /// Whether what stands on the map may no longer be so: nobody has looked at the promise again, or nobody asks any more. It fades.
    pub fn is_stale(&self) -> bool {
        self.reconfirm_overdue || self.quiet_since.is_some()
    }
}

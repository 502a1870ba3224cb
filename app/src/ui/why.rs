//! Why a request is silent, in few words: beside the silence itself.

use super::{format, words::t};
use sightline_shared::id::Millis;
use sightline_shared::view::WhySilent;

/// "no answer, due 09:14".
pub(super) fn why_silent(why: WhySilent, now: Millis) -> String {
    let at = |at: Millis| format::moment(at, now);
    match why {
        WhySilent::NoAnswer { due } => t!("silent-no-answer", time = at(due)),
        WhySilent::NoNews { announced } => t!("silent-no-news", time = at(announced)),
        WhySilent::WaitOver { since } => t!("silent-wait-over", time = at(since)),
        WhySilent::NotPromised { since } => t!("silent-not-promised", time = at(since)),
        WhySilent::NoTime { taken } => t!("silent-no-time", time = at(taken)),
        WhySilent::Reopened { at: then } => t!("silent-reopened", time = at(then)),
        WhySilent::GivenBack { at: then } => t!("silent-given-back", time = at(then)),
        WhySilent::OwnerAway { since } => t!("silent-owner-away", time = at(since)),
        WhySilent::ShiftOver { since } => t!("silent-shift-over", time = at(since)),
        WhySilent::OwnerLeft => t!("silent-owner-left"),
        WhySilent::TeamGone => t!("silent-team-gone"),
    }
}

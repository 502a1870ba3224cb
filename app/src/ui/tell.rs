//! From plain values to words, tones and icons: how the product speaks of requests, in one place.

pub(crate) use super::told::{done, wording};
use super::{format, why::why_silent, words::t};
use crate::act::browser;
use crate::part::{Icons, Stop, StopKind, Tone};
use icondata_lu as lu;
use sightline_shared::id::{DocId, Millis, Span};
use sightline_shared::model::{Channel, Step, Tells};
use sightline_shared::view::{
    self, Below, Clock, ClockKind, Escalation, Named, NextAct, OnDuty, PartyRowKind, Presence, Severity,
    Sight, State, Waits,
};

/// A name, or that it isn't here yet.
pub(crate) fn name(named: &Named) -> String {
    if named.name.is_empty() { t!("not-here-yet") } else { named.name.clone() }
}

/// What tells a party from another of its name: "Hamburg · Logistics", or whom it serves; none where no other has it.
pub(crate) fn apart(rows: &view::Rows, party: DocId) -> Option<String> {
    let view::Apart { site, department, serves } = view::apart(rows, party)?;
    let said: Vec<String> = [site, department].into_iter().filter(|text| !text.is_empty()).collect();
    let serves = serves.map(|served| t!("party-serves", served = name(&served)));
    Some(if said.is_empty() { serves.unwrap_or_else(|| t!("party-twin")) } else { said.join(" · ") })
}

/// "Service · Ana R.", or the team alone.
pub(crate) fn team_and(team: &Named, person: Option<&Named>) -> String {
    match person.filter(|person| !person.name.is_empty()) {
        Some(person) => format!("{} · {}", name(team), person.name),
        None => name(team),
    }
}

/// The tone of a severity.
pub(crate) fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Done => Tone::Done,
        Severity::Calm => Tone::Plain,
        Severity::Wait => Tone::Wait,
        Severity::Late => Tone::Late,
    }
}

/// Where a request stands, in a word.
pub(crate) fn state(state: State) -> String {
    match state {
        State::Asked => t!("state-asked"),
        State::CounterOffered => t!("state-offered"),
        State::HandedOn => t!("state-handed-on"),
        State::Declined => t!("state-declined"),
        State::Accepted => t!("state-accepted"),
        State::Working => t!("state-working"),
        State::Waiting => t!("state-waiting"),
        State::Delivered => t!("state-delivered"),
        State::Confirmed => t!("state-confirmed"),
        State::Reopened => t!("state-reopened"),
        State::Withdrawn => t!("state-withdrawn"),
        State::Merged => t!("state-merged"),
        State::Unknown => t!("state-unknown"),
    }
}

/// A clock as a tag says it.
pub(crate) fn clock(clock: &Clock, state: State, now: Millis) -> (Tone, Icons, String) {
    let since = |since: Millis| format::span(now - since);
    let at = |at: Millis| format::moment(at, now);
    let (icon, text): (Icons, String) = match &clock.kind {
        ClockKind::Silent { since: from, .. } => (lu::LuVolumeX, t!("clock-silent", span = since(*from))),
        ClockKind::Late { since: from, .. } => (lu::LuClockAlert, t!("clock-late", span = since(*from))),
        ClockKind::ReplyDue { at: by } => (lu::LuClock, t!("clock-reply", time = at(*by))),
        ClockKind::Promised { at: by } => (lu::LuClock, t!("clock-promised", time = at(*by))),
        ClockKind::NextUpdate { at: by } => (lu::LuBellRing, t!("clock-news", time = at(*by))),
        ClockKind::WaitingOn { on, on_asker, until } => {
            let on = if *on_asker && on.is_empty() { t!("the-asker") } else { on.clone() };
            let text = match (on.is_empty(), until) {
                (true, None) => t!("clock-waiting"),
                (true, Some(until)) => t!("clock-waiting-until", time = at(*until)),
                (false, None) => t!("clock-waiting-on", on = on),
                (false, Some(until)) => t!("clock-waiting-on-until", on = on, time = at(*until)),
            };
            (lu::LuPause, text)
        }
        ClockKind::Due { at: by } => (lu::LuFlag, t!("clock-due", time = at(*by))),
        ClockKind::Offered { promised: Some(by), .. } => {
            (lu::LuMessageCircleQuestion, t!("clock-offered-for", time = at(*by)))
        }
        ClockKind::Offered { promised: None, .. } => (lu::LuMessageCircleQuestion, t!("clock-offered")),
        ClockKind::Delivered { .. } => (lu::LuCheck, t!("clock-delivered")),
        ClockKind::Declined { .. } => (lu::LuCornerUpLeft, t!("clock-declined")),
        ClockKind::Done { at: then } => (lu::LuCheckCheck, t!("clock-done", time = at(*then))),
        ClockKind::Withdrawn { at: then } => (lu::LuUndo2, t!("clock-withdrawn", time = at(*then))),
        ClockKind::Merged { at: then } => (lu::LuGitMerge, t!("clock-merged", time = at(*then))),
        ClockKind::None => (state_icon(state), self::state(state)),
    };
    // Lateness by a clock that somebody has set back is no more than this device's word.
    let text = if clock.severity == Severity::Late && browser::was_set_back() {
        t!("clock-own", text = text)
    } else {
        text
    };
    (tone(clock.severity), icon, text)
}

fn state_icon(state: State) -> Icons {
    match state {
        State::Asked | State::HandedOn | State::Reopened => lu::LuCircleDashed,
        State::Accepted => lu::LuUserCheck,
        State::Working => lu::LuHammer,
        State::Waiting => lu::LuPause,
        State::Delivered => lu::LuCheck,
        State::Confirmed => lu::LuCheckCheck,
        State::CounterOffered => lu::LuMessageCircleQuestion,
        State::Declined => lu::LuCornerUpLeft,
        State::Withdrawn => lu::LuUndo2,
        State::Merged => lu::LuGitMerge,
        State::Unknown => lu::LuCircleHelp,
    }
}

/// The verb on a button.
pub(crate) fn act(act: NextAct) -> String {
    match act {
        NextAct::Accept => t!("act-accept"),
        NextAct::AgreeToOffer => t!("act-agree"),
        NextAct::CounterOffer => t!("act-counter-offer"),
        NextAct::Refuse => t!("act-refuse"),
        NextAct::HandOn => t!("act-hand-on"),
        NextAct::Decline => t!("act-decline"),
        NextAct::Start => t!("act-start"),
        NextAct::Wait => t!("act-wait"),
        NextAct::Announce => t!("act-announce"),
        NextAct::Deliver => t!("act-deliver"),
        NextAct::Confirm => t!("act-confirm"),
        NextAct::Reopen => t!("act-reopen"),
        NextAct::Withdraw => t!("act-withdraw"),
        NextAct::Comment => t!("act-comment"),
        NextAct::AnswerWait => t!("act-answer-wait"),
        NextAct::HandOver => t!("act-hand-over"),
        NextAct::Merge => t!("act-merge"),
    }
}

/// The short verb, for a card.
pub(crate) fn act_short(next: NextAct) -> String {
    match next {
        NextAct::Accept => t!("act-accept-short"),
        NextAct::Deliver => t!("act-deliver-short"),
        NextAct::AnswerWait => t!("act-answer-wait-short"),
        other => act(other),
    }
}

/// The verb on a button, for a request or a customer's voice: that is adopted, and the customer hears of it.
pub(crate) fn act_of(next: NextAct, is_voice: bool) -> String {
    match next {
        NextAct::Deliver if is_voice => t!("act-adopt"),
        NextAct::Confirm if is_voice => t!("act-told"),
        NextAct::Withdraw if is_voice => t!("act-voice-close"),
        other => act(other),
    }
}

/// The short one.
pub(crate) fn act_short_of(next: NextAct, is_voice: bool) -> String {
    match next {
        NextAct::Deliver if is_voice => t!("act-adopt"),
        NextAct::Confirm if is_voice => t!("act-told-short"),
        other => act_short(other),
    }
}

/// How a customer's voice was heard.
pub(crate) fn channel(channel: Channel) -> String {
    match channel {
        Channel::Call => t!("channel-call"),
        Channel::Visit => t!("channel-visit"),
        Channel::Mail => t!("channel-mail"),
        Channel::Chat => t!("channel-chat"),
        Channel::Public => t!("channel-public"),
        Channel::Other => t!("channel-other"),
    }
}

/// The icon beside the verb.
pub(crate) fn act_icon(act: NextAct) -> Icons {
    match act {
        NextAct::Accept | NextAct::AgreeToOffer => lu::LuHandshake,
        NextAct::CounterOffer => lu::LuMessageCircleQuestion,
        NextAct::HandOn => lu::LuArrowRight,
        NextAct::Decline => lu::LuCornerUpLeft,
        NextAct::Refuse => lu::LuRotateCcw,
        NextAct::Start => lu::LuHammer,
        NextAct::Wait => lu::LuPause,
        NextAct::Announce => lu::LuBellRing,
        NextAct::Deliver => lu::LuCheck,
        NextAct::Confirm => lu::LuCheckCheck,
        NextAct::Reopen => lu::LuRotateCcw,
        NextAct::Withdraw => lu::LuUndo2,
        NextAct::Comment => lu::LuMessageSquare,
        NextAct::AnswerWait => lu::LuMessageSquareReply,
        NextAct::HandOver => lu::LuUsers,
        NextAct::Merge => lu::LuGitMerge,
    }
}

/// "no answer, due 09:14; step 2 of 3: the whole team has been told, since 10:14; the asker and those above at 11:14".
pub(crate) fn escalation(one: &Escalation, now: Millis) -> String {
    let at = |at: Millis| format::moment(at, now);
    let next = one.next.map(|(tells, by)| t!("escalation-next", whom = whom(tells), time = at(by)));
    let told = one.told.map(|(tells, since)| {
        t!("escalation-told", step = one.step, of = one.of, whom = whom(tells), time = at(since))
    });
    let why = Some(why_silent(one.why, now));
    [why, told, next].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// "after 15 min: the owner; after 1 h: the whole team", or that what holds for all holds.
pub(crate) fn steps(steps: &[Step]) -> String {
    if steps.is_empty() {
        return t!("steps-usual");
    }
    let one = |step: &Step| t!("steps-one", span = format::span(step.after), whom = whom(step.tells));
    steps.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Whether somebody is here; none when they said nothing.
pub(crate) fn presence(presence: &Presence, now: Millis) -> Option<String> {
    let at = |at: &Millis| format::moment(*at, now);
    Some(match presence {
        Presence::Here { until } => t!("presence-here", time = at(until)),
        Presence::Away { until, words, .. } => {
            let away = match until {
                Some(until) => t!("presence-away-until", time = at(until)),
                None => t!("presence-away"),
            };
            if words.is_empty() { away } else { format!("{away}: {words}") }
        }
        Presence::ShiftOver { since } => t!("presence-shift-over", time = at(since)),
        Presence::Left { .. } => t!("presence-left"),
        Presence::Unsaid => return None,
    })
}

/// "3 here until 14:00"; none for a team without people.
pub(crate) fn on_duty(duty: &OnDuty, now: Millis) -> Option<String> {
    match duty.until {
        Some(until) => Some(t!("duty-some", count = duty.here, time = format::moment(until, now))),
        None if duty.people == 0 => None,
        None if duty.away == duty.people => Some(t!("duty-all-away")),
        None => Some(t!("duty-nobody")),
    }
}

/// Whom a step tells.
pub(crate) fn whom(tells: Tells) -> String {
    match tells {
        Tells::Owner => t!("tells-owner"),
        Tells::Team => t!("tells-team"),
        Tells::Above => t!("tells-above"),
    }
}

/// How many of the requests right below one are answered; none when there are none, or when nothing is expected of anybody.
pub(crate) fn below(below: Below, state: State) -> Option<(Tone, Icons, String)> {
    if state.is_closed() {
        // What was asked later, or passed over, isn't lost with what is closed above it.
        return (below.open > 0).then(|| {
            let text = match state {
                State::Confirmed => t!("below-confirmed-open", count = below.open),
                _ => t!("below-closed-open", count = below.open),
            };
            (Tone::Wait, lu::LuTriangleAlert, text)
        });
    }
    if below.all == 0 {
        return None;
    }
    if below.answered < below.all {
        let text = t!("below-some", answered = below.answered, count = below.all);
        return Some((Tone::Plain, lu::LuNetwork, text));
    }
    Some((Tone::Done, lu::LuCheckCheck, t!("below-all", count = below.all)))
}

/// How fresh it is what a roll-up says: the last contact with the relay.
pub(crate) fn as_of(contact: Option<Millis>, now: Millis) -> String {
    contact.map_or_else(|| t!("as-of-never"), |contact| t!("as-of", time = format::moment(contact, now)))
}

/// Who waits, and since when and how far: the first line of a line of sight.
pub(crate) fn waits(sight: &Sight, now: Millis) -> (String, String) {
    let since = format::span(now - sight.since);
    match &sight.waits {
        Waits::Customer(customer) => (name(customer), t!("sight-waiting", span = since, links = sight.links)),
        Waits::ByMap(party) => {
            (t!("sight-routine"), t!("sight-by-map", party = name(party), links = sight.links))
        }
        Waits::Nobody => (t!("sight-nobody"), t!("sight-nobody-note")),
    }
}

/// The most stops that are drawn one by one; more are left out in the middle.
const STOPS_MAX: usize = 4;

/// The stops of a line of sight, as the line is drawn.
pub(crate) fn stops(sight: &Sight) -> Vec<Stop> {
    let all = &sight.stops;
    let drawn = |at: usize| {
        let stop = all.get(at)?;
        let next = all.get(at + 1);
        let said = match next {
            Some(next) if next.silent => t!("link-silent"),
            Some(next) if next.link == Severity::Late => t!("link-late"),
            Some(next) if next.link == Severity::Done => t!("link-done"),
            _ => String::new(),
        };
        let label = if stop.label.is_empty() { t!("not-here-yet") } else { stop.label.clone() };
        Some(Stop {
            name: if stop.kind == view::StopKind::You { t!("you") } else { label },
            kind: match stop.kind {
                view::StopKind::Customer => StopKind::Customer,
                view::StopKind::Party => StopKind::Team,
                view::StopKind::You => StopKind::You,
            },
            after: next.map_or(Tone::Plain, |next| tone(next.link)),
            said,
        })
    };
    if all.len() <= STOPS_MAX {
        return (0..all.len()).filter_map(drawn).collect();
    }
    // The hidden middle is as late as its latest link: nothing late hides.
    let (head, tail) = (1, all.len() - 2);
    let worst =
        all.iter().take(tail + 1).skip(head + 1).map(|stop| stop.link).max().unwrap_or(Severity::Calm);
    let hidden = tail - head;
    let more = Stop {
        name: t!("sight-more", count = hidden),
        kind: StopKind::More,
        after: tone(worst),
        said: String::new(),
    };
    drawn(0).into_iter().chain([more]).chain((tail..all.len()).filter_map(drawn)).collect()
}

/// "reply within 20 min, deliver within 1 day"; empty when nothing is promised.
pub(crate) fn promise(reply: Option<Span>, deliver: Option<Span>) -> String {
    match (reply, deliver) {
        (None, None) => String::new(),
        (Some(reply), None) => t!("promise-reply", span = format::span(reply)),
        (None, Some(deliver)) => t!("promise-deliver", span = format::span(deliver)),
        (Some(reply), Some(deliver)) => {
            t!("promise-both", reply = format::span(reply), deliver = format::span(deliver))
        }
    }
}

/// What a party is.
pub(crate) fn party_kind(kind: PartyRowKind) -> String {
    match kind {
        PartyRowKind::Team => t!("party-team"),
        PartyRowKind::PayingCustomer => t!("party-customer"),
        PartyRowKind::Partner => t!("party-partner"),
        PartyRowKind::Vendor => t!("party-vendor"),
        PartyRowKind::Unknown => t!("party-unknown"),
    }
}

//! What happened: the timeline for everybody, the history with devices and outcomes behind it.

use super::group;
use crate::part::{Icons, Moment as Line, Timeline, Tone};
use crate::ui::{Ui, format, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::{DocId, DocKind, Millis};
use sightline_shared::model::{EventKind, Wording};
use sightline_shared::view::{Became, Moment, Named};

/// The timeline.
pub(super) fn happened(ui: Ui, moments: Memo<Vec<Moment>>) -> AnyView {
    let lines = Memo::new(move |_| moments.with(|moments| lines(moments, ui.now(), false)));
    group(t!("request-happened"), None, view! { <Timeline moments=lines /> }.into_any())
}

/// The history: the same with full moments, devices and outcomes. Made when somebody looks.
pub(super) fn history(ui: Ui, moments: Memo<Vec<Moment>>) -> AnyView {
    let open = RwSignal::new(false);
    let timeline = move || {
        let lines = Memo::new(move |_| moments.with(|moments| lines(moments, ui.now(), true)));
        view! { <Timeline moments=lines /> }
    };
    view! {
        <details on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary class="button quiet">{move || t!("request-history", count = moments.with(Vec::len))}</summary>
            {move || open.get().then(timeline)}
        </details>
    }
    .into_any()
}

fn lines(moments: &[Moment], now: Millis, in_full: bool) -> Vec<Line> {
    let mut day = None;
    // Who looks on is of no interest to the others, but stands in the history.
    let shown = |moment: &&Moment| in_full || !matches!(moment.kind, EventKind::Followed { .. });
    moments
        .iter()
        .filter(shown)
        .map(|moment| {
            let new_day = !day.is_some_and(|day| format::same_day(day, moment.at));
            day = Some(moment.at);
            let shown_day = (new_day && !(moments.len() == 1 && format::same_day(moment.at, now)))
                .then(|| format::day(moment.at));
            let (what, said) = told(moment, now);
            Line {
                id: moment.event.to_string(),
                time: format::time(moment.at),
                full: format::full(moment.at),
                day: shown_day,
                who: tell::name(&moment.by),
                what,
                said,
                small: small(moment, in_full),
                remark: remark(&moment.became),
                faded: matches!(
                    moment.became,
                    Became::Overruled { .. } | Became::CameLate { .. } | Became::Senseless
                ),
            }
        })
        .collect()
}

fn small(moment: &Moment, in_full: bool) -> String {
    let mut parts = Vec::new();
    if !moment.on_behalf_of.is_empty() {
        parts.push(t!("moment-behalf", who = moment.on_behalf_of.clone()));
    }
    if in_full {
        let device = if moment.device_name.is_empty() {
            moment.device.to_string()
        } else {
            moment.device_name.clone()
        };
        parts.push(t!("moment-device", device = device, time = format::full(moment.at)));
    }
    parts.join(" · ")
}

fn remark(became: &Became) -> Option<(Tone, Icons, String)> {
    match became {
        Became::Effective | Became::Remark => None,
        Became::Overruled { by, .. } => {
            Some((Tone::Wait, lu::LuGitMerge, t!("moment-overruled", who = tell::name(by))))
        }
        Became::CameLate { by, .. } => {
            Some((Tone::Wait, lu::LuClockAlert, t!("moment-late", who = tell::name(by))))
        }
        Became::Senseless => Some((Tone::Late, lu::LuTriangleAlert, t!("moment-senseless"))),
    }
}

/// What they did, and what they said.
fn told(moment: &Moment, now: Millis) -> (String, String) {
    let about = || moment.about.as_ref().map_or_else(|| t!("not-here-yet"), tell::name);
    // What was written down for somebody without the app is theirs: they are named below.
    let outside = |id: DocId| id.kind() == DocKind::Party;
    let own = |named: &Option<Named>| {
        named.as_ref().is_some_and(|named| named.id == moment.by.id || outside(named.id))
    };
    let at = |at: &Option<Millis>| at.map(|at| format::moment(at, now));
    match &moment.kind {
        EventKind::Asked { reply_by } => match at(reply_by) {
            Some(time) => (t!("moment-asked-by", time = time), String::new()),
            None => (t!("moment-asked"), String::new()),
        },
        EventKind::Accepted { promised, .. } => {
            (accepted(own(&moment.about), about(), at(promised)), String::new())
        }
        EventKind::CounterOffered { promised, reason } => match at(promised) {
            Some(time) => (t!("moment-offered-for", time = time), reason.clone()),
            None => (t!("moment-offered"), reason.clone()),
        },
        EventKind::HandedOn { reason, .. } => (t!("moment-handed-on", team = about()), reason.clone()),
        EventKind::HandedOver { to: Some(_), note } => {
            (t!("moment-handed-over", owner = about()), note.clone())
        }
        EventKind::HandedOver { to: None, note } => (t!("moment-given-back"), note.clone()),
        EventKind::Declined { reason, instead: Some(_) } => {
            (t!("moment-declined-to", team = about()), reason.clone())
        }
        EventKind::Declined { reason, instead: None } => (t!("moment-declined"), reason.clone()),
        EventKind::Refused { reason, .. } => (t!("moment-refused"), reason.clone()),
        EventKind::Working => (t!("moment-working"), String::new()),
        EventKind::Waiting { on, on_asker, until, why } => {
            // Who waits for the asker could say why in one line only: that stood where now stands whom else they wait for.
            let why = if why.is_empty() && *on_asker { on.clone() } else { why.clone() };
            let on = if *on_asker { t!("the-asker") } else { on.clone() };
            match at(until) {
                Some(time) => (t!("moment-waiting-until", on = on, time = time), why),
                None => (t!("moment-waiting", on = on), why),
            }
        }
        EventKind::Announced { next_update, note } => {
            (t!("moment-announced", time = format::moment(*next_update, now)), note.clone())
        }
        EventKind::Delivered { answer, over_open, .. } => {
            (passing_over(t!("moment-delivered"), *over_open), answer.clone())
        }
        EventKind::Confirmed { helped, thanks, over_open } => {
            let what = match helped {
                Some(true) => t!("moment-confirmed-yes"),
                Some(false) => t!("moment-confirmed-no"),
                None => t!("moment-confirmed"),
            };
            (passing_over(what, *over_open), thanks.clone())
        }
        EventKind::Reopened { reason, reply_by, taken_back: false } => match at(reply_by) {
            Some(time) => (t!("moment-reopened-by", time = time), reason.clone()),
            None => (t!("moment-reopened"), reason.clone()),
        },
        EventKind::Reopened { reason, .. } => (t!("moment-reopened"), reason.clone()),
        EventKind::Withdrawn { reason } => (t!("moment-withdrawn"), reason.clone()),
        EventKind::Merged { reason, .. } => (t!("moment-merged", request = about()), reason.clone()),
        EventKind::Split { into } => (t!("moment-split", count = into.len()), String::new()),
        EventKind::Kept { answer, .. } if answer.is_empty() => (t!("moment-kept-no-more"), String::new()),
        EventKind::Kept { question, answer } => {
            (t!("moment-kept", question = question.clone()), answer.clone())
        }
        EventKind::Reworded { what, before, after } => {
            let part = |text: &str, named: &Option<Named>| match (what, named) {
                (_, Some(named)) => tell::name(named),
                (Wording::Due, None) => {
                    text.parse().map_or_else(|_| t!("nothing"), |at| format::moment(Millis(at), now))
                }
                _ if text.is_empty() => t!("nothing"),
                _ => text.to_owned(),
            };
            let (before, after) = (part(before, &moment.was), part(after, &moment.about));
            let change = t!("moment-reworded-to", before = before, after = after);
            (t!("moment-reworded", what = tell::wording(*what)), change)
        }
        EventKind::Followed { stop: false } => (t!("moment-follows"), String::new()),
        EventKind::Followed { stop: true } => (t!("moment-unfollows"), String::new()),
        EventKind::Commented { text, answers: true, .. } => (t!("moment-wait-answered"), text.clone()),
        EventKind::Commented { text, .. } => (t!("moment-said"), text.clone()),
        EventKind::Other { name } => (t!("moment-other", name = name.clone()), String::new()),
    }
}

/// Done over something below that was still open, as its author knew.
fn passing_over(what: String, over_open: bool) -> String {
    if over_open { t!("moment-over-open", what = what) } else { what }
}

fn accepted(own: bool, owner: String, promised: Option<String>) -> String {
    match (own, promised) {
        (true, Some(time)) => t!("moment-accepted-for", time = time),
        (true, None) => t!("moment-accepted"),
        (false, Some(time)) => t!("moment-agreed-for", owner = owner, time = time),
        (false, None) => t!("moment-agreed", owner = owner),
    }
}

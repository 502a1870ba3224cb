//! What was observed of a service, below its promise.

use crate::part::{Tag, Tone};
use crate::ui::{format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::Millis;
use sightline_shared::view::{Measured, Observed, Trend};

/// Replies and deliveries, a line each, and as of when; nothing while nothing was published.
pub(super) fn observed(observed: Option<&Observed>, now: Millis) -> Option<AnyView> {
    let observed = observed?;
    let reply = measured(t!("observed-reply"), &observed.reply);
    let delivery = measured(t!("observed-delivery"), &observed.delivery);
    let shown = view! {
        <ul class="small dots observed">{reply}{delivery}</ul>
        <p class="small">{t!("observed-as-of", time = format::moment(observed.as_of, now))}</p>
    };
    Some(shown.into_any())
}

/// "Replies: half within 20 min, nine in ten within 2 h; 34 of 40 as promised; faster than in the half year before; 40 cases".
fn measured(what: String, measured: &Measured) -> Option<AnyView> {
    if measured.is_empty() {
        return None;
    }
    let took = measured
        .took
        .map(|took| t!("observed-took", median = format::span(took.median), most = format::span(took.p90)));
    let number = |number: u32| format::number(usize::try_from(number).unwrap_or(usize::MAX));
    let kept =
        measured.kept.map(|kept| t!("observed-kept", kept = number(kept.kept), promised = number(kept.of)));
    let samples = measured.samples();
    let cases = if measured.is_few() {
        t!("observed-few", count = samples)
    } else {
        t!("observed-cases", count = samples, number = number(samples))
    };
    let trend = measured.trend.map(|trend| match trend {
        Trend::Better => t!("trend-better"),
        Trend::Same => t!("trend-same"),
        Trend::Worse => t!("trend-worse"),
    });
    let text = [took, kept, trend, Some(cases)].into_iter().flatten().collect::<Vec<_>>().join("; ");
    Some(view! { <li>{t!("observed-line", what = what, text = text)}</li> }.into_any())
}

/// The tag of a service that may no longer be so.
pub(super) fn stale(quiet_since: Option<Millis>, overdue: bool) -> AnyView {
    view! {
        {overdue.then(|| view! { <Tag tone=Tone::Wait icon=lu::LuHandshake text=t!("promise-reconfirm") /> })}
        {quiet_since.map(|last| view! { <Tag tone=Tone::Plain icon=lu::LuMoon text=t!("flow-quiet", time = format::day(last)) /> })}
    }
    .into_any()
}

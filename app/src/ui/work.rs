//! Working hours as people read and choose them.

use super::{format, words::t};
use js_sys::{Array, Intl, Object, Reflect};
use sightline_shared::calendar::{Calendar, HoursError, Opening};
use sightline_shared::id::{Millis, Span};
use sightline_shared::in_order::InOrder as _;

/// A line for each rule, the rule first, then the zones that follow it. `cargo xtask zones` writes it.
const ZONES: &str = include_str!("zones.txt");

/// Zones with these words in their names, by name, each as a document writes it.
pub(crate) fn zones(query: &str, zones_max: usize) -> Vec<String> {
    let query = query.trim().to_lowercase().replace(' ', "_");
    let mut found: Vec<(&str, &str)> = Vec::new();
    for line in ZONES.lines() {
        let mut words = line.split(' ');
        let Some(rule) = words.next() else { continue };
        found.extend(words.filter(|name| name.to_lowercase().contains(&query)).map(|name| (name, rule)));
    }
    found.put_in_order();
    found.into_iter().take(zones_max).map(|(name, rule)| format!("{name} {rule}")).collect()
}

/// This device's own zone as a document writes it; `None` when its browser doesn't say or nobody knows its rule.
pub(crate) fn own_zone() -> Option<String> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let name = Reflect::get(&options, &"timeZone".into()).ok()?.as_string()?;
    let beginning = format!("{name} ");
    zones(&name, usize::MAX).into_iter().find(|zone| zone.starts_with(&beginning))
}

/// "Berlin, Europe": the name for people.
pub(crate) fn zone_name(zone: &str) -> String {
    zone.split(' ').next().unwrap_or_default().replace('_', " ")
}

/// "Open now until 17:00, then from 30 Nov, 08:00".
pub(crate) fn opening(calendar: &Calendar, now: Millis) -> String {
    match calendar.opening(now) {
        Opening::Always | Opening::Open { until: None } => t!("work-open-always"),
        Opening::Closed { opens: None } => t!("work-closed"),
        Opening::Closed { opens: Some(opens) } => t!("work-closed-until", time = format::moment(opens, now)),
        Opening::Open { until: Some(until) } => {
            let again = match calendar.opening(until) {
                Opening::Closed { opens: Some(opens) } => Some(format::moment(opens, now)),
                _ => None,
            };
            let until = format::moment(until, now);
            match again {
                Some(opens) => t!("work-open-then", time = until, opens = opens),
                None => t!("work-open-until", time = until),
            }
        }
    }
}

/// What is wrong with hours, and what to write instead.
pub(crate) fn hours_error(error: &HoursError) -> String {
    match error {
        HoursError::Day(text) => t!("work-wrong-day", text = text.clone()),
        HoursError::Time(text) => t!("work-wrong-time", text = text.clone()),
        HoursError::NoTime(text) => t!("work-wrong-no-time", text = text.clone()),
        HoursError::TooMany => t!("work-wrong-many"),
    }
}

/// When a service is given: its own hours, or that it has none.
pub(crate) fn of_service(text: &str) -> String {
    if text.is_empty() { t!("service-as-team") } else { hours(text) }
}

/// "given Mon-Fri 08:00-17:00".
pub(crate) fn given(text: &str) -> String {
    t!("service-given", hours = hours(text))
}

/// Canonical hours with the days in the person's language: "Mon-Fri 08:00-17:00".
pub(crate) fn hours(text: &str) -> String {
    const DAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    // The first of January 2024 was a Monday; at noon it is Monday for everybody but a few islands.
    const MONDAY: Millis = Millis(1_704_110_400_000);
    let mut text = text.to_owned();
    for (at, day) in (0..).zip(DAYS) {
        text = text.replace(day, &format!("{{{at}}}"));
    }
    for at in 0..7 {
        text = text.replace(&format!("{{{at}}}"), &format::weekday(MONDAY + Span::days(at)));
    }
    text
}

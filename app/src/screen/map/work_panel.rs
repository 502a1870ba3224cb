//! When a party works, in its panel.

use super::{Open, OpenSheet};
use crate::part::{Button, Group, Icon};
use crate::screen::request::two_versions;
use crate::ui::{Ui, format, tell, words::t, work};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::view::{HolidayRow, MapParty};

/// Holidays that the panel names: the next ones.
const HOLIDAYS_SHOWN: usize = 4;

/// Hours, zone and the next holidays, with what people wrote at the same time.
pub(crate) fn work(ui: Ui, party: &MapParty, open: OpenSheet) -> AnyView {
    let now = ui.now();
    let edited = party.clone();
    let change = Callback::new(move |()| open.set(Some(Open::Work(Box::new(edited.clone())))));
    let said = &party.work;
    let is_always = said.hours.is_empty();
    let hours = if is_always { t!("work-always") } else { work::hours(&said.hours) };
    let zone = (!is_always).then(|| work::zone_name(&said.zone)).filter(|zone| !zone.is_empty());
    let opening = (!is_always).then(|| work::opening(&said.calendar(), now));
    let today = format::date(now);
    let ahead = said.holidays.iter().filter(|day| !day.name.is_empty() && day.date >= today);
    let ahead: Vec<String> = ahead.take(HOLIDAYS_SHOWN).map(holiday).collect();
    let disputed = disputes(ui, party);
    view! {
        <Group title=t!("work-title")>
            {opening.map(|opening| view! { <p><Icon icon=lu::LuClock />" "{opening}</p> })}
            <p class="small">{std::iter::once(hours).chain(zone).collect::<Vec<_>>().join(" · ")}</p>
            {(!ahead.is_empty()).then(|| view! { <p class="small">{t!("work-closed-on", days = ahead.join(", "))}</p> })}
            {disputed}
            <div class="buttons">
                <Button icon=lu::LuPencil on_press=change>{t!("work-change")}</Button>
            </div>
        </Group>
    }
    .into_any()
}

/// "25 Dec Christmas".
pub(super) fn holiday(day: &HolidayRow) -> String {
    format!("{} {}", format::written_date(&day.date), day.name)
}

/// Each field of which people wrote different values without seeing each other's.
fn disputes(ui: Ui, party: &MapParty) -> AnyView {
    let id = party.id;
    let keep = move |field| ui.edit(vec![Edit::ChangeParty { id, field }], t!("kept-one"));
    let said = &party.work;
    let all = |value: &String, others: &[String]| -> Vec<String> {
        std::iter::once(value).chain(others).cloned().collect()
    };
    let hours = all(&said.hours, &said.other_hours).into_iter().map(|hours| {
        (if hours.is_empty() { t!("work-always") } else { work::hours(&hours) }, PartyField::Hours(hours))
    });
    let zones = all(&said.zone, &said.other_zones).into_iter().map(|zone| {
        (if zone.is_empty() { t!("nothing") } else { work::zone_name(&zone) }, PartyField::Zone(zone))
    });
    let steps = std::iter::once(&party.steps).chain(&party.other_steps);
    let steps = steps.map(|steps| (tell::steps(steps), PartyField::Steps(steps.clone())));
    let disputed = said.holidays.iter().filter(|day| !day.other_names.is_empty());
    let days = disputed.map(|day| {
        let names = all(&day.name, &day.other_names).into_iter().map(|name| {
            let shown = if name.is_empty() { t!("work-no-holiday") } else { name.clone() };
            (shown, PartyField::Holiday(day.date.clone(), name))
        });
        two_versions(format::written_date(&day.date), names.collect(), keep)
    });
    view! {
        {(!said.other_hours.is_empty()).then(|| two_versions(t!("work-hours"), hours.collect(), keep))}
        {(!said.other_zones.is_empty()).then(|| two_versions(t!("work-zone"), zones.collect(), keep))}
        {days.collect_view()}
        {(!party.other_steps.is_empty()).then(|| two_versions(t!("steps-title"), steps.collect(), keep))}
    }
    .into_any()
}

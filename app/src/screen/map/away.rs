//! Days on which nobody of a team is there: said by anybody, told to those who ask, with who stands in.

use super::service_sheet::PartyPicker;
use super::{Open, OpenSheet};
use crate::part::{Banner, Button, Choice, Field, Group, Input, Kind, LinkButton, Sheet, Tone};
use crate::screen::request::two_versions;
use crate::ui::{Draft, Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PartyField};
use sightline_shared::id::{Day, DocId, Millis};
use sightline_shared::limits::{AWAY_DAYS_MAX, LINE_CHARS_MAX};
use sightline_shared::model::TeamAway;
use sightline_shared::view::{self, AwayNow, MapParty, PartyRowKind};

/// "away from tomorrow until Fri 27 Nov: stock taking".
pub(crate) fn away_text(away: &AwayNow, now: Millis) -> String {
    let today = format::today(now);
    let day = |day: Day| format::calendar_day(day, today);
    let days = if away.is_now {
        t!("away-now", until = day(away.until))
    } else {
        t!("away-soon", from = day(away.from), until = day(away.until))
    };
    if away.words.is_empty() { days } else { format!("{days}: {}", away.words) }
}

/// That a team is away, for whoever asks it or has something there; with who stands in, `ask` says how that one is asked instead.
pub(crate) fn away_banner(
    team: String,
    away: &AwayNow,
    now: Millis,
    ask: impl FnOnce(DocId, String) -> AnyView,
) -> AnyView {
    let text = t!("away-team", team = team, text = away_text(away, now));
    let instead = away.stands_in.as_ref().map(|other| {
        let name = tell::name(other);
        view! { <p>{t!("away-stands-in", team = name.clone())}</p> {ask(other.id, t!("away-ask", team = name))} }
    });
    view! { <Banner tone=Tone::Wait icon=lu::LuUserX text>{instead}</Banner> }.into_any()
}

/// The same where the other team is asked by a new request.
pub(crate) fn away_with_link(ui: Ui, team: DocId) -> impl IntoView {
    let away = ui
        .query(move |rows, _, now| Some((tell::name(&rows.named(team)), view::team_away(rows, team, now)?)));
    move || {
        away.get().map(|(name, away)| {
            let link = |other: DocId, text: String| {
                view! { <LinkButton icon=lu::LuPlus href=Route::ask(other).href()>{text}</LinkButton> }
                    .into_any()
            };
            away_banner(name, &away, ui.now(), link)
        })
    }
}

/// On a team's panel and page: what was said of it, and the way to say something else.
pub(crate) fn away_group(ui: Ui, party: &MapParty, open: OpenSheet) -> AnyView {
    let (id, edited) = (party.id, party.clone());
    let today = format::today(ui.now());
    let said = party.away.as_ref().filter(|away| away.until >= today);
    let is_said = said.is_some();
    let text = said.map(|away| {
        let day = |day: Day| format::calendar_day(day, today);
        let days = t!("away-days", from = day(away.from), until = day(away.until));
        let stands_in = away.stands_in.map(|other| {
            let name = ui.look(|rows| tell::name(&rows.named(other))).unwrap_or_default();
            t!("away-stands-in", team = name)
        });
        let words = Some(away.words.clone()).filter(|words| !words.is_empty());
        [Some(days), words, stands_in].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let back = Callback::new(move |()| {
        ui.edit(vec![Edit::ChangeParty { id, field: PartyField::Away(None) }], t!("away-gone"));
    });
    let change = Callback::new(move |()| open.set(Some(Open::Away(Box::new(edited.clone())))));
    let disputed = (!party.other_aways.is_empty()).then(|| {
        let said = party.away.iter().chain(&party.other_aways);
        let values = said.map(|away| {
            let days = t!("away-days", from = away.from.to_string(), until = away.until.to_string());
            (days, PartyField::Away(Some(away.clone())))
        });
        two_versions(t!("away-title"), values.collect(), move |field| {
            ui.edit(vec![Edit::ChangeParty { id, field }], t!("kept-one"))
        })
    });
    view! {
        <Group title=t!("away-title")>
            {text.map(|text| view! { <p>{text}</p> })}
            {disputed}
            <div class="buttons">
                <Button icon=lu::LuUserX on_press=change>{t!("away-say")}</Button>
                {is_said.then(|| view! { <Button kind=Kind::Quiet on_press=back>{t!("away-back")}</Button> })}
            </div>
        </Group>
    }
    .into_any()
}

fn wrong_days(from: RwSignal<String>, until: RwSignal<String>) -> String {
    // Days as documents write them sort as they come.
    let is_backward = from.with(|from| until.with(|until| until < from));
    if is_backward { t!("away-order") } else { t!("away-long", max = AWAY_DAYS_MAX) }
}

/// Says when a team is away, and who stands in.
#[component]
pub(super) fn AwaySheet(party: MapParty, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let today = format::today(ui.now_once());
    let said = party.away.clone().filter(|away| away.until >= today);
    let date = |day: Option<Day>| RwSignal::new(day.map(|day| day.to_string()).unwrap_or_default());
    let (from, until) =
        (date(said.as_ref().map(|away| away.from)), date(said.as_ref().map(|away| away.until)));
    let stands_in = said.as_ref().and_then(|away| away.stands_in).map(|id| Choice {
        key: id.to_string(),
        name: ui.look(|rows| tell::name(&rows.named(id))).unwrap_or_default(),
        note: String::new(),
    });
    let stands_in = RwSignal::new(stands_in);
    let words = RwSignal::new(said.map(|away| away.words).unwrap_or_default());
    let tried = RwSignal::new(false);
    let id = party.id;
    let draft = Draft::begin(format!("away-{id}"))
        .with("away-from", from)
        .with("away-until", until)
        .with("away-who", stands_in)
        .with("away-words", words)
        .keep(ui);
    let note = draft.note(ui);
    let read = move || {
        let (from, until) = (Day::read(&from.get())?, Day::read(&until.get())?);
        let stands_in = stands_in.with(|choice| choice.as_ref()?.key.parse().ok());
        let away = TeamAway { from, until, stands_in, words: words.get().trim().to_owned() };
        away.fits(id).then_some(away)
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let Some(away) = untrack(read) else { return };
        let away = Edit::ChangeParty { id, field: PartyField::Away(Some(away)) };
        draft.save(ui, vec![away], t!("saved"), on_close);
    };
    let lacks = move |text: RwSignal<String>| Day::read(&text.get()).is_none().then(|| t!("field-choose"));
    let no_from = Signal::derive(move || lacks(from).filter(|_| tried.get()));
    // Both days are there: what is left to be wrong is their order, or how far they are apart.
    let wrong =
        move || (Day::read(&from.get()).is_some() && read().is_none()).then(|| wrong_days(from, until));
    let no_until = Signal::derive(move || lacks(until).or_else(wrong).filter(|_| tried.get()));
    view! {
        <Sheet title=t!("away-of", team = party.name.clone()) close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <p class="small">{t!("away-about")}</p>
                <Field label=t!("away-from") value=from input=Input::Date error=no_from />
                <Field label=t!("away-until") value=until input=Input::Date error=no_until />
                <PartyPicker label=t!("away-who") chosen=stands_in fits=Callback::new(move |(other, kind)| other != id && kind != PartyRowKind::PayingCustomer) tried=Signal::derive(|| false) optional=t!("optional") />
                <Field label=t!("away-words") value=words max=LINE_CHARS_MAX optional=t!("optional") />
                <div class="buttons end"><Button kind=Kind::Main>{t!("save")}</Button></div>
            </form>
        </Sheet>
    }
}

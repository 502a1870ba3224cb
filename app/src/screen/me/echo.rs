//! The echo: what I or my team answered has reached whoever waited at the end of the chain. Told in one bundle for each shift.

use crate::part::{Card, Door, Empty, Group};
use crate::ui::{Top, Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::{Millis, Span};
use sightline_shared::view::{self, Echo};

/// How far back it goes.
const KEPT: Span = Span::days(30);
/// How many chains are painted.
const SHOWN_MAX: usize = 100;
/// So many shifts have a line each on *Now*; who opens one sees all.
const SHIFTS_MAX: usize = 5;

/// The screen.
#[component]
pub(crate) fn Echoes() -> impl IntoView {
    let ui = Ui::here();
    let heard = ui.query(|rows, viewer, now| view::echoes(rows, viewer, now - KEPT, SHOWN_MAX));
    // What is shown here is seen.
    Effect::new(move || {
        let unseen = heard.with(|heard| {
            heard.items.iter().filter(|one| is_new(ui, one)).map(Echo::key).collect::<Vec<_>>()
        });
        ui.see(&unseen);
    });
    view! {
        <section class="pane narrow" aria-label=t!("echo-title")>
            <Top title=t!("echo-title") back=Route::Me.href() />
            {move || heard.with(|heard| if heard.items.is_empty() {
                view! { <Empty icon=lu::LuHeart title=t!("echo-none") text=t!("echo-none-text") /> }.into_any()
            } else {
                view! {
                    <p class="small">{t!("echo-days", shown = heard.items.len(), count = heard.total)}</p>
                    {bundles(ui, &heard.items)}
                }
                .into_any()
            })}
        </section>
    }
}

/// Whether nobody has looked at it on this device.
fn is_new(ui: Ui, echo: &Echo) -> bool {
    !ui.has_seen(echo.key(), echo.reached.at)
}

/// On *Now*: a line for each shift of which nobody has seen all, however late it came here, until they are opened.
pub(crate) fn fresh_echo(ui: Ui) -> AnyView {
    let heard = ui.query(|rows, viewer, now| view::echoes(rows, viewer, now - KEPT, SHOWN_MAX).items);
    let told = Memo::new(move |_| {
        heard.with(|heard| {
            let new: Vec<(Millis, Millis)> =
                heard.iter().filter(|one| is_new(ui, one)).map(|one| shift(ui, one.reached.at)).collect();
            let shifts = new.chunk_by(|one, other| one == other).take(SHIFTS_MAX);
            let line = |shift: &[(Millis, Millis)]| {
                let name = shift.first().map(|of| shift_name(*of, ui.now())).unwrap_or_default();
                t!("echo-fresh", count = shift.len(), shift = name)
            };
            shifts.map(line).collect::<Vec<_>>()
        })
    });
    let door = |text: String| view! { <Door icon=lu::LuHeart href=Route::Echo.href() text /> };
    view! {
        {move || (!told.with(Vec::is_empty)).then(|| view! {
            <Card>
                <ul class="doors">{told.get().into_iter().map(door).collect_view()}</ul>
            </Card>
        })}
    }
    .into_any()
}

/// The shift of the viewer's team that a moment falls into or follows; where it has no hours, one of three.
fn shift(ui: Ui, at: Millis) -> (Millis, Millis) {
    let team = ui.viewer().team;
    let own = team.and_then(|team| ui.look(|rows| rows.calendar(team).shift_of(at)).flatten());
    own.unwrap_or_else(|| format::shift(at))
}

/// "25 Nov, 14:00 to 22:00".
fn shift_name((from, to): (Millis, Millis), now: Millis) -> String {
    t!("echo-shift", from = format::moment(from, now), to = format::time(to))
}

fn bundles(ui: Ui, echoes: &[Echo]) -> AnyView {
    let now = ui.now();
    let shifts = echoes.chunk_by(|one, other| shift(ui, one.reached.at) == shift(ui, other.reached.at));
    let bundle = |echoes: &[Echo]| {
        let title =
            echoes.first().map(|echo| shift_name(shift(ui, echo.reached.at), now)).unwrap_or_default();
        let lines = echoes.iter().map(|echo| one(echo, now)).collect_view();
        view! { <Group title remark=format::number(echoes.len())><Card><ul class="rows">{lines}</ul></Card></Group> }
    };
    shifts.map(bundle).collect_view().into_any()
}

/// One chain: whom it reached, what they said, and what we did for it.
fn one(echo: &Echo, now: Millis) -> AnyView {
    let parts = echo.parts.iter().map(|part| {
        let owner = part.owner.as_ref().map(|owner| format!(" · {}", tell::name(owner))).unwrap_or_default();
        view! { <li><a href=Route::Now(Some(part.request.id)).href()>{tell::name(&part.request)}</a>{owner}</li> }
    });
    view! {
        <li>
            <article class="row">
                <p class="title">{reached(&echo.reached, now)}</p>
                {thanks(&echo.reached)}
                <p class="small">{t!("echo-asked", title = echo.title.clone())}</p>
                <ul class="small" aria-label=t!("echo-parts")>{parts.collect_view()}</ul>
            </article>
        </li>
    }
    .into_any()
}

/// "This reached Mrs Ito at 14:05".
pub(crate) fn reached(reached: &view::Reached, now: Millis) -> String {
    let (who, time) = (tell::name(&reached.who), format::moment(reached.at, now));
    if reached.is_customer {
        t!("echo-reached-customer", who = who, time = time)
    } else {
        t!("echo-reached-team", who = who, time = time)
    }
}

/// What was said with it, as a quotation.
pub(crate) fn thanks(reached: &view::Reached) -> Option<AnyView> {
    (!reached.thanks.is_empty()).then(|| {
        view! { <blockquote class="keep">{t!("quoted", words = reached.thanks.clone())}</blockquote> }
            .into_any()
    })
}

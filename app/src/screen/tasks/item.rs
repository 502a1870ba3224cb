//! A task in a list, with what can be done about it.

use super::say;
use super::{Chosen, Open};
use crate::part::{Button, Card, Group, Kind, Tag, Tone};
use crate::ui::{Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::{Day, DocId, EventId, Millis};
use sightline_shared::model::TurnKind;
use sightline_shared::view::{self, JustDone, SetAside, TaskItem, TaskStanding};

/// The list that a task stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Due,
    Aside,
    Coming,
    Done,
    Over,
}

/// A task in a list.
pub(super) fn item(ui: Ui, item: &TaskItem, place: Place, chosen: Chosen) -> AnyView {
    let now = ui.now();
    let today = format::today(now);
    let aside = item.aside.as_ref().filter(|_| place != Place::Done).map(|aside| why(aside, now));
    let done = item.done.as_ref().filter(|_| matches!(place, Place::Done | Place::Over));
    view! {
        <li data-row="">
            <article class="row">
                <p class="title">{item.task.name.clone()}</p>
                {(!item.note.is_empty()).then(|| view! { <p class="small keep">{item.note.clone()}</p> })}
                {meta(item, place, now)}
                {aside}
                {done.map(|done| view! { <p class="small">{done_by(done, now)}</p> })}
                <div class="buttons">{buttons(ui, item, place, today, chosen)}</div>
            </article>
        </li>
    }
    .into_any()
}

fn meta(item: &TaskItem, place: Place, now: Millis) -> AnyView {
    let today = format::today(now);
    let (tone, icon, text) = say::standing(item, today);
    let every = say::every(item.schedule.every);
    view! {
        <div class="meta">
            {(place != Place::Done).then(|| view! { <Tag tone icon text /> })}
            {item.critical.then(|| view! { <Tag tone=Tone::Wait icon=lu::LuShieldAlert text=t!("task-critical") /> })}
            {item.owner.as_ref().map(|owner| view! { <span>{tell::name(owner)}</span> })}
            {item.owner_gone.as_ref().and_then(|gone| tell::presence(gone, now)).map(|text| view! { <Tag tone=Tone::Late icon=lu::LuUserX text=t!("task-owner-gone", presence = text) /> })}
            {(!every.is_empty()).then(|| view! { <span>{every}</span> })}
            {item.disputed.then(|| view! { <Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("card-disputed") /> })}
        </div>
    }
    .into_any()
}

/// For which request it was set aside, who waits there, and who said so.
fn why(aside: &SetAside, now: Millis) -> AnyView {
    let who = aside.customer.as_ref().map(|customer| t!("card-for", customer = tell::name(customer)));
    let by = t!("task-aside-by", who = tell::name(&aside.by), time = format::moment(aside.at, now));
    view! {
        <p class="small">
            {t!("task-aside-for")} " "
            <a href=Route::Now(Some(aside.request.id)).href()>{tell::name(&aside.request)}</a>
            {who.map(|who| format!(" · {who}"))} " · " {by}
        </p>
        {(!aside.reason.is_empty()).then(|| view! { <blockquote class="keep">{t!("quoted", words = aside.reason.clone())}</blockquote> })}
        {aside.request_closed.then(|| view! { <Tag tone=Tone::Done icon=lu::LuCircleCheck text=t!("task-aside-closed") /> })}
    }
    .into_any()
}

/// "done by Ana, 14:05".
pub(super) fn done_by(done: &JustDone, now: Millis) -> String {
    t!("task-done-by", who = tell::name(&done.by), time = format::moment(done.at, now))
}

fn buttons(ui: Ui, item: &TaskItem, place: Place, today: Day, chosen: Chosen) -> AnyView {
    let (id, name) = (item.task.id, item.task.name.clone());
    if place == Place::Done {
        return item.done.as_ref().map(|done| take_back(ui, id, &name, done.turn)).into_any();
    }
    let kept = StoredValue::new(item.clone());
    let open = move |open: fn(Box<TaskItem>) -> Open| {
        Callback::new(move |()| chosen.set(kept.try_get_value().map(|item| open(Box::new(item)))))
    };
    let do_it = view::day_to_do(item, today).map(|day| {
        let press = Callback::new(move |()| {
            ui.edit(vec![Edit::Turn { task: id, turn: TurnKind::Done { day } }], t!("task-done-now"));
        });
        view! { <Button icon=lu::LuCheck label=t!("task-do-of", task = name.clone()) on_press=press>{t!("task-do")}</Button> }
    });
    // What was set aside is put off further, too.
    let can_wait = item.standing != TaskStanding::Over;
    let back = item.aside.as_ref().map(|aside| take_back(ui, id, &name, aside.turn));
    view! {
        {do_it}
        {can_wait.then(|| view! {
            <Button icon=lu::LuCalendarClock label=t!("task-put-off-of", task = name.clone()) on_press=open(Open::PutOff)>{t!("task-put-off")}</Button>
        })}
        {back}
        <Button kind=Kind::Quiet icon=lu::LuPencil label=t!("task-change-of", task = name.clone()) on_press=open(Open::Change) />
    }
    .into_any()
}

/// A turn was a mistake.
fn take_back(ui: Ui, task: DocId, name: &str, turn: EventId) -> AnyView {
    let press = Callback::new(move |()| {
        ui.edit(vec![Edit::Turn { task, turn: TurnKind::TakenBack { turn } }], t!("task-taken-back"));
    });
    view! {
        <Button kind=Kind::Quiet icon=lu::LuUndo2 label=t!("task-take-back-of", task = name.to_owned()) on_press=press>
            {t!("task-take-back")}
        </Button>
    }
    .into_any()
}

/// On the page of a request: what was set aside for it, so that whoever asked sees what it costs.
pub(crate) fn aside_for(ui: Ui, request: DocId) -> AnyView {
    let aside = ui.query(move |rows, _, now| view::set_aside_for(rows, request, format::today(now)));
    view! {
        {move || aside.with(|aside| (!aside.is_empty()).then(|| {
            let today = format::today(ui.now());
            let line = |(team, item): &(view::Named, TaskItem)| {
                let (tone, icon, text) = say::standing(item, today);
                view! {
                    <li class="group">
                        <span>{item.task.name.clone()} " · " {tell::name(team)}</span>
                        <Tag tone icon text />
                    </li>
                }
            };
            let lines = aside.iter().map(line).collect_view();
            view! { <Group title=t!("task-aside-here") remark=format::number(aside.len())><Card pad=true><ul class="section">{lines}</ul></Card></Group> }
        }))}
    }
    .into_any()
}

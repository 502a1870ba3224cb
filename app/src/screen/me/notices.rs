//! Notices: what I should hear of, in one place. New ones stand first until I open the request, or say that I have seen them all.

use crate::part::{Button, Card, Door, Empty, Group, Icon, Icons, Kind};
use crate::ui::{Top, Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::fold::Kind as Done;
use sightline_shared::id::{DocId, DocKind, Millis};
use sightline_shared::view::{Notice, What};

/// How many nobody has looked at.
pub(crate) fn unseen_count(ui: Ui) -> Memo<usize> {
    let all = ui.store.heard();
    Memo::new(move |_| all.with(|all| ui.unseen(all).len()))
}

/// Whoever has a request before them sees what is to be heard of it.
pub(crate) fn see_all_of(ui: Ui, request: DocId) {
    let all = ui.store.heard();
    Effect::new(move || {
        let of_it: Vec<Notice> =
            all.with(|all| all.iter().filter(|one| one.request.id == request).cloned().collect());
        ui.see(&ui.unseen(&of_it));
    });
}

/// Whoever has the routine work before them sees what was given to them of it.
pub(crate) fn see_all_tasks(ui: Ui) {
    let all = ui.store.heard();
    Effect::new(move || {
        let of_tasks = |one: &&Notice| one.request.id.kind() == DocKind::Task;
        let of_it: Vec<Notice> = all.with(|all| all.iter().filter(of_tasks).cloned().collect());
        ui.see(&ui.unseen(&of_it));
    });
}

/// The screen.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let ui = Ui::here();
    let all = ui.store.heard();
    let see_all = Callback::new(move |()| ui.see(&all.with(|all| ui.unseen(all))));
    view! {
        <section class="pane narrow" aria-label=t!("notices-title")>
            <Top title=t!("notices-title") back=Route::Me.href() />
            {move || all.with(|all| {
                let unseen = ui.unseen(all);
                let (new, before): (Vec<_>, Vec<_>) = all.iter().partition(|one| unseen.contains(&one.key));
                let now = ui.now();
                if all.is_empty() {
                    return view! { <Empty icon=lu::LuBell title=t!("notices-none") text=t!("notices-none-text") /> }.into_any();
                }
                view! {
                    {(!new.is_empty()).then(|| view! {
                        {group(t!("notices-new"), &new, now)}
                        <div class="buttons"><Button kind=Kind::Quiet icon=lu::LuCheckCheck on_press=see_all>{t!("notices-all-seen")}</Button></div>
                    })}
                    {(!before.is_empty()).then(|| group(t!("notices-before"), &before, now))}
                }
                .into_any()
            })}
        </section>
    }
}

/// The latest, on *Now*, while nobody has looked at it.
pub(crate) fn fresh_notices(ui: Ui) -> AnyView {
    let all = ui.store.heard();
    let told = Memo::new(move |_| {
        all.with(|all| {
            let unseen = ui.unseen(all);
            let first = all.iter().find(|one| unseen.contains(&one.key))?;
            let first = format!("{} · {}", first.request.name, said(first, ui.now()).1);
            Some(t!("notices-fresh", count = unseen.len(), first = first))
        })
    });
    view! {
        {move || told.get().map(|told| view! {
            <Card>
                <ul class="doors"><Door icon=lu::LuBell href=Route::Notices.href() text=told /></ul>
            </Card>
        })}
    }
    .into_any()
}

fn group(title: String, notices: &[&Notice], now: Millis) -> AnyView {
    let lines = notices.iter().map(|one| line(one, now)).collect_view();
    view! { <Group title remark=format::number(notices.len())><Card><ul class="rows">{lines}</ul></Card></Group> }
        .into_any()
}

fn line(notice: &Notice, now: Millis) -> AnyView {
    let (icon, text) = said(notice, now);
    let id = notice.request.id;
    let to = if id.kind() == DocKind::Task { Route::Tasks(None) } else { Route::Now(Some(id)) };
    let href = to.href();
    view! {
        <li>
            <article class="row">
                <p class="title"><a href=href>{tell::name(&notice.request)}</a></p>
                <p><Icon icon />" "{text}</p>
                {(!notice.words.is_empty()).then(|| view! { <p class="small keep">{notice.words.clone()}</p> })}
                <p class="small">{format::moment(notice.at, now)}</p>
            </article>
        </li>
    }
    .into_any()
}

/// What happened, in a sentence.
fn said(notice: &Notice, now: Millis) -> (Icons, String) {
    let who = || notice.by.as_ref().map_or_else(|| t!("not-here-yet"), tell::name);
    match &notice.what {
        What::Turned(state) => {
            (lu::LuArrowRight, t!("notice-turned", who = who(), state = tell::state(*state)))
        }
        What::Yours => (lu::LuUser, t!("notice-yours", who = who())),
        What::TaskYours => (lu::LuCalendarCheck, t!("notice-task-yours", who = who())),
        What::Said => (lu::LuMessageSquare, t!("notice-said", who = who())),
        What::Reworded(what) => {
            let what: Vec<String> = what.iter().map(tell::wording).collect();
            (lu::LuPencil, t!("notice-reworded", who = who(), what = what.join(", ")))
        }
        What::News(at) => (lu::LuBellRing, t!("notice-news", who = who(), time = format::moment(*at, now))),
        What::Mentioned => (lu::LuAtSign, t!("notice-mentioned", who = who())),
        What::Refused => (lu::LuRotateCcw, t!("notice-offer-refused", who = who())),
        What::WaitAnswered => (lu::LuMessageSquareReply, t!("notice-wait-answered", who = who())),
        What::AnsweredBelow(count) => {
            (lu::LuCheckCheck, t!("notice-answered-below", who = who(), count = *count))
        }
        What::ClosedAbove(state) => {
            (lu::LuUndo2, t!("notice-closed-above", who = who(), state = tell::state(*state)))
        }
        What::Returned => (lu::LuUsers, t!("notice-returned", who = who())),
        What::Taken(kind) => (lu::LuUserMinus, t!("notice-taken", who = who(), what = tell::done(*kind))),
        What::Lost { mine, theirs: Done::Confirmed } => {
            (lu::LuClockAlert, t!("notice-late", mine = tell::done(*mine), who = who()))
        }
        What::Lost { mine, theirs } => (
            lu::LuGitMerge,
            t!("notice-lost", mine = tell::done(*mine), who = who(), theirs = tell::done(*theirs)),
        ),
        What::Silent(escalation) => {
            (lu::LuVolumeX, t!("notice-silent", told = tell::escalation(escalation, now)))
        }
    }
}

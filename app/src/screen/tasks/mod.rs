//! *Routine work*: what a team does by itself, below what customers wait for; what was set aside, and for whom.

mod form;
mod item;
mod put_off;
mod say;

use crate::part::{Banner, Button, Card, Door, Empty, Group, Kind, LinkButton, Tone};
use crate::screen::me::see_all_tasks;
use crate::ui::{Top, Ui, format, route::Route, tell, words::t};
use form::TaskSheet;
use icondata_lu as lu;
use item::{Place, item};
use leptos::prelude::*;
use put_off::PutOffSheet;
use sightline_shared::id::DocId;
use sightline_shared::view::{self, TaskItem, Tasks as Page};

pub(crate) use item::aside_for;
pub(crate) use say::standing;

/// How many of the tasks that are over are painted.
const OVER_MAX: usize = 50;

/// What a sheet is open for.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    /// A new task.
    Add,
    /// Changing one.
    Change(Box<TaskItem>),
    /// Putting one off.
    PutOff(Box<TaskItem>),
}

/// The one sheet that may be open.
type Chosen = RwSignal<Option<Open>>;

/// The screen. `request`: what routine work is to be set aside for.
#[component]
pub(crate) fn Tasks(request: Option<DocId>) -> impl IntoView {
    let ui = Ui::here();
    let page = ui.query(|rows, viewer, now| {
        viewer.team.map(|team| (team, view::tasks(rows, team, format::today(now), now, OVER_MAX)))
    });
    see_all_tasks(ui);
    let chosen: Chosen = RwSignal::new(None);
    let wanted = ui.query(move |rows, _, _| request.map(|request| rows.named(request)));
    view! {
        <section class="pane narrow" aria-label=t!("tasks-title")>
            <Top title=t!("tasks-title") back=Route::Now(request).href() />
            {move || wanted.get().map(|request| {
                let text = t!("tasks-for", request = tell::name(&request));
                view! { <Banner tone=Tone::Plain icon=lu::LuCalendarClock text /> }
            })}
            {move || page.with(|page| match page {
                None => no_team(),
                Some((_, page)) => sections(ui, page, chosen),
            })}
            <Show when=move || page.with(Option::is_some)>
                <div class="thumb">
                    <Button kind=Kind::Main icon=lu::LuPlus on_press=Callback::new(move |()| chosen.set(Some(Open::Add)))>
                        {t!("tasks-add")}
                    </Button>
                </div>
            </Show>
            {move || {
                let team = page.with_untracked(|page| page.as_ref().map(|(team, _)| *team))?;
                let on_close = Callback::new(move |()| chosen.set(None));
                chosen.get().map(|open| match open {
                    Open::Add => view! { <TaskSheet team item=None on_close /> }.into_any(),
                    Open::Change(item) => view! { <TaskSheet team item=Some(*item) on_close /> }.into_any(),
                    Open::PutOff(item) => view! { <PutOffSheet item=*item request=wanted.get_untracked() on_close /> }.into_any(),
                })
            }}
        </section>
    }
}

fn no_team() -> AnyView {
    view! {
        <Empty icon=lu::LuUsers title=t!("now-no-team") text=t!("tasks-no-team-text")>
            <LinkButton href="/me">{t!("ask-choose-team")}</LinkButton>
        </Empty>
    }
    .into_any()
}

fn sections(ui: Ui, page: &Page, chosen: Chosen) -> AnyView {
    let is_empty = [&page.due, &page.aside, &page.coming, &page.done, &page.over.items]
        .iter()
        .all(|list| list.is_empty());
    if is_empty {
        return view! { <Empty icon=lu::LuCalendarCheck title=t!("tasks-none") text=t!("tasks-none-text") /> }
            .into_any();
    }
    let list = |title: String, items: &[TaskItem], total: usize, place: Place| {
        let lines = items.iter().map(|one| item(ui, one, place, chosen)).collect_view();
        (!items.is_empty()).then(|| {
            view! { <Group title remark=format::number(total)><Card><ul class="rows">{lines}</ul></Card></Group> }
        })
    };
    view! {
        {page.due.is_empty().then(|| view! { <p class="small" role="status">{t!("tasks-nothing-due")}</p> })}
        {list(t!("tasks-due"), &page.due, page.due.len(), Place::Due)}
        {list(t!("tasks-aside"), &page.aside, page.aside.len(), Place::Aside)}
        {list(t!("tasks-coming"), &page.coming, page.coming.len(), Place::Coming)}
        {list(t!("tasks-done"), &page.done, page.done.len(), Place::Done)}
        {list(t!("tasks-over"), &page.over.items, page.over.total, Place::Over)}
    }
    .into_any()
}

/// The door to it at the end of *Now*: routine work stands below all requests.
pub(crate) fn door(ui: Ui) -> AnyView {
    let counts = ui.query(|rows, viewer, now| {
        viewer.team.map(|team| view::task_counts(rows, team, format::today(now))).unwrap_or_default()
    });
    let said = Signal::derive(move || {
        let counts = counts.get();
        match (counts.due, counts.late) {
            (0, _) => t!("tasks-door-none"),
            (due, 0) => t!("tasks-door-due", count = due),
            (due, late) => t!("tasks-door-late", count = due, late = late),
        }
    });
    view! {
        <Show when=move || { counts.with(|counts| counts.all > 0) }>
            <Group title=t!("tasks-title")>
                <Card>
                    <ul class="doors">
                        <Door icon=lu::LuCalendarCheck href=Route::Tasks(None).href() text=said>
                            {move || {
                                let aside = counts.with(|counts| counts.aside);
                                (aside > 0).then(|| view! { <span class="small">{t!("tasks-door-aside", count = aside)}</span> })
                            }}
                        </Door>
                    </ul>
                </Card>
            </Group>
        </Show>
    }
    .into_any()
}

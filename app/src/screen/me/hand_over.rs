//! Going home: everything that I own goes to a colleague or back to the team in one step, with a note each; routine work, too.

use super::hand_over_lines::{Line, Lines, OneRequest, OneTask};
use crate::part::{Button, Choice, Empty, Group, Kind};
use crate::screen::acting::chosen_id;
use crate::screen::common::ColleaguePicker;
use crate::ui::{Draft, Top, Ui, format, route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, TaskField};
use sightline_shared::id::DocId;
use sightline_shared::model::EventKind;
use sightline_shared::view;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How many requests are handed over in one step, and how many tasks; who owns more sees the rest afterwards.
const AT_ONCE_MAX: usize = 100;

/// The screen.
#[component]
pub(crate) fn HandOver() -> impl IntoView {
    let ui = Ui::here();
    let mine = ui.query(|rows, viewer, now| view::owned(rows, viewer, now, AT_ONCE_MAX));
    let tasks =
        ui.query(|rows, viewer, now| view::owned_tasks(rows, viewer, format::today(now), AT_ONCE_MAX));
    let person = RwSignal::new(None::<Choice>);
    let lines = Lines::new(person);
    let draft = Draft::begin("hand-over").with("hand-over-note", lines).keep(ui);
    let requests =
        Memo::new(move |_| mine.with(|mine| mine.items.iter().map(|card| card.id).collect::<Vec<_>>()));
    let works = Memo::new(move |_| {
        tasks.with(|tasks| tasks.items.iter().map(|item| item.task.id).collect::<Vec<_>>())
    });
    Effect::new(move || lines.follow(ui, &requests.get(), &works.get()));
    let none = Memo::new(move |_| requests.with(Vec::is_empty) && works.with(Vec::is_empty));
    let tried = RwSignal::new(false);
    let going = Memo::new(move |_| lines.going());
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        tried.set(true);
        let chosen = lines.chosen();
        if chosen.iter().all(|line| !line.is_too_long()) && !chosen.is_empty() {
            hand_over(ui, &chosen, chosen_id(person), going.get_untracked());
        }
    };
    let team = ui.viewer().team;
    view! {
        <section class="pane narrow" aria-label=t!("hand-over-title")>
            <Top title=t!("hand-over-title") back=Route::Me.href() />
            {move || if none.get() {
                view! { <Empty icon=lu::LuCheckCheck title=t!("hand-over-none") text=t!("hand-over-none-text") /> }.into_any()
            } else {
                view! {
                    <p>{t!("hand-over-about")}</p>
                    <form class="form" novalidate on:submit=submit>
                        {draft.note(ui)}
                        {team.map(|team| view! { <ColleaguePicker label=t!("hand-over-to") hint=t!("hand-over-to-hint") team chosen=person /> })}
                        <For each=move || lines.requests() key=|line| line.id let:line>
                            <OneRequest line mine tried />
                        </For>
                        <Show when=move || !works.with(Vec::is_empty)>
                            <Group title=t!("hand-over-tasks")>
                                <p class="small">{t!("hand-over-tasks-about")}</p>
                                <For each=move || lines.tasks() key=|line| line.id let:line>
                                    <OneTask line tasks />
                                </For>
                            </Group>
                        </Show>
                        <div class="wide">
                            <Show when=move || going.get() != (0, 0) fallback=|| view! { <p class="small">{t!("hand-over-choose")}</p> }>
                                <Button kind=Kind::Main icon=lu::LuLogOut>{move || verb(going.get())}</Button>
                            </Show>
                        </div>
                    </form>
                }
                .into_any()
            }}
        </section>
    }
}

fn verb((count, tasks): (usize, usize)) -> String {
    match (count, tasks) {
        (_, 0) => t!("hand-over-do", count = count),
        (0, _) => t!("hand-over-do-tasks", tasks = tasks),
        _ => t!("hand-over-do-both", count = count, tasks = tasks),
    }
}

fn done((count, tasks): (usize, usize)) -> String {
    match (count, tasks) {
        (_, 0) => t!("done-hand-over", count = count),
        (0, _) => t!("hand-over-done-tasks", tasks = tasks),
        _ => t!("hand-over-done-both", count = count, tasks = tasks),
    }
}

/// All of it is one batch, and one press takes it back. Where that can't be, because something isn't on this device yet, it doesn't keep the
/// others here: they go one by one.
fn hand_over(ui: Ui, lines: &[Line], to: Option<DocId>, counts: (usize, usize)) {
    let edit = |line: &Line| {
        if line.is_task() {
            return Edit::ChangeTask { id: line.id, field: TaskField::Owner(to) };
        }
        let event = EventKind::HandedOver { to, note: line.note.get_untracked().trim().to_owned() };
        Edit::Act { request: line.id, event, on_behalf_of: String::new() }
    };
    // All notes are read before the first edit changes the list.
    let edits: Vec<Edit> = lines.iter().map(edit).collect();
    let (undo, made) = (ui.undo_of(&edits), edits.clone());
    ui.act.dispatch_with(edits, move |settled| match settled {
        Ok(()) => ui.made(done(counts), made, undo),
        Err(_) if made.len() > 1 => leptos::task::spawn_local(async move { one_by_one(ui, made) }),
        refused => ui.settled(refused, String::new(), |()| ()),
    });
}

fn one_by_one(ui: Ui, edits: Vec<Edit>) {
    let left = Rc::new(Cell::new(edits.len()));
    let made = Rc::new(RefCell::new((Vec::new(), Vec::new())));
    for edit in edits {
        let (left, made) = (Rc::clone(&left), Rc::clone(&made));
        let undo = ui.undo_of(std::slice::from_ref(&edit));
        ui.act.dispatch_with(vec![edit.clone()], move |settled| {
            let went = settled.is_ok();
            // What can't be done says why; the others are counted whatever becomes of it.
            ui.settled(settled, String::new(), |()| ());
            left.set(left.get() - 1);
            if went {
                let (edits, against) = &mut *made.borrow_mut();
                edits.push(edit);
                against.extend(undo.unwrap_or_default());
            }
            let (edits, against) = &*made.borrow();
            if left.get() == 0 && !edits.is_empty() {
                let tasks = edits.iter().filter(|edit| matches!(edit, Edit::ChangeTask { .. })).count();
                let undo = (!against.is_empty()).then(|| against.clone());
                ui.made(done((edits.len() - tasks, tasks)), edits.clone(), undo);
            }
        });
    }
}

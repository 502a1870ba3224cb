//! Writing a task down, and changing one.

use super::item::done_by;
use super::say;
use crate::part::{Button, Check, Chip, Chips, Choice, Field, Input, Kind, Sheet, Tag, Tone};
use crate::screen::acting::chosen_id;
use crate::screen::common::ColleaguePicker;
use crate::ui::{Draft, OneOf, Ui, format, has_voice, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, NewTask, TaskField};
use sightline_shared::id::{Day, DocId, DocKind};
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use sightline_shared::model::{Every, Schedule, TurnKind};
use sightline_shared::view::TaskItem;

/// The distances that are offered; another one that a task has is offered with it.
const OFFERED: [(&str, Every); 7] = [
    ("once", Every::Once),
    ("day", Every::Days(1)),
    ("workday", Every::Workdays),
    ("week", Every::Days(7)),
    ("fortnight", Every::Days(14)),
    ("month", Every::Months(1)),
    ("year", Every::Months(12)),
];
const OWN: &str = "own";

/// What the form holds. Copy.
#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    note: RwSignal<String>,
    owner: RwSignal<Option<Choice>>,
    critical: RwSignal<bool>,
    start: RwSignal<String>,
    every: RwSignal<&'static str>,
    /// The distance of the task that is changed, when it isn't among those offered.
    own: Option<Every>,
}

impl Form {
    fn new(item: Option<&TaskItem>, today: Day) -> Self {
        let every = item.map_or(Every::Once, |item| item.schedule.every);
        let offered = OFFERED.iter().find(|(_, offered)| *offered == every);
        let owner = item.and_then(|item| item.owner.as_ref()).map(|owner| Choice {
            key: owner.id.to_string(),
            name: owner.name.clone(),
            note: String::new(),
        });
        let start = item.map_or(today, |item| item.open.unwrap_or(item.schedule.start));
        Self {
            title: RwSignal::new(item.map(|item| item.task.name.clone()).unwrap_or_default()),
            note: RwSignal::new(item.map(|item| item.note.clone()).unwrap_or_default()),
            owner: RwSignal::new(owner),
            critical: RwSignal::new(item.is_some_and(|item| item.critical)),
            start: RwSignal::new(start.to_string()),
            every: RwSignal::new(offered.map_or(OWN, |(key, _)| key)),
            own: offered.is_none().then_some(every),
        }
    }

    /// What is typed survives the tab.
    fn keep(self, ui: Ui, team: DocId, item: Option<&TaskItem>) -> Draft {
        let of = item.map_or_else(|| format!("new-{team}"), |item| item.task.id.to_string());
        let distances = OFFERED.iter().map(|(key, _)| *key).chain([OWN]).collect();
        Draft::begin(format!("task-{of}"))
            .with("task-title", self.title)
            .with("task-start", self.start)
            .with("task-every", OneOf(self.every, distances))
            .with("task-critical-label", self.critical)
            .with("task-owner", self.owner)
            .with("task-note", self.note)
            .new_if(item.is_none())
            .keep(ui)
    }

    fn title_said(self) -> Option<String> {
        let title = self.title.get().trim().to_owned();
        (has_voice(&title) && title.chars().count() <= LINE_CHARS_MAX).then_some(title)
    }

    fn note_said(self) -> Option<String> {
        let note = self.note.get().trim().to_owned();
        (note.chars().count() <= TEXT_CHARS_MAX).then_some(note)
    }

    fn schedule(self) -> Option<Schedule> {
        let start = Day::read(&self.start.get())?;
        let key = self.every.get();
        let offered = OFFERED.iter().find(|(offered, _)| *offered == key).map(|(_, every)| *every);
        Some(Schedule { start, every: offered.or(self.own).unwrap_or(Every::Once) })
    }
}

/// A new task of this team, or one that is changed.
#[component]
pub(super) fn TaskSheet(team: DocId, item: Option<TaskItem>, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let form = Form::new(item.as_ref(), format::today(ui.now_once()));
    let draft = form.keep(ui, team, item.as_ref());
    let note = draft.note(ui);
    let tried = RwSignal::new(false);
    let kept = StoredValue::new(item.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Some(title), Some(note), Some(schedule)) =
            (form.title_said(), form.note_said(), form.schedule())
        else {
            return;
        };
        let (owner, critical) = (chosen_id(form.owner), form.critical.get_untracked());
        let edits = kept.with_value(|item| match item {
            Some(item) => changes(item, title, note, owner, critical, schedule),
            None => {
                let id = ui.act.new_id(DocKind::Task);
                vec![Edit::AddTask(Box::new(NewTask { id, title, note, team, owner, critical, schedule }))]
            }
        });
        draft.save(ui, edits, t!("saved"), on_close);
    };
    let name = item.as_ref().map(|item| item.task.name.clone());
    let title = name.map_or_else(|| t!("tasks-add"), |name| t!("task-change-of", task = name));
    view! {
        <Sheet title close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                {item.as_ref().map(others)}
                {fields(form, team, tried)}
                <Button kind=Kind::Main>{t!("save")}</Button>
            </form>
            {item.as_ref().and_then(|item| not_done(ui, item, on_close))}
            {item.map(|item| end(ui, &item, on_close))}
        </Sheet>
    }
}

fn fields(form: Form, team: DocId, tried: RwSignal<bool>) -> AnyView {
    let lacks = move |is_good: bool, text: String| (tried.get() && !is_good).then_some(text);
    let title_error = Signal::derive(move || {
        let is_long = form.title.with(|title| title.trim().chars().count() > LINE_CHARS_MAX);
        let text = if is_long { t!("field-too-long", max = LINE_CHARS_MAX) } else { t!("field-empty") };
        lacks(form.title_said().is_some(), text)
    });
    let note_error =
        Signal::derive(move || lacks(form.note_said().is_some(), t!("field-too-long", max = TEXT_CHARS_MAX)));
    let day_error = Signal::derive(move || lacks(form.schedule().is_some(), t!("field-choose")));
    let chip = |(key, every): (&'static str, Every)| {
        let text = if every == Every::Once { t!("every-once") } else { say::every(every) };
        Chip { key, text }
    };
    let chips = OFFERED.into_iter().chain(form.own.map(|every| (OWN, every))).map(chip).collect();
    view! {
        <Field label=t!("task-title") value=form.title max=LINE_CHARS_MAX error=title_error autofocus=true />
        <Field label=t!("task-start") value=form.start input=Input::Date error=day_error />
        <Chips label=t!("task-every") chips value=form.every />
        <Check label=t!("task-critical-label") hint=t!("task-critical-hint") value=form.critical />
        <ColleaguePicker label=t!("task-owner") hint=t!("task-owner-hint") team chosen=form.owner with_me=true />
        <Field label=t!("task-note") value=form.note input=Input::Text max=TEXT_CHARS_MAX error=note_error optional=t!("optional") />
    }
    .into_any()
}

/// What is different by now.
fn changes(
    item: &TaskItem,
    title: String,
    note: String,
    owner: Option<DocId>,
    critical: bool,
    schedule: Schedule,
) -> Vec<Edit> {
    let was_start = item.open.unwrap_or(item.schedule.start);
    // What two people wrote differently is settled by writing what stands in the form.
    let settles = item.disputed;
    let moved = schedule.every != item.schedule.every || schedule.start != was_start;
    let fields = [
        (settles || title != item.task.name).then_some(TaskField::Title(title)),
        (settles || note != item.note).then_some(TaskField::Note(note)),
        (settles || owner != item.owner.as_ref().map(|owner| owner.id)).then_some(TaskField::Owner(owner)),
        (settles || critical != item.critical).then_some(TaskField::Critical(critical)),
        (settles || moved).then_some(TaskField::Schedule(if moved { schedule } else { item.schedule })),
    ];
    let id = item.task.id;
    fields.into_iter().flatten().map(|field| Edit::ChangeTask { id, field }).collect()
}

/// What others wrote at the same time; saving keeps what stands in the form.
fn others(item: &TaskItem) -> Option<AnyView> {
    let schedule = |schedule: &Schedule| {
        let every = say::every(schedule.every);
        if every.is_empty() { schedule.start.to_string() } else { format!("{} · {every}", schedule.start) }
    };
    let also: Vec<_> =
        item.other_titles.iter().cloned().chain(item.other_schedules.iter().map(schedule)).collect();
    let also = also.into_iter().map(|also| view! { <li class="keep">{also}</li> }).collect_view();
    item.disputed.then(|| {
        view! {
            <div class="disputed">
                <p><Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("card-disputed") /></p>
                <p class="small">{t!("task-others")}</p>
                <ul class="section">{also}</ul>
            </div>
        }
        .into_any()
    })
}

/// That it was done was a mistake, however long ago: the turn that shows as the last.
fn not_done(ui: Ui, item: &TaskItem, on_close: Callback<()>) -> Option<AnyView> {
    let (task, done) = (item.task.id, item.done.clone()?);
    let turn = TurnKind::TakenBack { turn: done.turn };
    let press = Callback::new(move |()| {
        ui.edit(vec![Edit::Turn { task, turn: turn.clone() }], t!("task-taken-back"));
        on_close.run(());
    });
    Some(
        view! {
            <p class="small">{done_by(&done, ui.now_once())}</p>
            <div class="buttons"><Button kind=Kind::Quiet icon=lu::LuUndo2 on_press=press>{t!("task-not-done")}</Button></div>
        }
        .into_any(),
    )
}

/// Nobody does it any more, or somebody does again.
fn end(ui: Ui, item: &TaskItem, on_close: Callback<()>) -> AnyView {
    let (id, ends, every) = (item.task.id, !item.ended, item.schedule.every);
    let press = Callback::new(move |()| {
        // What nobody did for months isn't late by them: it begins anew.
        let anew =
            (!ends).then(|| TaskField::Schedule(Schedule { start: format::today(ui.now_once()), every }));
        let fields = [Some(TaskField::Ended(ends)), anew].into_iter().flatten();
        ui.edit(fields.map(|field| Edit::ChangeTask { id, field }).collect(), t!("saved"));
        on_close.run(());
    });
    let (icon, text) =
        if ends { (lu::LuArchive, t!("task-end")) } else { (lu::LuArchiveRestore, t!("task-begin-again")) };
    view! { <div class="buttons"><Button kind=Kind::Quiet icon on_press=press>{text}</Button></div> }
        .into_any()
}

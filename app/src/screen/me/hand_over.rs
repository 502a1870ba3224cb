//! Going home: everything that I own goes to a colleague or back to the team in one step, with a note each.

use crate::part::{Button, Card, Check, Choice, Empty, Field, Input, Kind, Tag};
use crate::screen::acting::chosen_id;
use crate::screen::common::ColleaguePicker;
use crate::screen::typing;
use crate::ui::{Top, Ui, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::limits::TEXT_CHARS_MAX;
use sightline_shared::model::EventKind;
use sightline_shared::view;
use std::cell::Cell;
use std::rc::Rc;

/// How many requests are handed over in one step; who owns more sees the rest afterwards.
const AT_ONCE_MAX: usize = 100;

/// What is kept for one request while the screen is open.
#[derive(Clone, Copy)]
struct Line {
    id: DocId,
    goes: RwSignal<bool>,
    note: RwSignal<String>,
}

/// The screen.
#[component]
pub(crate) fn HandOver() -> impl IntoView {
    let ui = Ui::here();
    let mine = ui.query(|rows, viewer, now| view::owned(rows, viewer, now, AT_ONCE_MAX));
    let ids = Memo::new(move |_| mine.with(|mine| mine.items.iter().map(|card| card.id).collect::<Vec<_>>()));
    let lines = RwSignal::new(Vec::<Line>::new());
    // A note that is being written must outlive whatever else changes meanwhile: signals belong to the screen, not to the effect's run.
    let screen = StoredValue::new(Owner::current());
    let fresh = move |id| {
        let line = || Line { id, goes: RwSignal::new(true), note: RwSignal::new(String::new()) };
        screen.with_value(|screen| screen.as_ref().map_or_else(line, |screen| screen.with(line)))
    };
    Effect::new(move || {
        let ids = ids.get();
        lines.update(|lines| {
            lines.retain(|line| ids.contains(&line.id));
            for id in ids {
                if lines.iter().all(|line| line.id != id) {
                    lines.push(fresh(id));
                }
            }
        });
    });
    let none = Memo::new(move |_| ids.with(Vec::is_empty));
    let person = RwSignal::new(None::<Choice>);
    let tried = RwSignal::new(false);
    let going = Memo::new(move |_| lines.with(|lines| lines.iter().filter(|line| line.goes.get()).count()));
    let any = Memo::new(move |_| going.get() > 0);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        tried.set(true);
        let chosen =
            lines.with(|lines| lines.iter().filter(|line| line.goes.get()).copied().collect::<Vec<_>>());
        if chosen.iter().any(|line| too_long(line.note)) {
            return;
        }
        hand_over(ui, &chosen, chosen_id(person));
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
                        {team.map(|team| view! { <ColleaguePicker label=t!("hand-over-to") hint=t!("hand-over-to-hint") team chosen=person /> })}
                        <For each=move || lines.get() key=|line| line.id let:line>
                            <One line mine tried />
                        </For>
                        <div class="wide">
                            <Show when=move || any.get() fallback=|| view! { <p class="small">{t!("hand-over-choose")}</p> }>
                                <Button kind=Kind::Main icon=lu::LuLogOut>
                                    {move || t!("hand-over-do", count = going.get())}
                                </Button>
                            </Show>
                        </div>
                    </form>
                }
                .into_any()
            }}
        </section>
    }
}

fn too_long(note: RwSignal<String>) -> bool {
    note.with(|note| note.trim().chars().count() > TEXT_CHARS_MAX)
}

/// Each request is an edit of its own: one that isn't on this device yet doesn't keep the others here.
fn hand_over(ui: Ui, lines: &[Line], to: Option<DocId>) {
    let edit = |line: &Line| {
        let event = EventKind::HandedOver { to, note: line.note.get_untracked().trim().to_owned() };
        Edit::Act { request: line.id, event, on_behalf_of: String::new() }
    };
    // All notes are read before the first edit changes the list.
    let edits: Vec<Edit> = lines.iter().map(edit).collect();
    let (left, gone) = (Rc::new(Cell::new(edits.len())), Rc::new(Cell::new(0_usize)));
    for edit in edits {
        let (left, gone) = (Rc::clone(&left), Rc::clone(&gone));
        ui.act.dispatch_with(vec![edit], move |settled| {
            let went = settled.is_ok();
            // What can't be done says why; the others are counted whatever becomes of it.
            ui.settled(settled, String::new(), |()| ());
            left.set(left.get() - 1);
            gone.set(gone.get() + usize::from(went));
            if left.get() == 0 && gone.get() > 0 {
                ui.say(t!("done-hand-over", count = gone.get()));
            }
        });
    }
}

/// One request: whether it goes, and what the next one should know.
#[component]
fn One(line: Line, mine: Memo<view::Section<view::Card>>, tried: RwSignal<bool>) -> impl IntoView {
    let ui = Ui::here();
    let card =
        Memo::new(move |_| mine.with(|mine| mine.items.iter().find(|card| card.id == line.id).cloned()));
    let error = Signal::derive(move || {
        (tried.get() && too_long(line.note)).then(|| t!("field-too-long", max = TEXT_CHARS_MAX))
    });
    view! {
        <Card pad=true>
            {move || card.with(|card| card.as_ref().map(|card| head(card, line, ui.now())))}
            <Show when=move || line.goes.get()>
                <Field label=t!("hand-over-note") value=line.note input=Input::Text max=TEXT_CHARS_MAX error optional=t!("optional") offers=typing::snippets(ui) />
            </Show>
        </Card>
    }
}

fn head(card: &view::Card, line: Line, now: Millis) -> AnyView {
    let (tone, icon, text) = tell::clock(&card.clock, card.state, now);
    let (who, _) = tell::waits(&card.sight, now);
    let href = Route::Now(Some(card.id)).href();
    view! {
        <Check label=card.title.clone() value=line.goes />
        <div class="meta">
            {card.sight.is_customer_work().then(|| view! { <span>{t!("card-for", customer = who)}</span> })}
            <span>{t!("card-asked-by", who = tell::team_and(&card.asker, Some(&card.asked_by)))}</span>
            <Tag tone icon text />
            <a href=href>{t!("refused-open")}</a>
        </div>
    }
    .into_any()
}

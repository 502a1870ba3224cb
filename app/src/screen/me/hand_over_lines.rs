//! What is kept for each request and task while it is being handed over, and how each is shown.

use crate::part::{Card, Check, Choice, Field, Input, Tag};
use crate::screen::tasks::standing;
use crate::screen::typing;
use crate::ui::{Kept, Ui, format, lines, read_lines, route::Route, tell, words::t};
use leptos::prelude::*;
use sightline_shared::id::{DocId, DocKind, Millis};
use sightline_shared::limits::TEXT_CHARS_MAX;
use sightline_shared::view;

/// One of them. Copy.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) id: DocId,
    goes: RwSignal<bool>,
    /// What the next one should know; a task has a note of its own, and takes no other.
    pub(super) note: RwSignal<String>,
}

impl Line {
    pub(super) fn is_task(self) -> bool {
        self.id.kind() == DocKind::Task
    }

    pub(super) fn is_too_long(self) -> bool {
        self.note.with(|note| note.trim().chars().count() > TEXT_CHARS_MAX)
    }

    fn said(self) -> Option<Vec<String>> {
        let goes = if self.goes.try_get()? { "" } else { "stays" };
        Some(vec![self.id.to_string(), goes.to_owned(), self.note.try_get()?])
    }

    fn put(self, said: Option<&Vec<String>>) {
        let said = |at: usize| said.and_then(|said| said.get(at)).map(String::as_str).unwrap_or_default();
        self.goes.set(said(1).is_empty());
        self.note.set(said(2).to_owned());
    }
}

/// All of them. Copy.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    all: RwSignal<Vec<Line>>,
    person: RwSignal<Option<Choice>>,
    /// What came back with a draft, for what isn't read yet.
    before: StoredValue<Vec<Vec<String>>>,
    /// A note that is being written must outlive whatever else changes meanwhile: signals belong to the screen, not to the effect's run.
    screen: StoredValue<Option<Owner>>,
}

impl Lines {
    pub(super) fn new(person: RwSignal<Option<Choice>>) -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            person,
            before: StoredValue::new(Vec::new()),
            screen: StoredValue::new(Owner::current()),
        }
    }

    fn fresh(self, id: DocId) -> Line {
        let line = || Line { id, goes: RwSignal::new(true), note: RwSignal::new(String::new()) };
        let line = self.screen.with_value(|screen| match screen {
            Some(screen) => screen.with(line),
            None => line(),
        });
        let key = id.to_string();
        line.put(self.before.get_value().iter().find(|said| said.first() == Some(&key)));
        line
    }

    /// There is a line for each of these, and for nothing else.
    pub(super) fn follow(self, ui: Ui, requests: &[DocId], tasks: &[DocId]) {
        let is_mine = |id: &DocId| requests.contains(id) || tasks.contains(id);
        let fresh: Vec<Line> = self.all.with_untracked(|all| {
            let is_new = |id: &&DocId| all.iter().all(|line| line.id != **id);
            requests.iter().chain(tasks).filter(is_new).map(|id| self.fresh(*id)).collect()
        });
        if ui.store.has_all_rows() {
            self.before.set_value(Vec::new());
        }
        self.all.update(|all| {
            all.retain(|line| is_mine(&line.id));
            all.extend(fresh);
        });
    }

    pub(super) fn requests(self) -> Vec<Line> {
        self.all.get().into_iter().filter(|line| !line.is_task()).collect()
    }

    pub(super) fn tasks(self) -> Vec<Line> {
        self.all.get().into_iter().filter(|line| line.is_task()).collect()
    }

    /// How many requests and how many tasks are to go.
    pub(super) fn going(self) -> (usize, usize) {
        let going = |lines: Vec<Line>| lines.iter().filter(|line| line.goes.get()).count();
        (going(self.requests()), going(self.tasks()))
    }

    /// Those that are to go.
    pub(super) fn chosen(self) -> Vec<Line> {
        self.all.get_untracked().into_iter().filter(|line| line.goes.get_untracked()).collect()
    }
}

impl Kept for Lines {
    /// Whom it goes to, then what was written for each; that somebody was chosen alone is nothing yet.
    fn said(&self) -> Option<String> {
        let all = self.all.try_get()?;
        let said = all.iter().map(|line| line.said()).collect::<Option<Vec<_>>>()?;
        let mut before = self.before.try_get_value()?;
        before.retain(|old| said.iter().all(|line| line.first() != old.first()));
        let mut said: Vec<_> = said.into_iter().chain(before).collect();
        said.retain(|line| line.iter().skip(1).any(|part| !part.is_empty()));
        let person = self.person.said()?;
        if !said.is_empty() {
            said.insert(0, vec![person]);
        }
        Some(lines(&said))
    }

    fn put(&self, said: &str) {
        let mut said = read_lines(said).into_iter();
        self.person.put(&said.next().and_then(|line| line.into_iter().next()).unwrap_or_default());
        let said: Vec<_> = said.collect();
        for line in self.all.get_untracked() {
            let key = line.id.to_string();
            line.put(said.iter().find(|said| said.first() == Some(&key)));
        }
        self.before.set_value(said);
    }
}

/// One request: whether it goes, and what the next one should know.
#[component]
pub(super) fn OneRequest(
    line: Line,
    mine: Memo<view::Section<view::Card>>,
    tried: RwSignal<bool>,
) -> impl IntoView {
    let ui = Ui::here();
    let card =
        Memo::new(move |_| mine.with(|mine| mine.items.iter().find(|card| card.id == line.id).cloned()));
    let error = Signal::derive(move || {
        (tried.get() && line.is_too_long()).then(|| t!("field-too-long", max = TEXT_CHARS_MAX))
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

/// One task: whether it goes.
#[component]
pub(super) fn OneTask(line: Line, tasks: Memo<view::Section<view::TaskItem>>) -> impl IntoView {
    let ui = Ui::here();
    let item = Memo::new(move |_| {
        tasks.with(|tasks| tasks.items.iter().find(|item| item.task.id == line.id).cloned())
    });
    let head = move |item: &view::TaskItem| {
        let (tone, icon, text) = standing(item, format::today(ui.now()));
        view! {
            <Check label=tell::name(&item.task) value=line.goes />
            <div class="meta"><Tag tone icon text /></div>
        }
    };
    view! { <Card pad=true>{move || item.with(|item| item.as_ref().map(head))}</Card> }
}

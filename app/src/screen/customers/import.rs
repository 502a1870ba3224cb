//! Customers from a CSV file: choose or paste, see what would happen, then do it. Nothing of it needs a network.

use super::dry_run::DryRun;
use crate::act::{breathe, read_file};
use crate::part::{Banner, Button, Card, Check, Field, FileButton, Input, Kind, Select, Tone};
use crate::ui::{Top, Ui, format, has_voice, route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::limits::{
    IMPORT_BYTES_MAX, IMPORT_COLUMNS_MAX, IMPORT_EDITS_PER_SLICE, IMPORT_LINES_MAX, IMPORT_LINES_PER_SLICE,
};
use sightline_shared::session::EditRefused;
use sightline_shared::table::{BadTable, Columns, Known, Planning, Reading, Step, Table, guess};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// How far the import is. Copy: it is signals.
#[derive(Clone, Copy)]
pub(super) struct Import {
    /// What was read.
    table: RwSignal<Option<Arc<Table>>>,
    /// Which columns are the name and the number, by their places; an empty text is none.
    name: RwSignal<String>,
    number: RwSignal<String>,
    /// The first line names the columns.
    named: RwSignal<bool>,
    /// The dry run, once it is whole.
    pub(super) steps: RwSignal<Option<Arc<Vec<Step>>>>,
    /// Lines whose name is to be taken.
    pub(super) takes: RwSignal<BTreeSet<u64>>,
    /// So many customers are written down, of so many.
    progress: RwSignal<Option<(usize, usize)>>,
    error: RwSignal<Option<String>>,
}

/// What the screen shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Source,
    Chosen,
    UnderWay,
}

/// The screen.
#[component]
pub(crate) fn ImportCustomers() -> impl IntoView {
    let ui = Ui::here();
    let import = Import {
        table: RwSignal::new(None),
        name: RwSignal::new(String::new()),
        number: RwSignal::new(String::new()),
        named: RwSignal::new(true),
        steps: RwSignal::new(None),
        takes: RwSignal::new(BTreeSet::new()),
        progress: RwSignal::new(None),
        error: RwSignal::new(None),
    };
    let columns = Memo::new(move |_| import.columns());
    // Another choice of columns is another dry run.
    Effect::new(move || {
        let (table, columns) = (import.table.get(), columns.get());
        import.steps.set(None);
        import.takes.set(BTreeSet::new());
        if let Some(table) = table {
            leptos::task::spawn_local(plan(ui, import, table, columns));
        }
    });
    let stage = Memo::new(move |_| match import.table.get() {
        _ if import.progress.with(Option::is_some) => Stage::UnderWay,
        Some(_) => Stage::Chosen,
        None => Stage::Source,
    });
    let body = move || match (stage.get(), import.table.get_untracked()) {
        (Stage::UnderWay, _) => under_way(import),
        (Stage::Chosen, Some(table)) => chosen(ui, import, &table),
        _ => view! { <Source import /> }.into_any(),
    };
    view! {
        <section class="pane narrow" aria-label=t!("import-title")>
            <Top title=t!("import-title") back=Route::Customers.href() />
            {body}
        </section>
    }
}

impl Import {
    fn columns(self) -> Columns {
        Columns {
            name: self.name.with(|name| name.parse().unwrap_or(0)),
            number: self.number.with(|number| number.parse().ok()),
            named: self.named.get(),
        }
    }

    /// Reads a file, or what was pasted, in slices.
    async fn read(self, bytes: Vec<u8>) {
        match table_of(bytes).await {
            Ok(table) => {
                let columns = guess(table.first(), &t!("import-words-name"), &t!("import-words-number"));
                // The screen may be gone by now.
                let _ = self.name.try_set(columns.name.to_string());
                let _ = self.number.try_set(columns.number.map(|at| at.to_string()).unwrap_or_default());
                let _ = self.named.try_set(columns.named);
                let _ = self.table.try_set(Some(Arc::new(table)));
            }
            Err(bad) => {
                let _ = self.error.try_set(Some(sentence(bad)));
            }
        }
    }
}

async fn table_of(bytes: Vec<u8>) -> Result<Table, BadTable> {
    let mut reading = Reading::new(bytes)?;
    while reading.go_on(IMPORT_LINES_PER_SLICE)? {
        breathe().await;
    }
    Ok(reading.done())
}

fn sentence(bad: BadTable) -> String {
    match bad {
        BadTable::Empty => t!("import-empty"),
        BadTable::TooLarge => t!("import-too-large", max = format::bytes(IMPORT_BYTES_MAX as f64)),
        BadTable::TooLong => t!("import-too-long", max = format::number(IMPORT_LINES_MAX)),
        BadTable::TooWide => t!("import-too-wide", max = IMPORT_COLUMNS_MAX),
        BadTable::NotText { line } => t!("import-not-text", line = line),
    }
}

/// A file, or a text to paste.
#[component]
fn Source(import: Import) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    let on_file = Callback::new(move |file| {
        import.error.set(None);
        leptos::task::spawn_local(async move {
            match read_file(file, IMPORT_BYTES_MAX).await {
                Some(bytes) => import.read(bytes).await,
                None => {
                    let _ = import.error.try_set(Some(t!("import-unread")));
                }
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        import.error.set(None);
        let text = pasted.get_untracked();
        if has_voice(&text) {
            leptos::task::spawn_local(import.read(text.into_bytes()));
        }
    };
    view! {
        <p>{t!("import-about")}</p>
        <div role="alert">
            {move || import.error.get().map(|text| view! { <Banner tone=Tone::Late icon=lu::LuTriangleAlert text /> })}
        </div>
        <Card pad=true>
            <form class="form" novalidate on:submit=submit>
                <FileButton icon=lu::LuFileUp label=t!("import-choose") accept=".csv,.tsv,.txt,text/csv,text/plain" on_file />
                <Field label=t!("import-paste") value=pasted input=Input::Text hint=t!("import-paste-hint") />
                <div class="buttons end"><Button>{t!("import-look")}</Button></div>
            </form>
        </Card>
    }
}

/// Looks at every line, in slices; what was chosen anew meanwhile is another's to plan.
async fn plan(ui: Ui, import: Import, table: Arc<Table>, columns: Columns) {
    // After a start the rows of customers come last; without them everything would be new.
    while !ui.store.has_all_rows() {
        breathe().await;
        if import.table.try_get_untracked().is_none() {
            return;
        }
    }
    let Some(known) = ui.look(Known::of) else { return };
    let mut planning = Planning::new(known, columns);
    loop {
        let meant = import.table.try_get_untracked().flatten().is_some_and(|now| Arc::ptr_eq(&now, &table));
        if !meant || untrack(|| import.columns()) != columns {
            return;
        }
        match ui.look(|rows| planning.go_on(&table, rows, IMPORT_LINES_PER_SLICE)) {
            Some(true) => breathe().await,
            Some(false) => break,
            None => return,
        }
    }
    let _ = import.steps.try_set(Some(Arc::new(planning.done())));
}

/// The columns, and the dry run under them.
fn chosen(ui: Ui, import: Import, table: &Table) -> AnyView {
    let columns: Vec<(String, String)> = table
        .first()
        .iter()
        .zip(0_usize..)
        .map(|(cell, at)| (at.to_string(), t!("import-column", number = at + 1, cell = cell.clone())))
        .collect();
    let mut with_none = vec![(String::new(), t!("import-no-column"))];
    with_none.extend(columns.iter().cloned());
    let on_do = Callback::new(move |edits| leptos::task::spawn_local(carry_out(ui, import, edits)));
    view! {
        <Card pad=true>
            <div class="form tight">
                <Select label=t!("import-name") choices=columns value=import.name />
                <Select label=t!("import-number") choices=with_none value=import.number />
                <Check label=t!("import-named") value=import.named />
                <div class="buttons">
                    <Button kind=Kind::Quiet on_press=Callback::new(move |()| import.table.set(None))>{t!("import-other")}</Button>
                </div>
            </div>
        </Card>
        {move || match import.steps.get() {
            Some(steps) => view! { <DryRun import steps on_do /> }.into_any(),
            None => view! { <p class="small" role="status">{t!("import-looking")}</p> }.into_any(),
        }}
    }
    .into_any()
}

/// Writes customers down, and says how many.
async fn carry_out(ui: Ui, import: Import, edits: Vec<Edit>) {
    let all = edits.len();
    let documents: Vec<Vec<Edit>> = edits.into_iter().map(|edit| vec![edit]).collect();
    let done = write_down(ui, import.progress, &documents).await;
    if done > 0 {
        ui.say(t!("import-done", count = done));
    }
    let _ = import.progress.try_set(None);
    let is_here = import.table.try_set(None).is_none();
    if is_here && done == all {
        ui.go(&Route::Customers);
    }
}

/// Writes documents down a few at a time, and goes on once they are on this device's disk: whoever stops in the middle goes on by importing
/// the same file again. Answers how many were written.
pub(crate) async fn write_down(
    ui: Ui,
    progress: RwSignal<Option<(usize, usize)>>,
    documents: &[Vec<Edit>],
) -> usize {
    let mut done = 0;
    for slice in documents.chunks(IMPORT_EDITS_PER_SLICE) {
        // Whoever leaves the screen stops it.
        if progress.try_set(Some((done, documents.len()))).is_some() {
            break;
        }
        if let Err(refused) = settled(ui, slice.concat()).await {
            ui.settled(Err(refused), String::new(), |()| ());
            break;
        }
        if !saved(ui).await {
            ui.complain(t!("import-unsaved"));
            break;
        }
        done += slice.len();
        breathe().await;
    }
    done
}

/// Waits until nothing is being stored; whether everything is.
async fn saved(ui: Ui) -> bool {
    let status = ui.store.status();
    while status.with_untracked(|status| status.saving > 0) {
        breathe().await;
    }
    status.with_untracked(|status| status.unsaved == 0)
}

/// What became of some edits.
async fn settled(ui: Ui, edits: Vec<Edit>) -> Result<(), EditRefused> {
    let answer = Rc::new(Cell::new(None));
    let heard = Rc::clone(&answer);
    ui.act.dispatch_with(edits, move |settled| heard.set(Some(settled)));
    loop {
        if let Some(settled) = answer.take() {
            return settled;
        }
        breathe().await;
    }
}

fn under_way(import: Import) -> AnyView {
    let part = move || import.progress.get().unwrap_or_default();
    let said = move || {
        let (done, all) = part();
        t!("import-under-way", done = format::number(done), all = format::number(all))
    };
    view! {
        <Card pad=true>
            <p>{said}</p>
            <progress max=move || part().1.to_string() prop:value=move || part().0.to_string() aria-label=t!("import-title")></progress>
            <p class="small">{t!("import-under-way-text")}</p>
        </Card>
    }
    .into_any()
}

//! Customers from a CSV file: choose or paste, see what would happen, then do it. Nothing of it needs a network.

use super::dry_run::DryRun;
use crate::act::breathe;
use crate::part::{Button, Card, Check, Kind, Select};
use crate::screen::importing::{Source, UnderWay, write_down};
use crate::ui::{Top, Ui, format, route::Route, words::t};
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::limits::{
    IMPORT_BYTES_MAX, IMPORT_COLUMNS_MAX, IMPORT_LINES_MAX, IMPORT_LINES_PER_SLICE,
};
use sightline_shared::table::{BadTable, Columns, Known, Planning, Reading, Says, Step, Table, guess};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How far the import is. Copy: it is signals.
#[derive(Clone, Copy)]
pub(super) struct Import {
    /// What was read.
    table: RwSignal<Option<Arc<Table>>>,
    /// Which columns are the name, the number and the telephone number, by their places; an empty text is none.
    name: RwSignal<String>,
    number: RwSignal<String>,
    phone: RwSignal<String>,
    /// The first line names the columns.
    named: RwSignal<bool>,
    /// The dry run, once it is whole.
    pub(super) steps: RwSignal<Option<Arc<Vec<Step>>>>,
    /// What is said of lines that are a person's to decide.
    pub(super) takes: RwSignal<BTreeSet<(u64, Says)>>,
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
        phone: RwSignal::new(String::new()),
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
        (Stage::UnderWay, _) => {
            view! { <UnderWay progress=import.progress label=t!("import-title") /> }.into_any()
        }
        (Stage::Chosen, Some(table)) => chosen(ui, import, &table),
        _ => source(import),
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
            phone: self.phone.with(|phone| phone.parse().ok()),
            named: self.named.get(),
        }
    }

    /// Reads a file, or what was pasted, in slices.
    async fn read(self, bytes: Vec<u8>) {
        match table_of(bytes).await {
            Ok(table) => {
                let (names, numbers) = (t!("import-words-name"), t!("import-words-number"));
                let columns = guess(table.first(), &names, &numbers, &t!("import-words-phone"));
                // The screen may be gone by now.
                let _ = self.name.try_set(columns.name.to_string());
                let _ = self.number.try_set(columns.number.map(|at| at.to_string()).unwrap_or_default());
                let _ = self.phone.try_set(columns.phone.map(|at| at.to_string()).unwrap_or_default());
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

fn source(import: Import) -> AnyView {
    let on_bytes = Callback::new(move |bytes| leptos::task::spawn_local(import.read(bytes)));
    view! {
        <p>{t!("import-about")}</p>
        <Source error=import.error accept=".csv,.tsv,.txt,text/csv,text/plain" paste=t!("import-paste") hint=t!("import-paste-hint") bytes_max=IMPORT_BYTES_MAX on_bytes />
    }
    .into_any()
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
                <Select label=t!("import-number") choices=with_none.clone() value=import.number />
                <Select label=t!("import-phone") choices=with_none value=import.phone />
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
async fn carry_out(ui: Ui, import: Import, documents: Vec<Vec<Edit>>) {
    let all = documents.len();
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

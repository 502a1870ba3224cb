//! The map as a file: templates to begin with, a file that comes in after a dry run, and the map as a file that goes out. Nothing of it
//! needs a network.

use super::file_plan::Plan;
use super::file_words::sentence;
use super::templates::{TEMPLATES, Template};
use crate::act::breathe;
use crate::part::{Button, Group, Kind};
use crate::screen::importing::{Source, UnderWay, write_down};
use crate::ui::{Top, Ui, format, route::Route, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::limits::{MAP_FILE_BYTES_MAX, MAP_FILE_ENTRIES_PER_SLICE, MAP_FILE_UNDO_DOCS_MAX};
use sightline_shared::map_file::{
    BadFile, Format, MapFile as File, Planning, Reading, Remark, Step, entries_of, write,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A dry run, once it is whole.
#[derive(Clone)]
pub(super) struct Dry {
    pub(super) steps: Arc<Vec<Step>>,
    pub(super) remarks: Arc<Vec<Remark>>,
    /// Dependencies of a catalog that cross teams.
    pub(super) dependencies: usize,
}

/// How far it is. Copy: it is signals.
#[derive(Clone, Copy)]
pub(super) struct Import {
    pub(super) dry: RwSignal<Option<Dry>>,
    /// Steps whose changes are to be taken, by their places.
    pub(super) takes: RwSignal<BTreeSet<usize>>,
    /// So many documents are written, of so many.
    progress: RwSignal<Option<(usize, usize)>>,
    /// A file is being read.
    reading: RwSignal<bool>,
    error: RwSignal<Option<String>>,
}

/// What the screen shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Source,
    Planned,
    UnderWay,
}

/// The screen.
#[component]
pub(crate) fn MapFile() -> impl IntoView {
    let ui = Ui::here();
    let import = Import {
        dry: RwSignal::new(None),
        takes: RwSignal::new(BTreeSet::new()),
        progress: RwSignal::new(None),
        reading: RwSignal::new(false),
        error: RwSignal::new(None),
    };
    let stage = Memo::new(move |_| match import.dry.with(Option::is_some) {
        _ if import.progress.with(Option::is_some) => Stage::UnderWay,
        true => Stage::Planned,
        false => Stage::Source,
    });
    let on_do = Callback::new(move |edits| leptos::task::spawn_local(carry_out(ui, import, edits)));
    let body = move || match (stage.get(), import.dry.get_untracked()) {
        (Stage::UnderWay, _) => {
            view! { <UnderWay progress=import.progress label=t!("map-file") /> }.into_any()
        }
        (Stage::Planned, Some(dry)) => view! { <Plan import dry on_do /> }.into_any(),
        _ => source(ui, import),
    };
    view! {
        <section class="pane narrow" aria-label=t!("map-file")>
            <Top title=t!("map-file") back=Route::MapList.href() />
            {body}
        </section>
    }
}

fn source(ui: Ui, import: Import) -> AnyView {
    let begin = move |bytes: Vec<u8>| leptos::task::spawn_local(read(ui, import, bytes));
    view! {
        <Group title=t!("map-file-in")>
            <p>{t!("map-file-about")}</p>
            <Source error=import.error accept=".yaml,.yml,.csv,.tsv,.txt,text/csv,text/plain" paste=t!("map-file-paste") bytes_max=MAP_FILE_BYTES_MAX on_bytes=Callback::new(begin) />
            <p role="status">{move || import.reading.get().then(|| t!("map-file-reading"))}</p>
        </Group>
        <Group title=t!("map-templates")>
            <p>{t!("map-templates-about")}</p>
            <div class="buttons">{TEMPLATES.iter().map(|one| template(one, begin)).collect_view()}</div>
        </Group>
        <Group title=t!("map-file-out")>
            <p>{t!("map-file-out-about")}</p>
            <div class="buttons">
                {[(Format::Yaml, "YAML"), (Format::Csv, "CSV"), (Format::Backstage, "Backstage")].map(|(format, name)| view! {
                    <Button icon=lu::LuDownload on_press=Callback::new(move |()| save(ui, format))>{t!("map-file-save", format = name)}</Button>
                }).collect_view()}
            </div>
        </Group>
    }
    .into_any()
}

fn template(
    template: &'static Template,
    begin: impl Fn(Vec<u8>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let press = Callback::new(move |()| begin(template.text().as_bytes().to_vec()));
    view! { <Button kind=Kind::Plain icon=template.icon on_press=press>{template.title()}</Button> }
}

/// Offers the whole map as a file.
fn save(ui: Ui, format: Format) {
    let entries = ui.look(entries_of).unwrap_or_default();
    let day: String = format::iso(ui.now_once()).chars().take(10).collect();
    let (name, media) = match format {
        Format::Yaml => (format!("map-{day}.yaml"), "application/yaml"),
        Format::Csv => (format!("map-{day}.csv"), "text/csv;charset=utf-8"),
        Format::Backstage => (format!("catalog-info-{day}.yaml"), "application/yaml"),
    };
    ui.act.save_file(&name, media, &[write(format, &entries)]);
    ui.say(t!("map-file-saved", count = entries.len()));
}

/// Reads a file, and says of each entry what would become of it; both in slices.
async fn read(ui: Ui, import: Import, bytes: Vec<u8>) {
    let _ = import.error.try_set(None);
    let _ = import.reading.try_set(true);
    match planned(ui, import, bytes).await {
        Ok(Some(dry)) => {
            let _ = import.takes.try_set(BTreeSet::new());
            let _ = import.dry.try_set(Some(dry));
        }
        Ok(None) => {}
        Err(bad) => {
            let _ = import.error.try_set(Some(sentence(bad)));
        }
    }
    let _ = import.reading.try_set(false);
}

async fn planned(ui: Ui, import: Import, bytes: Vec<u8>) -> Result<Option<Dry>, BadFile> {
    let mut reading = Reading::new(bytes)?;
    while reading.go_on(MAP_FILE_ENTRIES_PER_SLICE)? {
        breathe().await;
    }
    let file = reading.done();
    let remarks = Arc::new(file.remarks.clone());
    let dependencies = file.dependencies;
    Ok(steps(ui, import, file).await.map(|steps| Dry { steps: Arc::new(steps), remarks, dependencies }))
}

/// None: whoever began it has left the screen.
async fn steps(ui: Ui, import: Import, file: File) -> Option<Vec<Step>> {
    // After a start the rows of the map may not be here yet; without them everything would be new.
    while !ui.store.has_all_rows() {
        breathe().await;
        import.reading.try_get_untracked()?;
    }
    let mut planning = ui.look(|rows| Planning::new(rows, file))?;
    while ui.look(|rows| planning.go_on(rows, MAP_FILE_ENTRIES_PER_SLICE))? {
        breathe().await;
        import.reading.try_get_untracked()?;
    }
    Some(planning.done())
}

/// Writes the documents down; all of them are taken back as one, unless there are too many.
async fn carry_out(ui: Ui, import: Import, documents: Vec<Vec<Edit>>) {
    let all = documents.len();
    let edits = documents.concat();
    let undo = if all <= MAP_FILE_UNDO_DOCS_MAX { ui.undo_of(&edits) } else { None };
    let done = write_down(ui, import.progress, &documents).await;
    match done {
        0 => {}
        _ if done == all => ui.made(t!("map-file-done", count = done), edits, undo),
        _ => ui.say(t!("map-file-done", count = done)),
    }
    let _ = import.progress.try_set(None);
    let is_here = import.dry.try_set(None).is_none();
    if is_here && done == all {
        ui.go(&Route::MapList);
    }
}

//! What the imports of customers and of maps have in common: where a file is chosen or pasted, its dry run, and its being written down.

mod plan;
mod write;

pub(crate) use plan::{Comes, Counts, SHOWN, decided};
pub(crate) use plan::{PlanTable, taken};
pub(crate) use write::{UnderWay, write_down};

use crate::act::read_file;
use crate::part::{Banner, Button, Card, Field, FileButton, Input, Tone};
use crate::ui::{has_voice, words::t};
use icondata_lu as lu;
use leptos::prelude::*;

/// A file, or a text to paste; above both what is wrong with the last one.
#[component]
pub(crate) fn Source(
    /// Why the last one could not be read.
    error: RwSignal<Option<String>>,
    /// What the browser's dialog offers first.
    accept: &'static str,
    #[prop(into)] paste: String,
    #[prop(optional, into)] hint: String,
    bytes_max: usize,
    on_bytes: Callback<Vec<u8>>,
) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    let on_file = Callback::new(move |file| {
        error.set(None);
        leptos::task::spawn_local(async move {
            match read_file(file, bytes_max).await {
                Some(bytes) => drop(on_bytes.try_run(bytes)),
                // The screen may be gone by now.
                None => drop(error.try_set(Some(t!("import-unread")))),
            }
        });
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        error.set(None);
        let text = pasted.get_untracked();
        if has_voice(&text) {
            on_bytes.run(text.into_bytes());
        }
    };
    view! {
        <div role="alert">
            {move || error.get().map(|text| view! { <Banner tone=Tone::Late icon=lu::LuTriangleAlert text /> })}
        </div>
        <Card pad=true>
            <form class="form" novalidate on:submit=submit>
                <FileButton icon=lu::LuFileUp label=t!("import-choose") accept on_file />
                <Field label=paste value=pasted input=Input::Text hint />
                <div class="buttons end"><Button>{t!("import-look")}</Button></div>
            </form>
        </Card>
    }
}

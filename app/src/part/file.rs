//! Choosing a file, and choosing one of a list.

use super::basics::{Icon, Icons, uid};
use leptos::{prelude::*, web_sys};
use wasm_bindgen::JsCast;

/// A button that asks for one file.
#[component]
pub(crate) fn FileButton(
    icon: Icons,
    #[prop(into)] label: String,
    /// What the browser's dialog offers first; anything may be chosen all the same.
    accept: &'static str,
    on_file: Callback<web_sys::File>,
) -> impl IntoView {
    let change = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_file.run(file);
        }
        // The same file may be chosen again once it was mended.
        input.set_value("");
    };
    view! {
        <label class="button file">
            <Icon icon />
            <span>{label}</span>
            <input class="out" type="file" accept=accept on:change=change />
        </label>
    }
}

/// One of a list: the browser's own, which every phone knows how to show.
#[component]
pub(crate) fn Select(
    #[prop(into)] label: String,
    /// What each stands for, and what it says.
    choices: Vec<(String, String)>,
    value: RwSignal<String>,
) -> impl IntoView {
    let id = uid("select");
    let options = choices.into_iter().map(|(key, text)| {
        let own = key.clone();
        view! { <option value=key prop:selected=move || value.with(|value| *value == own)>{text}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="select">
                <select id=id class="input" on:change=move |event| value.set(event_target_value(&event))>
                    {options.collect_view()}
                </select>
                <Icon icon=icondata_lu::LuChevronDown />
            </div>
        </div>
    }
}

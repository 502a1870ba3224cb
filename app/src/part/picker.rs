//! Picker: type to filter, arrows to move, Enter to take. The ARIA combobox pattern with a list box.

use super::basics::uid;
use super::button::{Button, Kind};
use super::field::FieldError;
use leptos::{ev::KeyboardEvent, prelude::*};

/// Something to pick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What it stands for.
    pub(crate) key: String,
    /// Its name.
    pub(crate) name: String,
    /// A second line; may be empty.
    pub(crate) note: String,
}

/// The texts and ids of one picker.
#[derive(Clone)]
struct Names {
    id: String,
    list: String,
    label: String,
    change: String,
    change_label: String,
    wrong: String,
    placeholder: Option<String>,
}

/// A field that finds one of many. The caller filters: `choices` follow `query`.
#[component]
pub(crate) fn Picker(
    #[prop(into)] label: String,
    #[prop(optional, into)] optional: Option<String>,
    #[prop(optional, into)] hint: Option<String>,
    query: RwSignal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    chosen: RwSignal<Option<Choice>>,
    /// The word on the button that lets go of the choice.
    #[prop(into)]
    change: String,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Show the choices before anything is typed.
    #[prop(optional)]
    eager: bool,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let is_said = |text: &String| !text.is_empty();
    let (optional, hint) = (optional.filter(is_said), hint.filter(is_said));
    let id = uid("pick");
    let list = format!("{id}-list");
    let wrong = format!("{id}-wrong");
    let hint_id = format!("{id}-hint");
    let named = StoredValue::new(id.clone());
    let active = RwSignal::new(0_usize);
    let looking = RwSignal::new(eager);
    let field = NodeRef::<leptos::html::Input>::new();
    let back_to_field = RwSignal::new(autofocus);
    Effect::new(move || {
        if let Some(input) = field.get()
            && back_to_field.get_untracked()
        {
            back_to_field.set(false);
            let _ = input.focus();
        }
    });
    let open = Memo::new(move |_| looking.get() && choices.with(|choices| !choices.is_empty()));
    let take = move |choice: Choice| {
        chosen.set(Some(choice));
        query.set(String::new());
        looking.set(eager);
        active.set(0);
    };
    let keys = move |event: KeyboardEvent| {
        let last = choices.with(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => {
                looking.set(true);
                active.update(|at| *at = (*at + 1).min(last));
            }
            "ArrowUp" => active.update(|at| *at = at.saturating_sub(1)),
            "Enter" if open.get_untracked() => {
                let choice = choices.with_untracked(|choices| choices.get(active.get_untracked()).cloned());
                if let Some(choice) = choice {
                    take(choice);
                }
            }
            "Escape" if open.get_untracked() && !eager => looking.set(false),
            _ => return,
        }
        event.prevent_default();
        let option = format!("{}-{}", named.get_value(), active.get_untracked());
        request_animation_frame(move || {
            if let Some(option) = document().get_element_by_id(&option) {
                option.scroll_into_view_with_bool(false);
            }
        });
    };
    let change_label = format!("{change}: {label}");
    let names = StoredValue::new(Names {
        id: id.clone(),
        list,
        label: label.clone(),
        change,
        change_label,
        wrong: wrong.clone(),
        placeholder,
    });
    let hint_named = StoredValue::new(hint.is_some().then(|| hint_id.clone()));
    let options = move || {
        open.get().then(|| {
            let names = names.get_value();
            let options = choices.get().into_iter().enumerate().map(|(at, choice)| {
                let taken = choice.clone();
                view! {
                    <li
                        class="option"
                        role="option"
                        id=format!("{}-{at}", names.id)
                        aria-selected=move || if active.get() == at { "true" } else { "false" }
                        // Before the field loses the focus: a click would come too late.
                        on:pointerdown=move |event| event.prevent_default()
                        on:click=move |_| take(taken.clone())
                    >
                        <span>{choice.name}</span>
                        {(!choice.note.is_empty()).then(|| view! { <span class="small">{choice.note}</span> })}
                    </li>
                }
            });
            let options = options.collect_view();
            view! { <ul class="options" class:over=!eager role="listbox" id=names.list aria-label=names.label>{options}</ul> }
        })
    };
    let describes = move || {
        let wrong = error.with(Option::is_some).then(|| names.with_value(|names| names.wrong.clone()));
        wrong.or_else(|| hint_named.get_value())
    };
    let input = move || {
        let names = names.get_value();
        let id = names.id.clone();
        view! {
            <input
                id=names.id
                class="input"
                node_ref=field
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=names.list
                aria-activedescendant=move || open.get().then(|| format!("{id}-{}", active.get()))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=describes
                placeholder=names.placeholder
                prop:value=move || query.get()
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    active.set(0);
                    looking.set(true);
                }
                on:focus=move |_| looking.set(true)
                on:blur=move |_| looking.set(eager)
                on:keydown=keys
            />
        }
    };
    let let_go = Callback::new(move |()| {
        back_to_field.set(true);
        chosen.set(None);
        looking.set(true);
    });
    let shown = move || match chosen.get() {
        Some(choice) => {
            let names = names.get_value();
            view! {
                <div class="chosen">
                    <span>
                        {choice.name}
                        {(!choice.note.is_empty()).then(|| view! { <span class="small">" · "{choice.note}</span> })}
                    </span>
                    <Button kind=Kind::Quiet label=names.change_label on_press=let_go>{names.change}</Button>
                </div>
            }
            .into_any()
        }
        None => view! { {input()} {options} }.into_any(),
    };
    view! {
        <div class="field">
            <label for=id.clone()>
                {label.clone()} {optional.map(|word| view! { <span class="optional">" · "{word}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <div class="picker">{shown}</div>
            <FieldError id=wrong error />
        </div>
    }
}

//! Fields of forms: one label each, a hint before, an error that says what to do.

use super::basics::{Icon, uid};
use super::offers::{Around, Offers, text_with_offers};
use leptos::prelude::*;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Input {
    /// One line.
    #[default]
    Line,
    /// Several lines; grows with its content.
    Text,
    /// A local date and time.
    Moment,
    /// A date.
    Date,
    /// A whole number.
    Number,
    /// Any number.
    Decimal,
    /// Telephone numbers.
    Phone,
}

/// A labelled field.
#[component]
pub(crate) fn Field(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] input: Input,
    #[prop(optional, into)] hint: Option<String>,
    /// The word for "optional", beside the label.
    #[prop(optional, into)]
    optional: Option<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// The most characters; a count shows when four fifths are used.
    #[prop(optional)]
    max: Option<usize>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    /// What a text of several lines offers while one types.
    #[prop(optional)]
    offers: Option<Offers>,
    /// What others wrote into such a line: the browser offers it.
    #[prop(optional)]
    known: Vec<String>,
) -> impl IntoView {
    let (hint, optional) = (hint.filter(|text| !text.is_empty()), optional.filter(|text| !text.is_empty()));
    let id = uid("field");
    let about = format!("{id}-about");
    let describes = hint.is_some().then(|| about.clone());
    let wrong = format!("{id}-wrong");
    let described = {
        let wrong = wrong.clone();
        move || {
            let error = error.with(Option::is_some).then(|| wrong.clone());
            match (describes.clone(), error) {
                (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
                (hint, error) => hint.or(error),
            }
        }
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let focus = NodeRef::<leptos::html::Div>::new();
    if autofocus {
        Effect::new(move || {
            if let Some(place) = focus.get() {
                focus_first(&place);
            }
        });
    }
    let control = if let Some(offers) = offers {
        let around = Around {
            id: id.clone(),
            placeholder,
            described: Signal::derive(described),
            invalid: Signal::derive(invalid),
        };
        text_with_offers(around, value, offers)
    } else if input == Input::Text {
        view! {
            <textarea
                id=id.clone()
                class="input"
                rows="3"
                placeholder=placeholder
                aria-describedby=described
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    } else {
        let (kind, mode) = match input {
            Input::Moment => ("datetime-local", None),
            Input::Date => ("date", None),
            Input::Number => ("text", Some("numeric")),
            Input::Decimal => ("text", Some("decimal")),
            Input::Phone => ("tel", None),
            Input::Line | Input::Text => ("text", None),
        };
        let list = (!known.is_empty()).then(|| format!("{id}-known"));
        let known = known.into_iter().map(|text| view! { <option value=text></option> });
        view! {
            {list.clone().map(|list| view! { <datalist id=list>{known.collect_view()}</datalist> })}
            <input
                id=id.clone()
                class="input"
                list=list
                type=kind
                inputmode=mode
                placeholder=placeholder
                autocomplete=autocomplete.unwrap_or("off")
                aria-describedby=described
                aria-invalid=invalid
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        }
        .into_any()
    };
    let count = move || {
        let max = max?;
        let used = value.with(|text| text.chars().count());
        (used * 5 >= max * 4).then(|| (format!("{used} / {max}"), used > max))
    };
    view! {
        <div class="field" node_ref=focus>
            <label for=id>
                {label} {optional.map(|word| view! { <span class="optional">" · "{word}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="hint" id=about>{hint}</p> })}
            {control}
            <FieldError id=wrong error />
            {move || count().map(|(count, over)| view! { <span class="count" class:over=over>{count}</span> })}
        </div>
    }
}

/// What is wrong with a field, below it.
#[component]
pub(crate) fn FieldError(#[prop(into)] id: String, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <Show when=move || error.with(Option::is_some)>
            <p class="error" id=id.clone()>
                <Icon icon=icondata_lu::LuCircleAlert />
                {move || error.get()}
            </p>
        </Show>
    }
}

/// Focuses the first control inside.
fn focus_first(place: &leptos::web_sys::HtmlDivElement) {
    use wasm_bindgen::JsCast;
    if let Ok(Some(element)) = place.query_selector("input, textarea") {
        let _ = element.unchecked_into::<leptos::web_sys::HtmlElement>().focus();
    }
}

/// One of several chips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chip {
    /// What it stands for.
    pub(crate) key: &'static str,
    /// What it says.
    pub(crate) text: String,
}

/// One choice of a few, all of them to be seen.
#[component]
pub(crate) fn Chips(
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    chips: Vec<Chip>,
    value: RwSignal<&'static str>,
) -> impl IntoView {
    let hint = hint.filter(|text| !text.is_empty());
    let name = uid("chips");
    view! {
        <fieldset class="choices">
            <legend>{label}</legend>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            <div class="chips">
                {chips
                    .into_iter()
                    .map(|chip| {
                        let key = chip.key;
                        view! {
                            <label class="chip">
                                <input
                                    type="radio"
                                    name=name.clone()
                                    value=key
                                    prop:checked=move || value.get() == key
                                    on:change=move |_| value.set(key)
                                />
                                <span>{chip.text}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

/// A yes or no.
#[component]
pub(crate) fn Check(
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    value: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span>
                {label} {hint.map(|hint| view! { <span class="small">" · "{hint}</span> })}
            </span>
        </label>
    }
}
